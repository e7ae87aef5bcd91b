#include <sinew/base/calendar.hpp>
#include <sinew/document/segment_text.hpp>
#include <sinew/document/session_json.hpp>
#include <sinew/document/session_list_json.hpp>

#include <algorithm>

namespace sinew::document {
namespace {

using namespace domain;
using knowledge::Catalogue;
using knowledge::Words;

/// Milliseconds as seconds: exact to three decimals, whole numbers without a point.
OrderedJson seconds(std::int32_t milliseconds) {
    if (milliseconds % 1000 == 0) return milliseconds / 1000;
    return milliseconds / 1000.0;
}

OrderedJson text_or_null(const std::string& text) {
    return text.empty() ? OrderedJson(nullptr) : OrderedJson(text);
}

OrderedJson form_json(const Segment& segment, const Catalogue& catalogue, const Words& words) {
    const FormPlace& place = *segment.form;
    const knowledge::Form& form = catalogue.forms[place.form];
    OrderedJson json;
    json["form"] = form.id;
    json["name"] = words("form." + form.id + ".name");
    json["phase"] = place.phase ? OrderedJson(form.phases[*place.phase].id) : OrderedJson(nullptr);
    json["variant"] = name_of(place.variant);
    json["easier"] = nullptr;
    if (place.easier)
        json["easier"] = {
            {"variant", name_of(*place.easier)},
            {"text", words("form." + form.id + "." + std::string{name_of(*place.easier)})}};
    json["side"] = name_of(place.side);
    json["repetition"] = place.repetition;
    json["of"] = place.of;
    json["round"] = place.round;
    json["keyframes"] = {{"form", form.id}, {"phase", json["phase"]}, {"mirrored", place.mirrored}};
    return json;
}

OrderedJson exercise_json(const ExercisePlace& place, const Catalogue& catalogue,
                          const Words& words) {
    const auto language = static_cast<std::size_t>(words.language());
    const auto& exercise = catalogue.exercises[place.exercise];
    OrderedJson json;
    json["exercise"] = exercise.id;
    json["name"] = exercise.name[language];
    json["part"] = name_of(place.part);
    json["set"] = place.set;
    json["of"] = place.of;
    json["amount"] = place.amount > 0 ? OrderedJson(place.amount) : OrderedJson(nullptr);
    json["unit"] = name_of(place.unit);
    json["easier"] = nullptr;
    if (place.easier)
        json["easier"] = {{"exercise", catalogue.exercises[*place.easier].id},
                          {"text", catalogue.exercises[*place.easier].cue[language]}};
    return json;
}

OrderedJson segment_json(const Segment& segment, const Catalogue& catalogue, const Words& words) {
    const SegmentText text = segment_text(segment, catalogue, words);
    OrderedJson json;
    json["kind"] = name_of(segment.kind);
    json["start_s"] = seconds(segment.start_ms);
    json["duration_s"] = seconds(segment.duration_ms);
    json["title"] = text.title;
    json["instruction"] = text_or_null(text.instruction);
    json["attention"] = text_or_null(text.attention);
    json["version"] = text_or_null(text.version);
    json["adaptations"] = text.adaptations;
    json["form"] = segment.form ? form_json(segment, catalogue, words) : OrderedJson(nullptr);
    json["exercise"] = segment.exercise ? exercise_json(*segment.exercise, catalogue, words)
                                        : OrderedJson(nullptr);
    json["targets"] =
        segment.targets ? targets_json(*segment.targets, words) : OrderedJson(nullptr);
    json["breath"] = OrderedJson::array();
    for (const BreathCue& cue : segment.breath)
        json["breath"].push_back({{"start_s", seconds(cue.start_ms)},
                                  {"duration_s", seconds(cue.duration_ms)},
                                  {"breath", name_of(cue.breath)}});
    json["prompts"] = OrderedJson::array();
    for (const Prompt& prompt : segment.prompts)
        json["prompts"].push_back({{"at_s", seconds(prompt.at_ms)}, {"text", words(prompt.text)}});
    return json;
}

OrderedJson form_ids(const std::vector<FormIndex>& forms, const Catalogue& catalogue) {
    OrderedJson list = OrderedJson::array();
    for (const FormIndex form : forms) list.push_back(catalogue.forms[form].id);
    return list;
}

OrderedJson texts(const std::vector<std::string>& keys, const Words& words) {
    OrderedJson list = OrderedJson::array();
    for (const std::string& key : keys) list.push_back(words(key));
    return list;
}

OrderedJson stop_rules_json(const std::vector<std::string>& ids, const Catalogue& catalogue,
                            const Words& words) {
    OrderedJson list = OrderedJson::array();
    for (const std::string& id : ids) list.push_back(stop_rule_json(id, catalogue, words));
    return list;
}

}  // namespace

OrderedJson stop_rule_json(const std::string& id, const Catalogue& catalogue, const Words& words) {
    const auto& rules = catalogue.screening.session_rules;
    const auto rule =
        std::find_if(rules.begin(), rules.end(), [&](const auto& one) { return one.id == id; });
    OrderedJson json{{"id", id}, {"say", words("ses." + id + ".say")}};
    json["action"] = rule == rules.end() ? OrderedJson(nullptr) : OrderedJson(rule->action);
    return json;
}

OrderedJson session_script_json(const SessionScript& script, const Catalogue& catalogue,
                                const Words& words) {
    OrderedJson json;
    json["format"] = "sinew.session_script/1";
    json["kind"] = name_of(script.kind);
    json["language"] = name_of(words.language());
    json["framing"] = name_of(words.framing());
    json["day"] = script.day > 0 ? OrderedJson(script.day) : OrderedJson(nullptr);
    json["session"] = script.day > 0 ? OrderedJson(script.session) : OrderedJson(nullptr);
    json["date"] = script.date ? OrderedJson(day_text(*script.date)) : OrderedJson(nullptr);
    json["session_kind"] = name_of(script.session_kind);
    json["setting"] = name_of(script.setting);
    json["group"] = name_of(script.group);
    json["activity"] =
        script.activity ? OrderedJson(name_of(*script.activity)) : OrderedJson(nullptr);
    json["if_progress"] = script.if_progress;
    json["needs_new_screening"] = script.needs_new_screening;
    json["total_s"] = seconds(script.total_ms);
    json["exercise_s"] = seconds(script.exercise_ms);
    json["tempo"] = script.tempo;
    json["breath"] = {{"level", script.breath_level}, {"natural_only", script.natural_breath_only}};
    json["targets"] = script.targets ? targets_json(*script.targets, words) : OrderedJson(nullptr);
    json["segments"] = OrderedJson::array();
    for (const Segment& segment : script.segments)
        json["segments"].push_back(segment_json(segment, catalogue, words));
    json["stop_rules"] = stop_rules_json(script.stop_rules, catalogue, words);
    json["left_out"] = form_ids(script.left_out, catalogue);
    json["no_time"] = form_ids(script.no_time, catalogue);
    for (const ExerciseIndex exercise : script.no_time_exercises)
        json["no_time"].push_back(catalogue.exercises[exercise].id);
    json["knowledge"] = script.catalogue_hash;
    return json;
}

OrderedJson class_sheet_json(const ClassSheet& sheet, const Catalogue& catalogue,
                             const Words& words) {
    OrderedJson json;
    json["format"] = "sinew.class_sheet/1";
    json["size"] = name_of(sheet.size);
    json["people"] = OrderedJson::array({sheet.people.low, sheet.people.high});
    json["people_per_assistant"] = sheet.people_per_assistant;
    json["space_m"] = sheet.space_m;
    json["parts"] = OrderedJson::array();
    for (const auto& part : sheet.parts)
        json["parts"].push_back({{"part", part.id},
                                 {"title", words("class.plan." + part.id + ".title")},
                                 {"say", words("class.plan." + part.id + ".say")},
                                 {"start_s", seconds(part.start_ms)},
                                 {"duration_s", seconds(part.duration_ms)}});
    json["forms"] = OrderedJson::array();
    for (const FormUse& use : sheet.forms) {
        const std::string& id = catalogue.forms[use.form].id;
        json["forms"].push_back({{"form", id},
                                 {"name", words("form." + id + ".name")},
                                 {"variant", name_of(use.variant)},
                                 {"repetitions", use.repetitions},
                                 {"new", use.is_new}});
    }
    json["left_out"] = form_ids(sheet.left_out, catalogue);
    json["duties"] = texts(sheet.duties, words);
    json["measure"] = texts(sheet.monitor, words);
    json["stop_signs"] = texts(sheet.stop_signs, words);
    json["stop_rules"] = stop_rules_json(sheet.stop_rules, catalogue, words);
    json["emergencies"] = OrderedJson::array();
    for (const auto& stem : sheet.emergencies) {
        OrderedJson steps = OrderedJson::array();
        // The centre writes its own number in by hand.
        for (int step = 1; words.has(stem + "." + std::to_string(step)); ++step)
            steps.push_back(words(stem + "." + std::to_string(step), {{"number", "________"}}));
        json["emergencies"].push_back({{"title", words(stem + ".title")}, {"steps", steps}});
    }
    return json;
}

}  // namespace sinew::document
