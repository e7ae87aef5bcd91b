#include <sinew/base/text.hpp>
#include <sinew/chart/text_width.hpp>

#include <algorithm>
#include <array>

namespace sinew::chart {
namespace {

/// Widths of printable ASCII, thousandths of the size: the published metrics of Helvetica, which its many relatives share.
constexpr std::array<int, 95> kWidths{
    278, 278, 355, 556, 556, 889, 667, 222, 333, 333, 389, 584, 278, 333,  278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667,  611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 222, 556, 556, 500, 556, 556, 278,  556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500,  500, 334, 260, 334, 584};

/// Fallback faces such as DejaVu Sans are wider than Helvetica; bold is wider again.
constexpr double kWideFace = 1.09, kBold = 1.09, kOther = 600;

std::size_t letter_bytes(std::string_view text, std::size_t at) {
    std::size_t length = 1;
    while (at + length < text.size() &&
           (static_cast<unsigned char>(text[at + length]) & 0xC0U) == 0x80U)
        ++length;
    return length;
}

}  // namespace

double text_width(std::string_view utf8, double size, bool bold) {
    double latin = 0, wide = 0;
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t length = letter_bytes(utf8, at);
        const auto letter = utf8.substr(at, length);
        at += length;
        const auto first = static_cast<unsigned char>(letter.front());
        if (first >= 32 && first < 127) {
            latin += kWidths[first - 32U];
        } else if (const std::size_t columns = display_width(letter); columns == 2) {
            wide += 1000;
        } else if (columns == 1) {
            latin += kOther;
        }
    }
    return (latin * kWideFace * (bold ? kBold : 1) + wide) * size / 1000;
}

std::vector<std::string> lines_within(std::string_view utf8, double size, double width) {
    const auto widest = [&](const std::vector<std::string>& lines) {
        double most = 0;
        for (const auto& line : lines) most = std::max(most, text_width(line, size));
        return most;
    };
    // Columns are letters of one width; start hopeful and narrow until every line fits.
    auto columns = static_cast<std::size_t>(std::max(width / (0.35 * size), 8.0));
    auto lines = wrap(utf8, columns);
    while (columns > 8 && widest(lines) > width) lines = wrap(utf8, --columns);
    return lines;
}

std::string shortened(std::string_view utf8, double size, double width) {
    if (text_width(utf8, size) <= width) return std::string{utf8};
    std::string kept;
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t length = letter_bytes(utf8, at);
        const std::string longer = kept + std::string{utf8.substr(at, length)};
        if (text_width(longer + "…", size) > width) break;
        kept = longer;
        at += length;
    }
    return kept + "…";
}

}  // namespace sinew::chart
