#include <sinew/exchange/dot_text.hpp>

#include <fmt/format.h>

namespace sinew::exchange {

std::string dot_text(std::span<const knowledge::ModelLink> links) {
    using knowledge::LinkGrade;
    std::string text =
        "// Written by sinew model export --format dot. Not calibrated.\n"
        "digraph sinew {\n  rankdir=LR;\n  node [shape=box, style=rounded];\n";
    for (const knowledge::ModelLink& link : links) {
        const bool guessed = link.grade == LinkGrade::H;
        text += fmt::format(
            "  \"{}\" -> \"{}\" [id=\"{}\", arrowhead={}, style={}, label=\"{}\", "
            "tooltip=\"{}\"];\n",
            link.from, link.to, link.id, link.raises ? "normal" : "tee",
            guessed           ? "dotted"
            : link.borrowed() ? "dashed"
                              : "solid",
            knowledge::name_of(link.grade), link.mechanism);
    }
    return text + "}\n";
}

}  // namespace sinew::exchange
