// Small tables of numbers for the terminal: columns side by side, numbers under each other by their last digit.
#pragma once

#include <sinew/render/terminal_page.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::render {

enum class Side : std::uint8_t { left, right };

struct TableColumn {
    std::string title;
    Side side = Side::right;
};

/// Header, a rule, one line a row. Widths are those of the screen (CJK counts two). When the lines would be wider than
/// `style.columns`, the first left-hand column is cut with "…" down to twelve columns; a table that is still wider stays so.
[[nodiscard]] std::string evidence_table(const std::vector<TableColumn>& columns,
                                         const std::vector<std::vector<std::string>>& rows,
                                         const TextStyle& style = {});

/// A number with so many decimals, "–" when there is none (NaN, infinite, absent); -0.0000 is 0.0000.
[[nodiscard]] std::string number_cell(double value, int decimals = 4);
[[nodiscard]] std::string number_cell(const std::optional<double>& value, int decimals = 4);
/// "0.0123", "<0.0001".
[[nodiscard]] std::string p_cell(double p);
/// "-0.90 to -0.08".
[[nodiscard]] std::string interval_cell(double low, double high, int decimals = 4);

}  // namespace sinew::render
