// How the import reads time, status, units and pairs: one test a rule of docs/methods/fhir-import.md, on bundles of a few entries.
#include <gtest/gtest.h>
#include <sinew/fhir/import_for_test.hpp>

namespace sinew::fhir {
namespace {

using namespace import_test;

// --- Time

TEST(ImportTime, a_day_counts_from_its_start_and_is_judged_at_its_end) {
    EXPECT_EQ(
        fact(import_entries(observation("8867-4", "2026-11-23", quantity(70, "/min"))), "hr").age_h,
        24);
    EXPECT_EQ(fact(import_entries(
                       observation("8867-4", "2026-11-23T09:00:00Z", quantity(70, "/min")), kNoon),
                   "hr")
                  .age_h,
              3);
    EXPECT_EQ(
        fact(import_entries(
                 observation("8867-4", "2026-11-23T09:00:00+08:00", quantity(70, "/min")), kNoon),
             "hr")
            .age_h,
        11);
}

TEST(ImportTime, what_lies_ahead_is_told_and_not_used) {
    const auto ahead =
        import_entries(observation("8867-4", "2026-11-23T13:00:00Z", quantity(70, "/min")) + "," +
                           condition("44054006", "2027-01-01"),
                       kNoon);
    EXPECT_EQ(word(ahead, "hr"), "absent");
    EXPECT_EQ(word(ahead, "known_cmr_disease"), "absent");
    EXPECT_TRUE(told(ahead, ImportFate::not_used, NotUsed::after_as_of, "8867-4"));
    EXPECT_TRUE(told(ahead, ImportFate::not_used, NotUsed::after_as_of, "44054006"));
}

TEST(ImportTime, observed_at_is_found_wherever_it_stands) {
    const std::string period = entry(
        R"("resourceType":"Observation","status":"final",)" + loinc("8867-4") +
        R"(,"effectivePeriod":{"start":"2026-11-23T10:00:00Z","end":"2026-11-23T11:00:00Z"},)" +
        quantity(70, "/min"));
    EXPECT_EQ(fact(import_entries(period, kNoon), "hr").age_h, 2);
    const auto undated = import_entries(observation("8867-4", "", quantity(70, "/min")));
    EXPECT_EQ(fact(undated, "hr").age_h, kUnknownAge);
    EXPECT_EQ(
        fact(import_entries(medication("6918", "2026-11-22T12:00:00Z"), kNoon), "beta_blocker")
            .age_h,
        24);
}

TEST(ImportTime, the_newest_wins_and_the_older_are_counted) {
    const auto imported =
        import_entries(observation("8867-4", "2026-11-20", quantity(70, "/min")) + "," +
                       observation("8867-4", "2026-11-22", quantity(66, "/min")) + "," +
                       observation("40443-4", "2026-11-21", quantity(90, "/min")) + "," +
                       observation("8867-4", "2026-11-19", quantity(71, "/min")));
    EXPECT_EQ(fact(imported, "hr").value, 66);
    EXPECT_TRUE(told(imported, ImportFate::not_used, NotUsed::older, "8867-4", 2));
    EXPECT_TRUE(told(imported, ImportFate::not_used, NotUsed::older, "40443-4"));
}

TEST(ImportTime, of_two_values_at_one_time_neither_counts) {
    const auto imported =
        import_entries(observation("8867-4", "2026-11-22", quantity(70, "/min")) + "," +
                       observation("40443-4", "2026-11-22", quantity(66, "/min")) + "," +
                       observation("8867-4", "2026-11-20", quantity(64, "/min")));
    EXPECT_EQ(word(imported, "hr"), "absent");
    EXPECT_TRUE(told(imported, ImportFate::not_used, NotUsed::contradicted, "8867-4"));
    EXPECT_TRUE(told(imported, ImportFate::not_used, NotUsed::contradicted, "40443-4"));
}

TEST(ImportTime, the_same_value_twice_at_one_time_is_no_contradiction) {
    EXPECT_EQ(fact(import_entries(observation("8867-4", "2026-11-22", quantity(70, "/min")) + "," +
                                  observation("40443-4", "2026-11-22", quantity(70, "/min"))),
                   "hr")
                  .value,
              70);
}

TEST(ImportTime, an_overdose_counts_its_hours_and_is_as_old_as_the_newest_entry) {
    const auto imported = import_entries(
        condition("55680006", "2026-11-20T12:00:00Z", "resolved") + "," +
            condition("55680006", "2026-11-18T12:00:00Z") + "," +
            R"({"resource":{"resourceType":"Claim","created":"2026-11-23T02:00:00Z"}})",
        kNoon);
    EXPECT_EQ(fact(imported, "overdose_hours_ago").value, 72);
    EXPECT_EQ(fact(imported, "overdose_hours_ago").age_h, 10);
}

TEST(ImportTime, an_event_of_the_last_ninety_days_is_as_young_as_the_newest_entry) {
    const auto imported =
        import_entries(condition("22298006", "2026-09-01") + "," +
                           observation("8302-2", "2026-11-23T00:00:00Z", quantity(170, "cm")),
                       kNoon);
    EXPECT_EQ(word(imported, "known_cmr_disease"), "yes");
    EXPECT_EQ(word(imported, "unstable_or_recent_cardiac"), "yes");
    EXPECT_EQ(fact(imported, "unstable_or_recent_cardiac").age_h, 12);
    const auto old = import_entries(condition("22298006", "2026-08-01"));
    EXPECT_EQ(word(old, "known_cmr_disease"), "yes");
    EXPECT_EQ(word(old, "unstable_or_recent_cardiac"), "absent");
}

// --- Use

struct StatusCase {
    const char* code;
    const char* status;
    const char* verification;
    const char* known;
};

TEST(ImportUse, a_condition_counts_while_active_or_whatever_its_status_as_the_row_says) {
    for (const auto& row : {StatusCase{"44054006", "active", "confirmed", "yes"},
                            {"44054006", "recurrence", "confirmed", "yes"},
                            {"44054006", "relapse", "provisional", "yes"},
                            {"44054006", "resolved", "confirmed", "absent"},
                            {"44054006", "inactive", "confirmed", "absent"},
                            {"44054006", "active", "refuted", "absent"},
                            {"44054006", "active", "entered-in-error", "absent"},
                            {"230690007", "resolved", "confirmed", "yes"},
                            {"230690007", "resolved", "refuted", "absent"}})
        EXPECT_EQ(
            word(import_entries(condition(row.code, "2015-01-01", row.status, row.verification)),
                 "known_cmr_disease"),
            row.known)
            << row.code << " " << row.status << " " << row.verification;
}

TEST(ImportUse, only_a_final_observation_counts) {
    for (const char* status : {"final", "amended", "corrected"})
        EXPECT_EQ(
            word(import_entries(observation("8867-4", "2026-11-22", quantity(70, "/min"), status)),
                 "hr"),
            "70")
            << status;
    for (const char* status :
         {"preliminary", "registered", "cancelled", "unknown", "entered-in-error", ""})
        EXPECT_EQ(
            word(import_entries(observation("8867-4", "2026-11-22", quantity(70, "/min"), status)),
                 "hr"),
            "absent")
            << status;
}

TEST(ImportUse, only_an_active_medicine_counts) {
    EXPECT_EQ(word(import_entries(medication("6918", "2026-11-01")), "beta_blocker"), "yes");
    EXPECT_EQ(
        word(import_entries(medication("6918", "2026-11-01", "active", "MedicationStatement")),
             "beta_blocker"),
        "yes");
    for (const char* status : {"completed", "stopped", "on-hold", "draft", "entered-in-error"})
        EXPECT_EQ(word(import_entries(medication("6918", "2026-11-01", status)), "beta_blocker"),
                  "absent")
            << status;
}

TEST(ImportUse, a_medicine_may_stand_in_a_resource_of_its_own) {
    const std::string drug =
        R"({"fullUrl":"urn:uuid:m","resource":{"resourceType":"Medication","code":{"coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"6918"}]}}})";
    const auto request = [](const char* reference) {
        return entry(
            R"("resourceType":"MedicationRequest","status":"active","authoredOn":"2026-11-01","medicationReference":{"reference":")" +
            std::string{reference} + "\"}");
    };
    EXPECT_EQ(word(import_entries(drug + "," + request("urn:uuid:m")), "beta_blocker"), "yes");
    const auto lost = import_entries(drug + "," + request("urn:uuid:n"));
    EXPECT_EQ(word(lost, "beta_blocker"), "absent");
    EXPECT_TRUE(told(lost, ImportFate::not_used, NotUsed::unresolved, ""));
}

