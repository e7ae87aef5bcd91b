// Comma-separated tables (RFC 4180): header by name, quoted cells, every fault with line and column name.
#pragma once

#include <sinew/base/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sinew {

struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> lines;  ///< Line in the text at which each row begins, from 1.

    /// Cell by column name; the column must exist (contract).
    [[nodiscard]] const std::string& cell(std::size_t row, std::string_view column) const;
};

/// @param wanted  columns that must be there, in any order; others are kept
/// @errors bad_input: no header, a missing or doubled column, a row of another length, an unclosed quote, bad UTF-8.
[[nodiscard]] Checked<Table> read_table(std::string_view text, const std::string& name,
                                        const std::vector<std::string>& wanted);

}  // namespace sinew
