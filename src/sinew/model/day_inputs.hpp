// What one day brings: training, drug, medication, stress, setting. Constants over the day.
#pragma once

#include <sinew/model/number.hpp>
#include <sinew/model/parameters.hpp>

#include <cmath>
#include <cstdint>
#include <optional>
#include <span>
#include <type_traits>

namespace sinew::model {

inline constexpr double kReferenceMinutes = 30;   ///< one reference session, a definition
inline constexpr double kReferenceAerobic = 0.6;  ///< of VO2 reserve, a definition
inline constexpr double kReferenceLoad = 0.65;    ///< of 1RM, a definition

/// Aerobic, resistance, mind-body.
enum class Modality : std::uint8_t { A, R, M };

/// A stretch of one session at one intensity.
/// Of mind-body work that names none (specification, section 3).
inline constexpr double kFormsIntensity = 0.25;

struct Segment {
    Modality modality = Modality::A;
    double minutes = 0;  ///< 0 to 1440
    double intensity =
        0;  ///< A: fraction of VO2 reserve; R: of 1RM; M: kFormsIntensity by habit. 0 to 1.2
    double quality = 1;                          ///< M: 0-1, 1 = supervised with the breath matched
    std::optional<double> breaths_per_min = {};  ///< M: nothing = not paced
};

template <class Number>
struct DayInputsOf {
    /// Reference sessions; 1 = 30 min at reference intensity.
    Number dose_A = Number(0), dose_R = Number(0), dose_M = Number(0);
    Number B = Number(0.5);       ///< what breathing adds to mind-body work, 0.5 to 1
    Number E_x = Number(0);       ///< agonist drive of use, 0-1
    Number E_m = Number(0);       ///< agonist drive of medication, 0-1
    Number A_v = Number(1);       ///< availability of the drug in the setting
    Number stress = Number(0.3);  ///< mean stress of the day, 0-1

    /// Agonist drive of the day. @source docs/methods/model.md (section 6.1)
    [[nodiscard]] constexpr Number E() const noexcept {
        return select(E_x + E_m < Number(1), E_x + E_m, Number(1));
    }
};
using DayInputs = DayInputsOf<double>;

/// Resonance of a breathing rate: 1 at f_r, 0 when not paced. @source docs/methods/model.md (section 5)
template <class Number>
[[nodiscard]] constexpr Number resonance(const std::optional<double>& breaths_per_min,
                                         const ParametersOf<Number>& p) noexcept {
    using std::exp, std::log;
    if (!breaths_per_min) return Number(0);
    const Number away = log(Number(*breaths_per_min) / p.f_r);
    return exp(-away * away / (Number(2) * p.f_s * p.f_s));
}

/// Dose per reference length of one segment, by its modality. @source docs/methods/model.md (section 5)
template <class Number>
[[nodiscard]] constexpr Number session_weight(const Segment& segment,
                                              const ParametersOf<Number>& p) noexcept {
    using std::exp;
    const Number I = Number(segment.intensity);
    switch (segment.modality) {
        case Modality::A:
            return I * exp(p.k_trimp * I) /
                   (Number(kReferenceAerobic) * exp(p.k_trimp * Number(kReferenceAerobic)));
        case Modality::R: return I / Number(kReferenceLoad);
        case Modality::M: return Number(segment.quality);
    }
    return Number(0);
}

/// Adds the doses of the segments to `day`, and sets B when there is mind-body work among them.
/// @source docs/methods/model.md (section 5)
template <class Number>
constexpr void take_sessions(DayInputsOf<Number>& day, std::span<const Segment> segments,
                             const ParametersOf<Number>& p) noexcept {
    double minutes = 0;
    Number breathing(0);
    for (const Segment& segment : segments) {
        const Number dose =
            Number(segment.minutes / kReferenceMinutes) * session_weight(segment, p);
        switch (segment.modality) {
            case Modality::A: day.dose_A = day.dose_A + dose; break;
            case Modality::R: day.dose_R = day.dose_R + dose; break;
            case Modality::M:
                day.dose_M = day.dose_M + dose;
                minutes += segment.minutes;
                breathing = breathing +
                            Number(segment.minutes) *
                                (Number(0.5) + Number(0.5) * resonance(segment.breaths_per_min, p));
                break;
        }
    }
    if (minutes > 0) day.B = breathing / Number(minutes);
}

/// Drive of a use day while a share of the receptors is occupied. @pre 0 <= occupancy <= 1
template <class Number>
[[nodiscard]] constexpr Number use_drive(const std::type_identity_t<Number>& occupancy,
                                         const ParametersOf<Number>& p) noexcept {
    return p.E_use * (Number(1) - occupancy);
}

}  // namespace sinew::model
