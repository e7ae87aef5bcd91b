#include <sinew/base/json_text.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/document/study_table_reader.hpp>

#include <fmt/format.h>

#include <set>
#include <unordered_map>

namespace sinew::document {
namespace {

using domain::StudyTable;

constexpr std::size_t kMostRows = 200'000;
constexpr std::size_t kMostColumns = 1'000;
constexpr std::size_t kMostCells = 20'000'000;

std::string cell_of(std::string_view text) {
    const std::string_view bare = trim(text);
    return bare == "NA" ? std::string{} : std::string{bare};
}

Checked<StudyTable> table_of_csv(std::string_view bytes, const std::string& name) {
    SINEW_TRY(Table read, read_table(bytes, name, {}));
    StudyTable table{.name = name};
    for (const std::string& column : read.columns) {
        const std::string bare{trim(column)};
        table.columns.push_back(bare.empty() ? "unnamed" : bare);
    }
    for (auto& row : read.rows) {
        for (std::string& cell : row) cell = cell_of(cell);
        table.rows.push_back(std::move(row));
    }
    return table;
}

/// The text of a number, a word or nothing; a fault for what holds more than one value.
std::string cell_of(const Json& value, const std::string& where, Faults& faults) {
    if (value.is_null()) return {};
    if (value.is_string()) return cell_of(value.get_ref<const std::string&>());
    if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
    if (value.is_number_float()) return number_text(value.get<double>());
    if (value.is_number()) return value.dump();
    faults.add(ErrorCode::bad_input, where, "a cell holds one number or one text",
               "give each value a column of its own");
    return {};
}

Checked<StudyTable> table_of_json(std::string_view bytes, const std::string& name) {
    SINEW_TRY(const Json json, read_json(bytes, name));
    Faults faults;
    StudyTable table{.name = name};
    if (!json.is_array())
        faults.add(ErrorCode::bad_input, name, "a table in JSON is an array of objects",
                   "write [{\"study\": \"A\", \"yi\": 0.2, \"vi\": 0.04}, ...]");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t r = 0; r < json.size(); ++r) {
        const std::string where = fmt::format("{}:/{}", name, r);
        if (!json[r].is_object()) {
            faults.add(ErrorCode::bad_input, where, "a row is an object", "write {\"study\": ...}");
            continue;
        }
        std::vector<std::string> cells(table.columns.size());
        for (const auto& [key, value] : json[r].items()) {
            const std::string column{trim(key)};
            const auto [place, fresh] = places.try_emplace(column, table.columns.size());
            if (fresh) table.columns.push_back(column.empty() ? "unnamed" : column);
            if (table.columns.size() > kMostColumns) break;
            cells.resize(table.columns.size());
            cells[place->second] = cell_of(value, where + "/" + key, faults);
        }
        table.rows.push_back(std::move(cells));
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    if (table.rows.size() <= kMostRows && table.rows.size() * table.columns.size() <= kMostCells)
        for (auto& row : table.rows) row.resize(table.columns.size());
    return table;
}

void check_table(const StudyTable& table, Faults& faults) {
    std::set<std::string> seen;
    for (const std::string& column : table.columns)
        if (!seen.insert(column).second)
            faults.add(ErrorCode::bad_input, table.name + ":" + column, "column stands twice",
                       "columns are found by name; rename one of the two");
    if (table.rows.empty())
        faults.add(ErrorCode::bad_input, table.name, "a table without a row",
                   "the first line names the columns, each further line is one row");
    if (table.rows.size() > kMostRows)
        faults.add(ErrorCode::bad_input, table.name, fmt::format("more than {} rows", kMostRows),
                   "split the table");
    if (table.columns.size() > kMostColumns ||
        table.rows.size() * table.columns.size() > kMostCells)
        faults.add(ErrorCode::bad_input, table.name,
                   fmt::format("more than {} columns or {} cells", kMostColumns, kMostCells),
                   "leave columns away that no command needs");
}

}  // namespace

Checked<StudyTable> read_study_table(std::string_view bytes, const std::string& name) {
    const std::string_view start = trim(bytes);
    const bool json = !start.empty() && (start.front() == '[' || start.front() == '{');
    auto table = json ? table_of_json(bytes, name) : table_of_csv(bytes, name);
    if (!table) return table;
    Faults faults;
    check_table(*table, faults);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return table;
}

}  // namespace sinew::document
