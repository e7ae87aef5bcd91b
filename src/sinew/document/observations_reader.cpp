#include <sinew/base/json_text.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/document/observations_reader.hpp>
#include <sinew/document/record_fields.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace sinew::document {
namespace {

using domain::Observation;
using domain::WhenAsked;
using domain::WhyMissing;
using knowledge::Catalogue;

constexpr std::size_t kMostRows = 200'000;
constexpr std::size_t kLongestCode = 64;
constexpr auto kKeys = std::to_array<std::string_view>(
    {"person", "outcome", "at", "value", "missing", "moment", "bout", "practice"});
constexpr auto kMoments = std::to_array<std::string_view>({"now", "before", "after"});
constexpr auto kReasons =
    std::to_array<std::string_view>({"not_asked", "not_answered", "refused", "device", "unknown"});

/// One row as JSON, whatever it came as.
struct Row {
    Json json;
    std::string where;
};

struct Rows {
    std::vector<Row> list;
    std::vector<Error> broken;
    std::vector<std::string> remarks;
};

/// An empty cell is an absent member; numbers and yes or no are read where the column wants them.
Json cell_json(std::string_view column, const std::string& cell) {
    const std::string text{trim(cell)};
    if (text.empty()) return nullptr;
    if (column == "value")
        if (const auto number = parse_number(text)) return *number;
    if (column == "practice") {
        if (text == "yes" || text == "true" || text == "1") return true;
        if (text == "no" || text == "false" || text == "0") return false;
    }
    return text;
}

Checked<Rows> rows_of_table(std::string_view bytes, const std::string& name) {
    SINEW_TRY(const Table table, read_table(bytes, name, {"person", "outcome", "at", "value"}));
    Rows rows;
    for (const std::string& column : table.columns)
        if (std::find(kKeys.begin(), kKeys.end(), column) == kKeys.end())
            rows.remarks.push_back("column \"" + column.substr(0, 40) + "\" is not used");
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
        Json json = Json::object();
        for (std::size_t c = 0; c < table.columns.size(); ++c)
            if (std::find(kKeys.begin(), kKeys.end(), table.columns[c]) != kKeys.end())
                json[table.columns[c]] = cell_json(table.columns[c], table.rows[r][c]);
        rows.list.push_back({std::move(json), fmt::format("{}:{}:", name, table.lines[r])});
    }
    return rows;
}

Rows rows_of_lines(std::string_view bytes, const std::string& name) {
    Rows rows;
    std::size_t number = 0;
    for (const std::string_view line : split(bytes, '\n')) {
        ++number;
        if (trim(line).empty()) continue;
        const std::string place = fmt::format("{}:{}", name, number);
        if (auto json = read_json(line, place))
            rows.list.push_back({*std::move(json), place + ":"});
        else
            rows.broken.push_back(json.error().list().front());
    }
    return rows;
}

Checked<Rows> rows_of_document(const Json& json, const std::string& name) {
    Faults faults;
    const Json* list = &json;
    std::string at = name + ":";
    if (json.is_object()) {
        only_keys(knowledge::Node{json, at, faults}, {"$schema", "observations"});
        at += "/observations";
        if (!json.contains("observations"))
            faults.add(ErrorCode::bad_input, at, "a list of observations is wanted here",
                       "see `sinew schema observations`");
        if (!faults.none()) return tl::make_unexpected(std::move(faults));
        list = &json["observations"];
    }
    if (!list->is_array()) {
        faults.add(ErrorCode::bad_input, at, "a list of observations is wanted here",
                   "see `sinew schema observations`");
        return tl::make_unexpected(std::move(faults));
    }
    Rows rows;
    for (std::size_t i = 0; i < list->size(); ++i)
        rows.list.push_back({(*list)[i], fmt::format("{}/{}", at, i)});
    return rows;
}

Checked<Rows> rows_of(std::string_view bytes, const std::string& name) {
    const std::string_view start = trim(bytes);
    if (start.empty() || (start.front() != '{' && start.front() != '['))
        return rows_of_table(bytes, name);
    // A first line that is a whole row means JSON Lines; otherwise the text is one document.
    const std::string_view line = split(start, '\n').front();
    if (start.front() == '{')
        if (const auto first = read_json(line, name); first && first->contains("person"))
            return rows_of_lines(bytes, name);
    SINEW_TRY(const Json json, read_json(bytes, name));
    return rows_of_document(json, name);
}

