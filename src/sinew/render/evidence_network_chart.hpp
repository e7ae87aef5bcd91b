// The network of comparisons: treatments on a circle, a line for each comparison that trials make.
#pragma once

#include <sinew/figure/scene.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::render {

/// What the picture shows; nothing in it is computed here but where things stand.
struct NetworkPicture {
    struct Node {
        std::string name;
        double size =
            1;  ///< participants, or studies where those are not known: the area of the circle
    };
    struct Edge {
        std::size_t first = 0, second = 0;
        std::size_t studies = 1;  ///< the width of the line
    };
    struct Trial {
        std::vector<std::size_t> treatments;  ///< three or more: shaded
    };
    std::vector<Node> nodes = {};
    std::vector<Edge> edges = {};
    std::vector<Trial> multi_arm = {};
    std::string size_means = "participants";
    std::string title = {}, subtitle = {}, footnote = {};
    std::string description = {};  ///< what a screen reader says; empty = nodes and lines are told
};

/// Treatments are set round the circle so that few lines cross; no two names overlap.
[[nodiscard]] figure::Scene evidence_network_chart(const NetworkPicture& network);

/// The order round the circle that the picture uses, from the top clockwise.
[[nodiscard]] std::vector<std::size_t> circle_order(const NetworkPicture& network);

/// Pairs of lines that cross in that order.
[[nodiscard]] std::size_t crossings(const NetworkPicture& network,
                                    const std::vector<std::size_t>& order);

}  // namespace sinew::render
