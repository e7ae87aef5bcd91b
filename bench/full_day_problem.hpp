// Problem D of docs/methods/ensemble.md: eight scenarios, prior draws, what falls on their days, the exact answer, and how an answer is judged.
#pragma once

#include <sinew/ensemble/full_ensemble.hpp>
#include <sinew/model/prior.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include <cmath>

namespace bench {

namespace full_day = sinew::model::full_day;
using sinew::model::Modality;

inline constexpr std::size_t kDays = 84, kScenarios = 8;
inline constexpr std::size_t kJudged = sinew::ensemble::kSlowStates - 1;  // states 1-21
inline constexpr double kReserve = 120, kVo2max = 35, kStress = 0.3, kAvailability = 0.01;

/// S0 to S7 of the specification (section 13) at ten in the morning. Buprenorphine every day: 8 mg, in S6 and S7 16 mg.
inline std::vector<sinew::model::PlannedDays> scenarios() {
    const std::vector<std::vector<sinew::model::Segment>> work{
        {},
        {{Modality::A, 40, 0.65, 1, {}}},
        {{Modality::R, 40, 0.65, 1, {}}},
        {{Modality::A, 30, 0.65, 1, {}}, {Modality::R, 20, 0.65, 1, {}}},
        {{Modality::M, 45, 0.25, 1, 6.0}},
        {{Modality::A, 40, 0.90, 1, {}}},
        {},
        {{Modality::A, 40, 0.65, 1, {}}}};
    std::vector<sinew::model::PlannedDays> made(kScenarios);
    for (std::size_t s = 0; s < kScenarios; ++s) {
        made[s].resize(kDays);
        for (std::size_t n = 0; n < kDays; ++n) {
            const std::size_t d = n % 7;
            const bool on = s == 4 ? d <= 4 : s == 5 ? d != 6 : d == 0 || d == 2 || d == 4;
            if (on && !work[s].empty()) made[s][n].push_back({600, work[s], s == 4});
        }
    }
    return made;
}
inline double dose_mg(std::size_t scenario) { return scenario < 6 ? 8 : 16; }

inline std::vector<sinew::model::Parameters> prior_draws(std::size_t count) {
    using namespace sinew;
    const auto pack = knowledge::load_model_pack(knowledge::PackSource::embedded());
    const auto links = knowledge::load_model_links(knowledge::PackSource::embedded());
    const auto prior = model::Prior::read(*pack, *links);
    std::vector<model::Parameters> draws;
    for (std::size_t k = 0; k < count; ++k)
        draws.push_back(
            chosen_for(prior->draw(1, k).parameters, model::DrugClass::opioid, model::Sex::M));
    return draws;
}
inline std::vector<sinew::ensemble::DrawEvents> prior_events(
    const std::vector<sinew::model::Parameters>& draws) {
    std::vector<sinew::ensemble::DrawEvents> events;
    for (std::size_t k = 0; k < draws.size(); ++k)
        events.push_back(sinew::ensemble::drawn_events({1, 0, k}, draws[k], kDays));
    return events;
}

/// All that is judged of one person: slow states day by day, fast states mark by mark, the concentration at the end of each day.
struct Answer {
    std::vector<double> slow, fast, blood;
    void mark(const full_day::Values& x) {
        fast.insert(fast.end(), x.begin() + full_day::kFast, x.begin() + full_day::kTongue);
    }
    void day(const full_day::Values& x) { slow.insert(slow.end(), x.begin(), x.begin() + kJudged); }
};

struct Problem {
    std::vector<sinew::model::Parameters> draws;
    std::vector<sinew::model::PlannedDays> all = scenarios();
    std::vector<sinew::ensemble::DrawEvents> events;
    sinew::model::BuprenorphineKinetics kinetics;
    std::vector<Answer> exact;  ///< scenario, draw

    explicit Problem(std::size_t count) : draws{prior_draws(count)}, events{prior_events(draws)} {
        const auto pack =
            sinew::knowledge::load_model_pack(sinew::knowledge::PackSource::embedded());
        kinetics = *sinew::model::kinetics_of(*pack, 70, 24.8);
        exact.resize(kScenarios * count);
        sinew::numerics::parallel_for(exact.size(), 0, [&](std::size_t at) {
            const auto& p = draws[at % count];
            exact[at] = walked(
                at / count, at % count, true,
                [&p](const full_day::Stretch& stretch, double from, double to,
                     full_day::Values& x) { full_day::solve_exactly(p, stretch, from, to, x); });
        });
    }

    /// One person by any solver. Restarted at each jump; at kinks, too, for the exact answer.
    [[nodiscard]] Answer walked(std::size_t s, std::size_t k, bool kinks,
                                const full_day::Solve& solve) const {
        const full_day::Person person{
            draws[k], {kReserve, kVo2max, draws[k].w_op}, kinetics, dose_mg(s)};
        full_day::Values x = person.start(sinew::model::SlowState{}, solve);
        Answer answer;
        answer.day(x);
        answer.blood.push_back(
            full_day::concentration_of(x, kinetics));  // the kinetics run a day ahead
        for (std::size_t n = 0; n < kDays; ++n) {
            person.day(
                {all[s][n], events[k][n], kAvailability, kStress, breathing(s, k)}, solve, kinks,
                [&](int, const full_day::Values& now) { answer.mark(now); }, x);
            answer.day(x);
            answer.blood.push_back(full_day::concentration_of(x, kinetics));
        }
        return answer;
    }
    /// B before the day: of the only kind of session a scenario has, which is there from the first day on.
    [[nodiscard]] double breathing(std::size_t s, std::size_t k) const {
        sinew::model::DayInputs day;
        if (s == 4) take_sessions(day, std::span{all[s][0][0].segments}, draws[k]);
        return day.B;
    }

    /// Error of section 8 of the contract: largest |x - exact| / max(1, largest |exact| over time). Of the first `count` draws.
    template <class Of>  // of(scenario, draw) -> const Answer&
    [[nodiscard]] double error_of(std::size_t count, const Of& of) const {
        double worst = 0;
        const auto judge = [&](const std::vector<double>& ours, const std::vector<double>& theirs,
                               std::size_t states, std::size_t times) {
            for (std::size_t i = 0; i < states; ++i) {
                double largest = 1, apart = 0;
                for (std::size_t t = 0; t < times; ++t) {
                    largest = std::max(largest, std::abs(theirs[t * states + i]));
                    apart =
                        std::max(apart, std::abs(ours[t * states + i] - theirs[t * states + i]));
                }
                worst = std::max(worst, apart / largest);
            }
        };
        for (std::size_t s = 0; s < kScenarios; ++s)
            for (std::size_t k = 0; k < count; ++k) {
                const Answer& theirs = exact[s * draws.size() + k];
                const Answer& ours = of(s, k);
                judge(ours.slow, theirs.slow, kJudged, kDays + 1);
                judge(ours.fast, theirs.fast, full_day::kFastStates,
                      theirs.fast.size() / full_day::kFastStates);
                judge(ours.blood, theirs.blood, 1, kDays);
            }
        return worst;
    }
};

}  // namespace bench
