#include <sinew/base/text.hpp>
#include <sinew/render/terminal_page.hpp>

#include <algorithm>

namespace sinew::render {
namespace {

std::string padded(std::string_view text, std::size_t columns) {
    std::string cell{text};
    const std::size_t width = display_width(text);
    if (width < columns) cell.append(columns - width, ' ');
    return cell;
}

}  // namespace

TerminalPage::TerminalPage(const TextStyle& style)
    : columns_{std::clamp<std::size_t>(style.columns, 40, 120)},
      colour_{style.colour},
      colon_{style.colon} {}

std::string TerminalPage::toned(std::string_view text, Tone tone) const {
    if (!colour_ || tone == Tone::plain || text.empty()) return std::string{text};
    std::string_view code;
    switch (tone) {
        case Tone::plain: break;
        case Tone::strong: code = "1"; break;
        case Tone::quiet: code = "2"; break;
        case Tone::good: code = "32"; break;
        case Tone::caution: code = "33"; break;
        case Tone::stop: code = "1;31"; break;
        case Tone::link: code = "36"; break;
    }
    return "\x1b[" + std::string{code} + "m" + std::string{text} + "\x1b[0m";
}

void TerminalPage::title(std::string_view text, Tone tone) {
    for (const std::string& row : wrap(text, columns_)) out_ += toned(row, tone) + "\n";
}

void TerminalPage::heading(std::string_view text) {
    if (!out_.empty()) out_ += "\n";
    title(text);
    std::string rule;
    for (std::size_t i = 0; i < std::min(columns_, display_width(text)); ++i) rule += "─";
    out_ += toned(rule, Tone::quiet) + "\n";
}

void TerminalPage::line(std::string_view text, std::size_t indent, Tone tone) {
    for (const std::string& row : wrap(text, columns_ - indent))
        out_ += std::string(indent, ' ') + toned(row, tone) + "\n";
}

void TerminalPage::bullet(std::string_view text, std::size_t indent, Tone tone) {
    bool first = true;
    for (const std::string& row : wrap(text, columns_ - indent - 2)) {
        out_ += std::string(indent, ' ') + (first ? "• " : "  ") + toned(row, tone) + "\n";
        first = false;
    }
}

void TerminalPage::pair(std::string_view label, std::string_view text, std::size_t indent) {
    const std::string start = std::string{label} + colon_;
    const std::size_t hang = std::min<std::size_t>(display_width(start), columns_ / 3);
    bool first = true;
    const bool own_line = display_width(start) > columns_ / 3;
    if (own_line) line(label, indent, Tone::quiet);
    const std::size_t left = own_line ? 2 : hang;
    for (const std::string& row : wrap(text, columns_ - indent - left)) {
        out_ += std::string(indent, ' ') +
                (first && !own_line ? toned(start, Tone::quiet) : std::string(left, ' ')) + row +
                "\n";
        first = false;
    }
}

void TerminalPage::verbatim(std::string_view row) { (out_ += row) += '\n'; }

void TerminalPage::blank() { out_ += "\n"; }

void TerminalPage::table(const std::vector<std::string>& header,
                         const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths(header.size());
    for (std::size_t c = 0; c < header.size(); ++c) {
        widths[c] = display_width(header[c]);
        for (const auto& row : rows) widths[c] = std::max(widths[c], display_width(row[c]));
    }
    std::size_t total = 0;
    for (const std::size_t width : widths) total += width + 2;
    if (total > columns_ + 2) {
        for (const auto& row : rows) {
            line(row[0], 0, Tone::strong);
            for (std::size_t c = 1; c < row.size(); ++c)
                if (!row[c].empty()) pair(header[c], row[c], 2);
        }
        return;
    }
    const auto row_text = [&](const std::vector<std::string>& row) {
        std::string text;
        for (std::size_t c = 0; c < row.size(); ++c)
            text += c + 1 == row.size() ? row[c] : padded(row[c], widths[c] + 2);
        return text;
    };
    out_ += toned(row_text(header), Tone::quiet) + "\n";
    for (const auto& row : rows) out_ += row_text(row) + "\n";
}

}  // namespace sinew::render
