// Law: what is written reads back to the same record, whatever the record.
#include <gtest/gtest.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/document/record_facts.hpp>
#include <sinew/document/record_json.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <cmath>

namespace sinew::document {
namespace {

using namespace domain;

constexpr std::uint64_t kSeed = 20261123;

const knowledge::Catalogue& catalogue() {
    static const auto loaded =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), {knowledge::Part::screening});
    return **loaded;
}

template <class Enum>
EnumSet<Enum> some(RandomStream& chance, double probability) {
    EnumSet<Enum> set;
    for (const Enum value : values_of<Enum>())
        if (chance.chance(probability)) set.add(value);
    return set;
}

/// A random fact as a document would write it.
Json some_fact(RandomStream& chance, const knowledge::FactSpec& spec) {
    Json value;
    switch (spec.type) {
        case knowledge::FactType::boolean: value = chance.chance(0.5); break;
        case knowledge::FactType::choice:
            value = spec.values[chance.below(spec.values.size())];
            break;
        case knowledge::FactType::number: {
            const double low = spec.lowest.value_or(0), high = spec.highest.value_or(100);
            const double number = low + (high - low) * chance.uniform();
            value = spec.integer ? std::floor(number) : number;
        }
    }
    if (spec.null_means_never && chance.chance(0.3)) value = nullptr;
    switch (chance.below(5)) {
        case 0: return {{"value", value}, {"observed_at", nullptr}};
        case 1:
            return {{"value", value},
                    {"observed_at",
                     instant_text(Instant{std::chrono::seconds{chance.below(1'700'000'000)}})}};
        case 2: return {{"invalid", "999 of something"}, {"observed_at", "2020-02"}};
        case 3: return {{"value", value}, {"source", "LOINC 1-8"}};
        default: return value;
    }
}

Json some_record(RandomStream& chance) {
    Json json;
    json["assessed_at"] = chance.chance(0.5) ? "2026-11-23" : "2026-11-23T10:20:30Z";
    if (chance.chance(0.5))
        json["person"]["birth_date"] = "1980-05-06";
    else if (chance.chance(0.5))
        json["person"]["age"] = static_cast<double>(chance.below(100));
    if (chance.chance(0.7)) json["person"]["sex"] = chance.chance(0.5) ? "F" : "other";
    if (chance.chance(0.5)) json["person"]["height_cm"] = 150 + 40 * chance.uniform();
    if (chance.chance(0.5)) json["person"]["weight_kg"] = 50 + 40 * chance.uniform();
    json["facts"] = Json::object();
    for (const auto& spec : catalogue().screening.facts) {
        if (spec.name == "age" || spec.name == "sex" || spec.name == "dbp") continue;
        if (chance.chance(0.4)) json["facts"][spec.name] = some_fact(chance, spec);
    }
    for (const Symptom symptom : values_of<Symptom>())
        if (chance.chance(0.3))
            json["symptoms"][std::string{name_of(symptom)}] = 10 * chance.uniform();
    if (chance.chance(0.5)) json["goals"] = {"sleep", "craving"};
    if (chance.chance(0.3)) json["cautions"] = {"seated", "knee"};
    if (chance.chance(0.3)) json["availability"] = {{"days", {"sun", "tue"}}, {"minutes_max", 25}};
    if (chance.chance(0.3)) json["equipment"] = {"cycle"};
    if (chance.chance(0.3))
        json["treatment"]["group_sessions"] = {{{"day", "wed"}, {"time", "17:45"}}};
    if (chance.chance(0.3)) json["history"] = {{"stage", "S1"}, {"stage_since", "2026-10-01"}};
    if (chance.chance(0.3)) json["ask"] = {{{"about", "hb_g_l"}, {"because", "SNOMED 271737000"}}};
    if (chance.chance(0.3))
        json["overrides"] = {{{"rule", "SITE-1"},
                              {"who", "a"},
                              {"reason", "b"},
                              {"until", "2026-12-01"},
                              {"add",
                               {{"outcome", "supervise"},
                                {"say", "x"},
                                {"limits", {{"session_min_max", 10}, {"avoid", {"heat"}}}}}}}};
    return json;
}

TEST(RecordProperty, what_is_written_reads_back_to_the_same_record) {
    const Moment as_of = *read_moment("2026-11-23");
    for (std::uint64_t n = 0; n < 3000; ++n) {
        RandomStream chance{kSeed, "record", n};
        const Json json = some_record(chance);
        const auto first = read_record(json, "record.json", as_of, catalogue());
        ASSERT_TRUE(first) << "seed " << kSeed << " index " << n << ": "
                           << to_line(first.error().list()[0]) << "\n"
                           << json.dump();
        const auto written = record_json(*first, catalogue().screening).dump();
        const auto second = read_record(Json::parse(written), "again.json", as_of, catalogue());
        ASSERT_TRUE(second) << "index " << n << ": " << to_line(second.error().list()[0]) << "\n"
                            << written;
        ASSERT_TRUE(*first == *second) << "index " << n << "\n" << json.dump() << "\n" << written;
        ASSERT_EQ(written, record_json(*second, catalogue().screening).dump());
    }
}

TEST(RecordProperty, a_record_laid_over_itself_as_answers_changes_nothing) {
    const Moment as_of = *read_moment("2026-11-23");
    for (std::uint64_t n = 0; n < 500; ++n) {
        RandomStream chance{kSeed, "answers", n};
        const auto record = read_record(some_record(chance), "record.json", as_of, catalogue());
        ASSERT_TRUE(record);
        const Json written = Json::parse(record_json(*record, catalogue().screening).dump());
        const auto laid = apply_answers(*record, written, "answers.json", as_of, catalogue());
        ASSERT_TRUE(laid) << "index " << n << ": " << to_line(laid.error().list()[0]);
        ASSERT_TRUE(*laid == *record) << "index " << n << "\n" << written.dump();
    }
}

}  // namespace
}  // namespace sinew::document