template <std::size_t N>
std::optional<std::size_t> place_in(const std::array<std::string_view, N>& words,
                                    const knowledge::Node& node) {
    const std::string word = text_of(node, kLongestCode);
    const auto found = std::find(words.begin(), words.end(), word);
    if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
    std::vector<std::string> all{words.begin(), words.end()};
    node.fault("unknown word \"" + word.substr(0, 40) + "\"", "use one of: " + join(all, ", "));
    return std::nullopt;
}

/// The day as written, and the time and offset when there are any.
void read_at(const knowledge::Node& node, Observation& one) {
    const std::string text = text_of(node, 40);
    const auto day = read_day(std::string_view{text}.substr(0, 10));
    const auto moment = read_moment(text);
    if (text.size() < 10 || !day || !moment || (text.size() > 10 && !moment->has_time)) {
        node.fault("not a day or a time", "write 2026-11-23 or 2026-11-23T09:30:00+08:00");
        return;
    }
    one.day = *day;
    if (!moment->has_time) return;
    // What stands in the text, read as if it were UTC, less the instant it means, is the offset.
    const std::size_t zone = text.find_first_of("Zz+-", 11);
    const auto as_written = read_moment(text.substr(0, zone) + "Z");
    if (!as_written) return;
    one.second_of_day = static_cast<int>((as_written->earliest - Instant{*day}).count());
    if (zone != std::string::npos)
        one.offset_min = static_cast<int>((as_written->earliest - moment->earliest).count() / 60);
}

const knowledge::OutcomeSpec* read_outcome(const knowledge::Node& node,
                                           const Catalogue& catalogue) {
    const std::string id = text_of(node, kLongestCode);
    if (id.empty()) return nullptr;
    if (const auto* found = catalogue.outcomes.find(id)) return found;
    std::vector<std::string> ids;
    for (const auto& outcome : catalogue.outcomes.outcomes) ids.push_back(outcome.id);
    const auto near = nearest_word(id, ids);
    node.fault("unknown outcome \"" + id.substr(0, 40) + "\"",
               near ? "did you mean " + *near + "?" : "there are: " + join(ids, ", "));
    return nullptr;
}

Observation read_row(const knowledge::Node& node, const Catalogue& catalogue) {
    Observation one;
    if (!is_object(node)) return one;
    only_keys(node, {"person", "outcome", "at", "value", "missing", "moment", "bout", "practice"});
    one.person = text_of(node.get("person"), kLongestCode);
    const auto* outcome = read_outcome(node.get("outcome"), catalogue);
    if (outcome) one.outcome = outcome->id;
    read_at(node.get("at"), one);
    const auto value = node.maybe("value");
    const auto missing = node.maybe("missing");
    if (value && outcome) {
        const domain::NumberBounds bounds{"value", outcome->lowest, outcome->highest, outcome->unit,
                                          false};
        one.value = number_in(*value, bounds);
    }
    if (value && missing)
        missing->fault("a value and a reason why it is missing", "keep one of the two");
    if (missing)
        if (const auto reason = place_in(kReasons, *missing))
            one.missing = static_cast<WhyMissing>(*reason);
    if (!value && !missing) one.missing = WhyMissing::unknown;
    if (const auto moment = node.maybe("moment"))
        if (const auto when = place_in(kMoments, *moment))
            one.moment = static_cast<WhenAsked>(*when);
    if (const auto bout = node.maybe("bout")) one.bout = text_of(*bout, kLongestCode);
    if (const auto practice = node.maybe("practice")) {
        if (practice->json().is_boolean())
            one.practice = practice->json().get<bool>();
        else
            practice->fault("yes or no is wanted here",
                            "write true or false; in a table yes or no");
    }
    return one;
}

Error left(const std::string& where, std::string what, std::string hint) {
    return {ErrorCode::conflict, std::move(what), where, std::move(hint)};
}

