// The answer of `sinew evidence bias` as a document.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/bias_use.hpp>
#include <sinew/knowledge/citations.hpp>

namespace sinew::document {

/// The pooled mean as `pool` tells it, then `egger`, `begg`, `trim_fill`, `pet_peese` and `selection`: each an object, or null with
/// the reason in `warnings`; `can_tell` is false below ten studies.
[[nodiscard]] OrderedJson bias_json(const care::BiasAnswer& answer, bool exponentiate,
                                    const knowledge::Citations& citations);

}  // namespace sinew::document
