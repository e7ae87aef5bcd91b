#include <sinew/base/content_hash.hpp>
#include <sinew/knowledge/formula_code.hpp>
#include <sinew/knowledge/instrument_reading.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::knowledge {
namespace {

std::vector<std::string> texts_or_none(const Node& node, std::string_view key) {
    const auto found = node.maybe(key);
    return found ? found->texts() : std::vector<std::string>{};
}

/// Objects of short texts, carried for people; numbers and lists are written as JSON.
std::map<std::string, std::string> spoken(const Node& node, std::string_view key) {
    std::map<std::string, std::string> said;
    if (const auto found = node.maybe(key))
        for (const auto& [name, value] : found->members())
            if (!value.json().is_null())
                said[name] = value.json().is_string() ? value.text() : value.json().dump();
    return said;
}

void read_mid(const Node& node, Instrument& instrument) {
    if (const auto value = node.maybe("value")) {
        if (value->json().is_number())
            instrument.mid = value->number();
        else
            instrument.mid_text = value->text();
    }
    instrument.mid_unit = text_or_none(node, "unit");
    instrument.mid_status = text_or_none(node, "status");
    instrument.mid_note = text_or_none(node, "note");
}

void read_equations(const Node& node, Instrument& instrument) {
    for (const Node& entry : node.items()) {
        EquationNote note;
        note.output = entry.get("output").text();
        if (const auto error = entry.maybe("standard_error")) note.standard_error = error->number();
        note.unit = text_or_none(entry, "unit");
        note.validity = text_or_none(entry, "validity");
        note.source = text_or_none(entry, "source");
        note.status = entry.get("status").text();
        note.status_note = text_or_none(entry, "status_note");
        instrument.equations.push_back(std::move(note));
    }
}

void read_identity(const Node& root, Instrument& instrument) {
    instrument.version = root.get("version").text();
    instrument.title = root.get("title").text();
    instrument.name = read_pack_text(root.get("name"));
    instrument.ship = root.get("ship").text();
    instrument.battery = text_or_none(root, "battery");
    instrument.construct = root.get("construct").text();
    instrument.respondent = root.get("respondent").text();
    instrument.minutes = root.get("minutes").number();
    instrument.recall = root.get("recall").text();
    instrument.schedule = root.get("schedule").text();
    instrument.licence = root.get("licence").text();
    instrument.status = root.get("status").text();
    instrument.status_note = text_or_none(root, "status_note");
    instrument.grade = text_or_none(root, "grade");
    instrument.bands_status = text_or_none(root, "bands_status");
    instrument.languages = texts_or_none(root, "languages");
    instrument.sources = root.get("sources").texts();
    instrument.notes = texts_or_none(root, "notes");
    instrument.method = spoken(root, "scoring");
    instrument.loinc = spoken(root, "loinc");
    if (const auto restriction = root.maybe("restriction"))
        instrument.restriction = read_pack_text(*restriction);
    read_mid(root.get("mid"), instrument);
    if (const auto equations = root.maybe("equations")) read_equations(*equations, instrument);
    if (const auto hook = root.maybe("why_not")) {
        instrument.computable = false;
        instrument.why_not = read_pack_text(*hook);
    }
    for (const Node& example : root.get("examples").items())
        instrument.examples.push_back({example.get("input").json(), example.get("output").json()});
}

}  // namespace

PackText read_pack_text(const Node& node) {
    PackText text;
    if (node.json().is_string()) {
        text.en = node.text();
        return text;
    }
    text.en = node.get("en").text();
    text.zh = node.get("zh").text();
    return text;
}

std::string text_or_none(const Node& node, std::string_view key) {
    const auto found = node.maybe(key);
    return found ? found->text() : std::string{};
}

void read_bands(const Node& node, Instrument& instrument) {
    for (const Node& entry : node.items()) {
        InstrumentBand band;
        band.label = entry.get("label").text();
        band.rule = text_or_none(entry, "rule");
        if (const auto min = entry.maybe("min")) band.min = min->number();
        if (const auto max = entry.maybe("max")) band.max = max->number();
        if (const auto say = entry.maybe("say")) band.say = read_pack_text(*say);
        if (band.rule.empty() && !band.min) entry.fault("a band begins at min", "give min or rule");
        if (band.min && !instrument.bands.empty() && instrument.bands.back().min &&
            *instrument.bands.back().min >= *band.min)
            entry.fault("bands stand in ascending order", "lowest first");
        instrument.bands.push_back(std::move(band));
    }
}

void read_instrument(const Json& json, const std::string& name, std::string_view bytes,
                     InstrumentPack& pack, Faults& faults) {
    const Node root{json, name + ":", faults};
    Instrument instrument;
    instrument.id = root.get("id").text();
    instrument.pack = name;
    instrument.hash = content_hash(bytes);
    instrument.fitness = name.starts_with("fitness/");
    read_identity(root, instrument);
    if (const auto items = root.maybe("items")) read_items(*items, instrument);
    if (const auto bands = root.maybe("bands")) read_bands(*bands, instrument);
    if (instrument.computable) {
        read_inputs(root.get("inputs"), instrument);
        read_shape(root.get("takes"), instrument);
        read_formulas(root, instrument);
    }
    if (!name.ends_with("/" + instrument.id + ".json"))
        root.get("id").fault("the file is not named by its id",
                             "name it " + instrument.id + ".json");
    if (pack.instruments.contains(instrument.id))
        root.get("id").fault("the id stands twice", "rename one");
    const std::string id = instrument.id;
    pack.instruments.emplace(id, std::move(instrument));
}

std::vector<std::string> InstrumentPack::ids() const {
    std::vector<std::string> list;
    for (const auto& [id, instrument] : instruments) list.push_back(id);
    return list;
}

}  // namespace sinew::knowledge
