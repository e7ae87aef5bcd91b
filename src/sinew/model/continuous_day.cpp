#include <sinew/model/continuous_day.hpp>
#include <sinew/model/withdrawal_pair.hpp>
#include <sinew/numerics/dormand_prince.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace sinew::model {
namespace {

constexpr std::size_t kStates = kStateNames.size();
using Values = std::array<double, kStates>;

Values values_of(const SlowState& x) noexcept {
    Values values{};
    for (std::size_t i = 0; i < kStates; ++i) values[i] = x.*kStateNames[i].member;
    return values;
}

SlowState state_of(const Values& values) noexcept {
    SlowState x;
    for (std::size_t i = 0; i < kStates; ++i) x.*kStateNames[i].member = values[i];
    return x;
}

/// When x(t) = end + (start - end) exp(-t / tau) passes `level` within the day.
void add_crossing(double start, double end, double tau, double level, std::vector<double>& kinks) {
    const double share = (level - end) / (start - end);
    if (!(share > 0 && share < 1)) return;
    if (const double at = -tau * std::log(share); at < 1) kinks.push_back(at);
}

std::vector<double> kinks_of(const SlowState& x, const DayInputs& day, const Parameters& p) {
    std::vector<double> kinks;
    if (const double closes = gap_closes_after(x.T, day.E(), p); closes > 0 && closes < 1)
        kinks.push_back(closes);
    const double load = fatiguing_dose(day, p) * p.tau_F;
    add_crossing(x.F, load, p.tau_F, p.F_crit, kinks);
    add_crossing(x.F, load, p.tau_F, p.F_crit * (1 + p.Psi_max), kinks);
    add_crossing(x.LA - x.LR, day.dose_A - day.dose_R, p.tau_Lam, 0, kinks);
    std::sort(kinks.begin(), kinks.end());
    kinks.push_back(1);
    return kinks;
}

}  // namespace

SlowState continuous_day(const SlowState& start, const DayInputs& day, const Parameters& p) {
    const auto slope = [&](double, const Values& values, Values& slopes) {
        const SlowState x = state_of(values);
        const Drives drives = drives_of(x, p);
        const Moment moment{x, drives, day, p};
        SlowState rate;
        for (const PulledState& state : kPulledStates) {
            const Pull pull = state.pull(moment);
            rate.*state.member = (pull.target - x.*state.member) / pull.tau;
        }
        const Hazards hazards = hazards_at(x, day, drives.Psi, p);
        rate.H = hazards.lapse;
        rate.D = hazards.dropout;
        rate.t_rec = 1;
        slopes = values_of(rate);
    };
    Values values = values_of(start);
    double now = 0;
    for (const double until : kinks_of(start, day, p)) {
        if (until > now) numerics::integrate(slope, now, until, values, {});
        now = std::max(now, until);
    }
    return state_of(values);
}

}  // namespace sinew::model
