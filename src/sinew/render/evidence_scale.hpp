// How the effects of a table are told on a picture.
#pragma once

#include <sinew/care/effects_use.hpp>
#include <sinew/care/pool_use.hpp>
#include <sinew/render/evidence_forest_chart.hpp>

namespace sinew::render {

/// "log risk ratio" becomes "Risk ratio" on a logarithmic axis when `exponentiate`; the sides say which way is better when
/// the table knows.
/// @param level  of intervals, 0 to 1
[[nodiscard]] EvidenceScale scale_of(const effect::Effects& effects, double level,
                                     bool exponentiate);

/// The same of a pooled answer: the sides in the reader's words when there are such.
[[nodiscard]] EvidenceScale scale_of(const care::PoolAnswer& answer, bool exponentiate);

}  // namespace sinew::render
