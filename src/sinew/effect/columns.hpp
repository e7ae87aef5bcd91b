// The columns of a table by the names the method uses, whatever the researcher called them; and one row's cells as numbers.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/domain/study_table.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::effect {

/// Our name of a column -> the table's: {"yi", "log_rr"}.
using Renames = std::map<std::string, std::string, std::less<>>;

class Columns {
public:
    /// A rename to a column that the table does not have is a fault at "--name".
    Columns(const domain::StudyTable& table, const Renames& renames, Faults& faults);

    [[nodiscard]] bool has(std::string_view column) const { return place(column).has_value(); }
    [[nodiscard]] bool has_all(std::initializer_list<std::string_view> columns) const;
    /// The cell, or an empty text when there is no such column.
    [[nodiscard]] std::string_view text(std::size_t row, std::string_view column) const;
    /// "table.csv:row 3:sd1i", under the table's own name of the column.
    [[nodiscard]] std::string where(std::size_t row, std::string_view column) const;
    /// The table's name of the column.
    [[nodiscard]] std::string_view own_name(std::string_view column) const;
    [[nodiscard]] std::size_t rows() const noexcept { return table_->rows.size(); }
    [[nodiscard]] const domain::StudyTable& table() const noexcept { return *table_; }

private:
    [[nodiscard]] std::optional<std::size_t> place(std::string_view column) const;
    const domain::StudyTable* table_;
    std::map<std::string, std::size_t, std::less<>> places_;
};

/// One row while it is being read. Text that is no number, and numbers out of their range, are faults; missing cells are noted.
class RowCells {
public:
    RowCells(const Columns& columns, std::size_t row, Faults& faults)
        : columns_{&columns}, row_{row}, faults_{&faults} {}

    /// NaN when the cell is missing or at fault.
    [[nodiscard]] double number(std::string_view column);
    [[nodiscard]] double above_zero(std::string_view column,
                                    std::string_view what);  ///< "a standard deviation"
    [[nodiscard]] double not_below_zero(std::string_view column, std::string_view what);
    [[nodiscard]] double group_size(std::string_view column);  ///< at least 2
    [[nodiscard]] double between(std::string_view column, double low, double high,
                                 std::string_view what);
    /// Nothing when the cell is missing; that is then not noted.
    [[nodiscard]] std::optional<double> maybe(std::string_view column);

    [[nodiscard]] std::string_view text(std::string_view column) const {
        return columns_->text(row_, column);
    }
    [[nodiscard]] bool has(std::string_view column) const { return !text(column).empty(); }
    [[nodiscard]] std::string where(std::string_view column) const {
        return columns_->where(row_, column);
    }
    void note_missing(std::string_view column);
    void fault(std::string_view column, ErrorCode code, std::string what, std::string hint);

    /// The table's name of the first cell that was wanted and missing; empty when there is none.
    [[nodiscard]] const std::string& missing() const noexcept { return missing_; }
    [[nodiscard]] bool sound() const noexcept { return missing_.empty() && !faulty_; }
    [[nodiscard]] bool faulty() const noexcept { return faulty_; }
    [[nodiscard]] std::size_t row() const noexcept { return row_; }  ///< from 0
    [[nodiscard]] const Columns& columns() const noexcept { return *columns_; }

private:
    const Columns* columns_;
    std::size_t row_;
    Faults* faults_;
    std::string missing_;
    bool faulty_ = false;
};

}  // namespace sinew::effect
