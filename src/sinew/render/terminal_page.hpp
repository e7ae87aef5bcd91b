// A page for the terminal: headings, wrapped lines, lists and tables that fit 40 to 120 columns, in colour if wanted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::render {

struct TextStyle {
    std::size_t columns = 80;  ///< clamped to 40 .. 120
    bool colour = false;
    bool explain = false;      ///< also what was found fine, sources and the long reasons
    std::string colon = ": ";  ///< after a label; the pages set the reader's own
};

/// Meaning, not colour: a reader without colours loses nothing.
enum class Tone : std::uint8_t { plain, strong, quiet, good, caution, stop, link };

class TerminalPage {
public:
    explicit TerminalPage(const TextStyle& style);

    void title(std::string_view text, Tone tone = Tone::strong);
    void heading(std::string_view text);  ///< blank line before, a rule of dashes under it
    void line(std::string_view text, std::size_t indent = 0, Tone tone = Tone::plain);
    void bullet(std::string_view text, std::size_t indent = 0,
                Tone tone = Tone::plain);  ///< "• " and a hanging indent
    void pair(std::string_view label, std::string_view text,
              std::size_t indent = 0);    ///< label quiet, text wrapped after it
    void verbatim(std::string_view row);  ///< one row as it is: a plot made of letters
    void blank();
    /// Columns as wide as their content; when they do not fit, each row becomes a small list instead.
    void table(const std::vector<std::string>& header,
               const std::vector<std::vector<std::string>>& rows);

    [[nodiscard]] std::string text() && { return std::move(out_); }

private:
    [[nodiscard]] std::string toned(std::string_view text, Tone tone) const;
    std::size_t columns_;
    bool colour_;
    std::string colon_;
    std::string out_;
};

}  // namespace sinew::render
