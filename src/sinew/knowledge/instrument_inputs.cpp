// What an instrument is given: items, named values, lists, clock times, choices, and the shapes answers may have.
#include <sinew/base/text.hpp>
#include <sinew/knowledge/instrument_reading.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::knowledge {
namespace {

/// No quantity of any instrument comes near; beyond it arithmetic would overflow into nonsense.
constexpr double kLargest = 1e9;
constexpr std::size_t kLongestList = 10'000'000;

/// whole, number, allowed, choice, clock, anything: exactly one of them.
ValueRule read_rule(const Node& node) {
    ValueRule rule;
    rule.low = -kLargest;
    rule.high = kLargest;
    int kinds = 0;
    const auto limits = [&](const Node& range) {
        if (range.json().is_array())
            read_range(range, rule);
        else if (range.json().is_object()) {
            rule.low = range.get("above").number();
            rule.above_low = true;
            if (const auto most = range.maybe("most")) rule.high = most->number();
        } else if (range.text() != "any")
            range.fault("not a range", R"(write [0, 3], {"above": 0} or "any")");
    };
    if (const auto whole = node.maybe("whole")) {
        ++kinds;
        rule.kind = ValueKind::whole;
        limits(*whole);
    }
    if (const auto number = node.maybe("number")) {
        ++kinds;
        limits(*number);
    }
    if (const auto allowed = node.maybe("allowed")) {
        ++kinds;
        rule.kind = ValueKind::whole;
        for (const Node& value : allowed->items()) rule.allowed.push_back(value.number());
        for (const double value : rule.allowed)
            if (value != std::floor(value)) rule.kind = ValueKind::number;
        if (rule.allowed.empty())
            allowed->fault("nothing is allowed", "list the values");
        else
            std::tie(rule.low, rule.high) =
                std::pair{*std::min_element(rule.allowed.begin(), rule.allowed.end()),
                          *std::max_element(rule.allowed.begin(), rule.allowed.end())};
    }
    if (const auto choice = node.maybe("choice")) {
        ++kinds;
        rule.kind = ValueKind::choice;
        rule.words = choice->texts();
        if (rule.words.empty()) choice->fault("no answer to choose", "list the answers");
        rule.low = 0;
        rule.high = static_cast<double>(rule.words.size()) - 1;
    }
    if (node.has("clock")) {
        ++kinds;
        rule.kind = ValueKind::clock;
        rule.low = 0;
        rule.high = 1439;
    }
    if (node.has("yes_no")) {
        ++kinds;
        rule.kind = ValueKind::truth;
        rule.low = 0;
        rule.high = 1;
    }
    if (node.has("anything")) {
        ++kinds;
        rule.anything = true;
    }
    if (kinds != 1)
        node.fault("one kind of value is wanted",
                   "one of: whole, number, allowed, choice, clock, yes_no, anything");
    return rule;
}

void read_length(const Node& node, InputSpec& input) {
    const auto bounds = [](const Node& n) {
        return static_cast<std::size_t>(std::max(n.whole(), 0));
    };
    input.longest = kLongestList;
    if (node.json().is_number()) {
        input.shortest = input.longest = bounds(node);
    } else {
        const auto ends = node.items();
        if (ends.size() != 2) return node.fault("a length is one number or two", "write [0, null]");
        input.shortest = bounds(ends[0]);
        if (!ends[1].json().is_null()) input.longest = bounds(ends[1]);
    }
    if (input.shortest > input.longest) node.fault("the lengths are not in order", "");
}

/// A list whose elements are the items of the pack, one by one.
void take_items(const Node& node, const Instrument& instrument, InputSpec& input) {
    input.list = true;
    if (instrument.items.empty()) node.fault("there are no items", "list them under items");
    for (const InstrumentItem& item : instrument.items) {
        if (!item.ranged) node.fault("an item has no range", "give it range, allowed or anything");
        input.rules.push_back(item.rule);
        if (!item.optional) input.shortest = input.rules.size();
    }
    input.longest = input.rules.size();
}

void read_about(const Node& node, InputSpec& input) {
    input.name = node.get("name").text();
    input.field = input.name;
    if (const auto label = node.maybe("label")) input.label = read_pack_text(*label);
    input.unit = text_or_none(node, "unit");
    if (const auto optional = node.maybe("optional")) input.optional = optional->yes();
    const std::string nulls = text_or_none(node, "nulls");
    if (!nulls.empty() && nulls != "ruled")
        node.fault("nulls are \"ruled\" by the formulas, or the word is left out", "");
    input.nulls_ruled = nulls == "ruled";
}

void read_standard(const Node& node, InputSpec& input) {
    const auto standard = node.maybe("default");
    if (!standard) return;
    input.optional = true;
    const ValueRule& rule = input.rules.front();
    if (rule.kind != ValueKind::choice) {
        input.standard = standard->number();
        return;
    }
    const auto found = std::find(rule.words.begin(), rule.words.end(), standard->text());
    if (found == rule.words.end()) return standard->fault("not among the answers", "");
    input.standard = static_cast<double>(found - rule.words.begin());
}

/// [[15, 104], [20, 118]]: each column becomes a list of its own.
void read_rows(const Node& node, Instrument& instrument) {
    const auto columns = node.get("rows").items();
    for (std::size_t i = 0; i < columns.size(); ++i) {
        InputSpec input;
        read_about(node, input);
        const bool optional = input.optional;
        const std::string field = input.name;
        read_about(columns[i], input);
        input.field = field;
        input.optional = optional;
        input.list = true;
        input.column = i;
        input.columns = columns.size();
        read_length(node.get("length"), input);
        input.rules.push_back(read_rule(columns[i]));
        instrument.inputs.push_back(std::move(input));
    }
}

std::optional<std::size_t> place_of(const Instrument& instrument, const std::string& name) {
    for (std::size_t i = 0; i < instrument.inputs.size(); ++i)
        if (instrument.inputs[i].name == name) return i;
    return std::nullopt;
}

}  // namespace

