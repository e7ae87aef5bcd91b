// Everything a target of the slow layer may look at.
#pragma once

#include <sinew/model/day_inputs.hpp>
#include <sinew/model/drives.hpp>

namespace sinew::model {

/// State, drives, inputs and parameters of one instant. Views: they must outlive it.
template <class Number>
struct MomentOf {
    const SlowStateOf<Number>& x;
    const DrivesOf<Number>& drive;
    const DayInputsOf<Number>& day;
    const ParametersOf<Number>& p;
};
using Moment = MomentOf<double>;

/// Where a state tends to and how fast: x' = (target - x) / tau. tau in days.
template <class Number>
struct PullOf {
    Number target = Number(0), tau = Number(1);
};
using Pull = PullOf<double>;

}  // namespace sinew::model
