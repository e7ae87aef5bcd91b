#include <sinew/model/craving_level.hpp>
#include <sinew/model/step_error.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::model {
namespace {

constexpr double kOrderFour = 16.0 / 15.0;

}  // namespace

void compare_with_half_steps(const DrawnPerson& drawn,
                             const std::vector<std::vector<Segment>>& sessions, std::size_t days,
                             StepError& worst) {
    const Parameters& p = drawn.parameters;
    Course coarse, fine;
    run_course(drawn, sessions, p, days, coarse);
    DrawnPerson twice = drawn;
    twice.steps_a_day *= 2;
    run_course(twice, sessions, p, days, fine);
    for (const StateName& name : kStateNames) {
        if (name.member == &SlowState::t_rec) continue;  // a clock: exact
        double largest = 1, off = 0;
        for (std::size_t day = 0; day < fine.size(); ++day) {
            largest = std::max(largest, std::abs(fine[day].*name.member));
            off = std::max(off, std::abs(coarse[day].*name.member - fine[day].*name.member));
        }
        worst.states = std::max(worst.states, kOrderFour * off / largest);
    }
    for (std::size_t day = 0; day < fine.size(); ++day) {
        const double rest = vas_of(coarse[day].C) - vas_of(fine[day].C);
        const double cue = vas_of(coarse[day].C + cue_gain(coarse[day], p)) -
                           vas_of(fine[day].C + cue_gain(fine[day], p));
        worst.vas_points =
            std::max({worst.vas_points, kOrderFour * std::abs(rest), kOrderFour * std::abs(cue)});
    }
    ++worst.courses;
    worst.steps_a_day = drawn.steps_a_day;
}

}  // namespace sinew::model
