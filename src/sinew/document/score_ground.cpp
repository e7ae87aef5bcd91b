// A score with everything it rests on: what was read, bands and their status, differences that matter, sources, licence.
#include <sinew/base/text.hpp>
#include <sinew/document/score_json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::document {
namespace {

using care::Instrument;
using care::Score;
using knowledge::OutputSpec;
using knowledge::ValueKind;

/// The word of a band as people read it; the word itself where it is none.
std::string spoken(const Instrument& instrument, const std::string& word,
                   domain::Language language) {
    for (const auto& band : instrument.bands)
        if (band.label == word && !band.say.en.empty()) return band.say.in(language);
    return word;
}

OrderedJson lines_json(const Instrument& instrument, const Score& score,
                       domain::Language language) {
    OrderedJson lines = OrderedJson::array();
    if (score.refusal && !score.ran) return lines;
    for (const OutputSpec& output : instrument.outputs) {
        if (score.refusal && !output.with_error) continue;
        OrderedJson value = value_json(instrument, output, score);
        if (value.is_null() && (output.if_given || score.refusal)) continue;
        OrderedJson line{
            {"name", output.name},
            {"label", output.label.en.empty() ? output.name : output.label.in(language)},
            {"value", value}};
        if (!output.unit.empty()) line["unit"] = output.unit;
        if (output.kind == ValueKind::number) line["decimals"] = output.decimals;
        if (output.kind == ValueKind::text && value.is_string())
            line["spoken"] = spoken(instrument, value.get<std::string>(), language);
        lines.push_back(std::move(line));
    }
    return lines;
}

OrderedJson findings_json(const Instrument& instrument, const Score& score,
                          domain::Language language) {
    OrderedJson list = OrderedJson::array();
    for (const auto& finding : instrument.findings) {
        // With a refusal only what needs no total may speak: its condition is then null, never true.
        if (!score.raised(finding)) continue;
        OrderedJson entry{{"id", finding.id}, {"weight", finding.weight}};
        if (!finding.rule.empty()) entry["rule"] = finding.rule;
        if (!finding.action.empty()) entry["action"] = finding.action;
        entry["say"] = finding.say.in(language);
        list.push_back(std::move(entry));
    }
    return list;
}

OrderedJson bands_json(const Instrument& instrument, domain::Language language) {
    OrderedJson list = OrderedJson::array();
    for (const auto& band : instrument.bands) {
        OrderedJson entry{{"label", band.label},
                          {"spoken", spoken(instrument, band.label, language)}};
        if (band.min) entry["min"] = *band.min;
        if (band.max) entry["max"] = *band.max;
        if (!band.rule.empty()) entry["rule"] = band.rule;
        list.push_back(std::move(entry));
    }
    return list;
}

OrderedJson mid_json(const Instrument& instrument) {
    OrderedJson json{{"value", nullptr}};
    if (instrument.mid) json["value"] = *instrument.mid;
    if (!instrument.mid_text.empty()) json["value"] = instrument.mid_text;
    if (!instrument.mid_unit.empty()) json["unit"] = instrument.mid_unit;
    if (!instrument.mid_status.empty()) json["status"] = instrument.mid_status;
    if (!instrument.mid_note.empty()) json["note"] = instrument.mid_note;
    return json;
}

OrderedJson equations_json(const Instrument& instrument) {
    OrderedJson list = OrderedJson::array();
    for (const auto& equation : instrument.equations) {
        OrderedJson entry{{"output", equation.output}, {"standard_error", nullptr}};
        if (equation.standard_error) entry["standard_error"] = *equation.standard_error;
        if (!equation.unit.empty()) entry["unit"] = equation.unit;
        if (!equation.validity.empty()) entry["validity"] = equation.validity;
        if (!equation.source.empty()) entry["source"] = equation.source;
        entry["status"] = equation.status;
        if (!equation.status_note.empty()) entry["status_note"] = equation.status_note;
        list.push_back(std::move(entry));
    }
    return list;
}

/// Every value that was read, with what it answers.
OrderedJson read_json_of(const Instrument& instrument, const Json& input,
                         domain::Language language) {
    OrderedJson list = OrderedJson::array();
    const auto add = [&](std::string name, const knowledge::PackText& label, const Json& value) {
        OrderedJson entry{{"name", std::move(name)}};
        if (!label.en.empty()) entry["label"] = label.in(language);
        entry["value"] = OrderedJson::parse(value.dump());
        list.push_back(std::move(entry));
    };
    static const knowledge::PackText kNoLabel;
    if (input.is_array()) {
        const bool items =
            instrument.takes.list && instrument.inputs[*instrument.takes.list].name == "items";
        for (std::size_t i = 0; i < input.size() && i < 200; ++i)
            add(std::to_string(i + 1),
                items && i < instrument.items.size() ? instrument.items[i].topic : kNoLabel,
                input[i]);
    } else if (input.is_object()) {
        for (const std::size_t i : instrument.takes.fields) {
            const auto& spec = instrument.inputs[i];
            if (spec.column == 0 && input.contains(spec.field))
                add(spec.field, spec.label, input[spec.field]);
        }
    } else {
        add("1", kNoLabel, input);
    }
    return list;
}

}  // namespace

