// Long because each rule of the mapping has its own small bundle here, and they read best beside each other.
// One test a rule of docs/methods/fhir-import.md, on bundles of a few entries.
#include <gtest/gtest.h>
#include <sinew/fhir/import.hpp>
#include <sinew/fhir/tiny_bundle.hpp>

namespace sinew::fhir {
namespace {

using namespace domain;
using namespace testing;

const knowledge::Catalogue& catalogue() {
    static const auto loaded =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), {knowledge::Part::fhir});
    return **loaded;
}
const knowledge::ScreeningPack& pack() { return catalogue().screening; }

const AsOf kDay = AsOf::of(*read_moment("2026-11-23"));  // judged at 24:00 UTC
const AsOf kNoon = AsOf::of(*read_moment("2026-11-23T12:00:00Z"));

Import import(const std::string& bundle, const AsOf& as_of = kDay) {
    auto imported = import_bundle(bundle, "b.json", as_of, catalogue());
    if (!imported)
        for (const Error& fault : imported.error().list()) ADD_FAILURE() << to_line(fault);
    return imported ? *std::move(imported) : Import{};
}

Import import_entries(const std::string& entries, const AsOf& as_of = kDay) {
    return import(bundle_of(entries), as_of);
}

const Reading& fact(const Import& imported, const char* name) {
    return imported.record.facts[pack().fact(name)];
}
std::string word(const Import& imported, const char* name) {
    const Reading& reading = fact(imported, name);
    if (reading.state != Reading::State::known)
        return reading.state == Reading::State::invalid ? "invalid" : "absent";
    return pack().value_text(pack().fact(name), reading.value);
}

bool told(const Import& imported, ImportFate fate, NotUsed reason, const char* code,
          int count = 1) {
    for (const ImportLine& line : imported.report.lines)
        if (line.fate == fate && line.reason == reason && line.code == code && line.count == count)
            return true;
    return false;
}
bool asked(const Import& imported, const char* about) {
    for (const Hint& hint : imported.record.hints)
        if (hint.about == about) return true;
    return false;
}

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

TEST(ImportRows, a_traced_interval_means_that_there_is_a_tracing) {
    const auto imported = import_entries(observation("8636-3", "2026-11-01", quantity(455, "ms")));
    EXPECT_EQ(word(imported, "ecg_available"), "yes");
    EXPECT_EQ(fact(imported, "ecg_available").age_h, fact(imported, "qtc_ms").age_h);
}

TEST(ImportRows, the_lowest_bone_score_of_the_newest_date_decides_and_never_lowers_a_diagnosis) {
    const auto score = [](const char* when, double t) {
        return observation("38265-5", when, quantity(t, "{T-score}"));
    };
    EXPECT_EQ(word(import_entries(score("2026-01-01", -0.5)), "bone_status"), "normal");
    EXPECT_EQ(word(import_entries(score("2026-01-01", -1)), "bone_status"), "normal");
    EXPECT_EQ(word(import_entries(score("2026-01-01", -2.5)), "bone_status"), "osteoporosis");
    EXPECT_EQ(word(import_entries(score("2026-01-01", -0.5) + "," + score("2026-01-01", -1.8) +
                                  "," + score("2020-01-01", -3)),
                   "bone_status"),
              "osteopenia");
    EXPECT_EQ(
        word(import_entries(score("2026-01-01", 0) + "," + condition("64859006", "2010-01-01")),
             "bone_status"),
        "osteoporosis");
}

