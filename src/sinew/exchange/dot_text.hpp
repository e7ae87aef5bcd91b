// The links of the model as a graph for Graphviz.
#pragma once

#include <sinew/knowledge/model_links.hpp>

#include <span>
#include <string>

namespace sinew::exchange {

/// Arrows that lower end in a bar; hypotheses are dotted, what is not studied in dependence dashed.
[[nodiscard]] std::string dot_text(std::span<const knowledge::ModelLink> links);

}  // namespace sinew::exchange
