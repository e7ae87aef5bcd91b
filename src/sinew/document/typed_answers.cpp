#include <sinew/base/text.hpp>
#include <sinew/document/typed_answers.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::document {
namespace {

using knowledge::InputSpec;
using knowledge::ValueKind;

const std::string kAt = "ANSWERS";

Json scalar(std::string_view text, const InputSpec& input) {
    if (text.empty() || text == "-" || text == "?" || text == "null") return nullptr;
    const ValueKind kind = input.rules.empty() ? ValueKind::number : input.rules.front().kind;
    if (kind == ValueKind::truth && (text == "yes" || text == "true")) return true;
    if (kind == ValueKind::truth && (text == "no" || text == "false")) return false;
    if (kind != ValueKind::choice && kind != ValueKind::clock) {
        const bool plus = text.size() > 1 && text.front() == '+';
        if (const auto number = parse_number(plus ? text.substr(1) : text)) return *number;
    }
    return std::string{text};
}

Json list_of(std::string_view text, const InputSpec& input) {
    Json list = Json::array();
    std::string spaced{text};
    std::replace(spaced.begin(), spaced.end(), ',', ' ');
    for (const std::string_view part : split(spaced, ' ')) {
        if (part.empty()) continue;
        if (input.columns == 0) {
            list.push_back(scalar(part, input));
            continue;
        }
        Json row = Json::array();
        for (const std::string_view cell : split(part, ':')) row.push_back(scalar(cell, input));
        list.push_back(std::move(row));
    }
    return list;
}

std::string fields_wanted(const care::Instrument& instrument) {
    std::vector<std::string> names;
    for (const std::size_t i : instrument.takes.fields) {
        const std::string part = instrument.inputs[i].field + "=...";
        if (std::find(names.begin(), names.end(), part) == names.end()) names.push_back(part);
    }
    return join(names, " ");
}

Checked<Json> named_fields(const std::vector<std::string>& words,
                           const care::Instrument& instrument) {
    Faults faults;
    Json object = Json::object();
    std::vector<std::string> known;
    for (const std::size_t i : instrument.takes.fields) known.push_back(instrument.inputs[i].field);
    for (const std::string& word : words) {
        const std::size_t sign = word.find('=');
        const std::string key = word.substr(0, sign);
        const auto found = std::find_if(instrument.inputs.begin(), instrument.inputs.end(),
                                        [&](const InputSpec& input) { return input.field == key; });
        if (sign == std::string::npos || found == instrument.inputs.end() ||
            std::find(known.begin(), known.end(), key) == known.end()) {
            const auto near = nearest_word(key, known);
            faults.add(ErrorCode::not_found, kAt + ":" + key, "no such field",
                       near ? "did you mean " + *near + "?" : "write " + fields_wanted(instrument));
            continue;
        }
        if (object.contains(key))
            faults.add(ErrorCode::conflict, kAt + ":" + key, "given twice", "give it once");
        const std::string_view value = std::string_view{word}.substr(sign + 1);
        object[key] =
            found->list && !found->calendar ? list_of(value, *found) : scalar(value, *found);
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return object;
}

Faults one_fault(std::string what, std::string hint) {
    Faults faults;
    faults.add(ErrorCode::bad_input, kAt, std::move(what), std::move(hint));
    return faults;
}

}  // namespace

Checked<Json> typed_answers(const std::vector<std::string>& words,
                            const care::Instrument& instrument) {
    const std::string all = join(words, " ");
    const std::string_view text = trim(all);
    if (!text.empty() && (text.front() == '[' || text.front() == '{' || text.front() == '"'))
        return read_json(text, kAt);
    if (all.find('=') != std::string::npos) {
        if (instrument.takes.fields.empty())
            return tl::make_unexpected(
                one_fault("this instrument takes no named fields", "write the answers in order"));
        return named_fields(words, instrument);
    }
    if (instrument.takes.list) return list_of(text, instrument.inputs[*instrument.takes.list]);
    if (instrument.takes.value && words.size() == 1)
        return scalar(text, instrument.inputs[*instrument.takes.value]);
    if (!instrument.computable) return list_of(text, InputSpec{});
    return tl::make_unexpected(one_fault(
        "these answers have names",
        "write " + (instrument.takes.fields.empty() ? "one value" : fields_wanted(instrument))));
}

}  // namespace sinew::document
