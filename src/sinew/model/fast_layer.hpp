// The minutes round a session: nine states under piecewise-constant drives, in closed form.
#pragma once

#include <sinew/model/day_inputs.hpp>

#include <array>
#include <span>
#include <string_view>
#include <vector>

namespace sinew::model {

/// All zero at rest. Cortisol, endorphin and BDNF are latent: shapes, not levels that anyone should expect to measure.
struct FastState {
    double h = 0;          ///< heart-rate rise, 1/min
    double drift_lag = 0;  ///< heart-rate drift / f_dr, 1/min
    double a = 0;          ///< ACTH drive, above threshold, fraction of VO2max
    double cort_lag = 0;   ///< cortisol rise / g_F
    double bE = 0;         ///< beta-endorphin, fraction above baseline
    double q_b = 0;        ///< acute BDNF, SMD
    double v_a = 0;        ///< acute ln RMSSD
    double z = 0;          ///< relief of craving, logit
    double c_ph = 0;       ///< phasic craving, logit
};

/// What the person brings to the bout.
struct BoutPerson {
    double heart_reserve_bpm = 0;  ///< HRmax - HRrest, 20 to 220
    double vo2max = 35;            ///< mL/kg/min, above 3.5
    double rising_share = 0;       ///< w: share of the resistance relief that rises with load, 0-1
};

/// A constant drive of the fast layer: a segment of work, or rest.
struct FastDrive {
    double metabolic = 0;  ///< fraction of the heart-rate reserve
    double vo2_share = 0;  ///< of VO2max
    double resonance = 0;  ///< of paced breathing, 0-1
    double relief = 0;     ///< logit that z tends to
    bool working = false;
};

/// Relief of craving that a segment tends to, logit. @source docs/methods/model.md (section 5)
[[nodiscard]] double relief_of(const Segment& segment, double rising_share,
                               const Parameters& parameters) noexcept;

[[nodiscard]] FastDrive drive_of(const Segment& segment, const BoutPerson& person,
                                 const Parameters& parameters) noexcept;

/// The state after `minutes` of one drive, exactly. @pre minutes >= 0
/// @source docs/methods/model.md (section 6.2)
[[nodiscard]] FastState advance(const FastState& start, const FastDrive& drive, double minutes,
                                const BoutPerson& person, const Parameters& parameters) noexcept;

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
