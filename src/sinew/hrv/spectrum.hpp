// How the variance of intervals spreads over frequencies: Welch, Lomb-Scargle, autoregression.
#pragma once

#include <sinew/hrv/settings.hpp>
#include <sinew/numerics/cubic_spline.hpp>
#include <sinew/numerics/fourier.hpp>
#include <sinew/numerics/smoothness_priors.hpp>

#include <optional>
#include <span>
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
    std::optional<BandPower> vlf;        ///< absent below SpectrumSettings::shortest_vlf_s
    BandPower lf, hf;
    std::optional<double> total_ms2;  ///< VLF + LF + HF; absent without VLF
    /// Absent, with its reason among the analysis' omissions, when breathing is slow: then LF holds the breath.
    /// The same holds for normal units.
    std::optional<double> lf_hf;
};

/// Intervals of one stretch at the times of the beats that end them, and on an even grid, both without their trend.
struct Prepared {
    std::vector<double> times_s, values_ms;
    double duration_s = 0;
    std::vector<double> even_ms;  ///< at SpectrumSettings::resample_hz
};

/// What is worth keeping from one series to the next. It never changes a result.
struct Workspace {
    numerics::FourierPlans plans;
    std::optional<numerics::SmoothnessPriors> priors;
    double priors_lambda = 0;
    std::vector<double> window;
    std::vector<double> trend;
    numerics::SplineWorkspace spline;
    Prepared prepared;  ///< of the series analysed last
};

/// @param nn_ms  one unbroken stretch, three intervals or more
[[nodiscard]] Prepared prepare(std::span<const double> nn_ms, const SpectrumSettings& settings,
                               Workspace& workspace);
/// The same into `prepared`, whose memory is used again.
void prepare(std::span<const double> nn_ms, const SpectrumSettings& settings, Workspace& workspace,
             Prepared& prepared);

/// Averaged periodograms of Hann windows. @source welch1967
[[nodiscard]] Spectrum welch_spectrum(const Prepared& prepared, const SpectrumSettings& settings,
                                      Workspace& workspace);
/// Of the beats where they are, without resampling. @source lomb1976, scargle1982
[[nodiscard]] Spectrum lomb_spectrum(const Prepared& prepared, const SpectrumSettings& settings,
                                     Workspace& workspace);
/// Of the autoregressive model of the even series.
[[nodiscard]] Spectrum ar_spectrum(const Prepared& prepared, const SpectrumSettings& settings);

/// Powers, peaks and shares of a density; `with_vlf` as the stretch is long enough for it.
void fill_bands(Spectrum& spectrum, const SpectrumSettings& settings, bool with_vlf);

}  // namespace sinew::hrv
