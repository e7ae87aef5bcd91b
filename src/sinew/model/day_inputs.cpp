#include <sinew/model/day_inputs.hpp>

#include <cmath>

namespace sinew::model {
namespace {

constexpr double kReferenceMinutes = 30;   // one reference session, a definition
constexpr double kReferenceAerobic = 0.6;  // of VO2 reserve, a definition
constexpr double kReferenceLoad = 0.65;    // of 1RM, a definition

double weight_of(const Segment& segment, const Parameters& p) noexcept {
    const double I = segment.intensity;
    switch (segment.modality) {
        case Modality::A:
            return I * std::exp(p.k_trimp * I) /
                   (kReferenceAerobic * std::exp(p.k_trimp * kReferenceAerobic));
        case Modality::R: return I / kReferenceLoad;
        case Modality::M: return segment.quality;
    }
    return 0;
}

}  // namespace

double resonance(const std::optional<double>& breaths_per_min, const Parameters& p) noexcept {
    if (!breaths_per_min) return 0;
    const double away = std::log(*breaths_per_min / p.f_r);
    return std::exp(-away * away / (2 * p.f_s * p.f_s));
}

void take_sessions(DayInputs& day, std::span<const Segment> segments,
                   const Parameters& p) noexcept {
    double minutes = 0, breathing = 0;
    for (const Segment& segment : segments) {
        const double dose = segment.minutes / kReferenceMinutes * weight_of(segment, p);
        switch (segment.modality) {
            case Modality::A: day.dose_A += dose; break;
            case Modality::R: day.dose_R += dose; break;
            case Modality::M:
                day.dose_M += dose;
                minutes += segment.minutes;
                breathing += segment.minutes * (0.5 + 0.5 * resonance(segment.breaths_per_min, p));
                break;
        }
    }
    if (minutes > 0) day.B = breathing / minutes;
}

}  // namespace sinew::model