void read_range(const Node& node, ValueRule& rule) {
    const auto ends = node.items();
    if (ends.size() != 2) return node.fault("a range has two ends", "write [0, 3]");
    if (!ends[0].json().is_null()) rule.low = ends[0].number();
    rule.high = ends[1].json().is_null() ? kLargest : ends[1].number();
    if (rule.low > rule.high) node.fault("the ends are not in order", "lowest first");
}

void read_items(const Node& node, Instrument& instrument) {
    for (const Node& entry : node.items()) {
        InstrumentItem item;
        if (const auto number = entry.maybe("n")) item.number = number->whole();
        item.code = text_or_none(entry, "code");
        item.loinc = text_or_none(entry, "loinc");
        item.scale = text_or_none(entry, "scale");
        if (const auto topic = entry.maybe("topic")) item.topic = read_pack_text(*topic);
        if (const auto anchors = entry.maybe("anchors"))
            for (const auto& [value, words] : anchors->members())
                item.anchors[value] = words.text();
        if (const auto reverse = entry.maybe("reverse")) item.reverse = reverse->yes();
        if (const auto optional = entry.maybe("optional")) item.optional = optional->yes();
        item.ranged = entry.has("whole") || entry.has("number") || entry.has("allowed") ||
                      entry.has("choice") || entry.has("anything") || entry.has("clock");
        if (item.ranged) item.rule = read_rule(entry);
        instrument.items.push_back(std::move(item));
    }
}

void read_inputs(const Node& node, Instrument& instrument) {
    for (const Node& entry : node.items()) {
        if (entry.has("rows")) {
            read_rows(entry, instrument);
            continue;
        }
        InputSpec input;
        read_about(entry, input);
        if (entry.has("from_items")) {
            take_items(entry, instrument, input);
        } else if (const auto calendar = entry.maybe("calendar")) {
            input.list = input.calendar = true;
            ValueRule rule;
            rule.kind = ValueKind::choice;
            for (const char sign : calendar->text()) rule.words.emplace_back(1, sign);
            rule.high = static_cast<double>(rule.words.size()) - 1;
            input.rules.push_back(std::move(rule));
            input.longest = kLongestList;
        } else if (const auto length = entry.maybe("length")) {
            input.list = true;
            read_length(*length, input);
            input.rules.push_back(read_rule(entry));
        } else {
            input.rules.push_back(read_rule(entry));
        }
        if (place_of(instrument, input.name)) entry.fault("the name stands twice", "");
        read_standard(entry, input);
        instrument.inputs.push_back(std::move(input));
    }
    if (instrument.inputs.size() > 200) node.fault("too many inputs", "");
}

void read_shape(const Node& node, Instrument& instrument) {
    AnswerShape& takes = instrument.takes;
    const auto one = [&](const Node& name) -> std::optional<std::size_t> {
        const auto place = place_of(instrument, name.text());
        if (!place) name.fault("there is no such input", "name one of inputs");
        return place;
    };
    if (const auto list = node.maybe("list")) {
        takes.list = one(*list);
        if (takes.list && !instrument.inputs[*takes.list].list)
            list->fault("this input is no list", "");
    }
    if (const auto value = node.maybe("value")) {
        takes.value = one(*value);
        if (takes.value && instrument.inputs[*takes.value].list)
            value->fault("this input is a list", "");
    }
    if (const auto fields = node.maybe("fields")) {
        for (const Node& name : fields->items()) {
            bool found = false;
            for (std::size_t i = 0; i < instrument.inputs.size(); ++i)
                if (instrument.inputs[i].field == name.text()) {
                    takes.fields.push_back(i);
                    found = true;
                }
            if (!found) name.fault("there is no such input", "name one of inputs");
        }
    }
    if (const auto groups = node.maybe("any_of"))
        for (const Node& group : groups->items()) {
            takes.any_of.emplace_back();
            for (const Node& name : group.items()) {
                const auto place = one(name);
                if (!place) continue;
                takes.any_of.back().push_back(*place);
                if (std::find(takes.fields.begin(), takes.fields.end(), *place) ==
                    takes.fields.end())
                    name.fault("the group names no field", "add it to fields");
            }
        }
    if (!takes.list && !takes.value && takes.fields.empty())
        node.fault("no shape of answers", "give list, value or fields");
}

}  // namespace sinew::knowledge
