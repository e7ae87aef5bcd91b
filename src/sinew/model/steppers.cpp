#include <sinew/base/ensure.hpp>
#include <sinew/model/linear_target_day.hpp>
#include <sinew/model/runge_kutta_day.hpp>
#include <sinew/model/steppers.hpp>

#include <algorithm>
#include <array>

namespace sinew::model {
namespace {

constexpr int kUnsettledDays =
    14;  // after a change of exposure the product rule takes quarter days

template <int steps, bool exact>
SlowState frozen_day(const SlowState& start, const DayInputs& day, int,
                     const Parameters& p) noexcept {
    SlowState x = start;
    for (int step = 0; step < steps; ++step) x = frozen_step(x, day, 1.0 / steps, exact, p);
    return x;
}

SlowState product_rule_day(const SlowState& start, const DayInputs& day, int number,
                           const Parameters& p) noexcept {
    return number < kUnsettledDays ? frozen_day<4, true>(start, day, number, p)
                                   : frozen_day<1, true>(start, day, number, p);
}

SlowState linear_day(const SlowState& start, const DayInputs& day, int,
                     const Parameters& p) noexcept {
    return linear_target_step(start, day, 1, p);
}

SlowState product_day(const SlowState& start, const DayInputs& day, int,
                      const Parameters& p) noexcept {
    return runge_kutta_day(start, day, kForecastSteps, p);
}

constexpr std::array<NamedStepper, 6> kSteppers{{{"frozen", 1, frozen_day<1, false>},
                                                 {"frozen_2", 2, frozen_day<2, false>},
                                                 {"frozen_4", 4, frozen_day<4, false>},
                                                 {"product_rule", 1, product_rule_day},
                                                 {"linear_target", 2, linear_day},
                                                 {"product", 4.0 * kForecastSteps, product_day}}};

}  // namespace

std::span<const NamedStepper> steppers() noexcept { return kSteppers; }

const NamedStepper& stepper_named(std::string_view name) noexcept {
    const auto found = std::find_if(kSteppers.begin(), kSteppers.end(),
                                    [&](const NamedStepper& one) { return one.name == name; });
    SINEW_ENSURE(found != kSteppers.end(), "no such stepper");
    return *found;
}

DayStepper day_stepper(const NamedStepper& stepper, const ScenarioPlan& plan) {
    return [&stepper, &plan](const SlowState& start, const PlannedDay& day,
                             int number) -> Result<SlowState> {
        return stepper.day(start, day.inputs, number, plan.parameters);
    };
}

}  // namespace sinew::model
