// One reading of one person, and what a group of people reads on average: for virtual trials and the arms of published ones.
#pragma once

#include <sinew/knowledge/model_observation.hpp>

namespace sinew::model {

struct GroupReading {
    double mean = 0, sd = 0;  ///< units of the instrument
};

/// The expected score of a person whose predictor lies `shift` (logit) from the group's; instruments without a highest score do not move.
/// @param expected  score of the group's middle
[[nodiscard]] double shifted_score(const knowledge::ObservationSpec& spec, double expected,
                                   double shift) noexcept;

/// The reading at probability `u` of the instrument's own scatter round `expected`. Whole numbers for sum scores. @pre 0 < u < 1
[[nodiscard]] double reading_at(const knowledge::ObservationSpec& spec, double expected, double u);

/// Mean and SD of one reading over people whose predictor scatters normally with `sigma_b` (logit) round the middle; 7 Gauss-Hermite points.
/// @source docs/methods/model.md (section 8)
[[nodiscard]] GroupReading group_reading(const knowledge::ObservationSpec& spec, double expected,
                                         double sigma_b) noexcept;

}  // namespace sinew::model
