// Eight draws of the slow layer at once through Dormand and Prince's method 5(4), whole right-hand side, one adaptive step for all eight:
// for tolerances that fixed steps do not reach cheaply.
#pragma once

#include <sinew/model/slow_flow.hpp>
#include <sinew/numerics/register_width.hpp>

#include <span>

namespace sinew::model {

inline constexpr std::size_t kDopriLanes = 8;

/// State by state, then lane by lane.
struct DopriBlock {
    alignas(64) double state[kSlowStates][kDopriLanes];
};

struct DopriCost {
    std::size_t steps = 0, refused = 0;
};

/// Eight draws with their parameters in registers' order; made once, used for every day.
class LockstepDopri {
public:
    /// @param draws      eight; repeat one to fill up
    /// @param tolerance  of a step: tolerance max(1, |value|), the same for every value; above 0
    LockstepDopri(std::span<const Parameters, kDopriLanes> draws, double tolerance,
                  numerics::Width width = numerics::widest_lanes());

    /// A day without use, for all eight. Restarted at the kinks of every lane.
    /// @param inputs  of each lane
    /// @source docs/methods/model.md (section 2), dormand1980
    DopriCost day(DopriBlock& block, std::span<const DayInputs, kDopriLanes> inputs) const;

    [[nodiscard]] static DopriBlock block_of(
        std::span<const SlowState, kDopriLanes> states) noexcept;
    [[nodiscard]] static SlowState state_in(const DopriBlock& block, std::size_t lane) noexcept;

private:
    std::array<Parameters, kDopriLanes> draws_;
    std::vector<double> parameters_;  ///< parameter by parameter, then lane by lane
    double tolerance_;
    numerics::Width width_;
};

namespace lockstep {

/// One smooth stretch of a day. What each width's file gives.
using Stretch = DopriCost (*)(DopriBlock& block, const double* parameters, const double* inputs,
                              double from, double to, double tolerance);
inline constexpr std::size_t kInputs = 8;  ///< numbers of a DayInputs

DopriCost stretch_two(DopriBlock&, const double*, const double*, double, double, double);
DopriCost stretch_four(DopriBlock&, const double*, const double*, double, double, double);
DopriCost stretch_eight(DopriBlock&, const double*, const double*, double, double, double);

}  // namespace lockstep

}  // namespace sinew::model
