// Why a number stands in a synthesis.json: the cell's verdict, the rows behind it, the method, what speaks against it, what
// would change it.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/explain.hpp>
#include <sinew/care/knowledge_use.hpp>

#include <string>
#include <vector>

namespace sinew::document {

/// Whether this is what `sinew evidence rebuild` wrote.
[[nodiscard]] bool is_synthesis(const Json& document);

/// Names in place of numbers: "/cells/craving/chronic/control/mind_body/all/all/all/own/b" becomes "/cells/12/own/b", and
/// "/rows/WangMu2022.1/yi" likewise. A pointer that needs nothing stays as it is.
[[nodiscard]] std::string numbered_place(const Json& document, const std::string& pointer);

/// The entries that the tokens of a pointer stand in: a cell, a row, a published result; none for other places.
/// Parts of a foreign document that are missing or have another shape are left out, never a fault.
[[nodiscard]] std::vector<care::Explained> explain_synthesis_place(
    const Json& document, const std::vector<std::string>& tokens, const care::Catalogue& catalogue,
    const care::Words& words);

}  // namespace sinew::document
