// How a measure was computed, said for a methods paragraph.
#pragma once

#include <sinew/effect/row_estimate.hpp>

namespace sinew::effect {

/// Adds the sentence and the sources of this measure, and of a form or factor that is not the default.
void tell_measure(Measure measure, const MeasureSettings& settings, Remarks& remarks);

}  // namespace sinew::effect
