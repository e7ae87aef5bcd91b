// Names under which effects appear in tables and pictures.
#pragma once

#include <sinew/effect/effects.hpp>

namespace sinew::effect {

/// Gives every effect a label unlike the others: the study (else author and year), with `effect_id` or the row number
/// where a study stands more than once.
void name_rows(Effects& effects, const Columns& columns);

/// "rows of one study are taken as independent: ..." when a study stands more than once; for answers that do so.
[[nodiscard]] std::optional<std::string> repeated_studies(const Effects& effects);

}  // namespace sinew::effect
