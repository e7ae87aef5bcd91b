// The slow layer over one day by classical Runge-Kutta steps, with dependence and withdrawal exact: the stepper of forecasts.
// Over any number (number.hpp).
#pragma once

#include <sinew/model/slow_pulls.hpp>
#include <sinew/model/withdrawal_pair.hpp>

#include <array>
#include <utility>

namespace sinew::model {

/// Steps a day of a forecast: largest error 1.8e-4 over the reference scenarios (docs/methods/model.md, section 2).
inline constexpr int kForecastSteps = 2;

namespace runge_kutta {

inline constexpr std::size_t kStates = kStateNames.size();
template <class Number>
using Values = std::array<Number, kStates>;

constexpr std::size_t place_of(std::string_view symbol) noexcept {
    for (std::size_t i = 0; i < kStates; ++i)
        if (kStateNames[i].symbol == symbol) return i;
    return kStates;
}
inline constexpr std::size_t kT = place_of("T"), kW = place_of("W"), kH = place_of("H"),
                             kD = place_of("D"), kRecovery = place_of("t_rec");
static_assert(kT < kStates && kW < kStates && kH < kStates && kD < kStates && kRecovery < kStates);

template <class Number, std::size_t... I>
constexpr SlowStateOf<Number> state_of(const Values<Number>& values,
                                       std::index_sequence<I...>) noexcept {
    SlowStateOf<Number> x;
    ((x.*kStateNamesOf<Number>[I].member = values[I]), ...);
    return x;
}

template <class Number, std::size_t... I>
constexpr Values<Number> values_of(const SlowStateOf<Number>& x,
                                   std::index_sequence<I...>) noexcept {
    return {(x.*kStateNamesOf<Number>[I].member)...};
}

/// Written out state by state at compile time: the table of pulls becomes straight code. Its order is that of the states.
template <class Number, std::size_t... I>
constexpr void put_pulls(const MomentOf<Number>& moment, Values<Number>& slopes,
                         std::index_sequence<I...>) noexcept {
    const auto one = [&]<std::size_t i>() {
        constexpr PulledStateOf<Number> state = kPulledStatesOf<Number>[i];
        static_assert(state.member == kStateNamesOf<Number>[i].member);
        const PullOf<Number> pull = state.pull(moment);
        slopes[i] = (pull.target - moment.x.*state.member) / pull.tau;
    };
    (one.template operator()<I>(), ...);
}

template <class Number>
constexpr void slopes_at(const Values<Number>& values, const DayInputsOf<Number>& day,
                         const ParametersOf<Number>& p, Values<Number>& slopes) noexcept {
    const SlowStateOf<Number> x = state_of<Number>(values, std::make_index_sequence<kStates>{});
    const DrivesOf<Number> drives = drives_of(x, p);
    put_pulls(MomentOf<Number>{x, drives, day, p}, slopes,
              std::make_index_sequence<kPulledStates.size()>{});
    const HazardsOf<Number> hazards = hazards_at(x, day, drives.Psi, p);
    slopes[kH] = hazards.lapse;
    slopes[kD] = hazards.dropout;
    slopes[kRecovery] = Number(1);
}

/// start + h * slope, with T and W taken from their exact course.
template <class Number>
constexpr Values<Number> moved(const Values<Number>& start, const Values<Number>& slope, double h,
                               const WithdrawalPairOf<Number>& exact) noexcept {
    Values<Number> next;
    for (std::size_t i = 0; i < kStates; ++i) next[i] = start[i] + Number(h) * slope[i];
    next[kT] = exact.T;
    next[kW] = exact.W;
    return next;
}

}  // namespace runge_kutta

/// The state at the end of a day without use. Inputs are constants of the day.
/// @pre steps >= 1
template <class Number>
[[nodiscard]] constexpr SlowStateOf<Number> runge_kutta_day(
    const SlowStateOf<Number>& start, const DayInputsOf<Number>& day, int steps,
    const ParametersOf<Number>& p) noexcept {
    using namespace runge_kutta;
    const double h = 1.0 / steps;
    const Number E = day.E();
    Values<Number> x = values_of<Number>(start, std::make_index_sequence<kStates>{});
    Values<Number> k1, k2, k3, k4;
    for (int step = 0; step < steps; ++step) {
        const WithdrawalPairOf<Number> now{x[kT], x[kW]};
        const WithdrawalPairOf<Number> middle = after<Number>(now, E, Number(h / 2), p);
        const WithdrawalPairOf<Number> end = after<Number>(now, E, Number(h), p);
        slopes_at(x, day, p, k1);
        slopes_at(moved(x, k1, h / 2, middle), day, p, k2);
        slopes_at(moved(x, k2, h / 2, middle), day, p, k3);
        slopes_at(moved(x, k3, h, end), day, p, k4);
        for (std::size_t i = 0; i < kStates; ++i)
            x[i] = x[i] + Number(h / 6) * (k1[i] + Number(2) * k2[i] + Number(2) * k3[i] + k4[i]);
        x[kT] = end.T;
        x[kW] = end.W;
    }
    return state_of<Number>(x, std::make_index_sequence<kStates>{});
}

extern template SlowState runge_kutta_day<double>(const SlowState&, const DayInputs&, int,
                                                  const Parameters&) noexcept;

}  // namespace sinew::model
