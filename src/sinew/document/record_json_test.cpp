#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/care/screening_use.hpp>
#include <sinew/document/record_json.hpp>
#include <sinew/domain/person_bounds.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::document {
namespace {

using namespace domain;

const knowledge::Catalogue& catalogue() {
    static const auto loaded =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), {knowledge::Part::screening});
    return **loaded;
}

const knowledge::ScreeningPack& pack() { return catalogue().screening; }

Record read(const char* text, std::optional<Moment> as_of = {}) {
    auto record = read_record(Json::parse(text), "record.json", as_of, catalogue());
    if (!record)
        for (const Error& fault : record.error().list()) ADD_FAILURE() << to_line(fault);
    return record ? *std::move(record) : Record{};
}

const Reading& fact(const Record& record, const char* name) {
    return record.facts[pack().fact(name)];
}

Json example(const std::string& name) {
    const auto bytes = read_file(std::string{SINEW_SOURCE_DIR} + "/examples/" + name);
    EXPECT_TRUE(bytes) << name;
    auto json = read_json(*bytes, name);
    EXPECT_TRUE(json) << name;
    return *std::move(json);
}

TEST(ReadRecord, a_bare_value_was_observed_when_the_record_was_written) {
    const Record record = read(R"({"assessed_at":"2026-11-23T09:00:00Z","facts":{"hr":70,
        "phq9_total":{"value":5,"observed_at":"2026-11-22T09:00:00Z","source":"LOINC 44261-6"}}})",
                               *read_moment("2026-11-23T12:00:00Z"));
    EXPECT_EQ(fact(record, "hr").age_h, 3);
    EXPECT_EQ(fact(record, "phq9_total").age_h, 27);
    ASSERT_EQ(record.origins.size(), 2u);
    EXPECT_EQ(record.origins[1].note, "LOINC 44261-6");
}

TEST(ReadRecord, a_day_without_a_time_is_never_made_younger) {
    const char* text = R"({"assessed_at":"2026-11-23","facts":{"hr":70}})";
    EXPECT_EQ(fact(read(text), "hr").age_h, 24);
    EXPECT_EQ(fact(read(text, *read_moment("2026-11-24")), "hr").age_h, 48);
    EXPECT_EQ(fact(read(R"({"assessed_at":"2026-11-23T09:00:00Z","facts":{"hr":70}})"), "hr").age_h,
              0);
}

TEST(ReadRecord, an_undated_value_is_of_unknown_age) {
    const Record record =
        read(R"({"assessed_at":"2026-11-23","facts":{"hr":{"value":70,"observed_at":null}}})");
    EXPECT_EQ(fact(record, "hr").age_h, kUnknownAge);
}

TEST(ReadRecord, age_follows_from_the_birth_date_on_the_day_of_judging) {
    const char* text =
        R"({"assessed_at":"2026-11-23T09:00:00Z","person":{"birth_date":"2000-11-24","sex":"F"}})";
    EXPECT_EQ(fact(read(text), "age").value, 25);
    EXPECT_EQ(fact(read(text, *read_moment("2026-11-24")), "age").value, 26);
    EXPECT_EQ(fact(read(text), "sex").value, 1);
}

TEST(ReadRecord, facts_may_name_age_and_sex_too) {
    const Record record = read(R"({"assessed_at":"2026-11-23","facts":{"age":33,"sex":"other"}})");
    EXPECT_EQ(record.person.age, 33);
    EXPECT_TRUE(record.origins.empty());
    EXPECT_EQ(record_json(record, pack())["person"].dump(), R"({"sex":"other","age":33})");
}

TEST(ReadRecord, body_mass_index_follows_from_height_and_weight_unless_given) {
    EXPECT_DOUBLE_EQ(
        fact(read(R"({"assessed_at":"2026-11-23","person":{"height_cm":200,"weight_kg":80}})"),
             "bmi")
            .value,
        20);
    EXPECT_EQ(
        fact(
            read(
                R"({"assessed_at":"2026-11-23","person":{"height_cm":200,"weight_kg":80},"facts":{"bmi":21}})"),
            "bmi")
            .value,
        21);
}

TEST(ReadRecord, null_is_never_where_the_fact_says_so_and_unknown_elsewhere) {
    const Record record =
        read(R"({"assessed_at":"2026-11-23","facts":{"overdose_hours_ago":null,"sbp":null}})");
    EXPECT_EQ(fact(record, "overdose_hours_ago").state, Reading::State::never);
    EXPECT_EQ(fact(record, "sbp").state, Reading::State::absent);
}

