#include <sinew/base/json_pointer.hpp>
#include <sinew/document/fact_values.hpp>
#include <sinew/document/record_facts.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::document {
namespace {

using namespace domain;
using knowledge::FactSpec;
using knowledge::ScreeningPack;

std::string remedy(const FactSpec& fact, const Json& value) {
    const std::string wanted = "give " + what_is_wanted(fact);
    if (fact.type != knowledge::FactType::choice || !value.is_string()) return wanted;
    const auto near = nearest_word(value.get<std::string>(), fact.values);
    return near ? "did you mean " + *near + "? " + wanted : wanted;
}

/// Age in hours, or a fault when the observation lies ahead.
double age_of(std::optional<Instant> observed, const AsOf& as_of) {
    return observed ? hours_between(*observed, as_of.when) : kUnknownAge;
}

void read_fact(const Node& node, FactIndex index, const DocumentTime& time,
               const ScreeningPack& pack, Record& record) {
    const FactSpec& spec = pack.facts[index];
    const Json* value = &node.json();
    std::string value_at = node.at();
    std::optional<Instant> observed = time.observed;
    std::string note;
    if (node.json().is_object()) {
        only_keys(node, {"value", "invalid", "observed_at", "source"});
        if (node.has("source")) note = text_of(node.get("source"), 200);
        if (node.has("observed_at")) {
            observed = std::nullopt;
            if (const auto when = node.maybe("observed_at"))
                if (const auto moment = moment_of(*when)) observed = moment->earliest;
            if (observed && *observed > time.as_of.when)
                node.get("observed_at")
                    .fault("observed after the moment the record is judged at",
                           "correct the date, or give a later --date");
        }
        if (node.has("invalid")) {
            if (node.has("value"))
                node.fault("a value and an invalid value together", "keep one of them");
            note = text_of(node.get("invalid"), 200);
            put_fact(record, index,
                     {Reading::State::invalid, false, false, 0, age_of(observed, time.as_of)},
                     observed, note);
            return;
        }
        if (!node.has("value")) {
            node.fault("an observation lacks its value",
                       R"(write {"value": ..., "observed_at": "..."})");
            return;
        }
        value = &node.json()["value"];
        value_at += "/value";
    }
    if (const std::string wrong = what_is_wrong(*value, spec); !wrong.empty()) {
        const bool outside = value->is_number() && spec.type == knowledge::FactType::number;
        node.faults().add(outside ? ErrorCode::out_of_range : ErrorCode::bad_input, value_at, wrong,
                          remedy(spec, *value));
        return;
    }
    Reading reading = read_fact_value(*value, spec);
    if (reading.state == Reading::State::absent) return;
    reading.age_h = age_of(observed, time.as_of);
    put_fact(record, index, reading, observed, note);
}

}  // namespace

void read_facts_section(const Node& facts, const DocumentTime& time, const ScreeningPack& pack,
                        Record& record) {
    if (!is_object(facts)) return;
    for (const auto& [name, node] : facts.members()) {
        if (const auto index = pack.find_fact(name)) {
            read_fact(node, *index, time, pack, record);
            continue;
        }
        std::vector<std::string> names;
        for (const FactSpec& fact : pack.facts) names.push_back(fact.name);
        const auto near = nearest_word(name, names);
        facts.faults().add(ErrorCode::not_found, node.at(), "unknown fact",
                           near ? "did you mean " + *near + "?" : "see `sinew schema record`");
    }
    const auto said = [&](const char* name) -> const Reading& {
        return record.facts[pack.fact(name)];
    };
    if (facts.has("sbp") && facts.has("dbp") && said("sbp").state == Reading::State::known &&
        said("dbp").state == Reading::State::known && said("dbp").value >= said("sbp").value)
        facts.faults().add(ErrorCode::conflict, facts.at() + "/dbp",
                           "the lower blood pressure is not below the upper one",
                           "measure again, or exchange the two");
}

void age_facts(Record& record, const AsOf& as_of, const ScreeningPack& pack) {
    record.facts.resize(pack.facts.size());
    for (const FactOrigin& origin : record.origins)
        record.facts[origin.fact].age_h = age_of(origin.observed_at, as_of);
}

