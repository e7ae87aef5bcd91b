// Everything a target of the slow layer may look at.
#pragma once

#include <sinew/model/day_inputs.hpp>
#include <sinew/model/drives.hpp>

namespace sinew::model {

/// State, drives, inputs and parameters of one instant. Views: they must outlive it.
struct Moment {
    const SlowState& x;
    const Drives& drive;
    const DayInputs& day;
    const Parameters& p;
};

/// Where a state tends to and how fast: x' = (target - x) / tau. tau in days.
struct Pull {
    double target = 0, tau = 1;
};

}  // namespace sinew::model