TEST(ImportRows, salts_are_abnormal_by_one_and_normal_only_by_three) {
    const auto salt = [](const char* code, double value, const char* unit, const char* more = "") {
        return observation(code, "2026-11-01", quantity(value, unit) + more);
    };
    const std::string sodium = salt("2947-0", 140, "mmol/L"), calcium = salt("49765-1", 9, "mg/dL");
    EXPECT_EQ(word(import_entries(sodium + "," + calcium), "electrolytes_abnormal"), "absent");
    EXPECT_EQ(word(import_entries(sodium + "," + calcium + "," + salt("6298-4", 4, "mmol/L")),
                   "electrolytes_abnormal"),
              "no");
    EXPECT_EQ(
        word(import_entries(sodium + "," + salt("6298-4", 5.6, "mmol/L")), "electrolytes_abnormal"),
        "yes");
    EXPECT_EQ(word(import_entries(
                       salt("6298-4", 5.2, "mmol/L",
                            R"(,"referenceRange":[{"low":{"value":3.6},"high":{"value":5.4}}])")),
                   "electrolytes_abnormal"),
              "absent");
    EXPECT_EQ(word(import_entries(observation("2947-0", "2026-01-01", quantity(140, "mmol/L")) +
                                  "," + calcium + "," + salt("6298-4", 4, "mmol/L")),
                   "electrolytes_abnormal"),
              "absent");
}

TEST(ImportRows, kidney_values_ask_only_when_low_twice_and_far_apart) {
    const auto egfr = [](const char* when, double value) {
        return observation("33914-3", when, quantity(value, "mL/min/{1.73_m2}"));
    };
    EXPECT_TRUE(asked(import_entries(egfr("2026-01-01", 50) + "," + egfr("2026-06-01", 55)),
                      "known_cmr_disease"));
    EXPECT_FALSE(asked(import_entries(egfr("2026-05-01", 50) + "," + egfr("2026-06-01", 55)),
                       "known_cmr_disease"));
    EXPECT_FALSE(asked(import_entries(egfr("2026-01-01", 50) + "," + egfr("2026-06-01", 75)),
                       "known_cmr_disease"));
}

TEST(ImportRows, a_limit_in_the_row_decides_whether_to_ask) {
    EXPECT_TRUE(asked(import_entries(observation("4548-4", "2026-06-01", quantity(6.5, "%"))),
                      "known_cmr_disease"));
    EXPECT_FALSE(asked(import_entries(observation("4548-4", "2026-06-01", quantity(6.4, "%"))),
                       "known_cmr_disease"));
    EXPECT_TRUE(asked(import_entries(observation("10230-1", "2026-06-01", quantity(49, "%"))),
                      "cardiomyopathy"));
    EXPECT_FALSE(asked(import_entries(observation("10230-1", "2026-06-01", quantity(50, "%"))),
                       "cardiomyopathy"));
}

TEST(ImportRows, height_and_a_young_weight_become_the_person_and_the_index) {
    const auto imported =
        import_entries(observation("8302-2", "2020-01-01", quantity(200, "cm")) + "," +
                       observation("29463-7", "2026-11-01", quantity(80, "kg")));
    EXPECT_EQ(imported.record.person.height_cm, 200);
    EXPECT_EQ(imported.record.person.weight_kg, 80);
    EXPECT_DOUBLE_EQ(fact(imported, "bmi").value, 20);
    EXPECT_EQ(fact(imported, "bmi").age_h, 23 * 24);
}

TEST(ImportRows, an_old_weight_is_not_made_young) {
    const auto imported =
        import_entries(observation("8302-2", "2020-01-01", quantity(200, "cm")) + "," +
                       observation("29463-7", "2020-01-01", quantity(80, "kg")));
    EXPECT_FALSE(imported.record.person.weight_kg);
    EXPECT_GT(fact(imported, "bmi").age_h, 90 * 24);
    EXPECT_TRUE(told(imported, ImportFate::not_used, NotUsed::too_old, "29463-7"));
}

TEST(ImportRows, a_doubtful_index_is_not_made_anew_from_its_parts) {
    const auto imported =
        import_entries(observation("8302-2", "2026-11-01", quantity(200, "cm")) + "," +
                       observation("29463-7", "2026-11-01", quantity(80, "kg")) + "," +
                       observation("39156-5", "2026-11-02", quantity(20, "kg/m2")) + "," +
                       observation("39156-5", "2026-11-02", quantity(25, "kg/m2")));
    EXPECT_EQ(word(imported, "bmi"), "absent");
    EXPECT_FALSE(imported.record.person.weight_kg);
}

