#include <sinew/model/runge_kutta_day.hpp>
#include <sinew/model/slow_flow.hpp>
#include <sinew/model/withdrawal_pair.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::model {
namespace {

/// When x(t) = end + (start - end) exp(-t / tau) passes `level` within the day.
void add_crossing(double start, double end, double tau, double level, std::vector<double>& ends) {
    const double share = (level - end) / (start - end);
    if (!(share > 0 && share < 1)) return;
    if (const double at = -tau * std::log(share); at < 1) ends.push_back(at);
}

}  // namespace

SlowValues values_of(const SlowState& x) noexcept {
    SlowValues values{};
    for (std::size_t i = 0; i < kSlowStates; ++i) values[i] = x.*kStateNames[i].member;
    return values;
}

SlowState state_of(std::span<const double> values) noexcept {
    SlowState x;
    for (std::size_t i = 0; i < kSlowStates; ++i) x.*kStateNames[i].member = values[i];
    return x;
}

void slow_slopes(std::span<const double> values, const DayInputs& day, const Parameters& p,
                 std::span<double> slopes) noexcept {
    SlowValues now, rate;
    std::copy(values.begin(), values.end(), now.begin());
    runge_kutta::slopes_at(now, day, p, rate);
    std::copy(rate.begin(), rate.end(), slopes.begin());
}

std::vector<double> smooth_ends(const SlowState& x, const DayInputs& day, const Parameters& p) {
    std::vector<double> ends;
    if (const double closes = gap_closes_after<double>(x.T, day.E(), p); closes > 0 && closes < 1)
        ends.push_back(closes);
    const double load = fatiguing_dose(day, p) * p.tau_F;
    add_crossing(x.F, load, p.tau_F, p.F_crit, ends);
    add_crossing(x.F, load, p.tau_F, p.F_crit * (1 + p.Psi_max), ends);
    add_crossing(x.LA - x.LR, day.dose_A - day.dose_R, p.tau_Lam, 0, ends);
    std::sort(ends.begin(), ends.end());
    ends.push_back(1);
    return ends;
}

}  // namespace sinew::model
