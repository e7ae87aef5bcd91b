// Locale-free text: numbers in and out, splitting, filling of placeholders, display width.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sinew {

/// Shortest decimal text that reads back as the same number: 20 -> "20", 0.1 -> "0.1". Never uses a locale.
[[nodiscard]] std::string number_text(double value);

/// Fixed number of decimals, half away from zero: fixed_text(2.5, 0) -> "3".
[[nodiscard]] std::string fixed_text(double value, int decimals);

/// Rounds once, half away from zero, to `decimals` places; exact for values that have a short decimal form.
/// The rule is the prescription pack's: compute exactly, round once at the end.
[[nodiscard]] double round_half_away(double value, int decimals);

/// A finite number that uses all of `text`; nothing otherwise.
[[nodiscard]] std::optional<double> parse_number(std::string_view text);

[[nodiscard]] std::string_view trim(std::string_view text) noexcept;
[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);
[[nodiscard]] std::string join(const std::vector<std::string>& parts, std::string_view separator);

/// Replaces each "{name}" by its value; an unknown name stays as it is, so that a test can find it.
[[nodiscard]] std::string fill(std::string_view pattern,
                               const std::vector<std::pair<std::string_view, std::string>>& values);

[[nodiscard]] bool valid_utf8(std::string_view text) noexcept;

/// Columns a terminal gives to the text: 2 for CJK and full-width signs, 0 for combining marks, else 1.
[[nodiscard]] std::size_t display_width(std::string_view utf8) noexcept;

/// Breaks at spaces (and between CJK characters) so that no line is wider than `columns`, if that is possible.
[[nodiscard]] std::vector<std::string> wrap(std::string_view utf8, std::size_t columns);

/// The candidate nearest to `word` when it is near enough to be a typing slip; nothing otherwise.
[[nodiscard]] std::optional<std::string> nearest_word(std::string_view word,
                                                      const std::vector<std::string>& candidates);

}  // namespace sinew
