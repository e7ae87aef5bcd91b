// Holds a document against its JSON Schema (draft 7): a second opinion on shape, never the one an answer waits for.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/base/result.hpp>

#include <string>

namespace sinew::knowledge {

/// False when the program was built without a validator; checks then say so (docs/adr/0008).
[[nodiscard]] bool schemas_can_be_checked() noexcept;

/// @errors one fault a place where the document does not have the promised shape, at most a hundred of them
void check_against_schema(const Json& document, const Json& schema, const std::string& name,
                          Faults& faults);

}  // namespace sinew::knowledge
