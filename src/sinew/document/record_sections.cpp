#include <sinew/document/record_overrides.hpp>
#include <sinew/document/record_sections.hpp>

#include <algorithm>

namespace sinew::document {
namespace {

using namespace domain;
using knowledge::ScreeningPack;

void read_person(const Node& node, const DocumentTime& time, Record& record, Said& said) {
    if (!is_object(node)) return;
    only_keys(node, {"birth_date", "age", "sex", "height_cm", "weight_kg", "mvpa_min_week",
                     "peak_mets", "hr_max_measured", "deceased"});
    Person& person = record.person;
    if (const auto birth = node.maybe("birth_date")) {
        if (const auto day = day_of(*birth)) {
            if (*day > time.as_of.day())
                birth->fault("lies in the future", "check the year");
            else
                person.birth_date = *day;
        }
    }
    for (const auto& [bounds, member] : kPersonNumbers)
        if (const auto number = node.maybe(bounds.key))
            if (const auto value = number_in(*number, bounds)) person.*member = *value;
    said.person_age = node.maybe("age").has_value();
    said.body = node.maybe("height_cm") || node.maybe("weight_kg");
    if (const auto deceased = node.maybe("deceased")) person.deceased = deceased->yes();
}

/// `person.sex` and `facts.sex` say the same thing in two places; both given must agree.
void read_sex(const Node& root, const ScreeningPack& pack, Record& record) {
    const auto person = root.maybe("person");
    if (!person || !person->json().is_object()) return;
    const auto sex = person->maybe("sex");
    if (!sex) return;
    const auto& spec = pack.facts[pack.fact("sex")];
    const std::string word = sex->json().is_string() ? sex->json().get<std::string>() : "";
    const auto found = std::find(spec.values.begin(), spec.values.end(), word);
    if (found == spec.values.end()) {
        sex->fault("unknown word", "use one of: " + join(spec.values, ", "));
        return;
    }
    Reading& reading = record.facts[pack.fact("sex")];
    const double value = static_cast<double>(found - spec.values.begin());
    const auto facts = root.maybe("facts");
    if (facts && facts->maybe("sex") && reading.state == Reading::State::known &&
        reading.value != value)
        root.faults().add(ErrorCode::conflict, root.at() + "/facts/sex", "differs from person.sex",
                          "leave it out: it follows from person");
    reading = Reading::number(value);
}

void read_symptoms(const Node& node, Record& record) {
    if (!is_object(node)) return;
    only_keys(node, {"anxiety", "craving", "insomnia", "abdominal_pain", "muscle_bone_pain",
                     "tremor", "tearing_runny_nose", "sweating_goose_bumps", "racing_heart"});
    for (const Symptom symptom : values_of<Symptom>())
        if (const auto rating = node.maybe(name_of(symptom)))
            if (const auto value = number_in(*rating, kSymptomRating))
                record.symptoms[static_cast<std::size_t>(symptom)] = *value;
}

void read_preferences(const Node& node, Record& record) {
    if (!is_object(node)) return;
    only_keys(node, {"like", "dislike"});
    if (const auto like = node.maybe("like")) record.like = set_of_words<Modality>(*like);
    if (const auto dislike = node.maybe("dislike"))
        record.dislike = set_of_words<Modality>(*dislike);
    if (record.like.meets(record.dislike))
        node.fault("the same kind is liked and disliked", "keep it in one of the two");
}

void read_availability(const Node& node, Record& record) {
    if (!is_object(node)) return;
    only_keys(node, {"days", "minutes_max", "twice_daily"});
    if (const auto days = node.maybe("days")) {
        EnumSet<Weekday> set;
        for (const Node& item : days->items())
            if (const auto day = weekday_of_node(item)) {
                if (set.has(*day)) item.fault("stands twice in this list", "name each once");
                set.add(*day);
            }
        if (days->json().is_array() && days->json().empty())
            days->fault("no day at all", "name at least one, such as \"mon\"");
        if (!set.empty()) record.availability.days = set;
    }
    if (const auto minutes = node.maybe("minutes_max"))
        if (const auto value = number_in(*minutes, kMinutesMax))
            record.availability.minutes_max = static_cast<int>(*value);
    if (const auto twice = node.maybe("twice_daily"))
        record.availability.twice_daily = twice->yes();
}

std::vector<Appointment> read_appointments(const Node& node) {
    std::vector<Appointment> list;
    for (const Node& item : node.items()) {
        if (!is_object(item)) continue;
        only_keys(item, {"day", "time"});
        const auto day = weekday_of_node(item.get("day"));
        const auto minute = clock_time_of(item.get("time"));
        if (day && minute) list.push_back({*day, *minute});
    }
    return list;
}

void read_treatment(const Node& node, Record& record) {
    if (!is_object(node)) return;
    only_keys(node, {"moud_visits", "group_sessions"});
    if (const auto visits = node.maybe("moud_visits"))
        record.moud_visits = read_appointments(*visits);
    if (const auto groups = node.maybe("group_sessions"))
        record.group_sessions = read_appointments(*groups);
}

void read_history(const Node& node, const DocumentTime& time, Record& record) {
    if (!is_object(node)) return;
    only_keys(node, {"stage", "stage_since"});
    if (const auto stage = node.maybe("stage")) record.previous_stage = word_of<Stage>(*stage);
    if (const auto since = node.maybe("stage_since")) {
        record.stage_since = day_of(*since);
        if (record.stage_since && *record.stage_since > time.as_of.day())
            since->fault("lies in the future", "check the day");
    }
    if (record.stage_since && !record.previous_stage)
        node.fault("a day without its stage", "add \"stage\"");
}

std::vector<Hint> read_hints(const Node& node) {
    std::vector<Hint> hints;
    for (const Node& item : node.items()) {
        if (!is_object(item)) continue;
        only_keys(item, {"about", "because"});
        hints.push_back({text_of(item.get("about"), 60), text_of(item.get("because"))});
    }
    return hints;
}

}  // namespace

void read_sections(const Node& root, const DocumentTime& time, const ScreeningPack& pack,
                   Record& record) {
    only_keys(root, {"$schema", "person", "assessed_at", "facts", "symptoms", "cautions", "goals",
                     "preferences", "availability", "equipment", "treatment", "history",
                     "overrides", "ask"});
    Said said;
    if (const auto facts = root.maybe("facts")) {
        read_facts_section(*facts, time, pack, record);
        said.age_fact = facts->maybe("age").has_value();
        said.bmi_fact = facts->maybe("bmi").has_value();
    }
    if (const auto person = root.maybe("person")) read_person(*person, time, record, said);
    read_sex(root, pack, record);
    conclude_from_person(record, time, said, pack, root.at(), root.faults());
    if (const auto symptoms = root.maybe("symptoms")) read_symptoms(*symptoms, record);
    if (const auto cautions = root.maybe("cautions"))
        record.cautions = set_of_words<Caution>(*cautions);
    if (const auto goals = root.maybe("goals")) record.goals = words_of<Goal>(*goals);
    if (const auto preferences = root.maybe("preferences")) read_preferences(*preferences, record);
    if (const auto availability = root.maybe("availability"))
        read_availability(*availability, record);
    if (const auto equipment = root.maybe("equipment")) {
        record.equipment = set_of_words<Equipment>(*equipment);
        if (record.equipment.empty()) record.equipment.add(Equipment::none);
    }
    if (const auto treatment = root.maybe("treatment")) read_treatment(*treatment, record);
    if (const auto history = root.maybe("history")) read_history(*history, time, record);
    if (const auto overrides = root.maybe("overrides"))
        record.overrides =
            read_overrides(*overrides, std::chrono::floor<std::chrono::days>(time.observed), pack);
    if (const auto ask = root.maybe("ask")) record.hints = read_hints(*ask);
}

}  // namespace sinew::document
