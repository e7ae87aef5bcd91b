// The minutes round a session: nine states under piecewise-constant drives, in closed form. Over any number (number.hpp).
#pragma once

#include <sinew/model/day_inputs.hpp>

#include <array>
#include <cmath>
#include <span>
#include <string_view>
#include <type_traits>
#include <vector>

namespace sinew::model {

/// All zero at rest. Cortisol, endorphin and BDNF are latent: shapes, not levels that anyone should expect to measure.
template <class Number>
struct FastStateOf {
    Number h = Number(0);          ///< heart-rate rise, 1/min
    Number drift_lag = Number(0);  ///< heart-rate drift / f_dr, 1/min
    Number a = Number(0);          ///< ACTH drive, above threshold, fraction of VO2max
    Number cort_lag = Number(0);   ///< cortisol rise / g_F
    Number bE = Number(0);         ///< beta-endorphin, fraction above baseline
    Number q_b = Number(0);        ///< acute BDNF, SMD
    Number v_a = Number(0);        ///< acute ln RMSSD
    Number z = Number(0);          ///< relief of craving, logit
    Number c_ph = Number(0);       ///< phasic craving, logit
};
using FastState = FastStateOf<double>;

/// What the person brings to the bout.
template <class Number>
struct BoutPersonOf {
    Number heart_reserve_bpm = Number(0);  ///< HRmax - HRrest, 20 to 220
    Number vo2max = Number(35);            ///< mL/kg/min, above 3.5
    Number rising_share =
        Number(0);  ///< w: share of the resistance relief that rises with load, 0-1
};
using BoutPerson = BoutPersonOf<double>;

/// A constant drive of the fast layer: a segment of work, or rest.
template <class Number>
struct FastDriveOf {
    Number metabolic = Number(0);  ///< fraction of the heart-rate reserve
    Number vo2_share = Number(0);  ///< of VO2max
    Number resonance = Number(0);  ///< of paced breathing, 0-1
    Number relief = Number(0);     ///< logit that z tends to
    bool working = false;
};
using FastDrive = FastDriveOf<double>;

namespace fast {

inline constexpr double kRestingVo2 = 3.5;  ///< mL/kg/min: one MET, a definition

template <class Number>
[[nodiscard]] constexpr Number relaxed(const Number& from, const Number& to, const Number& minutes,
                                       const Number& tau) noexcept {
    using std::exp;
    return to + (from - to) * exp(-minutes / tau);
}

/// The second of two stages, both drawn by `drive`: b' = (a - b) / tau_b behind a' = (drive - a) / tau_a.
template <class Number>
[[nodiscard]] constexpr Number second_stage(const Number& a, const Number& b, const Number& drive,
                                            const Number& minutes, const Number& tau_a,
                                            const Number& tau_b) noexcept {
    using std::exp;
    const Number kappa = (a - drive) * tau_a / (tau_a - tau_b);
    return select(
        tau_a == tau_b,
        relaxed(b, drive, minutes, tau_b) + (a - drive) * (minutes / tau_b) * exp(-minutes / tau_b),
        drive + kappa * exp(-minutes / tau_a) + (b - drive - kappa) * exp(-minutes / tau_b));
}

template <class Number>
[[nodiscard]] constexpr Number logistic(const Number& x) noexcept {
    using std::exp;
    return Number(1) / (Number(1) + exp(-x));
}

}  // namespace fast

/// Relief of craving that a segment tends to, logit. @source docs/methods/model.md (section 5)
template <class Number>
[[nodiscard]] constexpr Number relief_of(const Segment& segment,
                                         const std::type_identity_t<Number>& rising_share,
                                         const ParametersOf<Number>& p) noexcept {
    using std::exp;
    const Number I = Number(segment.intensity);
    switch (segment.modality) {
        case Modality::A: return p.Z_A * fast::logistic<Number>((I - p.Z_Ai) / p.Z_As);
        case Modality::R: {
            const Number away = I - p.Z_Ro;
            const Number bell = exp(-away * away / (Number(2) * p.Z_Rs * p.Z_Rs));
            return p.Z_R * ((Number(1) - rising_share) * bell +
                            rising_share * fast::logistic<Number>((I - p.Z_Rh) / p.Z_Rhs));
        }
        case Modality::M:
            return p.Z_M * (Number(0.5) + Number(0.5) * resonance(segment.breaths_per_min, p));
    }
    return Number(0);
}

template <class Number>
[[nodiscard]] constexpr FastDriveOf<Number> drive_of(const Segment& segment,
                                                     const BoutPersonOf<Number>& person,
                                                     const ParametersOf<Number>& p) noexcept {
    FastDriveOf<Number> drive;
    drive.working = true;
    const bool resistance = segment.modality == Modality::R;
    const Number I = Number(segment.intensity), resting = Number(fast::kRestingVo2);
    drive.metabolic = resistance ? p.x_met * I : I;
    drive.vo2_share =
        resistance ? drive.metabolic : (resting + I * (person.vo2max - resting)) / person.vo2max;
    drive.resonance =
        segment.modality == Modality::M ? resonance(segment.breaths_per_min, p) : Number(0);
    drive.relief = relief_of<Number>(segment, person.rising_share, p);
    return drive;
}

/// Beta-endorphin that a drive tends to, fraction above baseline.
template <class Number>
[[nodiscard]] constexpr Number endorphin_drive(const FastDriveOf<Number>& drive,
                                               const ParametersOf<Number>& p) noexcept {
    using std::pow;
    if (!drive.working) return Number(0);
    const Number power = pow(drive.vo2_share, p.hill_B);
    return p.B_max * power / (pow(p.B_50, p.hill_B) + power);
}

/// The state after `minutes` of one drive, exactly. @pre minutes >= 0
/// @source docs/methods/model.md (section 6.2)
template <class Number>
[[nodiscard]] constexpr FastStateOf<Number> advance(const FastStateOf<Number>& x,
                                                    const FastDriveOf<Number>& drive,
                                                    const std::type_identity_t<Number>& minutes,
                                                    const BoutPersonOf<Number>& person,
                                                    const ParametersOf<Number>& p) noexcept {
    using std::exp, fast::relaxed, fast::second_stage;
    FastStateOf<Number> next;
    const Number rise = drive.metabolic * person.heart_reserve_bpm;
    next.h = relaxed(x.h, rise, minutes, p.tau_HR);
    next.drift_lag = second_stage(x.h, x.drift_lag, rise, minutes, p.tau_HR, p.tau_dr);
    const Number above = drive.working ? max(Number(0), drive.vo2_share - p.I_th) : Number(0);
    next.a = relaxed(x.a, above, minutes, p.tau_A);
    next.cort_lag = second_stage(x.a, x.cort_lag, above, minutes, p.tau_A, p.tau_cort);
    next.bE = relaxed(x.bE, endorphin_drive(drive, p), minutes, p.tau_B);
    next.q_b = relaxed<Number>(x.q_b, p.k_Q * drive.metabolic, minutes, p.tau_q);
    next.v_a = relaxed<Number>(x.v_a, p.v_met * drive.metabolic + p.v_br * drive.resonance, minutes,
                               drive.working ? p.tau_von : p.tau_voff);
    next.z = relaxed<Number>(x.z, drive.relief, minutes,
                             select(drive.relief > x.z, p.tau_zon, p.tau_zoff));
    next.c_ph = x.c_ph * exp(-minutes / p.tau_ph);
    return next;
}

enum class EventKind : std::uint8_t { cue, stress };

struct BoutEvent {
    double minute = 0;
    EventKind kind = EventKind::cue;
    double strength = 0;  ///< 0-1
    double K = 0;         ///< cue gain of the day, logit
};

/// The states at `minutes` (rising): segments back to back from minute 0, then rest. A value at the minute of an event holds it.
[[nodiscard]] std::vector<FastState> bout(std::span<const Segment> segments,
                                          std::span<const BoutEvent> events,
                                          std::span<const double> minutes, const BoutPerson& person,
                                          const Parameters& parameters);

}  // namespace sinew::model
