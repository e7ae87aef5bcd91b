// A session script and a class sheet as documents: times in seconds, words filled in.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/domain/session_script.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::document {

/// Shape: knowledge/schema/session-script.schema.json.
[[nodiscard]] OrderedJson session_script_json(const domain::SessionScript& script,
                                              const knowledge::Catalogue& catalogue,
                                              const knowledge::Words& words);

/// Shape: knowledge/schema/class-sheet.schema.json.
[[nodiscard]] OrderedJson class_sheet_json(const domain::ClassSheet& sheet,
                                           const knowledge::Catalogue& catalogue,
                                           const knowledge::Words& words);

/// Words of a stop rule: {id, say, action}. Used by everything that shows stop signs.
[[nodiscard]] OrderedJson stop_rule_json(const std::string& id,
                                         const knowledge::Catalogue& catalogue,
                                         const knowledge::Words& words);

}  // namespace sinew::document
