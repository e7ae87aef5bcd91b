#include <sinew/base/text.hpp>
#include <sinew/render/evidence_table.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::render {
namespace {

constexpr std::size_t kGap = 2, kNarrowest = 12;

/// The longest beginning that fits, with "…" when something was cut.
std::string cut(const std::string& text, std::size_t columns) {
    if (display_width(text) <= columns) return text;
    std::size_t end = text.size();
    while (end > 0 && (display_width({text.data(), end}) + 1 > columns ||
                       (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U))
        --end;
    return text.substr(0, end) + "…";
}

std::string cell(const std::string& text, std::size_t columns, Side side, bool last) {
    const std::size_t width = display_width(text);
    const std::string space(columns > width ? columns - width : 0, ' ');
    if (side == Side::right) return space + text;
    return last ? text : text + space;
}

std::string without_minus_zero(std::string text) {
    if (text.starts_with('-') && text.find_first_not_of("-0.") == std::string::npos)
        text.erase(0, 1);
    return text;
}

}  // namespace

std::string evidence_table(const std::vector<TableColumn>& columns,
                           const std::vector<std::vector<std::string>>& rows,
                           const TextStyle& style) {
    std::vector<std::size_t> widths;
    for (const TableColumn& column : columns) widths.push_back(display_width(column.title));
    for (const auto& row : rows)
        for (std::size_t c = 0; c < columns.size(); ++c)
            widths[c] = std::max(widths[c], display_width(row[c]));
    std::size_t whole = columns.empty() ? 0 : kGap * (columns.size() - 1);
    for (const std::size_t width : widths) whole += width;
    const auto first_left =
        std::find_if(columns.begin(), columns.end(),
                     [](const TableColumn& column) { return column.side == Side::left; });
    if (whole > style.columns && first_left != columns.end()) {
        std::size_t& width = widths[static_cast<std::size_t>(first_left - columns.begin())];
        if (width > kNarrowest) {
            const std::size_t spared = std::min(width - kNarrowest, whole - style.columns);
            width -= spared;
            whole -= spared;
        }
    }
    const auto line_of = [&](const auto& text_of) {
        std::string line;
        for (std::size_t c = 0; c < columns.size(); ++c)
            line += (c == 0 ? "" : std::string(kGap, ' ')) + cell(cut(text_of(c), widths[c]),
                                                                  widths[c], columns[c].side,
                                                                  c + 1 == columns.size());
        return line + "\n";
    };
    std::string text = line_of([&](std::size_t c) { return columns[c].title; });
    for (std::size_t i = 0; i < whole; ++i) text += "─";
    text += "\n";
    for (const auto& row : rows) text += line_of([&](std::size_t c) { return row[c]; });
    return text;
}

std::string number_cell(double value, int decimals) {
    return std::isfinite(value) ? without_minus_zero(fixed_text(value, decimals)) : "–";
}

std::string number_cell(const std::optional<double>& value, int decimals) {
    return value ? number_cell(*value, decimals) : "–";
}

std::string p_cell(double p) {
    constexpr double kSmallest = 0.0001;
    return p < kSmallest ? "<0.0001" : number_cell(p, 4);
}

std::string interval_cell(double low, double high, int decimals) {
    return number_cell(low, decimals) + " to " + number_cell(high, decimals);
}

}  // namespace sinew::render