TEST(ReadRecord, an_added_rule_keeps_its_limits_as_words_of_the_pack) {
    const Record record = read(
        R"({"assessed_at":"2026-11-23","overrides":[{"rule":"SITE-1","who":"on call","reason":"new knee",
        "until":"2026-12-20","add":{"outcome":"supervise","say":"Easy on the knee.",
        "limits":{"intensity_cap":"light","avoid":["high_impact"],"monitor":["bp_pre_post"]}}}]})");
    ASSERT_EQ(record.overrides.size(), 1u);
    ASSERT_TRUE(record.overrides[0].added);
    EXPECT_EQ(record.overrides[0].added->limits.intensity_cap, Intensity::light);
    ASSERT_EQ(record.overrides[0].added->limits.monitor.size(), 1u);
    EXPECT_EQ(record.overrides[0].added->limits.monitor[0].data(),
              pack().word("bp_pre_post")->data());
    EXPECT_EQ(record.overrides[0].from, *read_day("2026-11-23"));
}

TEST(ApplyAnswers, win_over_the_record_and_are_as_young_as_they_are) {
    Record record =
        read(R"({"assessed_at":"2026-11-23T09:00:00Z","person":{"height_cm":200,"weight_kg":80},
        "facts":{"hr":70,"sbp":120,"dbp":80},"symptoms":{"craving":3,"anxiety":2},"goals":["mood"]})");
    const auto laid =
        apply_answers(std::move(record), Json::parse(R"({"assessed_at":"2026-11-25T09:00:00Z",
        "facts":{"hr":60},"person":{"weight_kg":100},"symptoms":{"craving":7},"goals":["sleep","craving"]})"),
                      "answers.json", {}, catalogue());
    ASSERT_TRUE(laid);
    EXPECT_EQ(fact(*laid, "hr").value, 60);
    EXPECT_EQ(fact(*laid, "hr").age_h, 0);
    EXPECT_EQ(fact(*laid, "sbp").age_h, 48);
    EXPECT_DOUBLE_EQ(fact(*laid, "bmi").value, 25);
    EXPECT_EQ(laid->symptoms[static_cast<std::size_t>(Symptom::craving)], 7);
    EXPECT_EQ(laid->symptoms[static_cast<std::size_t>(Symptom::anxiety)], 2);
    EXPECT_EQ(laid->goals, (std::vector{Goal::sleep, Goal::craving}));
    EXPECT_EQ(laid->assessed_at, read_moment("2026-11-25T09:00:00Z")->earliest);
}

TEST(ApplyAnswers, an_unanswered_key_leaves_what_stood_there) {
    Record record =
        read(R"({"assessed_at":"2026-11-23T09:00:00Z","facts":{"hr":70,"overdose_hours_ago":50}})");
    const auto laid = apply_answers(
        std::move(record), Json::parse(R"({"facts":{"hr":null,"overdose_hours_ago":null}})"),
        "answers.json", {}, catalogue());
    ASSERT_TRUE(laid);
    EXPECT_EQ(fact(*laid, "hr").value, 70);
    EXPECT_EQ(fact(*laid, "overdose_hours_ago").state, Reading::State::never);
}

TEST(ApplyAnswers, are_as_strict_as_a_record) {
    const auto laid = apply_answers(read(R"({"assessed_at":"2026-11-23"})"),
                                    Json::parse(R"({"fact":{},"facts":{"hr":"fast"}})"),
                                    "answers.json", {}, catalogue());
    ASSERT_FALSE(laid);
    ASSERT_EQ(laid.error().list().size(), 2u);
    EXPECT_EQ(laid.error().list()[0].where, "answers.json:/fact");
    EXPECT_EQ(laid.error().list()[0].hint, "did you mean facts?");
}

struct ExampleCase {
    const char* file;
    Outcome outcome;
};

TEST(Examples, are_read_and_screened_as_their_names_say) {
    for (const auto& [file, outcome] : {ExampleCase{"record.json", Outcome::modify},
                                        {"record-minimal.json", Outcome::clear},
                                        {"record-refer.json", Outcome::refer_first}}) {
        const auto record = read_record(example(file), file, {}, catalogue());
        ASSERT_TRUE(record) << file << ": " << to_line(record.error().list().front());
        const auto clearance =
            care::screen_record(*record, as_of_record(*record).day(), catalogue());
        EXPECT_EQ(clearance.outcome, outcome) << file;
        EXPECT_TRUE(clearance.complete()) << file;
    }
}

TEST(RecordSchema, states_the_same_bounds_as_the_reader) {
    const auto bytes =
        read_file(std::string{SINEW_SOURCE_DIR} + "/knowledge/schema/record.schema.json");
    ASSERT_TRUE(bytes);
    const Json schema = Json::parse(*bytes);
    for (const auto& [bounds, member] : kPersonNumbers) {
        const Json& property =
            schema["properties"]["person"]["properties"][std::string{bounds.key}];
        EXPECT_EQ(property["minimum"], bounds.lowest) << bounds.key;
        EXPECT_EQ(property["maximum"], bounds.highest) << bounds.key;
    }
    const Json& minutes = schema["properties"]["availability"]["properties"]["minutes_max"];
    EXPECT_EQ(minutes["minimum"], kMinutesMax.lowest);
    EXPECT_EQ(minutes["maximum"], kMinutesMax.highest);
    EXPECT_EQ(schema["properties"]["facts"]["properties"].size(), pack().facts.size());
}

}  // namespace
}  // namespace sinew::document
