// Every way that we take a day of the slow layer, by name: for reports of how far each is from the continuous solution.
#pragma once

#include <sinew/model/scenario_plan.hpp>

#include <span>
#include <string_view>

namespace sinew::model {

struct NamedStepper {
    std::string_view name;   ///< words under proof.stepper.<name>
    double evaluations = 0;  ///< of the targets, a day
    SlowState (*day)(const SlowState& start, const DayInputs& inputs, int number,
                     const Parameters& parameters) noexcept;
};

/// frozen, frozen_2, frozen_4, product_rule, linear_target, product: the columns of the specification's table, and what forecasts use.
[[nodiscard]] std::span<const NamedStepper> steppers() noexcept;

/// @pre the name is one of steppers()
[[nodiscard]] const NamedStepper& stepper_named(std::string_view name) noexcept;

/// For walk(). The plan must outlive it.
[[nodiscard]] DayStepper day_stepper(const NamedStepper& stepper, const ScenarioPlan& plan);

}  // namespace sinew::model
