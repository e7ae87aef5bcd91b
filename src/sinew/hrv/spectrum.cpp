#include <sinew/hrv/spectrum.hpp>
#include <sinew/numerics/autoregression.hpp>
#include <sinew/numerics/lomb_scargle.hpp>
#include <sinew/numerics/straight_line.hpp>

#include <algorithm>
#include <cmath>
#include <complex>

namespace sinew::hrv {
namespace {

double mean_of(std::span<const double> values) noexcept {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum / static_cast<double>(values.size());
}

void take_off_mean(std::span<double> values) noexcept {
    const double mean = mean_of(values);
    for (double& value : values) value -= mean;
}

void take_off_line(std::span<const double> times_s, std::span<double> values) noexcept {
    const numerics::StraightLine line = numerics::fit_line(times_s, values);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] -= line.intercept + line.slope * times_s[i];
}

/// The smooth trend of the even series, taken off there and, on the straight line between grid points, at the beats.
void take_off_smooth_trend(Prepared& prepared, const SpectrumSettings& settings,
                           Workspace& workspace) {
    if (!workspace.priors || workspace.priors_lambda != settings.smoothness) {
        workspace.priors.emplace(settings.smoothness);
        workspace.priors_lambda = settings.smoothness;
    }
    std::vector<double>& trend = workspace.trend;
    trend = prepared.even_ms;
    workspace.priors->to_trend(trend);
    for (std::size_t i = 0; i < trend.size(); ++i) prepared.even_ms[i] -= trend[i];
    const std::size_t last = trend.size() - 1;
    for (std::size_t i = 0; i < prepared.times_s.size(); ++i) {
        const double place = (prepared.times_s[i] - prepared.times_s[0]) * settings.resample_hz;
        const std::size_t before = std::min(static_cast<std::size_t>(place), last);
        const std::size_t after = std::min(before + 1, last);
        prepared.values_ms[i] -=
            trend[before] + (place - static_cast<double>(before)) * (trend[after] - trend[before]);
    }
}

BandPower power_in(const Spectrum& spectrum, const Band& band) {
    BandPower power{band, 0, {}, {}, {}};
    double highest = 0;
    const std::size_t size = spectrum.density_ms2_hz.size();
    auto k = static_cast<std::size_t>(std::ceil(band.from_hz / spectrum.step_hz - 1e-9));
    for (; k < size &&
           static_cast<double>(k) * spectrum.step_hz < band.to_hz - 1e-9 * spectrum.step_hz;
         ++k) {
        const double density = spectrum.density_ms2_hz[k];
        power.power_ms2 += density * spectrum.step_hz;
        if (density > highest) {
            highest = density;
            power.peak_hz = static_cast<double>(k) * spectrum.step_hz;
        }
    }
    return power;
}

}  // namespace

Prepared prepare(std::span<const double> nn_ms, const SpectrumSettings& settings,
                 Workspace& workspace) {
    Prepared prepared;
    prepare(nn_ms, settings, workspace, prepared);
    return prepared;
}

void prepare(std::span<const double> nn_ms, const SpectrumSettings& settings, Workspace& workspace,
             Prepared& prepared) {
    prepared.values_ms.assign(nn_ms.begin(), nn_ms.end());
    prepared.times_s.resize(nn_ms.size());
    double now_ms = 0;
    for (std::size_t i = 0; i < nn_ms.size(); ++i)
        prepared.times_s[i] = (now_ms += nn_ms[i]) / 1000;
    prepared.duration_s = now_ms / 1000;
    numerics::resample_spline(prepared.times_s, nn_ms, 1 / settings.resample_hz, workspace.spline,
                              prepared.even_ms);
    switch (settings.detrend) {
        case Detrend::none: break;
        case Detrend::constant:
            take_off_mean(prepared.values_ms);
            take_off_mean(prepared.even_ms);
            break;
        case Detrend::linear: {
            std::vector<double> grid(prepared.even_ms.size());
            for (std::size_t i = 0; i < grid.size(); ++i)
                grid[i] = static_cast<double>(i) / settings.resample_hz;
            take_off_line(prepared.times_s, prepared.values_ms);
            take_off_line(grid, prepared.even_ms);
            break;
        }
        case Detrend::smoothness_priors:
            take_off_smooth_trend(prepared, settings, workspace);
            break;
    }
}

void fill_bands(Spectrum& spectrum, const SpectrumSettings& settings, bool with_vlf) {
    spectrum.lf = power_in(spectrum, settings.lf);
    spectrum.hf = power_in(spectrum, settings.hf);
    const double both = spectrum.lf.power_ms2 + spectrum.hf.power_ms2;
    if (both > 0) {
        spectrum.lf.normal_units = 100 * spectrum.lf.power_ms2 / both;
        spectrum.hf.normal_units = 100 * spectrum.hf.power_ms2 / both;
    }
    if (spectrum.hf.power_ms2 > 0) spectrum.lf_hf = spectrum.lf.power_ms2 / spectrum.hf.power_ms2;
    if (!with_vlf) return;
    spectrum.vlf = power_in(spectrum, settings.vlf);
    const double total = spectrum.vlf->power_ms2 + both;
    spectrum.total_ms2 = total;
    if (total <= 0) return;
    for (BandPower* band : {&*spectrum.vlf, &spectrum.lf, &spectrum.hf})
        band->share_pct = 100 * band->power_ms2 / total;
}

