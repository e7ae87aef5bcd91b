// What one day brings: training, drug, medication, stress, setting. Constants over the day.
#pragma once

#include <sinew/model/parameters.hpp>

#include <cstdint>
#include <optional>
#include <span>

namespace sinew::model {

/// Aerobic, resistance, mind-body.
enum class Modality : std::uint8_t { A, R, M };

/// A stretch of one session at one intensity.
struct Segment {
    Modality modality = Modality::A;
    double minutes = 0;    ///< 0 to 1440
    double intensity = 0;  ///< A: fraction of VO2 reserve; R: of 1RM; M: 0.25 by habit. 0 to 1.2
    double quality = 1;    ///< M: 0-1, 1 = supervised with the breath matched
    std::optional<double> breaths_per_min = {};  ///< M: nothing = not paced
};

struct DayInputs {
    double dose_A = 0, dose_R = 0,
           dose_M = 0;    ///< reference sessions; 1 = 30 min at reference intensity
    double B = 0.5;       ///< what breathing adds to mind-body work, 0.5 to 1
    double E_x = 0;       ///< agonist drive of use, 0-1
    double E_m = 0;       ///< agonist drive of medication, 0-1
    double A_v = 1;       ///< availability of the drug in the setting
    double stress = 0.3;  ///< mean stress of the day, 0-1

    /// Agonist drive of the day. @source docs/methods/model.md (section 6.1)
    [[nodiscard]] double E() const noexcept { return E_x + E_m < 1 ? E_x + E_m : 1; }
};

/// Resonance of a breathing rate: 1 at f_r, 0 when not paced. @source docs/methods/model.md (section 5)
[[nodiscard]] double resonance(const std::optional<double>& breaths_per_min,
                               const Parameters& parameters) noexcept;

/// Adds the doses of the segments to `day`, and sets B when there is mind-body work among them.
/// @source docs/methods/model.md (section 5)
void take_sessions(DayInputs& day, std::span<const Segment> segments,
                   const Parameters& parameters) noexcept;

/// Drive of a use day while a share of the receptors is occupied. @pre 0 <= occupancy <= 1
[[nodiscard]] inline double use_drive(double occupancy, const Parameters& p) noexcept {
    return p.E_use * (1 - occupancy);
}

}  // namespace sinew::model