TEST(ImportRows, weight_lost_needs_two_weights_two_to_four_months_apart) {
    const auto weight = [](const char* when, double kg) {
        return observation("29463-7", when, quantity(kg, "kg"));
    };
    EXPECT_DOUBLE_EQ(fact(import_entries(weight("2026-08-10", 80) + "," + weight("2026-11-10", 72)),
                          "weight_loss_pct_3mo")
                         .value,
                     10);
    EXPECT_EQ(word(import_entries(weight("2026-10-10", 80) + "," + weight("2026-11-10", 72)),
                   "weight_loss_pct_3mo"),
              "absent");
    EXPECT_EQ(word(import_entries(weight("2025-08-10", 80) + "," + weight("2025-11-10", 72)),
                   "weight_loss_pct_3mo"),
              "absent");
}

TEST(ImportRows, exercise_minutes_are_days_times_minutes) {
    const auto imported =
        import_entries(observation("89555-7", "2026-11-20", quantity(3, "d/wk")) + "," +
                       observation("68516-4", "2026-11-20", quantity(40, "min/d")));
    EXPECT_EQ(imported.record.person.mvpa_min_week, 120);
}

TEST(ImportRows, a_pulse_of_exercise_is_no_resting_pulse) {
    const std::string running = entry(
        R"("resourceType":"Observation","status":"final","category":[{"coding":[{"code":"activity"}]}],)" +
        loinc("8867-4") + R"(,"effectiveDateTime":"2026-11-22",)" + quantity(150, "/min"));
    EXPECT_TRUE(
        told(import_entries(running), ImportFate::not_used, NotUsed::not_at_rest, "8867-4"));
}

TEST(ImportRows, a_pregnancy_counts_for_three_hundred_days) {
    EXPECT_EQ(word(import_entries(condition("72892002", "2026-09-01")), "pregnant"), "yes");
    EXPECT_EQ(word(import_entries(condition("72892002", "2020-09-01")), "pregnant"), "absent");
    EXPECT_EQ(word(import_entries(condition("72892002", "2026-09-01", "resolved")), "pregnant"),
              "absent");
}

TEST(ImportRows, two_substances_the_newer_is_the_primary_one) {
    EXPECT_EQ(word(import_entries(condition("5602001", "2010-01-01") + "," +
                                  condition("66590003", "2020-01-01")),
                   "primary_substance"),
              "alcohol");
    EXPECT_EQ(word(import_entries(condition("5602001", "2020-01-01") + "," +
                                  condition("66590003", "2020-01-01")),
                   "primary_substance"),
              "absent");
}

TEST(ImportAsks, what_a_measured_value_answers_is_not_asked) {
    const std::string anaemia = condition("271737000", "2024-01-01");
    EXPECT_TRUE(asked(import_entries(anaemia), "hb_g_l"));
    EXPECT_TRUE(asked(
        import_entries(anaemia + "," + observation("718-7", "2024-01-01", quantity(10, "g/dL"))),
        "hb_g_l"));
    EXPECT_FALSE(asked(
        import_entries(anaemia + "," + observation("718-7", "2026-11-01", quantity(10, "g/dL"))),
        "hb_g_l"));
}

TEST(ImportAsks, what_a_code_leaves_open_is_asked_beside_the_fact) {
    const auto imported = import_entries(condition("78004001", "2010-01-01", "resolved"));
    EXPECT_EQ(word(imported, "eating_disorder"), "history");
    EXPECT_TRUE(asked(imported, "eating_disorder"));
}

TEST(ImportCautions, come_along_with_a_diagnosis) {
    const auto imported = import_entries(condition("230690007", "2010-01-01") + "," +
                                         condition("698754002", "2010-01-01") + "," +
                                         condition("38341003", "2010-01-01"));
    EXPECT_EQ(imported.record.cautions,
              (EnumSet<Caution>{Caution::balance_fall, Caution::seated, Caution::hypertension}));
}

