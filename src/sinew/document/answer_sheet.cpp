#include <sinew/base/text.hpp>
#include <sinew/document/answer_sheet.hpp>

#include <algorithm>

namespace sinew::document {
namespace {

using care::AnswerForm;
using care::AnswerSheet;
using care::Extent;
using knowledge::InputSpec;
using knowledge::ValueKind;
using knowledge::ValueRule;

/// "23:05", "7:30" -> minutes since midnight; anything else is of the wrong type.
double clock_minutes(const std::string& text) {
    const auto parts = split(text, ':');
    if (parts.size() != 2 || parts[0].empty() || parts[0].size() > 2 || parts[1].size() != 2)
        return care::kWrongType;
    const auto digits = [](std::string_view part) {
        return std::all_of(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
    };
    if (!digits(parts[0]) || !digits(parts[1])) return care::kWrongType;
    const double hours = *parse_number(parts[0]), minutes = *parse_number(parts[1]);
    return hours < 24 && minutes < 60 ? hours * 60 + minutes : care::kWrongType;
}

double word_place(const std::vector<std::string>& words, std::string_view word) {
    const auto found = std::find(words.begin(), words.end(), word);
    return found == words.end() ? care::kWrongType : static_cast<double>(found - words.begin());
}

double value_of(const Json& json, const ValueRule& rule) {
    if (json.is_null()) return care::kMissing;
    if (rule.anything) return 0;
    switch (rule.kind) {
        case ValueKind::whole:
        case ValueKind::number: return json.is_number() ? json.get<double>() : care::kWrongType;
        case ValueKind::truth:
            return json.is_boolean() ? (json.get<bool>() ? 1 : 0) : care::kWrongType;
        case ValueKind::choice:
            return json.is_string() ? word_place(rule.words, json.get_ref<const std::string&>())
                                    : care::kWrongType;
        case ValueKind::clock:
            return json.is_string() ? clock_minutes(json.get_ref<const std::string&>())
                                    : care::kWrongType;
        case ValueKind::text:
        case ValueKind::null: break;
    }
    return care::kWrongType;
}

/// Only as many elements are read as the list may have: a longer one is refused by its length.
std::size_t elements_read(const InputSpec& input, std::size_t size) {
    return std::min(size, input.longest < size ? input.longest + 1 : size);
}

void read_calendar(const Json& json, const InputSpec& input, AnswerSheet& sheet, Extent& extent) {
    if (!json.is_string()) {
        extent.wrong_type = true;
        return;
    }
    for (const char sign : json.get_ref<const std::string&>())
        sheet.values.push_back(word_place(input.rule(0).words, std::string_view{&sign, 1}));
}

/// One column of a list of rows.
void read_column(const Json& json, const InputSpec& input, AnswerSheet& sheet, Extent& extent) {
    for (std::size_t i = 0; i < elements_read(input, json.size()); ++i) {
        const Json& row = json[i];
        double value = row.is_null() ? care::kMissing : care::kWrongType;
        if (row.is_array() && row.size() != input.columns) extent.wrong_length = true;
        if (row.is_array() && row.size() == input.columns)
            value = value_of(row[input.column], input.rule(0));
        sheet.values.push_back(value);
    }
}

void read_input(const Json& json, const InputSpec& input, AnswerSheet& sheet, Extent& extent) {
    extent.at = static_cast<std::uint32_t>(sheet.values.size());
    if (json.is_null()) return;
    extent.given = true;
    if (input.calendar) {
        read_calendar(json, input, sheet, extent);
    } else if (!input.list) {
        sheet.values.push_back(value_of(json, input.rule(0)));
    } else if (!json.is_array()) {
        extent.wrong_type = true;
    } else if (input.columns > 0) {
        read_column(json, input, sheet, extent);
    } else {
        for (std::size_t i = 0; i < elements_read(input, json.size()); ++i)
            sheet.values.push_back(
                value_of(json[i], input.rule(std::min(i, input.rules.size() - 1))));
    }
    extent.count = static_cast<std::uint32_t>(sheet.values.size() - extent.at);
}

}  // namespace

AnswerSheet read_answer_sheet(const Json& input, const care::Instrument& instrument) {
    AnswerSheet sheet;
    sheet.extents.resize(instrument.inputs.size());
    const auto& takes = instrument.takes;
    if (input.is_null()) return sheet;
    if (input.is_array() && takes.list) {
        sheet.form = AnswerForm::list;
        read_input(input, instrument.inputs[*takes.list], sheet, sheet.extents[*takes.list]);
    } else if (input.is_object() && !takes.fields.empty()) {
        sheet.form = AnswerForm::fields;
        for (const std::size_t i : takes.fields) {
            const InputSpec& spec = instrument.inputs[i];
            if (const auto found = input.find(spec.field); found != input.end())
                read_input(*found, spec, sheet, sheet.extents[i]);
        }
    } else if (!input.is_array() && !input.is_object() && takes.value) {
        sheet.form = AnswerForm::value;
        read_input(input, instrument.inputs[*takes.value], sheet, sheet.extents[*takes.value]);
    } else {
        sheet.form = AnswerForm::wrong_type;
    }
    return sheet;
}

}  // namespace sinew::document
