#include <sinew/model/withdrawal_pair.hpp>

#include <cmath>
#include <limits>

namespace sinew::model {

double gap_closes_after(double T, double E, const Parameters& p) noexcept {
    if (T <= E + p.theta_W) return 0;
    if (p.theta_W <= 0) return std::numeric_limits<double>::infinity();
    return p.tau_Toff * std::log((T - E) / p.theta_W);
}

WithdrawalPair after(const WithdrawalPair& start, double E, double days,
                     const Parameters& p) noexcept {
    const double tau_T = E > start.T ? p.tau_Ton : p.tau_Toff;
    WithdrawalPair end;
    end.T = E + (start.T - E) * std::exp(-days / tau_T);
    const double closes = gap_closes_after(start.T, E, p);
    if (closes <= 0) {
        end.W = start.W * std::exp(-days / p.tau_W);
        return end;
    }
    const auto with_gap = [&](double t) {
        const double fading = std::exp(-t / p.tau_W);
        const double between = p.tau_Toff == p.tau_W ? t / p.tau_W * fading
                                                     : p.tau_Toff / (p.tau_Toff - p.tau_W) *
                                                           (std::exp(-t / p.tau_Toff) - fading);
        return start.W * fading + p.k_W * (start.T - E) * between -
               p.k_W * p.theta_W * (1 - fading);
    };
    end.W =
        days <= closes ? with_gap(days) : with_gap(closes) * std::exp(-(days - closes) / p.tau_W);
    return end;
}

}  // namespace sinew::model
