// The load of weeks as a document.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/load_use.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::document {

/// Decimals are those of the prescription pack; what is not defined is null, with its flag.
[[nodiscard]] OrderedJson load_history_json(const care::LoadHistory& history,
                                            const knowledge::Catalogue& catalogue,
                                            const knowledge::Words& words);

}  // namespace sinew::document
