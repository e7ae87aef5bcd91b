#include <sinew/model/day_step.hpp>
#include <sinew/model/linear_target_day.hpp>

#include <cmath>

namespace sinew::model {

SlowState linear_target_step(const SlowState& x, const DayInputs& day, double days,
                             const Parameters& p) noexcept {
    const SlowState predicted = frozen_step(x, day, days, true, p);
    const Drives drives = drives_of(x, p), later = drives_of(predicted, p);
    SlowState next = predicted;  // T, W and the recovery clock are exact there
    for (const PulledState& state : kPulledStates) {
        if (state.member == &SlowState::T || state.member == &SlowState::W) continue;
        const Pull from = state.pull({x, drives, day, p});
        const Pull to = state.pull({predicted, later, day, p});
        const double tau = (from.tau + to.tau) / 2;  // only that of R changes
        const double e = std::exp(-days / tau), r = tau / days * (1 - e);
        next.*state.member =
            from.target * (1 - e) + (to.target - from.target) * (1 - r) + x.*state.member * e;
    }
    const Hazards now = hazards_at(x, day, drives.Psi, p);
    const Hazards then = hazards_at(next, day, later.Psi, p);  // F, and so Psi, is exact in both
    next.H = x.H + days * (now.lapse + then.lapse) / 2;
    next.D = x.D + days * (now.dropout + then.dropout) / 2;
    return next;
}

}  // namespace sinew::model
