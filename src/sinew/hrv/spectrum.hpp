// How the variance of intervals spreads over frequencies: Welch, Lomb-Scargle, autoregression.
#pragma once

#include <sinew/hrv/settings.hpp>

#include <optional>
#include <vector>

namespace sinew::hrv {

struct BandPower {
    Band band;
    double power_ms2 = 0;
    std::optional<double>
        peak_hz;  ///< of the highest density in the band; absent when the band has no power
    std::optional<double> share_pct;     ///< of the total
    std::optional<double> normal_units;  ///< 100 x power / (LF + HF); for LF and HF only
};

/// One-sided density on an even grid, and what lies in the bands.
struct Spectrum {
    double step_hz = 0;
    std::vector<double> density_ms2_hz;  ///< at 0, step_hz, 2 step_hz, ...
    BandPower vlf, lf, hf;
    double total_ms2 = 0;  ///< VLF + LF + HF
    /// Absent, with its reason among the analysis' omissions, when breathing is slow: then LF holds the breath.
    std::optional<double> lf_hf;
};

}  // namespace sinew::hrv
