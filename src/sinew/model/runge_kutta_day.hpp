// The slow layer over one day by classical Runge-Kutta steps, with dependence and withdrawal exact: the stepper of forecasts.
#pragma once

#include <sinew/model/slow_pulls.hpp>

namespace sinew::model {

/// Steps a day of a forecast: largest error 1.8e-4 over the reference scenarios (docs/methods/model.md, section 2).
inline constexpr int kForecastSteps = 2;

/// The state at the end of a day without use. Inputs are constants of the day.
/// @pre steps >= 1
[[nodiscard]] SlowState runge_kutta_day(const SlowState& start, const DayInputs& day, int steps,
                                        const Parameters& parameters) noexcept;

}  // namespace sinew::model