TEST(ImportUse, a_short_course_counts_for_its_days) {
    EXPECT_EQ(word(import_entries(medication("1043400", "2026-11-15")), "heat_impairing_drug"),
              "yes");
    EXPECT_EQ(word(import_entries(medication("1043400", "2026-11-01")), "heat_impairing_drug"),
              "absent");
}

TEST(ImportUse, absence_is_never_no) {
    const auto imported = import_entries("");
    for (const auto& spec : pack().facts)
        if (spec.name != "age" && spec.name != "sex") {
            EXPECT_EQ(imported.record.facts[pack().fact(spec.name)].state, Reading::State::absent)
                << spec.name;
        }
}

struct UnitCase {
    const char* code;
    double value;
    const char* unit;
    const char* fact;
    double wanted;  ///< negative: invalid
};

TEST(ImportUse, units_are_read_by_their_code_and_converted_as_the_row_says) {
    for (const auto& row : {UnitCase{"718-7", 13.5, "g/dL", "hb_g_l", 135},
                            {"718-7", 135, "g/L", "hb_g_l", 135},
                            {"718-7", 8.4, "mmol/L", "hb_g_l", -1},
                            {"8331-1", 98.6, "[degF]", "temp_c", 37},
                            {"8310-5", 37, "Cel", "temp_c", 37},
                            {"8310-5", 37, "C", "temp_c", -1},
                            {"15074-8", 5, "mmol/L", "glucose_mgdl", 90.08},
                            {"2339-0", 90, "mg/dL", "glucose_mgdl", 90},
                            {"2339-0", 1.6, "mg/L", "glucose_mgdl", -1},
                            {"11884-4", 140, "d", "gestation_weeks", 20},
                            {"8867-4", 700, "/min", "hr", -1},
                            {"44261-6", 4.5, "{score}", "phq9_total", -1},
                            {"2708-6", 97, "%", "spo2", 97},
                            {"8636-3", 455, "ms", "qtc_ms", 455}}) {
        const auto imported =
            import_entries(observation(row.code, "2026-11-22", quantity(row.value, row.unit)));
        const Reading& reading = fact(imported, row.fact);
        EXPECT_EQ(reading.state, row.wanted < 0 ? Reading::State::invalid : Reading::State::known)
            << row.code << " " << row.unit;
        if (row.wanted >= 0) {
            EXPECT_NEAR(reading.value, row.wanted, 1e-9) << row.code << " " << row.unit;
        }
    }
}

