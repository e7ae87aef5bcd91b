#include <sinew/base/text.hpp>
#include <sinew/effect/columns.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace sinew::effect {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::string in_quotes(std::string_view text) {
    return "\"" + std::string{text.substr(0, 40)} + "\"";
}

}  // namespace

Columns::Columns(const domain::StudyTable& table, const Renames& renames, Faults& faults)
    : table_{&table} {
    for (std::size_t c = 0; c < table.columns.size(); ++c) places_.emplace(table.columns[c], c);
    for (const auto& [ours, theirs] : renames) {
        if (const auto found = table.column(theirs)) {
            places_[ours] = *found;
            continue;
        }
        const auto near = nearest_word(theirs, table.columns);
        faults.add(ErrorCode::not_found, "--" + ours,
                   "the table has no column " + in_quotes(theirs),
                   near ? "did you mean " + *near + "?"
                        : "it has: " + join(table.columns, ", ").substr(0, 300));
    }
}

std::optional<std::size_t> Columns::place(std::string_view column) const {
    const auto found = places_.find(column);
    return found == places_.end() ? std::nullopt : std::optional{found->second};
}

bool Columns::has_all(std::initializer_list<std::string_view> columns) const {
    return std::all_of(columns.begin(), columns.end(),
                       [&](std::string_view column) { return has(column); });
}

std::string_view Columns::text(std::size_t row, std::string_view column) const {
    const auto found = place(column);
    return found ? std::string_view{table_->rows[row][*found]} : std::string_view{};
}

std::string_view Columns::own_name(std::string_view column) const {
    const auto found = place(column);
    return found ? std::string_view{table_->columns[*found]} : column;
}

std::string Columns::where(std::size_t row, std::string_view column) const {
    return fmt::format("{}:row {}:{}", table_->name, row + 1, own_name(column));
}

void RowCells::note_missing(std::string_view column) {
    if (missing_.empty()) missing_ = columns_->own_name(column);
}

void RowCells::fault(std::string_view column, ErrorCode code, std::string what, std::string hint) {
    faulty_ = true;
    faults_->add(code, where(column), std::move(what), std::move(hint));
}

std::optional<double> RowCells::maybe(std::string_view column) {
    const std::string_view cell = text(column);
    if (cell.empty()) return {};
    if (const auto value = parse_number(cell)) return value;
    fault(column, ErrorCode::bad_input, in_quotes(cell) + " is not a number",
          "write one number with a decimal point, or leave the cell empty; text is never read for "
          "numbers");
    return kNone;
}

double RowCells::number(std::string_view column) {
    const auto value = maybe(column);
    if (!value) note_missing(column);
    return value.value_or(kNone);
}

double RowCells::above_zero(std::string_view column, std::string_view what) {
    const double value = number(column);
    if (value <= 0)
        fault(column, ErrorCode::out_of_range, fmt::format("{} of {}", what, number_text(value)),
              "it must be above zero; leave the cell empty when it was not reported");
    return value;
}

double RowCells::not_below_zero(std::string_view column, std::string_view what) {
    const double value = number(column);
    if (value < 0)
        fault(column, ErrorCode::out_of_range, fmt::format("{} of {}", what, number_text(value)),
              "it cannot be below zero");
    return value;
}

double RowCells::group_size(std::string_view column) {
    const double value = number(column);
    if (value < 2)
        fault(column, ErrorCode::out_of_range, fmt::format("a group of {}", number_text(value)),
              "a mean with its standard deviation needs two people or more");
    return value;
}

double RowCells::between(std::string_view column, double low, double high, std::string_view what) {
    const double value = number(column);
    if (value < low || value > high)
        fault(column, ErrorCode::out_of_range, fmt::format("{} of {}", what, number_text(value)),
              fmt::format("it lies between {} and {}", number_text(low), number_text(high)));
    return value;
}

}  // namespace sinew::effect
