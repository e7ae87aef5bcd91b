#include <sinew/base/text.hpp>
#include <sinew/recording/bad_lines.hpp>
#include <sinew/recording/rr_columns.hpp>
#include <sinew/recording/rr_table.hpp>
#include <sinew/recording/text_input.hpp>

namespace sinew::recording {
namespace {

constexpr std::size_t kSampleLines = 200;

/// "# unit: s" before the first interval.
std::optional<domain::RrUnit> unit_in_remark(std::string_view line) {
    return line.find("unit") != std::string_view::npos ||
                   line.find("Unit") != std::string_view::npos
               ? unit_in_words(line)
               : std::nullopt;
}

struct Opening {
    std::vector<std::string_view> lines;  ///< without blank lines and remarks
    std::optional<domain::RrUnit> unit;
};

Opening opening_of(std::string_view text) {
    Opening opening;
    LineWalk walk{text};
    for (std::string_view line; opening.lines.size() < kSampleLines && walk.next(line);) {
        if (!blank_or_comment(line))
            opening.lines.push_back(line);
        else if (opening.lines.empty() && !opening.unit)
            opening.unit = unit_in_remark(line);
    }
    return opening;
}

/// One number a line: no cells are made, so that a day of beats costs no more than its scan.
void read_single(std::string_view line, std::size_t number, RawIntervals& raw, BadLineList& bad) {
    std::size_t begin = 0;
    while (begin < line.size() && (line[begin] == ' ' || line[begin] == '\t')) ++begin;
    std::size_t used = 0;
    const std::string_view rest = line.substr(begin);
    const auto value = leading_number(rest, used);
    if (value && used == rest.size()) return bad.take(raw, *value, number, begin + 1);
    if (blank_or_comment(line)) return;
    const Cell cell = cells_of(line, 0).front();
    if (const auto slow = cell_number(cell.text, true))
        bad.take(raw, *slow, number, cell.column);
    else if (says_missing(cell.text))
        bad.missing(raw);
    else
        bad.no_number(raw, number, cell.column, cell.text);
}

void read_row(std::string_view line, std::size_t number, const ColumnLayout& layout,
              RawIntervals& raw, BadLineList& bad) {
    if (blank_or_comment(line)) return;
    const std::vector<Cell> cells = cells_of(line, layout.separator);
    if (cells.size() != layout.columns) {
        bad.other(raw, number,
                  "the row has " + std::to_string(cells.size()) + " cell(s), the first row " +
                      std::to_string(layout.columns),
                  "use one separator throughout (comma, semicolon, tab or blanks)");
        return;
    }
    const Cell& cell = cells[layout.chosen];
    if (const auto value = cell_number(cell.text, layout.separator != ','))
        bad.take(raw, *value, number, cell.column);
    else if (says_missing(cell.text))
        bad.missing(raw);
    else
        bad.no_number(raw, number, cell.column, cell.text);
}

}  // namespace

Checked<TableIntervals> read_rr_table(std::string_view text, const std::string& name,
                                      const RrReading& how) {
    const Opening opening = opening_of(text);
    Faults faults;
    if (opening.lines.empty()) {
        faults.add(ErrorCode::bad_input, name, "there is nothing in it but blank lines and remarks",
                   "give one interval a line");
        return tl::make_unexpected(std::move(faults));
    }
    auto layout = find_layout(opening.lines, name, how);
    if (!layout) {
        faults.add(layout.error());
        return tl::make_unexpected(std::move(faults));
    }
    TableIntervals table;
    table.format = layout->columns > 1 ? RrFormat::csv : RrFormat::text;
    table.raw.unit = layout->unit ? layout->unit : opening.unit;
    table.raw.basis = domain::UnitBasis::stated;
    table.raw.remarks = layout->remarks;
    table.raw.values.reserve(text.size() / (layout->columns > 1 ? 16 : 5));
    BadLineList bad{name, how.bad_lines};
    LineWalk walk{text};
    bool header_due = layout->header;
    for (std::string_view line; !bad.full() && walk.next(line);) {
        if (header_due) {
            header_due = blank_or_comment(line);
            continue;
        }
        if (layout->columns == 1)
            read_single(line, walk.number(), table.raw, bad);
        else
            read_row(line, walk.number(), *layout, table.raw, bad);
    }
    auto raw = std::move(bad).finish(std::move(table.raw));
    if (!raw) return tl::make_unexpected(std::move(raw).error());
    table.raw = *std::move(raw);
    return table;
}

}  // namespace sinew::recording
