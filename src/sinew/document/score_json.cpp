#include <sinew/base/text.hpp>
#include <sinew/document/score_json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::document {
namespace {

using care::Instrument;
using care::Refusal;
using care::Score;
using knowledge::InputSpec;
using knowledge::OutputSpec;
using knowledge::ScoreFault;
using knowledge::ValueKind;

OrderedJson number_json(double value, const Instrument& instrument, const OutputSpec& output) {
    const double shown = care::told(value, output);
    if (std::isnan(shown)) return nullptr;
    switch (output.kind) {
        case ValueKind::whole: {
            constexpr double kExact = 9007199254740992.0;
            if (std::abs(shown) < kExact) return static_cast<std::int64_t>(shown);
            return shown;
        }
        case ValueKind::number: return shown;
        case ValueKind::truth: return shown == 1;
        case ValueKind::choice: return output.words[static_cast<std::size_t>(shown)];
        case ValueKind::text: return instrument.code.words[static_cast<std::size_t>(shown)];
        case ValueKind::clock:
            return fmt::format("{:02}:{:02}", static_cast<int>(shown) / 60,
                               static_cast<int>(shown) % 60);
        case ValueKind::null: break;
    }
    return nullptr;
}

/// Puts "physical.raw_4_20" under "physical"; an object whose members are all null is null itself.
void place(OrderedJson& json, const std::string& name, OrderedJson value) {
    const std::size_t dot = name.find('.');
    if (dot == std::string::npos) {
        json[name] = std::move(value);
        return;
    }
    OrderedJson& parent = json[name.substr(0, dot)];
    if (value.is_null() && parent.is_null()) return;
    parent[name.substr(dot + 1)] = std::move(value);
}

std::string range_text(const knowledge::ValueRule& rule) {
    if (!rule.words.empty()) return join(rule.words, ", ");
    if (!rule.allowed.empty()) {
        std::vector<std::string> values;
        for (const double value : rule.allowed) values.push_back(number_text(value));
        return join(values, ", ");
    }
    if (rule.kind == ValueKind::clock) return "HH:MM";
    if (rule.kind == ValueKind::truth) return "true, false";
    std::string text = rule.above_low ? fmt::format("> {}", number_text(rule.low))
                       : rule.high >= 1e9 && rule.low <= -1e9 ? std::string{"a number"}
                       : rule.high >= 1e9
                           ? fmt::format(">= {}", number_text(rule.low))
                           : fmt::format("{} to {}", number_text(rule.low), number_text(rule.high));
    return rule.kind == ValueKind::whole ? text + ", whole" : text;
}

std::string length_text(const InputSpec& input) {
    if (input.shortest == input.longest) return std::to_string(input.shortest);
    return fmt::format("{} to {}", input.shortest, input.longest);
}

}  // namespace

OrderedJson value_json(const Instrument& instrument, const OutputSpec& output, const Score& score) {
    if (!output.list) return number_json(score.value(output), instrument, output);
    const auto list = score.list(output);
    if (list.data() == nullptr) return nullptr;
    if (output.digits_joined) {
        std::string digits;
        for (const double value : list)
            digits += std::isnan(value) ? "?" : fmt::format("{}", static_cast<int>(value));
        return digits;
    }
    OrderedJson json = OrderedJson::array();
    for (const double value : list) json.push_back(number_json(value, instrument, output));
    return json;
}

std::string item_named(const Instrument& instrument, const Refusal& refusal) {
    if (refusal.rule) return refusal.rule->item;
    if (refusal.input < 0) return "input";
    const InputSpec& input = instrument.inputs[static_cast<std::size_t>(refusal.input)];
    if (refusal.element < 0) return input.field;
    const auto element = static_cast<std::size_t>(refusal.element);
    if (input.name == "items") {
        const bool coded =
            element < instrument.items.size() && !instrument.items[element].code.empty();
        return coded ? fmt::format("item {} ({})", element + 1, instrument.items[element].code)
                     : fmt::format("item {}", element + 1);
    }
    return input.columns > 0 ? fmt::format("{}[{}].{}", input.field, element + 1, input.name)
                             : fmt::format("{}[{}]", input.field, element + 1);
}

std::string refusal_text(const Instrument& instrument, const Refusal& refusal,
                         domain::Language language) {
    const bool zh = language == domain::Language::zh;
    if (refusal.rule) return refusal.rule->say.in(language);
    const InputSpec* input =
        refusal.input < 0 ? nullptr : &instrument.inputs[static_cast<std::size_t>(refusal.input)];
    const std::string item = item_named(instrument, refusal);
    const std::string wanted =
        !input ? std::string{}
               : range_text(input->rule(
                     refusal.element < 0 ? 0 : static_cast<std::size_t>(refusal.element)));
    switch (refusal.kind) {
        case ScoreFault::no_key: return instrument.why_not.in(language);
        case ScoreFault::wrong_length:
            return fmt::format(fmt::runtime(zh ? "{}：应有{}个值" : "{}: {} values are wanted"),
                               item, length_text(*input));
        case ScoreFault::not_allowed:
            return fmt::format(fmt::runtime(zh ? "{}：不在允许值内（{}）"
                                               : "{}: not among the allowed values ({})"),
                               item, wanted);
        case ScoreFault::out_of_range:
            if (!input || (input->list && refusal.element < 0))
                return zh ? item + "：类型不对" : item + ": wrong type";
            return fmt::format(fmt::runtime(zh ? "{}：超出范围或类型不对（{}）"
                                               : "{}: out of range or of the wrong type ({})"),
                               item, wanted);
        case ScoreFault::inconsistent:
            return zh ? item + "：前后矛盾" : item + ": the parts contradict each other";
        case ScoreFault::missing:
            if (!input) return zh ? "没有任何回答" : "every item is missing";
            return zh ? item + "：缺失" : item + ": missing";
    }
    return {};
}

OrderedJson output_json(const Instrument& instrument, const Score& score) {
    OrderedJson json = OrderedJson::object();
    if (score.refusal) {
        json["error_kind"] = knowledge::name_of(score.refusal->kind);
        json["item"] = item_named(instrument, *score.refusal);
        json["error"] = refusal_text(instrument, *score.refusal, domain::Language::en);
    }
    if (score.refusal && !score.ran) return json;
    for (const OutputSpec& output : instrument.outputs) {
        if (score.refusal && !output.with_error) continue;
        OrderedJson value = value_json(instrument, output, score);
        if (value.is_null() && (output.if_given || score.refusal)) continue;
        place(json, output.name, std::move(value));
    }
    return json;
}

}  // namespace sinew::document
