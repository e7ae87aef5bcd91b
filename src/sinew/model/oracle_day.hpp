// One day of the slow layer by CVODE: the same right-hand side as everybody's, a solver that shares nothing else with ours.
#pragma once

#include <sinew/model/slow_flow.hpp>
#include <sinew/numerics/cvode.hpp>

#include <memory>

namespace sinew::model {

/// Made once and used day after day. Restarted at midnight and at the kinks of the day.
/// @source docs/methods/model.md (section 2), docs/adr/0013-independent-solver.md
class Oracle {
public:
    /// @errors out_of_range: tolerances that are none
    [[nodiscard]] static Result<Oracle> make(const numerics::CvodeSettings& settings = {});

    /// The state at the end of the day, before the jumps of a use day.
    /// @errors did_not_converge: the solver gave up
    [[nodiscard]] Result<SlowState> day(const SlowState& start, const DayInputs& inputs,
                                        const Parameters& parameters);

    [[nodiscard]] numerics::Cvode::Cost cost() const noexcept { return solver_.cost(); }

private:
    struct Today {
        const DayInputs* inputs = nullptr;
        const Parameters* parameters = nullptr;
    };
    Oracle(std::unique_ptr<Today> today, numerics::Cvode solver) noexcept
        : today_{std::move(today)}, solver_{std::move(solver)} {}

    std::unique_ptr<Today> today_;  // what the right-hand side looks at; its place must not move
    numerics::Cvode solver_;
};

}  // namespace sinew::model
