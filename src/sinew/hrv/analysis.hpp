// One recording, all its indices, and everything that shaped them.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/domain/rr_series.hpp>
#include <sinew/hrv/artefacts.hpp>
#include <sinew/hrv/nonlinear.hpp>
#include <sinew/hrv/paced_breathing.hpp>
#include <sinew/hrv/settings.hpp>
#include <sinew/hrv/spectrum.hpp>
#include <sinew/hrv/time_domain.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::hrv {

/// How far the numbers may be trusted.
enum class Verdict : std::uint8_t {
    good,
    limited,  ///< sound as far as it goes; some indices need a longer recording
    poor,  ///< too many artefacts, or a rhythm that is not sinus: the numbers are shown, not to be compared
};

/// A key of knowledge/text, and the two numbers its sentence may name.
struct Reason {
    std::string key;  ///< "hrv.reason.too_few_valid"
    double have = 0, need = 0;
};

/// An index that is not there, and why.
struct Omission {
    std::string index;  ///< as the JSON names it: "frequency.welch.lf_hf"
    Reason reason;
};

struct Quality {
    Verdict verdict = Verdict::poor;
    double valid_share = 0;  ///< normal beats / recorded intervals
    double unsteady_share =
        0;  ///< cleaned intervals still further than jump_share from their local median
    std::vector<Reason> reasons;  ///< why it is not `good`
};

struct Analysis {
    Settings settings;  ///< all of them, defaults included
    Cleaned cleaned;
    Quality quality;
    TimeDomain time;  ///< of all cleaned intervals
    /// Spectra, entropies, scaling and breathing are taken from the longest stretch without a break: of cleaned.nn_ms.
    Stretch stretch;
    double stretch_s = 0;
    std::optional<Spectrum> welch, lomb, ar;
    Nonlinear nonlinear;
    std::optional<PacedBreathing> breathing;
    std::vector<Omission> omissions;
    std::vector<Reason> notes;  ///< what a reader must know beside the numbers
};

/// @errors bad_input: an interval that is no length of time, with its place; settings that contradict each other.
///         out_of_range: fewer than three beats, or fewer than three left after artefacts.
/// @source docs/methods/hrv.md
[[nodiscard]] Result<Analysis> analyse(const domain::RrSeries& series, const Settings& settings);

/// The same, for many series one after the other: what does not depend on them is prepared once.
[[nodiscard]] Result<Analysis> analyse(const domain::RrSeries& series, const Settings& settings,
                                       Workspace& workspace);

/// The same, of beats that were cleaned before. The settings must have passed check_settings.
/// @errors out_of_range: fewer than three normal beats
[[nodiscard]] Result<Analysis> analyse_cleaned(Cleaned cleaned, const Settings& settings,
                                               Workspace& workspace);

}  // namespace sinew::hrv

namespace sinew::domain {

template <>
struct Names<hrv::Verdict> {
    static constexpr auto all = std::to_array<std::string_view>({"good", "limited", "poor"});
};

}  // namespace sinew::domain
