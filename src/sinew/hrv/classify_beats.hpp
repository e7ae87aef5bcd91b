// The beat classification of Lipponen and Tarvainen 2019 in one pass over an unbroken series. @source lipponen2019
#pragma once

#include <sinew/hrv/artefacts.hpp>
#include <sinew/hrv/settings.hpp>

#include <span>
#include <vector>

namespace sinew::hrv {

/// One kind for every interval. An ectopic or extra beat is named at the interval that ends with it; a missed beat at the
/// interval that holds it.
/// @param rr_ms  finite, above zero, at least settings.least_beats of them
[[nodiscard]] std::vector<BeatKind> classify_beats(std::span<const double> rr_ms,
                                                   const BeatClassification& settings);

}  // namespace sinew::hrv
