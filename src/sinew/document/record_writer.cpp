#include <sinew/document/record_facts.hpp>
#include <sinew/document/record_json.hpp>
#include <sinew/document/record_overrides.hpp>

namespace sinew::document {
namespace {

using namespace domain;

/// 70 rather than 70.0.
OrderedJson plain(double value) {
    const auto whole = static_cast<std::int64_t>(value);
    return static_cast<double>(whole) == value ? OrderedJson(whole) : OrderedJson(value);
}

template <class Enum>
OrderedJson words(EnumSet<Enum> set) {
    OrderedJson list = OrderedJson::array();
    for (const Enum value : values_of<Enum>())
        if (set.has(value)) list.push_back(name_of(value));
    return list;
}

OrderedJson person_json(const Record& record, const knowledge::ScreeningPack& pack) {
    OrderedJson json = OrderedJson::object();
    const Person& person = record.person;
    if (person.birth_date) json["birth_date"] = day_text(*person.birth_date);
    const FactIndex sex = pack.fact("sex");
    if (record.facts[sex].state == Reading::State::known)
        json["sex"] = pack.value_text(sex, record.facts[sex].value);
    for (const auto& [bounds, member] : kPersonNumbers)
        if (person.*member) json[std::string{bounds.key}] = plain(*(person.*member));
    if (person.deceased) json["deceased"] = true;
    return json;
}

OrderedJson appointments_json(const std::vector<Appointment>& appointments) {
    OrderedJson list = OrderedJson::array();
    for (const Appointment& at : appointments)
        list.push_back({{"day", sinew::name_of(at.day)}, {"time", clock_time_text(at.minute)}});
    return list;
}

OrderedJson availability_json(const Availability& availability) {
    OrderedJson json;
    json["days"] = OrderedJson::array();
    for (int i = 0; i < 7; ++i)
        if (const auto day = static_cast<Weekday>(i); availability.days.has(day))
            json["days"].push_back(sinew::name_of(day));
    if (availability.minutes_max) json["minutes_max"] = *availability.minutes_max;
    json["twice_daily"] = availability.twice_daily;
    return json;
}

}  // namespace

OrderedJson record_json(const Record& record, const knowledge::ScreeningPack& pack) {
    OrderedJson json;
    json["person"] = person_json(record, pack);
    json["assessed_at"] = record.assessed_day_only
                              ? day_text(std::chrono::floor<std::chrono::days>(record.assessed_at))
                              : instant_text(record.assessed_at);
    json["facts"] = facts_section_json(record, pack);
    OrderedJson symptoms = OrderedJson::object();
    for (const Symptom symptom : values_of<Symptom>())
        if (const auto rating = record.symptoms[static_cast<std::size_t>(symptom)])
            symptoms[std::string{name_of(symptom)}] = plain(*rating);
    if (!symptoms.empty()) json["symptoms"] = std::move(symptoms);
    if (!record.cautions.empty()) json["cautions"] = words(record.cautions);
    if (!record.goals.empty()) {
        json["goals"] = OrderedJson::array();
        for (const Goal goal : record.goals) json["goals"].push_back(name_of(goal));
    }
    if (!record.like.empty()) json["preferences"]["like"] = words(record.like);
    if (!record.dislike.empty()) json["preferences"]["dislike"] = words(record.dislike);
    if (!(record.availability == Availability{}))
        json["availability"] = availability_json(record.availability);
    if (!(record.equipment == EnumSet<Equipment>{Equipment::none}))
        json["equipment"] = words(record.equipment);
    if (!record.moud_visits.empty())
        json["treatment"]["moud_visits"] = appointments_json(record.moud_visits);
    if (!record.group_sessions.empty())
        json["treatment"]["group_sessions"] = appointments_json(record.group_sessions);
    if (record.previous_stage) json["history"]["stage"] = name_of(*record.previous_stage);
    if (record.stage_since) json["history"]["stage_since"] = day_text(*record.stage_since);
    if (!record.overrides.empty()) json["overrides"] = overrides_json(record.overrides);
    for (const Hint& hint : record.hints)
        json["ask"].push_back({{"about", hint.about}, {"because", hint.because}});
    return json;
}

}  // namespace sinew::document
