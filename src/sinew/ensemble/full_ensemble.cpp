#include <sinew/ensemble/full_ensemble.hpp>
#include <sinew/model/observation.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include <algorithm>
#include <bitset>
#include <cmath>

namespace sinew::ensemble {
namespace {

/// The events of the draws first .. first + count - 1 on one list a day; lanes past the last draw copy it.
template <class Real>
BlockEvents<Real> events_of(std::span<const DrawEvents> draws, std::size_t first,
                            std::size_t days) {
    BlockEvents<Real> made;
    made.first.reserve(days + 1);
    std::array<std::size_t, kTicks> row;  // of the day's events, in the order they were met
    std::vector<Lanes<Real>> met;
    for (std::size_t day = 0; day < days; ++day) {
        made.first.push_back(made.ticks.size());
        std::bitset<kTicks> some;
        met.clear();
        for (std::size_t lane = 0; lane < kBlock<Real>; ++lane)
            for (const auto& event : draws[std::min(first + lane, draws.size() - 1)][day]) {
                const auto tick = static_cast<std::size_t>(event.tick);
                if (!some[tick]) {
                    some.set(tick);
                    row[tick] = met.size();
                    met.push_back({});
                }
                // A draw may have two events at one tick (a cue and stress): they add up.
                met[row[tick]].at[lane] += static_cast<Real>(event.share);
            }
        for (std::size_t tick = some._Find_first(); tick < kTicks; tick = some._Find_next(tick)) {
            made.ticks.push_back(static_cast<int>(tick));
            made.shares.push_back(met[row[tick]]);
        }
    }
    made.first.push_back(made.ticks.size());
    return made;
}

Result<void> refuse(std::string what, std::string where, std::string hint) {
    return fail({ErrorCode::out_of_range, std::move(what), std::move(where), std::move(hint)});
}

Result<void> check(const PersonDraws& person, const PersonDay& day, std::size_t days,
                   Stepper stepper) {
    if (stepper.steps_per_day < 1 || 24 % stepper.steps_per_day != 0 ||
        std::find(kFullNodes.begin(), kFullNodes.end(), stepper.nodes) == kFullNodes.end())
        return refuse("no stepper of the full day", "stepper",
                      "2 or 4 nodes, and steps a day that divide 24");
    if (!(day.heart_reserve_bpm >= 20 && day.heart_reserve_bpm <= 220))
        return refuse("no heart-rate reserve", "heart_reserve_bpm", "20 to 220 a minute");
    if (!(day.vo2max > model::fast::kRestingVo2 && day.vo2max <= 100))
        return refuse("no VO2max", "vo2max", "above 3.5, to 100 mL/kg/min");
    if (day.medication != nullptr &&
        day.medication->concentrations.size() < days * day.medication->shares.size())
        return refuse("medication shorter than the programme", "medication",
                      "concentrations of each day");
    if (day.events.empty()) return {};
    if (day.events.size() != person.parameters.size())
        return refuse("events of each draw, or none", "events", "one list a draw");
    for (const DrawEvents& events : day.events) {
        if (events.size() < days)
            return refuse("events shorter than the programme", "events", "a list for each day");
        for (const auto& list : events)
            for (const auto& event : list)
                if (event.tick < 0 || event.tick >= kTicks || !(event.share >= 0))
                    return refuse("no event of a day", "events",
                                  "ticks of 5 minutes from 0 to 287, shares from 0 on");
    }
    return {};
}

Stepper stepper_of(Accuracy accuracy) {
    switch (accuracy) {
        case Accuracy::forecast: return {2, 1};
        case Accuracy::close: return {4, 1};
        case Accuracy::tight: return {4, 3};
    }
    return {4, 1};
}
Stepper finer_than(Accuracy accuracy) {
    switch (accuracy) {
        case Accuracy::forecast: return stepper_of(Accuracy::close);
        case Accuracy::close: return stepper_of(Accuracy::tight);
        case Accuracy::tight: break;
    }
    return {4, 8};
}

StepError difference(const FullEnsemble<double>::BlockView& a,
                     const FullEnsemble<double>::BlockView& b, std::size_t days) {
    StepError error;
    for (std::size_t state = 0; state < state_row("t_rec"); ++state)
        for (std::size_t lane = 0; lane < a.count; ++lane) {
            double largest = 1, apart = 0;
            for (std::size_t day = 0; day <= days; ++day) {
                const double x = a.of(day, state)[lane], y = b.of(day, state)[lane];
                largest = std::max(largest, std::abs(y));
                apart = std::max(apart, std::abs(x - y));
                if (state == state_row("C"))
                    error.vas_points =
                        std::max(error.vas_points, std::abs(model::vas_of(x) - model::vas_of(y)));
            }
            error.states = std::max(error.states, apart / largest);
        }
    return error;
}

}  // namespace

template <class Real>
Result<FullEnsemble<Real>> FullEnsemble<Real>::make(const PersonDraws& person, const PersonDay& day,
                                                    std::size_t days, Stepper stepper,
                                                    Target target) {
    if (const auto sound = check_draws(person); !sound) return fail(sound.error());
    if (const auto sound = check(person, day, days, stepper); !sound) return fail(sound.error());
    FullEnsemble made;
    const auto& kernels = full_kernels<Real>(target);
    for (std::size_t i = 0; i < kFullNodes.size(); ++i)
        if (kFullNodes[i] == stepper.nodes) made.kernel_ = kernels[i];
    made.steps_per_day_ = stepper.steps_per_day;
    made.draws_ = person.parameters.size();
    made.day_ = day;
    const std::size_t blocks = (made.draws_ + kBlock<Real> - 1) / kBlock<Real>;
    made.blocks_.resize(blocks);
    made.weights_.resize(blocks);
    made.minutes_.resize(blocks);
    made.medication_.resize(day.medication == nullptr ? 0 : blocks);
    for (std::size_t block = 0; block < blocks; ++block) {
        const std::size_t first = block * kBlock<Real>;
        fill_block(person, first, made.blocks_[block]);
        made.weights_[block].resize(made.kernel_.weights * (kGrades + 1));
        made.kernel_.prepare(made.blocks_[block], 1.0 / stepper.steps_per_day,
                             made.weights_[block].data(), made.minutes_[block]);
        if (day.medication != nullptr) {
            made.medication_[block].resize(days);
            made.kernel_.medicate(made.blocks_[block],
                                  std::span{day.medication->concentrations}.first(
                                      days * day.medication->shares.size()),
                                  day.medication->shares, made.medication_[block].data());
        }
        if (!day.events.empty()) made.events_.push_back(events_of<Real>(day.events, first, days));
    }
    made.day_.medication = nullptr;  // worked out above: nothing of the caller's is kept
    made.day_.events = {};
    return made;
}

template <class Real>
FullSpace<Real> FullEnsemble<Real>::space(const FullProgramme& programme) const {
    FullSpace<Real> space;
    space.slow.kinds.resize(programme.kinds.size());
    space.slow.course.resize((programme.slow.days.size() + 1) * kSlowStates);
    const DayKind& last = programme.kinds.back();
    space.drives.resize(last.first_drive + last.segments.size());
    space.pieces.resize(last.first_piece + last.pieces.size());
    space.marks.resize(programme.first_mark.back() * kFastStates);
    return space;
}

template <class Real>
const Lanes<Real>* FullEnsemble<Real>::medication(std::size_t block) const noexcept {
    return medication_.empty() ? nullptr : medication_[block].data();
}

template <class Real>
typename FullEnsemble<Real>::BlockView FullEnsemble<Real>::run(const FullProgramme& programme,
                                                               std::size_t block,
                                                               FullSpace<Real>& space,
                                                               bool every_tick) const noexcept {
    const FullJob<Real> job{&blocks_[block],        &programme,
                            medication(block),      events_.empty() ? nullptr : &events_[block],
                            day_.heart_reserve_bpm, day_.vo2max,
                            steps_per_day_,         every_tick};
    kernel_.run(job, weights_[block].data(), minutes_[block], space);
    const std::size_t first = block * kBlock<Real>;
    return {first, std::min(kBlock<Real>, draws_ - first), space.slow.course.data(),
            space.marks.data()};
}

template class FullEnsemble<double>;
template class FullEnsemble<float>;

Result<FullCourses> run_full_days(const PersonDraws& person, const PersonDay& day,
                                  const FullDays& programme, const RunSettings& settings) {
    SINEW_TRY(const FullProgramme days, full_programme(programme));
    SINEW_TRY(const auto ensemble,
              FullEnsemble<double>::make(person, day, programme.days, stepper_of(settings.accuracy),
                                         settings.target));
    const std::size_t draws = person.parameters.size(), marks = days.first_mark.back();
    FullCourses answer{
        {programme.days, draws}, std::vector<double>(marks * kFastStates * draws), marks, {}};
    numerics::parallel_for(ensemble.blocks(), settings.threads, [&](std::size_t block) {
        auto space = ensemble.space(days);
        const auto view = ensemble.run(days, block, space);
        const auto to = static_cast<std::ptrdiff_t>(view.first);
        for (std::size_t n = 0; n <= programme.days; ++n)
            for (std::size_t state = 0; state < kSlowStates; ++state)
                std::copy_n(view.of(n, state), view.count, answer.slow.of(n, state).begin() + to);
        for (std::size_t row = 0; row < marks * kFastStates; ++row)
            std::copy_n(view.marks[row].at, view.count,
                        answer.fast.begin() + static_cast<std::ptrdiff_t>(row * draws) + to);
    });
    if (!settings.estimate_error) return answer;
    const std::size_t few = std::min(kBlock<double>, draws);
    const PersonDraws first{person.parameters.first(few),
                            person.start.size() == 1 ? person.start : person.start.first(few)};
    PersonDay same_day = day;
    if (!day.events.empty()) same_day.events = day.events.first(few);
    SINEW_TRY(const auto finer,
              FullEnsemble<double>::make(first, same_day, programme.days,
                                         finer_than(settings.accuracy), settings.target));
    auto space = ensemble.space(days), other = space;
    answer.error =
        difference(ensemble.run(days, 0, space), finer.run(days, 0, other, true), programme.days);
    answer.slow.error = answer.error;
    return answer;
}

}  // namespace sinew::ensemble
