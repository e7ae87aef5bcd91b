// The state diagram of the model, drawn from its table of links: levels from left to right, arrows by sign, lines by grade.
#pragma once

#include <sinew/care/knowledge_use.hpp>
#include <sinew/figure/scene.hpp>
#include <sinew/knowledge/model_links.hpp>

#include <span>

namespace sinew::render {

/// A symbol the diagram has no column for stands with the inputs, so that a new link is never left out.
[[nodiscard]] figure::Scene model_diagram(std::span<const knowledge::ModelLink> links,
                                          const care::Words& words);

}  // namespace sinew::render
