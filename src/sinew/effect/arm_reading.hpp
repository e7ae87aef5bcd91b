// Rows of the shape `arm`: the arms of each study against its control arm.
#pragma once

#include <sinew/effect/reading.hpp>
#include <sinew/effect/row_estimate.hpp>

namespace sinew::effect {

/// One effect for each arm but the control of its study, in the order of rows; rows left out, and what the effects of a
/// study share through its control (`Effects::covariances`). Measures of two groups; not PETO-like sums.
/// The control is the arm whose treatment is `question.control`, else the last arm of the study.
/// @errors (into `faults`) a study with one arm name twice, a measure that arms do not give, cells that cannot be used
/// @source gleser2009 (covariances of standardised differences and of ratios that share an arm)
[[nodiscard]] Effects effects_of_arms(const Columns& columns, const EffectsQuestion& question,
                                      Remarks& remarks, Faults& faults);

}  // namespace sinew::effect
