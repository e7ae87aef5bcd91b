// Reads a synthesis.json that was written earlier, as far as a comparison needs it; and writes what changed.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/synthesis_use.hpp>

#include <string_view>

namespace sinew::document {

/// @errors not a synthesis (another format), missing or wrongly shaped parts, a row or cell that stands twice: all with places
[[nodiscard]] Checked<evidence::SynthesisDigest> read_synthesis(std::string_view bytes,
                                                                const std::string& name);

[[nodiscard]] OrderedJson synthesis_change_json(const evidence::SynthesisChange& change,
                                                const care::Words& words);

}  // namespace sinew::document
