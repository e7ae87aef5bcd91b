// The evidence map: outcomes by kinds of training, each cell with its verdict as a shape, a tint and a number.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/figure/scene.hpp>
#include <sinew/knowledge/text_pack.hpp>

namespace sinew::render {

/// @param synthesis  the document of document::synthesis_json; the map shows its margins over weeks against any comparator
[[nodiscard]] figure::Scene synthesis_map_chart(const OrderedJson& synthesis,
                                                const knowledge::Words& words);

}  // namespace sinew::render
