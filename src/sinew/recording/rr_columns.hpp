// The lay-out of a table of intervals: separator, header, which column, what unit its header states.
#pragma once

#include <sinew/recording/rr_intervals.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::recording {

struct Cell {
    std::string_view text;   ///< trimmed, without its quotation marks
    std::size_t column = 1;  ///< of its first character in the line, from 1
};

struct ColumnLayout {
    char separator = 0;       ///< 0 = one column; ' ' = any run of blanks and tabs
    bool header = false;      ///< the first line that is no remark is one
    std::size_t columns = 1;  ///< in every row
    std::size_t chosen = 0;   ///< from 0
    std::optional<domain::RrUnit> unit;
    std::vector<std::string> remarks;
};

/// The cells of a line. A cell in quotation marks may hold the separator.
[[nodiscard]] std::vector<Cell> cells_of(std::string_view line, char separator);

/// A number that is the whole cell; a comma as decimal point too when `decimal_comma`.
[[nodiscard]] std::optional<double> cell_number(std::string_view cell, bool decimal_comma) noexcept;
/// Empty, "nan", "na", "null", "-" or ".": the writer says that there is none.
[[nodiscard]] bool says_missing(std::string_view cell) noexcept;

/// The unit that words state: "rr_ms", "RR [s]", "unit: 1/1024 s".
[[nodiscard]] std::optional<domain::RrUnit> unit_in_words(std::string_view words);

/// @param sample  the first lines that are neither blank nor a remark, at least one
/// @errors not_found or bad_input when the interval column cannot be told
[[nodiscard]] Result<ColumnLayout> find_layout(const std::vector<std::string_view>& sample,
                                               const std::string& name, const RrReading& how);

}  // namespace sinew::recording
