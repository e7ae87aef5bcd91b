// The whole day as one system of differential equations: slow layer, minutes round a session, buprenorphine and the hazard of lapse inside the
// day. What general-purpose solvers are given, and what the lanes of room `ensemble` are held against.
#pragma once

#include <sinew/model/buprenorphine.hpp>
#include <sinew/model/fast_layer.hpp>
#include <sinew/model/planned_session.hpp>
#include <sinew/model/runge_kutta_day.hpp>
#include <sinew/model/slow_flow.hpp>

#include <algorithm>
#include <functional>
#include <span>
#include <vector>

namespace sinew::model::full_day {

/// Sessions and events fall on ticks of 5 minutes.
inline constexpr int kTicks = 288;
inline constexpr double kTickMinutes = 5, kDayMinutes = 1440;

/// 22 slow states in the order of kStateNames; 9 fast states as they are shown (h, h2, a, cort, bE, q_b, v_a, z, c_ph); buprenorphine under
/// the tongue, central and peripheral, mg; the integral of its occupancy since midnight, days.
inline constexpr std::size_t kFast = kStateNames.size(), kFastStates = 9,
                             kTongue = kFast + kFastStates, kCentral = kTongue + 1,
                             kPeripheral = kTongue + 2, kOccupied = kTongue + 3,
                             kStates = kTongue + 4;
inline constexpr std::size_t kRelief = kFast + 7, kPhasic = kFast + 8;

/// What is constant between two jumps.
template <class Number>
struct StretchOf {
    DayInputsOf<Number> day;
    /// What the fast states tend to; times in minutes.
    Number heart = Number(0), above = Number(0), endorphin = Number(0), bdnf = Number(0),
           vagal = Number(0), tau_v = Number(1), relief = Number(0), tau_z = Number(1);
    Number incubation_norm = Number(1);
    /// Buprenorphine, per day: uptake, elimination and exchange; 1000 / Vc.
    Number ka = Number(0), out = Number(0), back = Number(0), to_peripheral = Number(0),
           per_volume = Number(0);
};

/// The right-hand side, per day. Straight code, nothing is allocated.
/// @source docs/methods/model.md (sections 6.1 to 6.4)
template <class Number>
constexpr void slopes_at(const std::array<Number, kStates>& x, const StretchOf<Number>& s,
                         const ParametersOf<Number>& p,
                         std::array<Number, kStates>& rate) noexcept {
    using std::exp;
    runge_kutta::Values<Number> slow, slow_rate;
    for (std::size_t i = 0; i < kFast; ++i) slow[i] = x[i];
    const SlowStateOf<Number> state =
        runge_kutta::state_of<Number>(slow, std::make_index_sequence<kFast>{});
    const DrivesOf<Number> drives = drives_of(state, p);
    runge_kutta::put_pulls(MomentOf<Number>{state, drives, s.day, p}, slow_rate,
                           std::make_index_sequence<kPulledStates.size()>{});
    const Number z = x[kRelief], phasic = x[kPhasic];
    const Number K = p.K_0 * (Number(1) + p.a_K * s.incubation_norm * (state.i2 - state.i1));
    const Number craving = state.C + select(phasic > K, phasic, K) - z;
    slow_rate[runge_kutta::kH] =
        p.lam_0 * s.day.A_v *
        exp(p.beta_C * (vas_of<Number>(craving) - Number(50)) * Number(0.1) - p.beta_P * state.P +
            p.beta_X * state.X - p.beta_mu * s.day.E_m);
    slow_rate[runge_kutta::kD] = p.dlt_0 * exp(p.d_Psi * drives.Psi + p.d_X * state.X);
    slow_rate[runge_kutta::kRecovery] = Number(1);
    for (std::size_t i = 0; i < kFast; ++i) rate[i] = slow_rate[i];
    const Number day(kDayMinutes);
    const auto fast = [&](std::size_t i, const Number& to, const Number& tau) {
        rate[kFast + i] = (to - x[kFast + i]) * (day / tau);
    };
    fast(0, s.heart, p.tau_HR);
    fast(1, p.f_dr * x[kFast], p.tau_dr);
    fast(2, s.above, p.tau_A);
    fast(3, p.g_F * x[kFast + 2], p.tau_cort);
    fast(4, s.endorphin, p.tau_B);
    fast(5, s.bdnf, p.tau_q);
    fast(6, s.vagal, s.tau_v);
    fast(7, s.relief, s.tau_z);
    fast(8, Number(0), p.tau_ph);
    const Number taken = s.ka * x[kTongue], exchanged = s.to_peripheral * x[kCentral];
    const Number returned = s.back * x[kPeripheral], ng_ml = s.per_volume * x[kCentral];
    rate[kTongue] = Number(0) - taken;
    rate[kCentral] = taken + returned - exchanged - s.out * x[kCentral];
    rate[kPeripheral] = exchanged - returned;
    rate[kOccupied] = p.B_E * ng_ml / (p.B_C + ng_ml);
}

using Values = std::array<double, kStates>;
using Stretch = StretchOf<double>;

/// Something that raises phasic craving by a share of K.
struct Event {
    int tick = 0;  ///< 0 to kTicks - 1
    double share = 0;
};

/// One day of one person: what jumps, and when.
struct Day {
    std::span<const PlannedSession> sessions;  ///< in the order of their start, on ticks
    std::span<const Event> events;             ///< in the order of their ticks
    double A_v = 1, stress = 0.3, B = 0.5;     ///< B: what the last mind-body day left
};

/// Takes `x` along `stretch` between two times of the day (days from midnight). What a solver is.
using Solve = std::function<void(const Stretch& stretch, double from, double to, Values& x)>;
/// Told at the end of each segment and of the day, before what jumps there.
using Mark = std::function<void(int tick, const Values& x)>;

/// One draw of one person. Buprenorphine is taken at midnight, and runs a day ahead of the rest: so the drive of a day, which is the mean of its
/// occupancy, is known when the day begins.
class Person {
public:
    /// @param mg  of buprenorphine a day, tablet; 0: none
    Person(const Parameters& parameters, const BoutPerson& body,
           const BuprenorphineKinetics& kinetics, double mg);

    /// The first midnight: fast states at rest, the first day's medication gone through.
    [[nodiscard]] Values start(const SlowState& slow, const Solve& solve) const;

    /// One day. @param kinks  restart where the slow layer or the larger of K and c_ph has a kink, too
    void day(const Day& day, const Solve& solve, bool kinks, const Mark& mark, Values& x) const;

    /// For solvers that take several persons at once and keep the jumps themselves.
    [[nodiscard]] Stretch at_rest() const;
    void set_drive(const FastDrive& drive, const Values& x, Stretch& to) const;
    void take_tablet(Values& x) const;
    [[nodiscard]] const BoutPerson& body() const noexcept { return body_; }

private:
    const Parameters& p_;
    BoutPerson body_;
    BuprenorphineKinetics kinetics_;
    double mg_, norm_;
};

/// Plasma concentration, ng/mL.
[[nodiscard]] double concentration_of(const Values& x, const BuprenorphineKinetics& k) noexcept;

/// The adaptive solver of order 5 at 1e-12: the answer that others are measured by.
void solve_exactly(const Parameters& p, const Stretch& stretch, double from, double to, Values& x);

}  // namespace sinew::model::full_day
