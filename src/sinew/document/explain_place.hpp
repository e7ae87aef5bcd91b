// Why a value stands at a place of a document: the decisions behind it, as the document tells them.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/explain.hpp>
#include <sinew/care/knowledge_use.hpp>

#include <string>
#include <utility>
#include <vector>

namespace sinew::document {

struct PlaceName {
    std::string file, pointer;  ///< "programme.json", "/weeks/0/days/2/targets/hr"
};

/// Splits FILE:/place; nothing when the text is no such place.
[[nodiscard]] std::optional<PlaceName> place_named(const std::string& text);

/// @param document  an answer of `prescribe`, a record, or a synthesis (whose cells and rows may be named by their keys)
/// @return the place itself, then each decision or rule behind it
/// @errors not_found: what the last step could have been
[[nodiscard]] Result<std::vector<care::Explained>> explain_place(const Json& document,
                                                                 const PlaceName& place,
                                                                 const care::Catalogue& catalogue,
                                                                 const care::Words& words);

}  // namespace sinew::document
