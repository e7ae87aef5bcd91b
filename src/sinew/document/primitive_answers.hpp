// The answer to each kind of primitive. Used by primitive_lines.cpp only.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/document/batch_input.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::document {

// Each reads its fields from `input`; when input.error() is set afterwards the answer means nothing.
[[nodiscard]] OrderedJson answer_zone(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_hr(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_hrmax(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_vo2r(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_stage(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_tier(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_start(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_clip(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_load(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_acwr(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_ewma(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_change(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_adapt(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_gap(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_flags(BatchInput& input, const knowledge::Catalogue& catalogue);
[[nodiscard]] OrderedJson answer_energy(BatchInput& input, const knowledge::Catalogue& catalogue);

/// 25.0 -> 25, 12.5 -> 12.5: minutes and days are whole unless the question made them otherwise.
[[nodiscard]] OrderedJson plain_number(double value);
/// Rounded for print, or null.
[[nodiscard]] OrderedJson printed_or_null(const std::optional<double>& value, int decimals);

}  // namespace sinew::document