TEST(ImportUse, a_unit_written_only_in_words_is_not_read) {
    const auto imported = import_entries(
        observation("8867-4", "2026-11-22", R"("valueQuantity":{"value":70,"unit":"/min"})"));
    EXPECT_EQ(word(imported, "hr"), "invalid");
    EXPECT_TRUE(told(imported, ImportFate::not_used, NotUsed::unit, "8867-4"));
}

TEST(ImportUse, a_missing_value_or_a_limit_is_no_value) {
    for (const char* value :
         {R"("dataAbsentReason":{"text":"refused"})", R"("valueQuantity":{"code":"/min"})",
          R"("valueQuantity":{"value":"70","code":"/min"})",
          R"("valueQuantity":{"value":70,"comparator":"<","code":"/min"})",
          R"("valueString":"70")"})
        EXPECT_TRUE(told(import_entries(observation("8867-4", "2026-11-22", value)),
                         ImportFate::not_used, NotUsed::no_value, "8867-4"))
            << value;
}

TEST(ImportUse, a_value_that_cannot_be_is_kept_as_invalid_with_its_words) {
    const auto imported =
        import_entries(observation("8867-4", "2026-11-22", quantity(700, "/min")));
    const FactOrigin* origin = origin_of(imported.record, pack().fact("hr"));
    ASSERT_NE(origin, nullptr);
    EXPECT_EQ(origin->note, "LOINC 8867-4: 700 /min");
    EXPECT_TRUE(told(imported, ImportFate::not_used, NotUsed::outside_range, "8867-4"));
}