/// Keeps one of rows that say the same, none of rows that contradict each other.
void settle_duplicates(ObservationsRead& read) {
    using Key = std::tuple<std::string, std::string, Day, int, WhenAsked, std::string>;
    std::map<Key, std::vector<std::size_t>> same;
    for (std::size_t i = 0; i < read.kept.size(); ++i) {
        const Observation& one = read.kept[i];
        const int second = one.moment == WhenAsked::now ? one.second_of_day.value_or(-1) : -1;
        same[{one.person, one.outcome, one.day, second, one.moment, one.bout}].push_back(i);
    }
    std::set<std::size_t> gone;
    for (const auto& [key, places] : same) {
        if (places.size() < 2) continue;
        const Observation& first = read.kept[places.front()];
        const bool agree = std::all_of(places.begin(), places.end(), [&](std::size_t place) {
            return read.kept[place].value == first.value;
        });
        for (const std::size_t place : places) {
            if (agree && place == places.front()) continue;
            gone.insert(place);
            read.left_out.push_back(
                agree
                    ? left(read.kept[place].where, "the same answer stands twice; counted once",
                           "first at " + first.where)
                    : left(read.kept[place].where,
                           "two answers to the same question contradict each other; neither counts",
                           "keep the right one, or tell them apart by time or bout"));
        }
    }
    std::size_t at = 0;
    std::erase_if(read.kept, [&](const Observation&) { return gone.contains(at++); });
}

/// An after that lies before its before means that one of the two times is wrong: neither can be used.
void leave_out_backward_pairs(ObservationsRead& read) {
    using Key = std::tuple<std::string, std::string, std::string>;
    const auto key_of = [](const Observation& one) {
        return Key{one.person, one.outcome, one.bout.empty() ? day_text(one.day) : "#" + one.bout};
    };
    const auto moment_of_row = [](const Observation& one) {
        const int second = one.second_of_day.value_or(one.moment == WhenAsked::before ? 0 : 86'400);
        return Instant{one.day} + std::chrono::seconds{second} -
               std::chrono::minutes{one.offset_min.value_or(0)};
    };
    std::map<Key, Instant> before;
    for (const Observation& one : read.kept)
        if (one.moment == WhenAsked::before) before.emplace(key_of(one), moment_of_row(one));
    std::set<Key> wrong;
    for (const Observation& one : read.kept) {
        if (one.moment != WhenAsked::after) continue;
        const auto found = before.find(key_of(one));
        if (found != before.end() && moment_of_row(one) < found->second) wrong.insert(key_of(one));
    }
    std::erase_if(read.kept, [&](const Observation& one) {
        if (one.moment == WhenAsked::now || !wrong.contains(key_of(one))) return false;
        read.left_out.push_back(
            left(one.where, "the answer after this bout lies earlier than the one before it",
                 "mend the times of the two, or their bout"));
        return true;
    });
}

void remark_on_order(ObservationsRead& read) {
    std::map<std::pair<std::string, std::string>, Day> last;
    for (const Observation& one : read.kept) {
        auto& day = last.try_emplace({one.person, one.outcome}, one.day).first->second;
        if (one.day < day) {
            read.remarks.push_back("rows are not in order of time (first at " + one.where +
                                   "); they were put in order");
            return;
        }
        day = one.day;
    }
}

}  // namespace

Checked<ObservationsRead> read_observations(std::string_view bytes, const std::string& name,
                                            const Catalogue& catalogue) {
    SINEW_TRY(Rows rows, rows_of(bytes, name));
    Faults faults;
    if (rows.list.size() + rows.broken.size() > kMostRows) {
        faults.add(ErrorCode::bad_input, name, fmt::format("more than {} rows", kMostRows),
                   "give one programme or one year at a time");
        return tl::make_unexpected(std::move(faults));
    }
    ObservationsRead read;
    read.left_out = std::move(rows.broken);
    read.remarks = std::move(rows.remarks);
    for (const Row& row : rows.list) {
        Faults of_row;
        Observation one = read_row(knowledge::Node{row.json, row.where, of_row}, catalogue);
        one.where =
            row.where.ends_with(':') ? row.where.substr(0, row.where.size() - 1) : row.where;
        if (of_row.none()) read.kept.push_back(std::move(one));
        for (const Error& fault : of_row.list()) read.left_out.push_back(fault);
    }
    settle_duplicates(read);
    leave_out_backward_pairs(read);
    remark_on_order(read);
    const bool any_value =
        std::any_of(read.kept.begin(), read.kept.end(),
                    [](const Observation& one) { return one.value.has_value(); });
    if (any_value) return read;
    for (Error& fault : read.left_out) faults.add(std::move(fault));
    if (faults.none())
        faults.add(ErrorCode::bad_input, name, "no observation with a value",
                   "see `sinew schema observations`");
    return tl::make_unexpected(std::move(faults));
}

}  // namespace sinew::document
