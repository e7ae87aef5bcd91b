// Bad records: one clear message a fault, with its place and what would mend it.
#include <gtest/gtest.h>
#include <sinew/document/record_json.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::document {
namespace {

const knowledge::Catalogue& catalogue() {
    static const auto loaded =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), {knowledge::Part::screening});
    return **loaded;
}

struct FaultCase {
    const char* name;
    const char* json;  ///< members beside assessed_at
    const char* where;
    const char* what;
    const char* hint;
};

void PrintTo(const FaultCase& row, std::ostream* out) { *out << row.name; }

class RecordFault : public ::testing::TestWithParam<FaultCase> {};

TEST_P(RecordFault, is_told_with_its_place_and_remedy) {
    const FaultCase& row = GetParam();
    const auto read = read_record(
        Json::parse(R"({"assessed_at":"2026-11-23T09:00:00Z",)" + std::string{row.json} + "}"),
        "record.json", {}, catalogue());
    ASSERT_FALSE(read);
    ASSERT_EQ(read.error().list().size(), 1u) << to_line(read.error().list()[1]);
    const Error& fault = read.error().list()[0];
    EXPECT_EQ(fault.where, std::string{"record.json:"} + row.where);
    EXPECT_EQ(fault.what, row.what);
    EXPECT_EQ(fault.hint, row.hint);
}

