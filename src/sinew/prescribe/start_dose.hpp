// The first week's dose: a row of the start table, clipped by what screening left permitted.
#pragma once

#include <sinew/knowledge/prescription_pack.hpp>

namespace sinew::prescribe {

/// Everything that clips a row. Goals and preferences are not among it: they never loosen and never stand here.
struct ClipQuestion {
    domain::Stage stage = domain::Stage::S0;
    domain::Tier tier = domain::Tier::F0;
    const domain::Limits* limits = nullptr;  ///< never null
    std::optional<domain::Substance> primary_substance;
    std::optional<domain::Intensity> desired;  ///< an upper bound, like a limit
};

/// The lowest of all caps, and each rule that set one. `vigorous` when nothing caps.
struct IntensityCap {
    domain::Intensity zone = domain::Intensity::vigorous;
    domain::ShortList<std::string_view, 6> rules;
};

struct AerobicDose {
    domain::Range pct_hrr, minutes, days;  ///< %HRR; min of work; days a week
    int effort_max = 0;                    ///< 0 to 10
    domain::Intensity cap = domain::Intensity::vigorous;
    domain::ShortList<std::string_view, 12> rules;
};

struct ResistanceDose {
    domain::Range pct_1rm, sets, reps, days;
    int effort_max = 0;
    domain::Intensity cap = domain::Intensity::vigorous;
    domain::ShortList<std::string_view, 12> rules;
};

/// @cost no allocation
/// @source knowledge/prescription/rules.json, CLP-01 to CLP-04, CLP-14
[[nodiscard]] IntensityCap intensity_cap(const ClipQuestion& question,
                                         const knowledge::ClipSpec& spec);

/// The aerobic row as if aerobic were the only modality; nothing when only breathing is permitted.
/// Minutes become 0 when the week's minutes do not hold one step a day: a limit is never exceeded to keep a dose.
/// @cost no allocation
/// @source knowledge/prescription/rules.json, CLP-05 to CLP-10
[[nodiscard]] std::optional<AerobicDose> clip_aerobic(const ClipQuestion& question,
                                                      const knowledge::PrescriptionPack& pack);

/// @cost no allocation
/// @source knowledge/prescription/rules.json, CLP-05 to CLP-12
[[nodiscard]] std::optional<ResistanceDose> clip_resistance(
    const ClipQuestion& question, const knowledge::PrescriptionPack& pack);

}  // namespace sinew::prescribe
