// What the breath does to the heart, when the breath is known. @source lehrer2014
#pragma once

#include <sinew/hrv/settings.hpp>
#include <sinew/hrv/spectrum.hpp>

#include <cstddef>
#include <optional>
#include <span>

namespace sinew::hrv {

struct PacedBreathing {
    double breathing_hz = 0;
    std::size_t breaths = 0;  ///< whole breaths with three beats or more
    std::optional<double>
        rsa_bpm;  ///< mean over breaths of the highest minus the lowest heart rate of one beat
    std::optional<double> rsa_ms;  ///< mean over breaths of the longest minus the shortest interval
    std::optional<double> resonance_hz;  ///< highest Lomb density within half_width_hz
    std::optional<double>
        resonance_amplitude_ms;  ///< of the sine at breathing_hz that fits best: half its swing
};

/// @param nn_ms    one unbroken stretch
/// @param prepared the same stretch without its trend
/// @param lomb     its spectrum; nullptr when there is none
[[nodiscard]] PacedBreathing paced_breathing(std::span<const double> nn_ms,
                                             const Prepared& prepared, const Spectrum* lomb,
                                             double breathing_hz,
                                             const BreathingSettings& settings);

}  // namespace sinew::hrv