namespace {

/// Years at the moment of judging. A birth date rules; a fact that stands alone becomes the person's age.
std::optional<double> years_of(Record& record, const DocumentTime& time, const Said& said,
                               const ScreeningPack& pack, const std::string& root_at,
                               Faults& faults) {
    Person& person = record.person;
    const FactIndex age = pack.fact("age");
    std::optional<double> fact;
    if (said.age_fact && record.facts[age].state == Reading::State::known)
        fact = record.facts[age].value;
    std::optional<double> years = person.age;
    if (person.birth_date) {
        years = whole_years(*person.birth_date, time.as_of.day());
        if (*years < 0 || *years > 120)
            faults.add(ErrorCode::out_of_range, root_at + "/person/birth_date",
                       "gives an age of " + number_text(*years) + " years", "check the year");
        if (said.person_age && person.age && std::floor(*person.age) != *years)
            faults.add(ErrorCode::conflict, root_at + "/person/age",
                       "says " + number_text(*person.age) + ", but the birth date gives " +
                           number_text(*years),
                       "keep the birth date alone");
        person.age.reset();
    }
    if (!fact) return years;
    const bool stands_against = person.birth_date || said.person_age;
    if (stands_against && years && std::floor(*fact) != std::floor(*years))
        faults.add(ErrorCode::conflict, root_at + "/facts/age",
                   "says " + number_text(*fact) + ", but person gives " + number_text(*years),
                   "leave it out: it follows from person");
    if (!stands_against) person.age = years = fact;
    return years;
}

}  // namespace

void conclude_from_person(Record& record, const DocumentTime& time, const Said& said,
                          const ScreeningPack& pack, const std::string& root_at, Faults& faults) {
    const FactIndex age = pack.fact("age");
    const FactIndex sex = pack.fact("sex");
    const double age_h = hours_between(record.assessed_at, time.as_of.when);
    if (const auto years = years_of(record, time, said, pack, root_at, faults))
        record.facts[age] = Reading::number(*years, age_h);
    if (record.facts[sex].state == Reading::State::known) record.facts[sex].age_h = age_h;
    std::erase_if(record.origins,
                  [&](const FactOrigin& o) { return o.fact == age || o.fact == sex; });

    const Person& person = record.person;
    if (said.bmi_fact || !said.body || !person.height_cm || !person.weight_kg) return;
    const FactSpec& bmi = pack.facts[pack.fact("bmi")];
    const double metres = *person.height_cm / 100;
    const double index = *person.weight_kg / (metres * metres);
    if ((bmi.lowest && index < *bmi.lowest) || (bmi.highest && index > *bmi.highest)) {
        faults.add(ErrorCode::out_of_range, root_at + "/person/weight_kg",
                   "with this height it gives a body mass index of " + fixed_text(index, 1),
                   "check height (cm) and weight (kg)");
        return;
    }
    put_fact(record, pack.fact("bmi"),
             Reading::number(index, hours_between(time.observed, time.as_of.when)), time.observed,
             std::string{kFromBody});
}

OrderedJson facts_section_json(const Record& record, const ScreeningPack& pack) {
    OrderedJson facts = OrderedJson::object();
    for (const FactOrigin& origin : record.origins) {
        const FactSpec& spec = pack.facts[origin.fact];
        const Reading& reading = record.facts[origin.fact];
        const bool now = origin.observed_at == record.assessed_at;
        if (reading.state == Reading::State::absent) continue;
        if (origin.note == kFromBody && now) continue;  // it follows again from height and weight
        const bool invalid = reading.state == Reading::State::invalid;
        if (now && origin.note.empty() && !invalid) {
            facts[spec.name] = fact_json(reading, spec);
            continue;
        }
        OrderedJson& fact = facts[spec.name];
        fact = OrderedJson::object();
        if (invalid)
            fact["invalid"] = origin.note.empty() ? "not readable" : origin.note;
        else
            fact["value"] = fact_json(reading, spec);
        if (!now) {
            if (origin.observed_at)
                fact["observed_at"] = instant_text(*origin.observed_at);
            else
                fact["observed_at"] = nullptr;
        }
        if (!invalid && !origin.note.empty()) fact["source"] = origin.note;
    }
    return facts;
}

}  // namespace sinew::document
