// Limits as documents write them; only what binds is written.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/domain/limits.hpp>

namespace sinew::document {

/// Keys as in the screening pack's merge_limits; sets sorted by name.
[[nodiscard]] OrderedJson limits_json(const domain::Limits& limits);

}  // namespace sinew::document
