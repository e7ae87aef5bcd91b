// What the import makes of rows, codes, people and anything else: one test a rule of docs/methods/fhir-import.md.
#include <gtest/gtest.h>
#include <sinew/fhir/import_for_test.hpp>

namespace sinew::fhir {
namespace {

using namespace import_test;

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
