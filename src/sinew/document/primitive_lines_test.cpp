#include <gtest/gtest.h>
#include <sinew/document/primitive_lines.hpp>

namespace sinew::document {
namespace {

const knowledge::Catalogue& catalogue() {
    static const auto loaded = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                         {knowledge::Part::prescription});
    return **loaded;
}

AnsweredLine answer(const std::string& line) { return answer_primitive_line(line, 7, catalogue()); }

Json output(const std::string& kind, const std::string& input) {
    const auto line = answer(R"({"id": "a", "kind": ")" + kind + R"(", "input": )" + input + "}");
    EXPECT_TRUE(line.answered) << line.text;
    return Json::parse(line.text).value("output", Json{});
}

struct Refusal {
    const char* line;
    const char* where;
};

TEST(PrimitiveLine, what_cannot_be_answered_says_where_and_keeps_its_id) {
    const std::vector<Refusal> refusals{
        {R"({"id": 1, "input": {}})", "line 7:/kind"},
        {R"({"id": 1, "kind": 3, "input": {}})", "line 7:/kind"},
        {R"({"id": 1, "kind": "zones", "input": {}})", "line 7:/kind"},
        {R"({"id": 1, "kind": "zone"})", "line 7:/input"},
        {R"({"id": 1, "kind": "zone", "input": [1]})", "line 7:/input"},
        {R"({"id": 1, "kind": "zone", "input": {"scale": "pct_hrr"}})", "line 7:/input/value"},
        {R"({"id": 1, "kind": "zone", "input": {"scale": "pct_hrr", "value": null}})",
         "line 7:/input/value"},
        {R"({"id": 1, "kind": "zone", "input": {"scale": "pct_hrr", "value": true}})",
         "line 7:/input/value"},
        {R"({"id": 1, "kind": "zone", "input": {"scale": "hrr", "value": 40}})",
         "line 7:/input/scale"},
        {R"({"id": 1, "kind": "hr", "input": {"age": 34, "rest": 72, "pct": [40], "formula": "tanaka"}})",
         "line 7:/input/pct"},
        {R"({"id": 1, "kind": "hr", "input": {"age": 34, "rest": 72, "pct": [40, "59"], "formula": "tanaka"}})",
         "line 7:/input/pct/1"},
        {R"({"id": 1, "kind": "hr", "input": {"age": 34, "rest": 72, "pct": [40, 59]}})",
         "line 7:/input/formula"},
        {R"({"id": 1, "kind": "hr", "input": {"age": 34, "rest": 72, "pct": [40, 59], "formula": "tanaka", "invalid": ["beta"]}})",
         "line 7:/input/invalid"},
        {R"({"id": 1, "kind": "stage", "input": {"days_since_last_use": "11"}})",
         "line 7:/input/days_since_last_use"},
        {R"({"id": 1, "kind": "stage", "input": {"moud": "heroin"}})", "line 7:/input/moud"},
        {R"({"id": 1, "kind": "start", "input": {"modality": "aerobic", "stage": "S3", "tier": "F0"}})",
         "line 7:/input/stage"},
        {R"({"id": 1, "kind": "clip", "input": {"stage": "S1", "tier": "F0"}})",
         "line 7:/input/limits"},
        {R"({"id": 1, "kind": "clip", "input": {"stage": "S1", "tier": "F0", "limits": {"intensity": "light"}}})",
         "line 7:/input/limits/intensity"},
        {R"({"id": 1, "kind": "clip", "input": {"stage": "S1", "tier": "F0", "limits": {"intensity_cap": "low"}}})",
         "line 7:/input/limits/intensity_cap"},
        {R"({"id": 1, "kind": "clip", "input": {"stage": "S1", "tier": "F0", "limits": {"session_min_max": 12.5}}})",
         "line 7:/input/limits/session_min_max"},
        {R"({"id": 1, "kind": "clip", "input": {"stage": "S1", "tier": "F0", "limits": {"start": "light"}}})",
         "line 7:/input/limits/start"},
        {R"({"id": 1, "kind": "clip", "input": {"stage": "S1", "tier": "F0", "limits": {"avoid": ["vigorous"]}}})",
         "line 7:/input/limits/avoid/0"},
        {R"({"id": 1, "kind": "load", "input": {"daily_loads": 100}})",
         "line 7:/input/daily_loads"},
        {R"({"id": 1, "kind": "acwr", "input": {"weekly_loads_oldest_first": [1, 2, null, 3]}})",
         "line 7:/input/weekly_loads_oldest_first/2"},
        {R"({"id": 1, "kind": "ewma", "input": {"daily_loads": [1], "N_acute": 0, "N_chronic": 28}})",
         "line 7:/input/N_acute"},
        {R"({"id": 1, "kind": "change", "input": {"last_week": 400}})", "line 7:/input/this_week"},
        {R"({"id": 1, "kind": "adapt", "input": {"completed_pct": 90}})", "line 7:/input/minutes"},
        {R"({"id": 1, "kind": "adapt", "input": {"flags": ["tired"], "minutes": 20}})",
         "line 7:/input/flags"},
        {R"({"id": 1, "kind": "adapt", "input": {"flags": "sleep_lt6_3n", "minutes": 20}})",
         "line 7:/input/flags"},
        {R"({"id": 1, "kind": "gap", "input": {"minutes": 20}})", "line 7:/input/gap_days"},
        {R"({"id": 1, "kind": "flags", "input": {"cows_band_up": "yes"}})",
         "line 7:/input/cows_band_up"},
        {R"({"id": 1, "kind": "energy", "input": {"met": 4}})", "line 7:/input/minutes_week"},
        {R"({"id": 1, "kind": "energy", "input": {"kg": 80, "kkw": 12}})", "line 7:/input/met"},
        {R"({"id": 1, "kind": "hrmax", "input": {"age": 1e300}})", "line 7:/input/age"},
    };
    for (const Refusal& refusal : refusals) {
        const auto line = answer(refusal.line);
        EXPECT_FALSE(line.answered) << refusal.line << "\n" << line.text;
        const Json json = Json::parse(line.text);
        ASSERT_TRUE(json.contains("error")) << line.text;
        EXPECT_EQ(json["id"], 1);
        EXPECT_EQ(json["error"]["where"], refusal.where) << refusal.line;
        EXPECT_FALSE(json["error"]["what"].get<std::string>().empty());
    }
    for (const char* line : {"", "nonsense", "[]", "{\"id\": 1", "\xff\xfe"})
        EXPECT_FALSE(answer(line).answered) << line;
}

TEST(PrimitiveLine, a_stop_stands_without_knowing_the_minutes) {
    EXPECT_EQ(output("adapt", R"({"flags": ["suicide_intent"]})"),
              (Json{{"decision", "stop"}, {"minutes", 0}}));
    EXPECT_EQ(output("gap", R"({"gap_days": 30})")["decision"], "restart");
}

TEST(PrimitiveLine, refusals_of_the_rules_are_answers) {
    EXPECT_TRUE(output("zone", R"({"scale": "borg", "value": 5.9})")["zone"].is_null());
    EXPECT_EQ(
        output("hr", R"({"age": 34, "rest": 200, "pct": [40, 59], "formula": "tanaka"})")["reason"],
        "hrmax_not_above_rest");
    EXPECT_EQ(
        output(
            "hr",
            R"({"age": 34, "rest": 200, "pct": [40, 59], "formula": "tanaka", "invalid": ["pregnant"]})")
            ["reason"],
        "hr_invalid");
    EXPECT_TRUE(output("vo2r", R"({"vo2max": 3.5, "pct_vo2max": 0.5})")["pct_vo2r"].is_null());
    EXPECT_TRUE(output("vo2r", R"({"vo2max": 30, "pct_vo2max": 1.2})")["zone"].is_null());
    EXPECT_TRUE(output("vo2r", R"({"vo2max": 30, "pct_vo2max": 0.1})")["zone"].is_null());
    EXPECT_TRUE(
        output("ewma", R"({"daily_loads": [], "N_acute": 7, "N_chronic": 28})")["ewma_acute"]
            .is_null());
    EXPECT_TRUE(
        output("ewma",
               R"({"daily_loads": [3, null], "N_acute": 7, "N_chronic": 28})")["ewma_chronic"]
            .is_null());
    EXPECT_TRUE(output("energy", R"({"met": 0, "met_min_week": 180})")["minutes_week"].is_null());
    EXPECT_TRUE(
        output("clip",
               R"({"stage": "S0", "tier": "F1", "limits": {"intensity_cap": "breathing_only"}})")
            .is_null());
}

TEST(PrimitiveLine, null_is_unknown_where_a_field_may_be_unknown) {
    EXPECT_EQ(output("stage",
                     R"({"days_since_last_use": null, "cows_total": null, "moud": null})")["stage"],
              "S0");
    EXPECT_EQ(
        output(
            "stage",
            R"({"days_since_last_use": 91, "previous_stage": null, "days_in_previous_stage": null})")
            ["stage"],
        "S2");
    EXPECT_EQ(output("tier", R"({"mvpa_min_week": null, "peak_mets": null})")["tier"], "F0");
    EXPECT_EQ(
        output(
            "clip",
            R"({"stage": "S2", "tier": "F3", "limits": {"intensity_cap": null, "session_min_max": 15.0}})")
            ["minutes"],
        Json({15, 15}));
    EXPECT_EQ(
        output(
            "hr",
            R"({"age": 34, "rest": 72, "pct": [40, 59], "formula": "tanaka", "measured_hrmax": null, "invalid": null})")
            ["low"],
        117);
    EXPECT_EQ(
        output("flags",
               R"({"sleep_h_last3": null, "pain_change": null, "cows_band_up": null})")["flags"],
        Json::array());
    EXPECT_EQ(
        output(
            "adapt",
            R"({"completed_pct": 95, "mean_effort": null, "target_effort": null, "week": 3, "minutes": 20, "upper": 30})")
            ["decision"],
        "hold");
}

TEST(PrimitiveLine, only_facts_that_invalidate_switch_the_target_off) {
    const auto with = [](const char* invalid) {
        return output(
            "hr",
            std::string{
                R"({"age": 34, "rest": 72, "pct": [40, 59], "formula": "tanaka", "invalid": )"} +
                invalid + "}");
    };
    EXPECT_EQ(with("[]")["high"], 138);
    EXPECT_EQ(with(R"(["anticoagulant"])")["high"], 138);
    for (const char* fact :
         {"beta_blocker", "alpha2_agonist", "hr_unreliable", "pregnant", "rpe_talk"})
        EXPECT_EQ(with((std::string{R"([")"} + fact + R"("])").c_str()),
                  (Json{{"target", nullptr}, {"reason", "hr_invalid"}}));
}

TEST(PrimitiveLine, other_limits_than_those_that_clip_are_known_and_change_nothing) {
    const Json free = output("clip", R"({"stage": "S2", "tier": "F2", "limits": {}})");
    EXPECT_EQ(
        output(
            "clip",
            R"({"stage": "S2", "tier": "F2", "limits": {"supervision": "onsite", "avoid": ["heat", "solo"],
        "allow": ["walking"], "monitor": ["bp"], "need_first": "ecg", "intensity_basis": "rpe_talk", "warmup_min": 10,
        "sessions_per_day_max": 1, "hide": ["weight"], "prefer": ["balance"]}})"),
        free);
}

}  // namespace
}  // namespace sinew::document