INSTANTIATE_TEST_SUITE_P(
    ByHand, RecordFault,
    ::testing::Values(
        FaultCase{"unknown_key", R"("fakts":{})", "/fakts", "unknown key", "did you mean facts?"},
        FaultCase{"unknown_fact", R"("facts":{"spb":120})", "/facts/spb", "unknown fact",
                  "did you mean sbp?"},
        FaultCase{"wrong_type", R"("facts":{"sbp":"120"})", "/facts/sbp", "not a number",
                  "give a number from 40 to 300 mmHg"},
        FaultCase{"yes_no_as_number", R"("facts":{"hiv":1})", "/facts/hiv", "not a yes/no",
                  "give true or false"},
        FaultCase{"out_of_range", R"("facts":{"sbp":1200})", "/facts/sbp",
                  "1200 is outside its range", "give a number from 40 to 300 mmHg"},
        FaultCase{"not_whole", R"("facts":{"cows_total":4.5})", "/facts/cows_total",
                  "not a whole number", "give a whole number from 0 to 48"},
        FaultCase{"unknown_word", R"("facts":{"moud":"metadone"})", "/facts/moud",
                  "unknown word \"metadone\"",
                  "did you mean methadone? give one of: none, methadone, buprenorphine, "
                  "naltrexone_oral, naltrexone_xr"},
        FaultCase{"observation_without_value", R"("facts":{"sbp":{"observed_at":"2026-11-23"}})",
                  "/facts/sbp", "an observation lacks its value",
                  R"(write {"value": ..., "observed_at": "..."})"},
        FaultCase{"observed_later", R"("facts":{"sbp":{"value":120,"observed_at":"2026-11-24"}})",
                  "/facts/sbp/observed_at", "observed after the moment the record is judged at",
                  "correct the date, or give a later --date"},
        FaultCase{"impossible_date", R"("facts":{"sbp":{"value":120,"observed_at":"2026-02-30"}})",
                  "/facts/sbp/observed_at", "not a date or time",
                  "write 2026-11-23 or 2026-11-23T09:30:00Z"},
        FaultCase{"pressure_upside_down", R"("facts":{"sbp":80,"dbp":120})", "/facts/dbp",
                  "the lower blood pressure is not below the upper one",
                  "measure again, or exchange the two"},
        FaultCase{"age_twice", R"("person":{"age":40},"facts":{"age":41})", "/facts/age",
                  "says 41, but person gives 40", "leave it out: it follows from person"},
        FaultCase{"age_against_birth", R"("person":{"age":40,"birth_date":"1990-01-01"})",
                  "/person/age", "says 40, but the birth date gives 36",
                  "keep the birth date alone"},
        FaultCase{"sex_twice", R"("person":{"sex":"M"},"facts":{"sex":"F"})", "/facts/sex",
                  "differs from person.sex", "leave it out: it follows from person"},
        FaultCase{"born_tomorrow", R"("person":{"birth_date":"2027-01-01"})", "/person/birth_date",
                  "lies in the future", "check the year"},
        FaultCase{"height_in_metres", R"("person":{"height_cm":1.78})", "/person/height_cm",
                  "1.78 is outside its range", "give a number from 80 to 250 cm"},
        FaultCase{"body_mass_index", R"("person":{"height_cm":100,"weight_kg":300})",
                  "/person/weight_kg", "with this height it gives a body mass index of 300.0",
                  "check height (cm) and weight (kg)"},
        FaultCase{"symptom_beyond_ten", R"("symptoms":{"craving":11})", "/symptoms/craving",
                  "11 is outside its range", "give a number from 0 to 10"},
        FaultCase{"goal_word", R"("goals":["sleeep"])", "/goals/0", "unknown word \"sleeep\"",
                  "did you mean sleep? use one of: craving, mood, sleep, fitness, strength, "
                  "weight, pain, social, habit"},
        FaultCase{"goal_twice", R"("goals":["mood","mood"])", "/goals/1",
                  "stands twice in this list", "name each once"},
        FaultCase{"liked_and_disliked",
                  R"("preferences":{"like":["walking"],"dislike":["walking"]})", "/preferences",
                  "the same kind is liked and disliked", "keep it in one of the two"},
        FaultCase{"weekday", R"("availability":{"days":["monday"]})", "/availability/days/0",
                  "not a weekday", "use one of: mon, tue, wed, thu, fri, sat, sun"},
        FaultCase{"no_day", R"("availability":{"days":[]})", "/availability/days", "no day at all",
                  "name at least one, such as \"mon\""},
        FaultCase{"clock", R"("treatment":{"moud_visits":[{"day":"mon","time":"9:30"}]})",
                  "/treatment/moud_visits/0/time", "not a time of day", "write it as \"09:30\""},
        FaultCase{"stage_day_alone", R"("history":{"stage_since":"2026-11-01"})", "/history",
                  "a day without its stage", "add \"stage\""},
        FaultCase{"override_unknown",
                  R"("overrides":[{"rule":"SCR-999","who":"a","reason":"b","until":"2026-12-01"}])",
                  "/overrides/0/rule", "unknown rule", "did you mean SCR-009?"},
        FaultCase{"override_forbidden",
                  R"("overrides":[{"rule":"SCR-006","who":"a","reason":"b","until":"2026-12-01"}])",
                  "/overrides/0/rule", "this rule cannot be set aside",
                  "what it found has to change; see `sinew explain SCR-006`"},
        FaultCase{"override_too_long",
                  R"("overrides":[{"rule":"SCR-004","who":"a","reason":"b","until":"2026-12-24"}])",
                  "/overrides/0/until", "lasts longer than 30 days",
                  "give an earlier day and renew it after a review"},
        FaultCase{"override_anonymous",
                  R"("overrides":[{"rule":"SCR-004","who":" ","reason":"b","until":"2026-12-01"}])",
                  "/overrides/0/who", "this text is empty", "write a few words"},
        FaultCase{"added_rule_takes_a_name",
                  R"("overrides":[{"rule":"SCR-004","who":"a","reason":"b","until":"2026-12-01",
              "add":{"outcome":"modify","say":"x"}}])",
                  "/overrides/0/rule", "this rule exists already",
                  "give the added rule a name of its own, such as SITE-1"},
        FaultCase{"added_limit_word",
                  R"("overrides":[{"rule":"SITE-1","who":"a","reason":"b","until":"2026-12-01",
              "add":{"outcome":"modify","say":"x","limits":{"monitor":["aura"]}}}])",
                  "/overrides/0/add/limits", "no rule uses the word \"aura\"",
                  "use a monitor or need word of the pack"},
        FaultCase{"a_fhir_resource", R"("resourceType":"Bundle")", "",
                  "this is a FHIR resource, not a record of ours",
                  "bring it in with `sinew record import`"}),
    [](const auto& row) { return std::string{row.param.name}; });

TEST(RecordFaults, are_told_all_at_once) {
    const auto read = read_record(
        Json::parse(R"({"person":{"height_cm":1},"facts":{"sbp":1,"x":2},"goals":"none"})"),
        "record.json", {}, catalogue());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().list().size(), 5u);  // assessed_at, height, sbp, x, goals
}

TEST(RecordFaults, an_override_of_thirty_days_is_just_short_enough) {
    EXPECT_TRUE(read_record(Json::parse(R"({"assessed_at":"2026-11-23T09:00:00Z","overrides":[
        {"rule":"SCR-004","who":"a","reason":"b","until":"2026-12-23"}]})"),
                            "record.json", {}, catalogue()));
}

TEST(RecordFaults, a_record_of_tomorrow_is_refused) {
    const auto read = read_record(Json::parse(R"({"assessed_at":"2026-11-24T09:00:00Z"})"),
                                  "record.json", *read_moment("2026-11-23"), catalogue());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().list()[0].where, "record.json:/assessed_at");
}

TEST(RecordFaults, anything_but_an_object_is_refused) {
    for (const char* text : {"[]", "1", "null", "\"x\"", "true"})
        EXPECT_FALSE(read_record(Json::parse(text), "record.json", {}, catalogue())) << text;
}

}  // namespace
}  // namespace sinew::document
