#include <sinew/ensemble/slow_ensemble.hpp>
#include <sinew/model/craving_level.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::ensemble {
namespace {

using model::kParameterNames;
using model::kStateNames;

constexpr double kShortest_d =
    1.0 / 3;  // of a time constant that the lanes' series take in one step

/// Cheapest kernel and step of each accuracy; the errors are measured in docs/methods/ensemble.md.
constexpr Stepper stepper_of(Accuracy accuracy) noexcept {
    switch (accuracy) {
        case Accuracy::forecast: return {2, 1};
        case Accuracy::close: return {4, 1};
        case Accuracy::tight: return {4, 3};
    }
    return {4, 1};
}
/// What the error of an accuracy is estimated by.
constexpr Stepper finer_than(Accuracy accuracy) noexcept {
    switch (accuracy) {
        case Accuracy::forecast: return stepper_of(Accuracy::close);
        case Accuracy::close: return stepper_of(Accuracy::tight);
        case Accuracy::tight: break;
    }
    return {4, 8};
}

Result<void> refuse(std::string what, std::string where, std::string hint) {
    return fail({ErrorCode::out_of_range, std::move(what), std::move(where), std::move(hint)});
}

/// Largest difference of one block between two runs of it.
template <class Real>
StepError difference(const typename SlowEnsemble<Real>::BlockView& a,
                     const typename SlowEnsemble<Real>::BlockView& b, std::size_t days) {
    StepError error;
    const std::size_t recovery = state_row("t_rec"), craving = state_row("C");
    for (std::size_t state = 0; state < recovery; ++state)
        for (std::size_t lane = 0; lane < a.count; ++lane) {
            double largest = 1, apart = 0;
            for (std::size_t day = 0; day <= days; ++day) {
                const double x = a.of(day, state)[lane], y = b.of(day, state)[lane];
                largest = std::max(largest, std::abs(y));
                apart = std::max(apart, std::abs(x - y));
                if (state == craving)
                    error.vas_points =
                        std::max(error.vas_points, std::abs(model::vas_of(x) - model::vas_of(y)));
            }
            error.states = std::max(error.states, apart / largest);
        }
    return error;
}

}  // namespace

Result<void> check_draws(const PersonDraws& person) {
    if (person.parameters.empty()) return refuse("no draws", "parameters", "give at least one");
    if (person.start.size() != 1 && person.start.size() != person.parameters.size())
        return refuse("as many states as draws, or one", "start", "give one for all or one each");
    constexpr std::pair<std::string_view, double model::Parameters::*> kTimes[] = {
        {"tau_V", &model::Parameters::tau_V}, {"tau_L", &model::Parameters::tau_L},
        {"tau_N", &model::Parameters::tau_N}, {"tau_Q", &model::Parameters::tau_Q},
        {"tau_G", &model::Parameters::tau_G}, {"tau_S", &model::Parameters::tau_S},
        {"tau_P", &model::Parameters::tau_P}, {"tau_C", &model::Parameters::tau_C},
        {"tau_U", &model::Parameters::tau_U}, {"tau_X", &model::Parameters::tau_X},
        {"tau_W", &model::Parameters::tau_W}, {"tau_Toff", &model::Parameters::tau_Toff}};
    for (const model::Parameters& p : person.parameters) {
        if (const auto sound = model::check(p); !sound) return fail(sound.error());
        for (const auto& [symbol, member] : kTimes)
            if (p.*member < kShortest_d)
                return refuse("a time constant too short for the lanes", std::string{symbol},
                              "from a third of a day on; shorter ones need small steps");
        if (std::abs(p.g_R) / p.tau_R > 0.3)
            return refuse("training would move the receptors within hours", "g_R",
                          "keep g_R below 0.3 tau_R");
    }
    return {};
}

template <class Real>
void fill_block(const PersonDraws& person, std::size_t first, DrawBlock<Real>& to) {
    for (std::size_t lane = 0; lane < kBlock<Real>; ++lane) {
        const std::size_t draw = std::min(first + lane, person.parameters.size() - 1);
        const model::Parameters& p = person.parameters[draw];
        const model::SlowState& x = person.start[person.start.size() == 1 ? 0 : draw];
        for (std::size_t i = 0; i < kParameters; ++i)
            to.parameter[i].at[lane] = static_cast<Real>(p.*kParameterNames[i].member);
        for (std::size_t i = 0; i < kSlowStates; ++i)
            to.start[i].at[lane] = static_cast<Real>(x.*kStateNames[i].member);
    }
}
template void fill_block(const PersonDraws&, std::size_t, DrawBlock<double>&);
template void fill_block(const PersonDraws&, std::size_t, DrawBlock<float>&);

Result<void> check_days(const FollowedDays& programme, std::size_t draws) {
    if (programme.days == 0 || programme.days > kLongestProgramme_d)
        return refuse("no length of a programme", "days", "1 to 730 days");
    if (!programme.medication.empty() && programme.medication.size() != programme.days * draws)
        return refuse("a drive for each day and draw, or none", "medication",
                      "by day and then by draw");
    return {};
}

