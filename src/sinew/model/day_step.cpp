#include <sinew/model/continuous_day.hpp>
#include <sinew/model/day_step.hpp>
#include <sinew/model/withdrawal_pair.hpp>

#include <cmath>

namespace sinew::model {

SlowState frozen_step(const SlowState& x, const DayInputs& day, double days, bool exact_withdrawal,
                      const Parameters& p) noexcept {
    const Drives drives = drives_of(x, p);
    const Moment moment{x, drives, day, p};
    SlowState next = x;
    for (const PulledState& state : kPulledStates) {
        const Pull pull = state.pull(moment);
        next.*state.member =
            pull.target + (x.*state.member - pull.target) * std::exp(-days / pull.tau);
    }
    if (exact_withdrawal) {
        const WithdrawalPair pair = after({x.T, x.W}, day.E(), days, p);
        next.T = pair.T;
        next.W = pair.W;
    }
    const Hazards hazards = hazards_at(x, day, drives.Psi, p);
    next.H = x.H + hazards.lapse * days;
    next.D = x.D + hazards.dropout * days;
    next.t_rec = x.t_rec + days;
    return next;
}

SlowState next_day(const SlowState& start, const DayInputs& day, const UseDay& use, Scheme scheme,
                   int steps, const Parameters& p) {
    SlowState x = start;
    switch (scheme) {
        case Scheme::frozen: x = frozen_step(x, day, 1, false, p); break;
        case Scheme::fine:
            for (int step = 0; step < steps; ++step) x = frozen_step(x, day, 1.0 / steps, true, p);
            break;
        case Scheme::continuous: x = continuous_day(x, day, p); break;
    }
    return after_use(start, x, use, p);
}

SlowState after_use(const SlowState& start, const SlowState& end, const UseDay& use,
                    const Parameters& p) noexcept {
    if (!use.used) return end;
    SlowState x = end;
    x.i1 += p.rho_x * (1 - x.i1);
    x.i2 += p.rho_x * (1 - x.i2);
    x.t_rec = (1 - p.rho_x) * start.t_rec;
    if (use.first_of_episode) x.C += p.J_C;
    return x;
}

}  // namespace sinew::model
