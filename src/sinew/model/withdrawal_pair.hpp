// Dependence and withdrawal under a constant drive, exactly. Over any number (number.hpp).
#pragma once

#include <sinew/model/number.hpp>
#include <sinew/model/parameters.hpp>

#include <limits>
#include <type_traits>

namespace sinew::model {

template <class Number>
struct WithdrawalPairOf {
    Number T = Number(0), W = Number(0);
};
using WithdrawalPair = WithdrawalPairOf<double>;

/// When the gap between dependence and drive closes, in days from now; infinite when it does not, 0 when it is closed.
template <class Number>
[[nodiscard]] constexpr Number gap_closes_after(const std::type_identity_t<Number>& T,
                                                const std::type_identity_t<Number>& E,
                                                const ParametersOf<Number>& p) noexcept {
    using std::log;
    const Number closes =
        select(p.theta_W <= Number(0), Number(std::numeric_limits<double>::infinity()),
               p.tau_Toff * log((T - E) / p.theta_W));
    return select(T <= E + p.theta_W, Number(0), closes);
}

/// T and W after `days` under the agonist drive E. @pre days >= 0
/// @source docs/methods/model.md (section 6.3b)
template <class Number>
[[nodiscard]] constexpr WithdrawalPairOf<Number> after(const WithdrawalPairOf<Number>& start,
                                                       const std::type_identity_t<Number>& E,
                                                       const std::type_identity_t<Number>& days,
                                                       const ParametersOf<Number>& p) noexcept {
    using std::exp;
    const Number tau_T = select(E > start.T, p.tau_Ton, p.tau_Toff);
    WithdrawalPairOf<Number> end;
    end.T = E + (start.T - E) * exp(-days / tau_T);
    const Number closes = gap_closes_after<Number>(start.T, E, p);
    const Number t = select(days <= closes, days, closes);  // as long as there is a gap
    const Number fading = exp(-t / p.tau_W);
    const Number between =
        select(p.tau_Toff == p.tau_W, t / p.tau_W * fading,
               p.tau_Toff / (p.tau_Toff - p.tau_W) * (exp(-t / p.tau_Toff) - fading));
    const Number with_gap = start.W * fading + p.k_W * (start.T - E) * between -
                            p.k_W * p.theta_W * (Number(1) - fading);
    end.W = select(closes <= Number(0), start.W * exp(-days / p.tau_W),
                   with_gap * exp(-(days - t) / p.tau_W));
    return end;
}

}  // namespace sinew::model