template <class Real>
std::vector<Lanes<Real>> medication_of(const FollowedDays& programme, std::size_t block,
                                       std::size_t draws) {
    std::vector<Lanes<Real>> lanes(programme.medication.empty() ? 0 : programme.days);
    for (std::size_t day = 0; day < lanes.size(); ++day)
        for (std::size_t lane = 0; lane < kBlock<Real>; ++lane)
            lanes[day].at[lane] = static_cast<Real>(
                programme
                    .medication[day * draws + std::min(block * kBlock<Real> + lane, draws - 1)]);
    return lanes;
}
template std::vector<Lanes<double>> medication_of(const FollowedDays&, std::size_t, std::size_t);
template std::vector<Lanes<float>> medication_of(const FollowedDays&, std::size_t, std::size_t);

model::SlowState DrawCourses::at(std::size_t day, std::size_t draw) const noexcept {
    model::SlowState state;
    for (std::size_t i = 0; i < kSlowStates; ++i) state.*kStateNames[i].member = of(day, i)[draw];
    return state;
}

template <class Real>
Result<SlowEnsemble<Real>> SlowEnsemble<Real>::make(const PersonDraws& person, Accuracy accuracy,
                                                    Target target) {
    return make(person, stepper_of(accuracy), target);
}

template <class Real>
Result<SlowEnsemble<Real>> SlowEnsemble<Real>::make(const PersonDraws& person, Stepper stepper,
                                                    Target target) {
    if (const auto sound = check_draws(person); !sound) return fail(sound.error());
    SlowEnsemble made;
    made.kernel_ =
        slow_kernels<Real>(target)[static_cast<std::size_t>(stepper.nodes - kFewestNodes)];
    made.steps_per_day_ = stepper.steps_per_day;
    made.draws_ = person.parameters.size();
    const std::size_t blocks = (made.draws_ + kBlock<Real> - 1) / kBlock<Real>;
    made.blocks_.resize(blocks);
    made.weights_.resize(blocks);
    for (std::size_t block = 0; block < blocks; ++block) {
        DrawBlock<Real>& to = made.blocks_[block];
        fill_block(person, block * kBlock<Real>, to);
        made.weights_[block].resize(made.kernel_.weights * (kGrades + 1));
        made.kernel_.prepare(to, 1.0 / made.steps_per_day_, made.weights_[block].data());
    }
    return made;
}

template <class Real>
SlowSpace<Real> SlowEnsemble<Real>::space(std::size_t kinds, std::size_t days) const {
    SlowSpace<Real> space;
    space.kinds.resize(kinds);
    space.course.resize((days + 1) * kSlowStates);
    return space;
}

template <class Real>
typename SlowEnsemble<Real>::BlockView SlowEnsemble<Real>::run(
    const SlowProgramme& programme, std::size_t block, const Lanes<Real>* medication,
    SlowSpace<Real>& space) const noexcept {
    const SlowJob<Real> job{&blocks_[block], &programme, medication, steps_per_day_};
    kernel_.run(job, weights_[block].data(), space);
    const std::size_t first = block * kBlock<Real>;
    return {first, std::min(kBlock<Real>, draws_ - first), space.course.data()};
}

template class SlowEnsemble<double>;
template class SlowEnsemble<float>;

Result<DrawCourses> run_draws(const PersonDraws& person, const FollowedDays& programme,
                              const RunSettings& settings) {
    const std::size_t draws = person.parameters.size();
    if (const auto sound = check_days(programme, draws); !sound) return fail(sound.error());
    SINEW_TRY(const auto ensemble,
              SlowEnsemble<double>::make(person, settings.accuracy, settings.target));
    const SlowProgramme days = slow_programme(programme);
    DrawCourses courses{programme.days, draws};
    numerics::parallel_for(ensemble.blocks(), settings.threads, [&](std::size_t block) {
        auto space = ensemble.space(days.kinds.size(), programme.days);
        const auto medication = medication_of<double>(programme, block, draws);
        const auto view =
            ensemble.run(days, block, medication.empty() ? nullptr : medication.data(), space);
        for (std::size_t day = 0; day <= programme.days; ++day)
            for (std::size_t state = 0; state < kSlowStates; ++state)
                std::copy_n(
                    view.of(day, state), view.count,
                    courses.of(day, state).begin() + static_cast<std::ptrdiff_t>(view.first));
    });
    if (!settings.estimate_error) return courses;
    const std::size_t few = std::min(kBlock<double>, draws);
    const PersonDraws first{person.parameters.first(few),
                            person.start.size() == 1 ? person.start : person.start.first(few)};
    SINEW_TRY(const auto finer,
              SlowEnsemble<double>::make(first, finer_than(settings.accuracy), settings.target));
    auto space = ensemble.space(days.kinds.size(), programme.days), other = space;
    const auto medication = medication_of<double>(programme, 0, draws);
    const auto* drive = medication.empty() ? nullptr : medication.data();
    courses.error = difference<double>(ensemble.run(days, 0, drive, space),
                                       finer.run(days, 0, drive, other), programme.days);
    return courses;
}

}  // namespace sinew::ensemble
