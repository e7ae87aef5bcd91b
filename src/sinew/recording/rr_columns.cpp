#include <sinew/base/text.hpp>
#include <sinew/recording/rr_columns.hpp>
#include <sinew/recording/text_input.hpp>

#include <algorithm>
#include <array>

namespace sinew::recording {
namespace {

using domain::RrUnit;

std::string lower(std::string_view text) {
    std::string result{text};
    for (char& c : result)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return result;
}

/// The name without unit and signs: "RR-Interval (ms)" -> "rrinterval".
std::string bare_name(std::string_view header) {
    const std::string whole = lower(header);
    std::string_view text = whole;
    text = text.substr(0, text.find_first_of("(["));
    for (const std::string_view unit : {"_ms", "_s", " ms", " s", "_msec", "_sec"})
        if (text.ends_with(unit)) text.remove_suffix(unit.size());
    std::string letters;
    for (const char c : text)
        if (c >= 'a' && c <= 'z') letters.push_back(c);
    return letters;
}

constexpr auto kIntervalNames = std::to_array<std::string_view>(
    {"rr", "rri", "rrs", "rrinterval", "rrintervals", "nn", "nni", "nninterval", "nnintervals",
     "ibi", "interbeatinterval", "interval", "intervals", "beattobeat", "rpeakinterval"});

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// One comma in each line, and before it 0 to 2: seconds with a decimal comma, not two columns.
bool decimal_commas(const std::vector<std::string_view>& body) {
    return std::all_of(body.begin(), body.end(), [](std::string_view line) {
        const std::string_view text = trim(line);
        const std::size_t comma = text.find(',');
        return comma == 1 && text[0] >= '0' && text[0] <= '2' && text.size() > 2 &&
               text.find_first_not_of("0123456789", 2) == std::string_view::npos;
    });
}

char separator_of(const std::vector<std::string_view>& sample) {
    const std::string_view line = sample.size() > 1 ? sample[1] : sample[0];
    for (const char separator : {';', ','})
        if (line.find(separator) != std::string_view::npos) {
            const std::vector<std::string_view> body(sample.begin() + (sample.size() > 1 ? 1 : 0),
                                                     sample.end());
            return separator == ',' && decimal_commas(body) ? '\0' : separator;
        }
    const std::string_view text = trim(line);
    if (text.find('\t') != std::string_view::npos) return '\t';
    return text.find(' ') != std::string_view::npos ? ' ' : '\0';
}

std::string column_list(const std::vector<std::string>& names, std::size_t columns) {
    std::string list;
    for (std::size_t i = 0; i < columns; ++i)
        list += (i == 0 ? "" : ", ") + std::to_string(i + 1) +
                (i < names.size() && !names[i].empty() ? " " + shown_text(names[i]) : "");
    return list;
}

/// The numbers of one column of the sample; nothing when a cell is text.
std::optional<std::vector<double>> numbers_of(const std::vector<std::vector<Cell>>& rows,
                                              std::size_t column, char separator) {
    std::vector<double> numbers;
    for (const auto& row : rows) {
        if (column >= row.size() || says_missing(row[column].text)) continue;
        const auto number = cell_number(row[column].text, separator != ',');
        if (!number) return std::nullopt;
        numbers.push_back(*number);
    }
    return numbers;
}

Result<std::size_t> stated_column(const std::string& wanted, const std::vector<std::string>& names,
                                  std::size_t columns, const std::string& name) {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (lower(names[i]) == lower(wanted)) return i;
    const auto number = parse_number(wanted);
    if (number && *number >= 1 && *number <= static_cast<double>(columns) &&
        *number == static_cast<double>(static_cast<std::size_t>(*number)))
        return static_cast<std::size_t>(*number) - 1;
    return fail({ErrorCode::not_found, "there is no column " + shown_text(wanted), name,
                 "the columns are " + column_list(names, columns)});
}

/// By its name, else the only one whose numbers are heart beats.
Result<std::size_t> recognised_column(const std::vector<std::vector<Cell>>& rows,
                                      const std::vector<std::string>& names, std::size_t columns,
                                      char separator, const std::string& name) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (std::find(kIntervalNames.begin(), kIntervalNames.end(), bare_name(names[i])) !=
            kIntervalNames.end())
            found.push_back(i);
    if (found.empty())
        for (std::size_t i = 0; i < columns; ++i) {
            const auto numbers = numbers_of(rows, i, separator);
            if (numbers && (beat_share(*numbers, RrUnit::milliseconds) >= kMostShare ||
                            beat_share(*numbers, RrUnit::seconds) >= kMostShare))
                found.push_back(i);
        }
    if (found.size() == 1) return found.front();
    return fail({ErrorCode::bad_input,
                 found.empty() ? "no column holds intervals between heart beats"
                               : "more than one column could hold the intervals",
                 name, "state the column: " + column_list(names, columns)});
}

}  // namespace

