// Every setting of an analysis of heart-rate variability. They travel with its results: two numbers may be compared only when
// these agree. Meanings, sources and status of the defaults: docs/methods/hrv.md.
#pragma once

#include <sinew/domain/names.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace sinew::hrv {

/// How beats that are no normal sinus beats are found.
enum class Detector : std::uint8_t {
    none,                ///< every interval is taken as it stands
    range,               ///< outside shortest_ms .. longest_ms
    local_median,        ///< range, and further than jump_share from the median of jump_beats
    lipponen_tarvainen,  ///< classification by differences and deviations, then range
};

/// What happens to an interval that `range` or `local_median` found. (Lipponen-Tarvainen brings its own corrections.)
enum class Correction : std::uint8_t {
    cut,  ///< taken out; nothing is bridged: the series breaks there
    interpolate,  ///< replaced on the straight line between its sound neighbours, for at most `longest_bridge_beats`
};

/// Settings of Lipponen and Tarvainen 2019. @source lipponen2019
struct BeatClassification {
    double threshold_factor = 5.2;    ///< alpha: threshold = alpha x quartile deviation
    std::size_t quartile_beats = 91;  ///< beats around, for the quartile deviation
    std::size_t median_beats = 11;    ///< beats around, for the local median
    double ectopic_slope = 0.13;      ///< c1
    double ectopic_offset = 0.17;     ///< c2
    double deviation_limit = 3;       ///< thresholds from the median that make a long or short beat
    double least_threshold_ms =
        20;  ///< ours: no beat that differs by less is an artefact; a steady pulse has a quartile deviation near 0
    int most_passes = 10;          ///< classify and correct again while it finds fewer
    std::size_t least_beats = 12;  ///< below: local_median is used instead, and named in the result
};

struct ArtefactSettings {
    Detector detector = Detector::lipponen_tarvainen;
    double shortest_ms = 300, longest_ms = 2000;
    double jump_share = 0.20;
    std::size_t jump_beats = 5;
    Correction correction = Correction::interpolate;
    std::size_t longest_bridge_beats = 3;
    BeatClassification classification;
    double least_valid_share = 0.95;  ///< below: the verdict is `poor`
    double most_unsteady_share =
        0.05;  ///< ours: more jumps than this left after cleaning: the rhythm is not sinus, or noise
};

/// The slow drift that is taken off before a spectrum.
enum class Detrend : std::uint8_t { none, constant, linear, smoothness_priors };

enum class ArMethod : std::uint8_t { burg, yule_walker };

/// Half open: from_hz <= f < to_hz.
struct Band {
    double from_hz = 0, to_hz = 0;
};

struct SpectrumSettings {
    double resample_hz = 4;  ///< cubic spline through the beats, for Welch and AR
    Detrend detrend = Detrend::smoothness_priors;
    double smoothness = 500;      ///< lambda of the smoothness priors, at resample_hz
    double welch_window_s = 120;  ///< Hann; shortened to the stretch when that is shorter
    double welch_overlap = 0.5;   ///< share of a window, 0 .. 0.9
    ArMethod ar_method = ArMethod::burg;
    std::size_t ar_order = 16;
    double lomb_step_hz = 0;  ///< 0: one over the duration
    double ar_step_hz = 0.002;
    double highest_hz = 0.5;  ///< end of the Lomb and AR grids
    Band vlf{0.0033, 0.04}, lf{0.04, 0.15}, hf{0.15, 0.40};
    double shortest_s = 120;      ///< below: no spectrum. @source task_force_1996
    double shortest_vlf_s = 285;  ///< below: no VLF and no total; five minutes less one in twenty
    bool welch = true, lomb = true, ar = true;
};

struct TimeSettings {
    double histogram_bin_ms = 7.8125;  ///< 1/128 s, for the triangular index and TINN
    double segment_s = 300;            ///< SDANN and SDNN index
    std::size_t rate_beats = 5;        ///< lowest and highest heart rate: means of that many beats
};

struct NonlinearSettings {
    std::size_t dimension = 2;  ///< m of sample and approximate entropy
    double tolerance = 0.2;     ///< r, in standard deviations
    std::size_t fewest_entropy_beats = 100;
    std::size_t most_pairs_beats =
        20'000;  ///< longer stretches get no entropy and no dimension: the cost is quadratic
    std::size_t short_from = 4, short_to = 16, long_from = 16,
                long_to = 64;          ///< DFA windows, beats
    std::size_t steps_per_octave = 8;  ///< DFA window sizes
    std::size_t fewest_windows = 4;    ///< DFA: windows of the largest size that must fit
    std::size_t embedding = 10;        ///< of the correlation dimension
    double nearest_share = 0.1;  ///< of all pairs, that the correlation dimension is read from
    bool entropy = true, fluctuation = true;
    bool correlation_dimension = false;  ///< costs more than twice all other indices together
};

struct BreathingSettings {
    /// Paced breaths a second, when the practice was paced or the breathing was counted.
    std::optional<double> breathing_hz;
    double half_width_hz = 0.02;  ///< the resonance peak is sought this far around breathing_hz
    /// At or below, respiratory arrhythmia lies in LF and LF/HF is not reported.
    double slow_hz = 0.15;
};

struct Settings {
    ArtefactSettings artefacts;
    TimeSettings time;
    SpectrumSettings spectrum;
    NonlinearSettings nonlinear;
    BreathingSettings breathing;
};

}  // namespace sinew::hrv

namespace sinew::domain {

template <>
struct Names<hrv::Detector> {
    static constexpr auto all =
        std::to_array<std::string_view>({"none", "range", "local_median", "lipponen_tarvainen"});
};
template <>
struct Names<hrv::Correction> {
    static constexpr auto all = std::to_array<std::string_view>({"cut", "interpolate"});
};
template <>
struct Names<hrv::Detrend> {
    static constexpr auto all =
        std::to_array<std::string_view>({"none", "constant", "linear", "smoothness_priors"});
};
template <>
struct Names<hrv::ArMethod> {
    static constexpr auto all = std::to_array<std::string_view>({"burg", "yule_walker"});
};

}  // namespace sinew::domain
