#include <sinew/render/sparkline.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace sinew::render {
namespace {

struct Reach {
    double low = 0, high = 0;
    bool any = false;
    void take(double value) {
        if (!std::isfinite(value)) return;
        low = any ? std::min(low, value) : value;
        high = any ? std::max(high, value) : value;
        any = true;
    }
};

Reach reach_of(std::span<const double> values) {
    Reach reach;
    for (const double value : values) reach.take(value);
    return reach;
}

/// Half-open range of values that column `c` of `columns` stands for; never empty.
std::pair<std::size_t, std::size_t> part(std::size_t c, std::size_t columns, std::size_t count) {
    const std::size_t from = c * count / columns;
    return {from, std::max(from + 1, (c + 1) * count / columns)};
}

/// 0 .. steps-1; the middle when all values are equal.
std::size_t step_of(double value, const Reach& reach, std::size_t steps) {
    const double span =
        reach.high / 2 - reach.low / 2;  // halves: no overflow between the ends of double
    if (!(span > 0)) return steps / 2;
    const double share = (value / 2 - reach.low / 2) / span;
    return static_cast<std::size_t>(std::clamp(std::lround(share * static_cast<double>(steps - 1)),
                                               0L, static_cast<long>(steps - 1)));
}

std::string braille(unsigned dots) {
    const unsigned code = 0x2800U + dots;
    return {static_cast<char>(0xE0U | (code >> 12U)),
            static_cast<char>(0x80U | ((code >> 6U) & 0x3FU)),
            static_cast<char>(0x80U | (code & 0x3FU))};
}

/// Dots that are set, rows from the top.
struct Grid {
    std::size_t width, height;
    std::vector<bool> set = std::vector<bool>(width * height);
    void mark(std::size_t x, std::size_t from, std::size_t to) {
        for (std::size_t y = std::min(from, to); y <= std::max(from, to); ++y)
            set[(height - 1 - y) * width + x] = true;
    }
    [[nodiscard]] bool at(std::size_t x, std::size_t y) const { return set[y * width + x]; }
};

Grid drawn(std::span<const double> values, std::size_t width, std::size_t height) {
    Grid grid{width, height};
    const Reach all = reach_of(values);
    std::size_t before = height;  // height = nothing before
    for (std::size_t c = 0; c < width; ++c) {
        const auto [from, to] = part(c, width, values.size());
        const Reach reach = reach_of(values.subspan(from, to - from));
        if (!reach.any) {
            before = height;
            continue;
        }
        std::size_t low = step_of(reach.low, all, height), high = step_of(reach.high, all, height);
        const std::size_t here = low + (high - low) / 2;
        // Joined with the column before, so that a steep line stays a line.
        if (before < low) low = before + 1;
        if (before < height && before > high) high = before - 1;
        grid.mark(c, low, high);
        before = here;
    }
    return grid;
}

}  // namespace

std::string sparkline(std::span<const double> values, std::size_t columns, Letters letters) {
    constexpr std::array<std::string_view, 8> kBlocks{"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    constexpr std::string_view kAscii = "_.-=*#";
    columns = std::min(columns, values.size());
    std::vector<double> means;
    for (std::size_t c = 0; c < columns; ++c) {
        const auto [from, to] = part(c, columns, values.size());
        double sum = 0, count = 0;
        for (std::size_t i = from; i < to; ++i)
            if (std::isfinite(values[i])) {
                sum += values[i] / static_cast<double>(to - from);
                count += 1 / static_cast<double>(to - from);
            }
        means.push_back(count > 0 ? sum / count : std::nan(""));
    }
    const Reach reach = reach_of(means);
    std::string line;
    for (const double mean : means) {
        if (!std::isfinite(mean))
            line += ' ';
        else if (letters == Letters::unicode)
            line += kBlocks[step_of(mean, reach, kBlocks.size())];
        else
            line += kAscii[step_of(mean, reach, kAscii.size())];
    }
    return line;
}

std::vector<std::string> small_plot(std::span<const double> values, std::size_t columns,
                                    std::size_t rows, Letters letters) {
    if (columns == 0 || rows == 0 || !reach_of(values).any) return {};
    const bool dots = letters == Letters::unicode;
    const Grid grid = drawn(values, dots ? columns * 2 : columns, dots ? rows * 4 : rows);
    constexpr std::array<std::array<unsigned, 4>, 2> kDots{
        {{0x01, 0x02, 0x04, 0x40}, {0x08, 0x10, 0x20, 0x80}}};
    std::vector<std::string> lines;
    for (std::size_t row = 0; row < rows; ++row) {
        std::string line;
        for (std::size_t column = 0; column < columns; ++column) {
            if (!dots) {
                line += grid.at(column, row) ? '*' : ' ';
                continue;
            }
            unsigned code = 0;
            for (std::size_t x = 0; x < 2; ++x)
                for (std::size_t y = 0; y < 4; ++y)
                    if (grid.at(column * 2 + x, row * 4 + y)) code |= kDots[x][y];
            line += braille(code);
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace sinew::render