std::vector<Cell> cells_of(std::string_view line, char separator) {
    std::vector<Cell> cells;
    std::size_t at = 0;
    const auto skip_blanks = [&] {
        while (at < line.size() && is_blank(line[at]) && line[at] != separator) ++at;
    };
    if (separator == ' ') line = line.substr(0, line.find_last_not_of(" \t") + 1);
    while (true) {
        skip_blanks();
        if (separator == ' ') at = std::min(line.find_first_not_of(" \t", at), line.size());
        const std::size_t begin = at;
        if (at < line.size() && line[at] == '"') {
            const std::size_t close = std::min(line.find('"', at + 1), line.size());
            cells.push_back({line.substr(begin + 1, close - begin - 1), begin + 2});
            at = std::min(close + 1, line.size());
            while (at < line.size() && line[at] != separator) ++at;
        } else {
            if (separator == 0) at = line.size();
            while (at < line.size() &&
                   (separator == ' ' ? !is_blank(line[at]) : line[at] != separator))
                ++at;
            cells.push_back({trim(line.substr(begin, at - begin)), begin + 1});
        }
        if (at >= line.size()) return cells;
        ++at;
    }
}

std::optional<double> cell_number(std::string_view cell, bool decimal_comma) noexcept {
    std::size_t used = 0;
    const auto number = leading_number(cell, used);
    if (!number) return std::nullopt;
    if (used == cell.size()) return number;
    if (!decimal_comma || cell[used] != ',' || cell.size() > 30) return std::nullopt;
    std::array<char, 32> copy{};
    std::copy(cell.begin(), cell.end(), copy.begin());
    copy[used] = '.';
    const std::string_view with_point{copy.data(), cell.size()};
    const auto again = leading_number(with_point, used);
    return again && used == cell.size() ? again : std::nullopt;
}

bool says_missing(std::string_view cell) noexcept {
    if (cell.size() > 4) return false;
    const std::string word = lower(cell);
    return word.empty() || word == "nan" || word == "na" || word == "n/a" || word == "null" ||
           word == "-" || word == ".";
}

std::optional<RrUnit> unit_in_words(std::string_view words) {
    const std::string text = lower(words);
    const auto has = [&](std::string_view part) { return text.find(part) != std::string::npos; };
    if (has("1/1024")) return RrUnit::ticks_1024;
    for (const std::string_view word : {"(ms)", "[ms]", "_ms", " ms", "msec", "millisecond"})
        if (has(word)) return RrUnit::milliseconds;
    for (const std::string_view word : {"(s)", "[s]", "(sec)", "[sec]", "seconds"})
        if (has(word)) return RrUnit::seconds;
    if (text.ends_with("_s") || text.ends_with(" s") || text.ends_with("_sec"))
        return RrUnit::seconds;
    return std::nullopt;
}

Result<ColumnLayout> find_layout(const std::vector<std::string_view>& sample,
                                 const std::string& name, const RrReading& how) {
    ColumnLayout layout;
    layout.separator = separator_of(sample);
    std::vector<std::vector<Cell>> rows;
    for (const std::string_view line : sample) rows.push_back(cells_of(line, layout.separator));
    layout.header = std::none_of(rows[0].begin(), rows[0].end(), [&](const Cell& cell) {
        return cell_number(cell.text, layout.separator != ',').has_value();
    });
    if (layout.header && rows.size() == 1 && sample.size() == 1) layout.header = false;
    std::vector<std::string> names;
    if (layout.header) {
        for (const Cell& cell : rows[0]) names.emplace_back(cell.text);
        rows.erase(rows.begin());
    }
    layout.columns = rows.front().size();
    if (names.size() > layout.columns) names.resize(layout.columns);  // a name without a column
    if (!how.column.empty()) {
        SINEW_TRY(layout.chosen, stated_column(how.column, names, layout.columns, name));
    } else if (layout.columns > 1) {
        SINEW_TRY(layout.chosen,
                  recognised_column(rows, names, layout.columns, layout.separator, name));
        layout.remarks.push_back(
            "intervals read from column " + std::to_string(layout.chosen + 1) + " of " +
            std::to_string(layout.columns) +
            (layout.chosen < names.size() ? " (" + shown_text(names[layout.chosen]) + ")" : "") +
            "; the others are left aside");
    }
    if (layout.chosen < names.size()) layout.unit = unit_in_words(names[layout.chosen]);
    return layout;
}

}  // namespace sinew::recording
