// Where the boxes and lines of the state diagram stand: levels as columns, boxes ordered so that lines climb little, lines led through the gaps.
#pragma once

#include <sinew/figure/scene.hpp>
#include <sinew/knowledge/model_links.hpp>

#include <array>
#include <span>
#include <string>
#include <vector>

namespace sinew::render::diagram {

using figure::Point;
using knowledge::ModelLink;

inline constexpr double kHead = 92, kBoxWidth = 136, kStripGap = 44;  // of the scene's units
inline constexpr std::size_t kColumns = 6;
inline constexpr std::array<double, kColumns> kLeft{28, 232, 430, 664, 872, 1076};

struct Box {
    std::string symbol;
    std::size_t column = 0;
    bool minutes = false;
    double y = 0, height = 0;          ///< y of the middle
    std::vector<std::size_t> out, in;  ///< links, in the order of their ports
    [[nodiscard]] double left() const noexcept { return kLeft[column]; }
    [[nodiscard]] double right() const noexcept { return kLeft[column] + kBoxWidth; }
};

struct Line {
    std::size_t from = 0, to = 0;
    const ModelLink* link = nullptr;
    Point start, end;
    std::vector<double> through;  ///< heights at which it passes the columns between its ends
};

struct Diagram {
    std::vector<Box> boxes;
    std::vector<Line> lines;
    double strip_top = 0;  ///< of the minutes round a bout
    double bottom = 0;
};

/// Boxes with their heights, lines with their ends and the heights at which they pass the columns between. Always the same picture.
[[nodiscard]] Diagram laid_out(std::span<const ModelLink> links);

}  // namespace sinew::render::diagram
