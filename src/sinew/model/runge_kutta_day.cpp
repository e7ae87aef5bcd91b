#include <sinew/model/runge_kutta_day.hpp>
#include <sinew/model/withdrawal_pair.hpp>

#include <array>
#include <utility>

namespace sinew::model {
namespace {

constexpr std::size_t kStates = kStateNames.size();
using Values = std::array<double, kStates>;

constexpr std::size_t place_of(double SlowState::*member) noexcept {
    for (std::size_t i = 0; i < kStates; ++i)
        if (kStateNames[i].member == member) return i;
    return kStates;
}
constexpr std::size_t kT = place_of(&SlowState::T), kW = place_of(&SlowState::W);
constexpr std::size_t kH = place_of(&SlowState::H), kD = place_of(&SlowState::D);
constexpr std::size_t kRecovery = place_of(&SlowState::t_rec);
static_assert(kT < kStates && kW < kStates && kH < kStates && kD < kStates && kRecovery < kStates);

template <std::size_t... I>
SlowState state_of(const Values& values, std::index_sequence<I...>) noexcept {
    SlowState x;
    ((x.*kStateNames[I].member = values[I]), ...);
    return x;
}

template <std::size_t... I>
Values values_of(const SlowState& x, std::index_sequence<I...>) noexcept {
    return {(x.*kStateNames[I].member)...};
}

/// Written out state by state at compile time: the table of pulls becomes straight code.
template <std::size_t... I>
void put_pulls(const Moment& moment, Values& slopes, std::index_sequence<I...>) noexcept {
    const auto one = [&]<std::size_t i>() {
        constexpr PulledState state = kPulledStates[i];
        const Pull pull = state.pull(moment);
        slopes[place_of(state.member)] = (pull.target - moment.x.*state.member) / pull.tau;
    };
    (one.template operator()<I>(), ...);
}

void slopes_at(const Values& values, const DayInputs& day, const Parameters& p,
               Values& slopes) noexcept {
    const SlowState x = state_of(values, std::make_index_sequence<kStates>{});
    const Drives drives = drives_of(x, p);
    put_pulls({x, drives, day, p}, slopes, std::make_index_sequence<kPulledStates.size()>{});
    const Hazards hazards = hazards_at(x, day, drives.Psi, p);
    slopes[kH] = hazards.lapse;
    slopes[kD] = hazards.dropout;
    slopes[kRecovery] = 1;
}

/// start + h * slope, with T and W taken from their exact course.
Values moved(const Values& start, const Values& slope, double h,
             const WithdrawalPair& exact) noexcept {
    Values next;
    for (std::size_t i = 0; i < kStates; ++i) next[i] = start[i] + h * slope[i];
    next[kT] = exact.T;
    next[kW] = exact.W;
    return next;
}

}  // namespace

SlowState runge_kutta_day(const SlowState& start, const DayInputs& day, int steps,
                          const Parameters& p) noexcept {
    const double h = 1.0 / steps;
    const double E = day.E();
    Values x = values_of(start, std::make_index_sequence<kStates>{});
    Values k1, k2, k3, k4;
    for (int step = 0; step < steps; ++step) {
        const WithdrawalPair now{x[kT], x[kW]};
        const WithdrawalPair middle = after(now, E, h / 2, p);
        const WithdrawalPair end = after(now, E, h, p);
        slopes_at(x, day, p, k1);
        slopes_at(moved(x, k1, h / 2, middle), day, p, k2);
        slopes_at(moved(x, k2, h / 2, middle), day, p, k3);
        slopes_at(moved(x, k3, h, end), day, p, k4);
        for (std::size_t i = 0; i < kStates; ++i)
            x[i] += h / 6 * (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]);
        x[kT] = end.T;
        x[kW] = end.W;
    }
    return state_of(x, std::make_index_sequence<kStates>{});
}

}  // namespace sinew::model
