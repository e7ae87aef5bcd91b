#include <sinew/base/ensure.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew {
namespace {

struct Row {
    std::vector<std::string> cells;
    std::size_t line = 1;
};

/// Takes one row off the front of `text`; false when a quote is never closed.
bool take_row(std::string_view& text, std::size_t& line, Row& row) {
    row.line = line;
    std::string cell;
    bool quoted = false;
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const char c = text[at];
        if (c == '\n') ++line;
        if (quoted) {
            if (c == '"' && at + 1 < text.size() && text[at + 1] == '"') {
                cell += '"';
                ++at;
            } else if (c == '"') {
                quoted = false;
            } else {
                cell += c;
            }
        } else if (c == '"' && cell.empty()) {
            quoted = true;
        } else if (c == ',') {
            row.cells.push_back(std::move(cell));
            cell.clear();
        } else if (c == '\n') {
            ++at;
            break;
        } else if (c != '\r') {
            cell += c;
        }
    }
    row.cells.push_back(std::move(cell));
    text.remove_prefix(at);
    return !quoted;
}

}  // namespace

const std::string& Table::cell(std::size_t row, std::string_view column) const {
    const auto found = std::find(columns.begin(), columns.end(), column);
    SINEW_ENSURE(found != columns.end() && row < rows.size(), "cell outside the table");
    return rows[row][static_cast<std::size_t>(found - columns.begin())];
}

Checked<Table> read_table(std::string_view text, const std::string& name,
                          const std::vector<std::string>& wanted) {
    Faults faults;
    Table table;
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    if (!valid_utf8(text))
        faults.add(ErrorCode::bad_input, name, "not valid UTF-8", "save the table as UTF-8");
    std::size_t line = 1;
    bool header = true;
    while (!text.empty() && faults.none()) {
        Row row;
        const bool closed = take_row(text, line, row);
        const std::string where = fmt::format("{}:{}", name, row.line);
        if (!closed) {
            faults.add(ErrorCode::bad_input, where, "a quote is never closed", "close it with \"");
        } else if (row.cells.size() == 1 && row.cells[0].empty()) {
            continue;
        } else if (header) {
            header = false;
            table.columns = std::move(row.cells);
        } else if (row.cells.size() != table.columns.size()) {
            faults.add(
                ErrorCode::bad_input, where,
                fmt::format("{} cells under {} columns", row.cells.size(), table.columns.size()),
                "quote cells that hold a comma");
        } else {
            table.rows.push_back(std::move(row.cells));
            table.lines.push_back(row.line);
        }
    }
    for (const std::string& column : wanted) {
        const auto n = std::count(table.columns.begin(), table.columns.end(), column);
        if (n != 1 && faults.none())
            faults.add(ErrorCode::bad_input, name + ":1:" + column,
                       n == 0 ? "column missing" : "column stands twice",
                       "the header needs it once");
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return table;
}

}  // namespace sinew
