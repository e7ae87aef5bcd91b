// A table of a pack, row by row: cells, numbers and words of a list, with faults that name file, line and column.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/knowledge/pack_source.hpp>

#include <cstddef>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::knowledge {

/// The table of a pack's file.
/// @errors not_found: no such file; bad_input: what read_table() refuses
[[nodiscard]] Checked<Table> table_of(const PackSource& source, const char* file,
                                      const std::vector<std::string>& columns);

/// The cells of one table. Rows count from 0; what is wrong is added to the faults and answered with the first or zero value.
class TableRows {
public:
    TableRows(const char* file, const Table& table, Faults& faults)
        : file_{file}, table_{table}, faults_{faults} {}

    [[nodiscard]] std::string cell(std::size_t row, std::string_view column) const;
    /// @errors bad_input: no number
    [[nodiscard]] double number(std::size_t row, std::string_view column);
    /// The place of the cell's word in the list.
    /// @errors bad_input: a word that is not in it
    [[nodiscard]] std::size_t word(std::size_t row, std::string_view column,
                                   std::span<const std::string_view> words);
    /// @errors bad_input: neither yes nor no
    [[nodiscard]] bool truth(std::size_t row, std::string_view column);
    /// Holds a name to be the only one of its kind in this table.
    /// @errors bad_input: the name was there before
    void once(std::size_t row, std::string_view column, const std::string& name);
    void fault(std::size_t row, std::string_view column, std::string what, std::string hint);

private:
    const char* file_;
    const Table& table_;
    Faults& faults_;
    std::set<std::string> seen_;
};

}  // namespace sinew::knowledge