OrderedJson score_json(const Instrument& instrument, const Score& score, const Json& input,
                       domain::Language language) {
    OrderedJson json{{"instrument", instrument.id},    {"name", instrument.name.in(language)},
                     {"version", instrument.version},  {"pack", instrument.pack},
                     {"pack_sha256", instrument.hash}, {"output", output_json(instrument, score)}};
    if (score.refusal) {
        json["refusal"] = {{"kind", knowledge::name_of(score.refusal->kind)},
                           {"item", item_named(instrument, *score.refusal)},
                           {"say", refusal_text(instrument, *score.refusal, language)}};
    }
    json["lines"] = lines_json(instrument, score, language);
    json["findings"] = findings_json(instrument, score, language);
    json["read"] = read_json_of(instrument, input, language);
    json["rule"] = instrument.method;
    json["bands"] = bands_json(instrument, language);
    json["bands_status"] = instrument.bands_status;
    json["minimal_important_difference"] = mid_json(instrument);
    json["equations"] = equations_json(instrument);
    if (!instrument.restriction.en.empty())
        json["restriction"] = instrument.restriction.in(language);
    json["recall"] = instrument.recall;
    json["status"] = instrument.status;
    if (!instrument.status_note.empty()) json["status_note"] = instrument.status_note;
    json["sources"] = instrument.sources;
    json["licence"] = instrument.licence;
    json["notes"] = instrument.notes;
    return json;
}

OrderedJson instrument_json(const Instrument& instrument, domain::Language language) {
    OrderedJson json{{"id", instrument.id},
                     {"name", instrument.name.in(language)},
                     {"version", instrument.version},
                     {"kind", instrument.fitness ? "fitness" : "instrument"},
                     {"scored", instrument.computable},
                     {"item_text", !instrument.hook_only()},
                     {"ship", instrument.ship},
                     {"licence", instrument.licence},
                     {"respondent", instrument.respondent},
                     {"minutes", instrument.minutes},
                     {"recall", instrument.recall},
                     {"schedule", instrument.schedule}};
    if (!instrument.computable) json["why_not"] = instrument.why_not.in(language);
    OrderedJson takes = OrderedJson::array();
    if (instrument.takes.list)
        takes.push_back("list " + instrument.inputs[*instrument.takes.list].name);
    if (instrument.takes.value)
        takes.push_back("value " + instrument.inputs[*instrument.takes.value].name);
    std::vector<std::string> fields;
    for (const std::size_t i : instrument.takes.fields)
        if (instrument.inputs[i].column == 0)
            fields.push_back(instrument.inputs[i].field +
                             (instrument.inputs[i].optional ? "?" : ""));
    if (!fields.empty()) takes.push_back("fields " + join(fields, " "));
    json["takes"] = takes;
    json["construct"] = instrument.construct;
    return json;
}

}  // namespace sinew::document