TEST(ImportUnknown, codes_are_listed_with_their_labels_and_counted) {
    const std::string odd = entry(
        R"("resourceType":"Condition","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"coding":[{"system":"http://x.example","code":"44054006","display":"odd\u0007 one"}]})");
    const auto imported = import_entries(odd + "," + odd);
    ASSERT_TRUE(told(imported, ImportFate::unknown_code, NotUsed::none, "44054006", 2));
    for (const ImportLine& line : imported.report.lines) {
        if (line.fate != ImportFate::unknown_code) continue;
        EXPECT_EQ(line.system, "http://x.example");
        EXPECT_EQ(line.label, "odd  one");  // a control sign never reaches the terminal
    }
}

TEST(ImportUnknown, a_product_is_never_matched_by_its_name) {
    const std::string named = entry(
        R"("resourceType":"MedicationRequest","status":"active","authoredOn":"2026-11-01","medicationCodeableConcept":{"text":"metoprolol","coding":[{"system":"http://www.nlm.nih.gov/research/umls/rxnorm","code":"999999","display":"metoprolol 50 MG"}]})");
    EXPECT_EQ(word(import_entries(named), "beta_blocker"), "absent");
    EXPECT_TRUE(told(import_entries(named), ImportFate::unknown_code, NotUsed::none, "999999"));
}

TEST(ImportUnknown, one_known_code_of_a_concept_is_enough) {
    const std::string both = entry(
        R"("resourceType":"Condition","clinicalStatus":{"coding":[{"code":"active"}]},"code":{"coding":[{"system":"http://hl7.org/fhir/sid/icd-10","code":"E11"},{"system":"http://snomed.info/sct","code":"44054006"}]})");
    const auto imported = import_entries(both);
    EXPECT_EQ(word(imported, "known_cmr_disease"), "yes");
    for (const ImportLine& line : imported.report.lines)
        EXPECT_NE(line.fate, ImportFate::unknown_code);
}

// --- People

TEST(ImportPerson, age_and_sex_come_from_the_patient) {
    const auto imported = import(bundle_of("", R"("gender":"female","birthDate":"1980-11-24")"));
    EXPECT_EQ(fact(imported, "age").value, 45);
    EXPECT_EQ(word(imported, "sex"), "F");
    EXPECT_EQ(imported.record.person.birth_date, *read_day("1980-11-24"));
    EXPECT_EQ(word(import(bundle_of("", R"("gender":"unknown")")), "sex"), "absent");
    EXPECT_EQ(word(import(bundle_of("", R"("gender":"other")")), "sex"), "other");
}

TEST(ImportPerson, a_year_of_birth_alone_leaves_the_age_to_be_asked) {
    const auto imported = import(bundle_of("", R"("birthDate":"1980")"));
    EXPECT_EQ(word(imported, "age"), "absent");
    EXPECT_TRUE(asked(imported, "age"));
}

TEST(ImportPerson, who_has_died_is_told_by_any_of_three_signs) {
    EXPECT_TRUE(import(bundle_of("", R"("deceasedBoolean":true)")).record.person.deceased);
    EXPECT_TRUE(import(bundle_of("", R"("deceasedDateTime":"2005-11-11")")).record.person.deceased);
    EXPECT_TRUE(import(bundle_of("", R"("deceasedDateTime":"long ago")")).record.person.deceased);
    EXPECT_TRUE(import_entries(
                    observation("69453-9", "2005-11-11", R"("valueCodeableConcept":{"text":"x"})"))
                    .record.person.deceased);
    EXPECT_FALSE(import(bundle_of("", R"("deceasedBoolean":false)")).record.person.deceased);
    EXPECT_FALSE(import_entries("").record.person.deceased);
}

TEST(ImportPerson, nobody_asks_the_dead) {
    EXPECT_TRUE(import(bundle_of(condition("271737000", "2020-01-01"), R"("deceasedBoolean":true)"))
                    .record.hints.empty());
}

TEST(ImportPerson, what_is_about_another_person_is_not_used) {
    const auto about = [](const char* reference) {
        return entry(
            R"("resourceType":"Condition","clinicalStatus":{"coding":[{"code":"active"}]},"subject":{"reference":")" +
            std::string{reference} +
            R"("},"code":{"coding":[{"system":"http://snomed.info/sct","code":"44054006"}]})");
    };
    const std::string mother =
        R"({"fullUrl":"urn:uuid:r","resource":{"resourceType":"Encounter","id":"r"}})";
    EXPECT_EQ(word(import_entries(mother + "," + about("urn:uuid:r")), "known_cmr_disease"),
              "absent");
    EXPECT_EQ(word(import_entries(about("urn:uuid:nobody")), "known_cmr_disease"), "absent");
    EXPECT_EQ(
        word(import_entries(about("http://clinic.example/fhir/Patient/p")), "known_cmr_disease"),
        "yes");
}

