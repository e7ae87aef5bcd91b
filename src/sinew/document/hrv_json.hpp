// Heart-rate variability as JSON: every index at full precision, what was corrected, what is not there and why, every setting.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/hrv_use.hpp>
#include <sinew/care/knowledge_use.hpp>

namespace sinew::document {

/// Indices that are not defined for the recording are null; `omissions` says why.
[[nodiscard]] OrderedJson hrv_json(const care::HrvAnswer& answer, const care::Words& words);

/// The settings alone, in the shape that hrv_json writes.
[[nodiscard]] OrderedJson hrv_settings_json(const care::HrvSettings& settings);

}  // namespace sinew::document