TEST(ImportPressure, both_halves_come_from_one_observation) {
    const auto imported = import_entries(pressure("2026-11-22T08:00:00Z", 150, 95) + "," +
                                         pressure("2026-11-20", 120, 80));
    EXPECT_EQ(fact(imported, "sbp").value, 150);
    EXPECT_EQ(fact(imported, "dbp").value, 95);
}

TEST(ImportPressure, a_newer_half_alone_never_meets_an_old_half) {
    const auto imported =
        import_entries(pressure("2026-11-20", 120, 80) + "," +
                       observation("8480-6", "2026-11-22", quantity(170, "mm[Hg]")));
    EXPECT_EQ(fact(imported, "sbp").value, 170);
    EXPECT_EQ(word(imported, "dbp"), "absent");
    EXPECT_TRUE(told(imported, ImportFate::not_used, NotUsed::lone_component, "8462-4"));
}

TEST(ImportPressure, two_single_halves_of_one_moment_belong_together) {
    const auto imported =
        import_entries(observation("8480-6", "2026-11-22", quantity(130, "mm[Hg]")) + "," +
                       observation("8462-4", "2026-11-22", quantity(85, "mm[Hg]")));
    EXPECT_EQ(fact(imported, "dbp").value, 85);
}

TEST(ImportPressure, upside_down_both_halves_are_invalid) {
    const auto imported = import_entries(pressure("2026-11-22", 80, 120));
    EXPECT_EQ(word(imported, "sbp"), "invalid");
    EXPECT_EQ(word(imported, "dbp"), "invalid");
}

TEST(ImportPressure, a_panel_without_components_is_told) {
    EXPECT_TRUE(told(import_entries(observation("85354-9", "2026-11-22", "")), ImportFate::not_used,
                     NotUsed::no_value, "85354-9"));
}

std::string ketones(const char* code) {
    return observation(
        "2514-8", "2026-11-22",
        R"("valueCodeableConcept":{"coding":[{"system":"http://snomed.info/sct","code":")" +
            std::string{code} + R"(","display":"x"}]})");
}

TEST(ImportAnswers, coded_answers_are_read_by_the_row) {
    EXPECT_EQ(word(import_entries(ketones("167291007")), "ketones_positive"), "yes");
    const auto other = import_entries(ketones("123"));
    EXPECT_EQ(word(other, "ketones_positive"), "invalid");
    EXPECT_TRUE(told(other, ImportFate::not_used, NotUsed::answer, "2514-8"));
    EXPECT_EQ(
        fact(
            import_entries(observation(
                "44260-8", "2026-11-22",
                R"("valueCodeableConcept":{"coding":[{"system":"http://loinc.org","code":"LA6570-1"}]})")),
            "phq9_item9")
            .value,
        2);
    EXPECT_EQ(fact(import_entries(observation("44261-6", "2026-11-22", R"("valueInteger":9)")),
                   "phq9_total")
                  .value,
              9);
}

}  // namespace
}  // namespace sinew::fhir