// --- Other resources

TEST(ImportOthers, a_recent_stay_in_hospital_asks_after_the_heart) {
    const auto stay = [](const char* kind, const char* end) {
        return entry(
            R"("resourceType":"Encounter","status":"finished","class":{"system":"http://terminology.hl7.org/CodeSystem/v3-ActCode","code":")" +
            std::string{kind} + R"("},"period":{"end":")" + end + "\"}");
    };
    EXPECT_TRUE(asked(import_entries(stay("IMP", "2026-10-01")), "unstable_or_recent_cardiac"));
    EXPECT_TRUE(asked(import_entries(stay("EMER", "2026-10-01")), "unstable_or_recent_cardiac"));
    EXPECT_FALSE(asked(import_entries(stay("IMP", "2026-08-01")), "unstable_or_recent_cardiac"));
    EXPECT_FALSE(asked(import_entries(stay("AMB", "2026-10-01")), "unstable_or_recent_cardiac"));
}

TEST(ImportOthers, allergies_are_shown) {
    const auto imported = import_entries(entry(
        R"("resourceType":"AllergyIntolerance","patient":{"reference":"urn:uuid:p"},"code":{"coding":[{"system":"http://snomed.info/sct","code":"300916003","display":"latex"}]})"));
    EXPECT_TRUE(told(imported, ImportFate::reported, NotUsed::none, "300916003"));
}

TEST(ImportOthers, plans_are_read_while_they_run) {
    const auto plan = [](const char* status, const char* doing) {
        return entry(
            R"("resourceType":"CarePlan","status":")" + std::string{status} +
            R"(","period":{"start":"2026-01-01"},"activity":[{"detail":{"status":")" + doing +
            R"(","code":{"coding":[{"system":"http://snomed.info/sct","code":"61480009"}]}}}])");
    };
    EXPECT_TRUE(asked(import_entries(plan("active", "in-progress")), "days_since_last_use"));
    EXPECT_FALSE(asked(import_entries(plan("completed", "completed")), "days_since_last_use"));
    EXPECT_FALSE(asked(import_entries(plan("active", "completed")), "days_since_last_use"));
}

TEST(ImportOthers, what_is_no_source_of_facts_is_counted) {
    const auto imported = import_entries(
        R"({"resource":{"resourceType":"Claim"}},{"resource":{"resourceType":"Claim"}})");
    EXPECT_EQ(imported.report.not_read, (std::vector<std::pair<std::string, int>>{{"Claim", 2}}));
    EXPECT_EQ(imported.report.entries, 3);
}

TEST(ImportAnything, misshapen_resources_are_survived) {
    for (
        const char* odd :
        {R"({"resource":{"resourceType":"Observation","status":"final","code":7,"component":"x"}})",
         R"({"resource":{"resourceType":"Observation","status":"final","code":{"coding":{"code":3}},"valueQuantity":[]}})",
         R"({"resource":{"resourceType":"Condition","code":{"coding":["x"]},"clinicalStatus":5}})",
         R"({"resource":{"resourceType":"CarePlan","activity":[1,{"detail":2}]}})",
         R"({"resource":{"resourceType":"MedicationRequest","medicationReference":{"reference":"#x"},"contained":[1]}})",
         R"({"resource":{"resourceType":"Encounter","class":"x","period":3}})",
         R"({"resource":{"resourceType":"AllergyIntolerance","code":[]}})", R"({"resource":7})",
         "3", "null"})
        import_entries(odd);
}

}  // namespace
}  // namespace sinew::fhir