Spectrum welch_spectrum(const Prepared& prepared, const SpectrumSettings& settings,
                        Workspace& workspace) {
    using Complex = std::complex<double>;
    const std::size_t samples = prepared.even_ms.size();
    const auto wished =
        static_cast<std::size_t>(std::lround(settings.welch_window_s * settings.resample_hz));
    const std::size_t length = std::min(samples, wished);
    const auto overlap =
        static_cast<std::size_t>(static_cast<double>(length) * settings.welch_overlap);
    const std::size_t stride = length - std::min(overlap, length - 1);
    std::vector<double>& window = workspace.window;
    if (window.size() != length) {
        window.resize(length);
        for (std::size_t i = 0; i < length;
             ++i)  // periodic, so that overlapping windows add up evenly
            window[i] = 0.5 - 0.5 * std::cos(2 * M_PI * static_cast<double>(i) /
                                             static_cast<double>(length));
    }
    double window_power = 0;
    for (const double w : window) window_power += w * w;

    const std::size_t bins = length / 2 + 1, windows = (samples - length) / stride + 1;
    std::vector<Complex> values(length), transformed(length);
    std::vector<double> sum(bins, 0.0);
    const numerics::Fourier& plan = workspace.plans.of(length);
    const auto weighted = [&](std::size_t which, std::size_t i, double mean) {
        return (prepared.even_ms[which * stride + i] - mean) * window[i];
    };
    const auto mean_in = [&](std::size_t which) {
        return settings.detrend == Detrend::none
                   ? 0.0
                   : mean_of(std::span{prepared.even_ms}.subspan(which * stride, length));
    };
    // Two real windows go into one complex transform; its bins k and n-k give |X|^2 + |Y|^2.
    for (std::size_t w = 0; w < windows; w += 2) {
        const bool pair = w + 1 < windows;
        const double mean = mean_in(w), second_mean = pair ? mean_in(w + 1) : 0;
        for (std::size_t i = 0; i < length; ++i)
            values[i] = {weighted(w, i, mean), pair ? weighted(w + 1, i, second_mean) : 0.0};
        plan.forward(values, transformed);
        sum[0] += std::norm(transformed[0]);
        for (std::size_t k = 1; k < bins; ++k)
            sum[k] += (std::norm(transformed[k]) + std::norm(transformed[length - k])) / 2;
    }
    Spectrum spectrum;
    spectrum.step_hz = settings.resample_hz / static_cast<double>(length);
    const double scale = 1 / (settings.resample_hz * window_power * static_cast<double>(windows));
    for (std::size_t k = 0; k < bins; ++k) sum[k] *= k == 0 || 2 * k == length ? scale : 2 * scale;
    spectrum.density_ms2_hz = std::move(sum);
    fill_bands(spectrum, settings, prepared.duration_s >= settings.shortest_vlf_s);
    return spectrum;
}

Spectrum lomb_spectrum(const Prepared& prepared, const SpectrumSettings& settings,
                       Workspace& workspace) {
    const auto beats = static_cast<double>(prepared.times_s.size());
    const double span_s =
        (prepared.times_s.back() - prepared.times_s.front()) * beats / (beats - 1);
    Spectrum spectrum;
    spectrum.step_hz = settings.lomb_step_hz > 0 ? settings.lomb_step_hz : 1 / span_s;
    const auto count = static_cast<std::size_t>(settings.highest_hz / spectrum.step_hz);
    const std::vector<double> power = numerics::lomb_scargle(
        prepared.times_s, prepared.values_ms, spectrum.step_hz, count, workspace.plans);
    spectrum.density_ms2_hz.assign(count + 1, 0.0);
    for (std::size_t k = 0; k < count; ++k)
        spectrum.density_ms2_hz[k + 1] = power[k] * 2 * span_s / beats;
    fill_bands(spectrum, settings, prepared.duration_s >= settings.shortest_vlf_s);
    return spectrum;
}

Spectrum ar_spectrum(const Prepared& prepared, const SpectrumSettings& settings) {
    std::vector<double> values = prepared.even_ms;
    if (settings.detrend != Detrend::none) take_off_mean(values);
    const std::size_t order = std::min(settings.ar_order, values.size() - 1);
    const numerics::Autoregression model = settings.ar_method == ArMethod::burg
                                               ? numerics::burg(values, order)
                                               : numerics::yule_walker(values, order);
    Spectrum spectrum;
    spectrum.step_hz = settings.ar_step_hz;
    const auto count = static_cast<std::size_t>(settings.highest_hz / settings.ar_step_hz) + 1;
    spectrum.density_ms2_hz =
        numerics::density_of(model, settings.resample_hz, settings.ar_step_hz, count);
    fill_bands(spectrum, settings, prepared.duration_s >= settings.shortest_vlf_s);
    return spectrum;
}

}  // namespace sinew::hrv
