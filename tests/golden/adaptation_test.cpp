// What the examples of examples/ lead to, worked by hand from ADP-01 to ADP-17 of the prescription pack.
#include <gtest/gtest.h>
#include <sinew/document/adaptation_json.hpp>
#include <sinew/document/sessions_json.hpp>
#include <sinew/knowledge/schema_check.hpp>
#include <sinew/render/adaptation_text.hpp>
#include "support/made_programme.hpp"

namespace sinew {
namespace {

using namespace domain;
using document::ProgrammeDocument;

const Json& programme_json() {
    static const Json kAnswer = made_answer(0);
    return kAnswer;
}

const ProgrammeDocument& programme() {
    static const auto kProgramme =
        document::read_programme(programme_json(), "programme.json", whole_catalogue());
    return *kProgramme;
}

Json example(const std::string& name) {
    return *read_json(*read_file(SINEW_SOURCE_DIR "/examples/" + name), name);
}

/// The answer after one week; the log is taken from `json`.
Json adapted(const Json& json, const ProgrammeDocument& document = programme()) {
    const auto log = document::read_week_log(json, "sessions.json", document, whole_catalogue());
    EXPECT_TRUE(log) << (log ? "" : told(log.error()));
    if (!log) return {};
    const auto result = care::adapt(document.programme, document.record, document.as_of, *log,
                                    document.decided, whole_catalogue());
    return Json::parse(
        document::adapted_answer_json(result, document, whole_catalogue(), english()).dump());
}

std::vector<std::string> names_of(const Json& list, const char* key) {
    std::vector<std::string> names;
    for (const Json& item : list) names.push_back(item[key].get<std::string>());
    return names;
}
using Names = std::vector<std::string>;

void expect_shape(const Json& json, const std::string& schema) {
    if (!knowledge::schemas_can_be_checked()) GTEST_SKIP() << "built without a schema validator";
    const auto text = knowledge::PackSource::embedded().read("schema/" + schema + ".schema.json");
    ASSERT_TRUE(text);
    Faults faults;
    knowledge::check_against_schema(json, *read_json(*text, schema), schema, faults);
    EXPECT_TRUE(faults.none()) << told(faults);
}

/// 10 of 11 sessions, effort 2.1 of 2.6 allowed: five minutes more, nothing else.
TEST(GoldenAdaptation, a_good_first_week_earns_five_minutes) {
    const Json answer = adapted(example("sessions-week1.json"));
    const Json& adaptation = answer["adaptation"];
    EXPECT_EQ(adaptation["decision"], "progress");
    EXPECT_EQ(adaptation["rules"], (Json::array({"ADP-05", "ADP-13"})));
    EXPECT_EQ(adaptation["facts"]["sessions"],
              (Json{{"prescribed", 11}, {"noted", 11}, {"completed", 10}}));
    EXPECT_EQ(adaptation["facts"]["completed_pct"], 90.9);
    EXPECT_EQ(adaptation["dose"]["before"]["aerobic_minutes"], 20);
    EXPECT_EQ(adaptation["dose"]["now"]["aerobic_minutes"], 25);
    EXPECT_EQ(adaptation["dose"]["now"]["aerobic_days"],
              adaptation["dose"]["before"]["aerobic_days"]);
    EXPECT_EQ(adaptation["dose"]["now"]["pct_hrr"], adaptation["dose"]["before"]["pct_hrr"]);
    EXPECT_EQ(answer["weeks"][0], programme_json()["weeks"][0]);
    EXPECT_FALSE(answer["weeks"][1]["if_progress"]);
    EXPECT_TRUE(answer["weeks"][2]["if_progress"]);
    // A planned week that was earned is the planned week.
    Json planned = programme_json()["weeks"][1];
    planned["if_progress"] = false;
    EXPECT_EQ(answer["weeks"][1], planned);
    EXPECT_EQ(answer["adaptations"].size(), 1u);
    expect_shape(answer, "answer");
    expect_shape(adaptation, "adaptation");
}

/// Two sessions 2 above the target, mornings +7 and +8, under 6 h on three nights, craving up twice: down for one week.
TEST(GoldenAdaptation, a_hard_week_is_followed_by_a_lighter_one_and_then_the_way_back) {
    const Json answer = adapted(example("sessions-hard-week.json"));
    const Json& adaptation = answer["adaptation"];
    EXPECT_EQ(adaptation["decision"], "regress");
    EXPECT_EQ(names_of(adaptation["flags"], "flag"),
              (Names{"rhr_plus6_9_2d", "sleep_lt6_3n", "craving_up_2of3", "effort_plus2_x2"}));
    EXPECT_EQ(names_of(adaptation["reasons"], "reason"),
              (Names{"regress_flag", "two_amber_flags"}));
    EXPECT_EQ(adaptation["dose"]["now"]["aerobic_minutes"], 15);  // 20 * 0.8 = 16 -> 15
    EXPECT_EQ(adaptation["dose"]["now"]["pct_hrr"], (Json::array({30, 39})));
    EXPECT_EQ(adaptation["back_to_week"], 1);
    EXPECT_EQ(names_of(adaptation["session_rules"], "rule"), (Names{"SES-16"}));
    EXPECT_EQ(answer["weeks"][2]["dose"]["aerobic_minutes"], 20);
    expect_shape(answer, "answer");

    const auto lighter = document::read_programme(answer, "next.json", whole_catalogue());
    ASSERT_TRUE(lighter) << told(lighter.error());
    Json good = {{"week_of", "2026-11-30"}, {"sessions", Json::array()}};
    for (const Json& day : answer["weeks"][1]["days"])
        for (const Json& session : day["sessions"])
            good["sessions"].push_back({{"day", day["day"]},
                                        {"session", session["session"]},
                                        {"status", "done"},
                                        {"effort_0_10", 1}});
    const Json back = adapted(good, *lighter);
    EXPECT_EQ(back["adaptation"]["decision"], "progress");
    EXPECT_EQ(back["adaptation"]["rules"], (Json::array({"ADP-03", "ADP-13"})));
    EXPECT_EQ(back["adaptation"]["dose"]["now"]["aerobic_minutes"], 20);
    EXPECT_EQ(back["adaptation"]["dose"]["now"]["pct_hrr"], (Json::array({40, 50})));
    EXPECT_EQ(back["adaptations"].size(), 2u);

    // The week is decided: not again.
    const auto again = document::read_week_log(
        good, "sessions.json", *document::read_programme(back, "b.json", whole_catalogue()),
        whole_catalogue());
    ASSERT_FALSE(again);
    EXPECT_EQ(to_line(again.error().list()[0]),
              "sessions.json:/week_of: week 2 is already decided (progress) (give a day of a later "
              "week, or adapt the programme as it was before)");
}

/// 16 days: 60 %, 20 min -> 12 -> nearest 5 = 10.
TEST(GoldenAdaptation, a_gap_brings_the_dose_back_at_its_share) {
    const Json answer = adapted(example("sessions-gap.json"));
    EXPECT_EQ(answer["adaptation"]["decision"], "return");
    EXPECT_EQ(answer["adaptation"]["dose_pct"], 60);
    EXPECT_EQ(answer["adaptation"]["dose"]["now"]["aerobic_minutes"], 10);
    EXPECT_EQ(answer["adaptation"]["dose"]["now"]["strength_minutes"], 10);  // 15 * 0.6 = 9 -> 10
    EXPECT_LT(answer["weeks"][1]["dose"]["total_minutes"],
              answer["weeks"][0]["dose"]["total_minutes"]);
}

TEST(GoldenAdaptation, nothing_noted_holds_and_says_what_was_not_measured) {
    const Json answer = adapted({{"week_of", "2026-11-29"}});
    EXPECT_EQ(answer["adaptation"]["decision"], "hold");
    EXPECT_EQ(names_of(answer["adaptation"]["reasons"], "reason"),
              (Names{"completed_unknown", "effort_unknown", "target_unknown"}));
    EXPECT_EQ(answer["adaptation"]["not_measured"].size(), 13u);
    EXPECT_EQ(answer["weeks"][1]["dose"]["aerobic_minutes"], 20);
}

TEST(GoldenAdaptation, a_stop_flag_suspends_everything) {
    const Json answer =
        adapted({{"week_of", "2026-11-23"}, {"flags", {"new_cmr_symptom"}}, {"lapse", true}});
    EXPECT_EQ(answer["kind"], "meanwhile");
    EXPECT_EQ(answer["outcome"], "stop_now");
    EXPECT_FALSE(answer.contains("weeks"));
    EXPECT_TRUE(answer["permitted_meanwhile"].empty());
    EXPECT_EQ(answer["adaptation"]["decision"], "stop");
    EXPECT_TRUE(answer["adaptation"]["next_week"].is_null());
    EXPECT_EQ(names_of(answer["adaptation"]["screening_due"], "cause"),
              (Names{"red_flag", "lapse"}));
    expect_shape(answer, "answer");
    const auto read = document::read_programme(answer, "next.json", whole_catalogue());
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().list().size(), 1u);
}

TEST(GoldenAdaptation, suicide_intent_says_first_not_to_leave_the_person_alone) {
    const Json answer = adapted({{"week_of", "2026-11-23"}, {"flags", {"suicide_intent"}}});
    EXPECT_EQ(names_of(answer["adaptation"]["actions"], "action"),
              (Names{"stay_with_person", "suspend", "notify_clinician"}));
}

TEST(GoldenAdaptation, a_session_stopped_by_a_stop_now_rule_stops_training) {
    const Json answer = adapted({{"week_of", "2026-11-23"},
                                 {"sessions",
                                  {{{"day", 1},
                                    {"session", 1},
                                    {"status", "stopped"},
                                    {"minutes_done", 9},
                                    {"ses_rules", {"SES-01"}}}}}});
    EXPECT_EQ(answer["adaptation"]["decision"], "stop");
    EXPECT_EQ(names_of(answer["adaptation"]["session_rules"], "rule"), (Names{"SES-01"}));
}

TEST(GoldenAdaptation, a_lapse_is_welcomed_and_comes_back_gently) {
    Json log = example("sessions-week1.json");
    log["lapse"] = true;
    const Json answer = adapted(log);
    EXPECT_EQ(answer["adaptation"]["decision"], "return");
    EXPECT_EQ(answer["adaptation"]["dose_pct"], 60);
    EXPECT_EQ(answer["adaptation"]["dose"]["now"]["aerobic_minutes"], 10);
    EXPECT_EQ(answer["adaptation"]["say"],
              "Thank you for telling us. You are welcome here. We check a few things and go gently "
              "this week.");
    const Names actions = names_of(answer["adaptation"]["actions"], "action");
    EXPECT_NE(std::find(actions.begin(), actions.end(), "practice_tomorrow"), actions.end());
    EXPECT_EQ(answer["weeks"][2]["dose"]["aerobic_minutes"], 20);
}

TEST(GoldenAdaptation, restart_after_four_weeks_waits_for_a_new_screening) {
    const Json answer = adapted({{"week_of", "2026-11-23"}, {"gap_days", 28}});
    EXPECT_EQ(answer["kind"], "meanwhile");
    EXPECT_EQ(answer["outcome"], "incomplete");
    EXPECT_EQ(answer["adaptation"]["decision"], "restart");
    EXPECT_EQ(answer["permitted_meanwhile"].size(), 1u);
}

/// Both languages, narrow and wide: no gap in the words, no line too long. SINEW_PRINT=1 shows the pages.
TEST(GoldenAdaptation, the_pages_read_without_a_gap) {
    for (const Language language : values_of<Language>())
        for (const std::size_t columns : {40u, 80u})
            for (const char* name :
                 {"sessions-week1.json", "sessions-hard-week.json", "sessions-gap.json"}) {
                const auto words = whole_catalogue().words(language, Framing::secular);
                const auto log =
                    document::read_week_log(example(name), name, programme(), whole_catalogue());
                ASSERT_TRUE(log) << told(log.error());
                const auto result = care::adapt(programme().programme, programme().record,
                                                programme().as_of, *log, {}, whole_catalogue());
                render::TextStyle style;
                style.columns = columns;
                style.explain = columns == 80;
                const std::string text =
                    render::adaptation_text(document::adaptation_json(result.decision, programme(),
                                                                      whole_catalogue(), words),
                                            words, style);
                for (const char* gap : {"<adapt.", "<review.", "<decision.", "<flag.", "<ses."})
                    EXPECT_EQ(text.find(gap), std::string::npos) << text;
                EXPECT_EQ(text.find('{'), std::string::npos) << text;
                for (const std::string_view line : split(text, '\n'))
                    EXPECT_LE(display_width(line), columns) << line;
                if (std::getenv("SINEW_PRINT") != nullptr) std::puts(text.c_str());
            }
}

struct FaultCase {
    const char* name;
    const char* json;
    const char* line;
};
void PrintTo(const FaultCase& row, std::ostream* out) { *out << row.name; }
class SessionsFault : public ::testing::TestWithParam<FaultCase> {};

TEST_P(SessionsFault, is_told_with_its_place_and_remedy) {
    const auto log = document::read_week_log(Json::parse(GetParam().json), "sessions.json",
                                             programme(), whole_catalogue());
    ASSERT_FALSE(log);
    EXPECT_EQ(log.error().list().size(), 1u) << told(log.error());
    EXPECT_EQ(to_line(log.error().list()[0]), std::string{"sessions.json:"} + GetParam().line);
}

INSTANTIATE_TEST_SUITE_P(
    ByHand, SessionsFault,
    ::testing::Values(
        FaultCase{
            "no_week", R"({})",
            R"(/week_of: missing (name a day of the week that was done, such as "2026-11-23"))"},
        FaultCase{"before_the_start", R"({"week_of":"2026-11-22"})",
                  "/week_of: not a day of this programme (it runs from 2026-11-23 to 2027-02-14)"},
        FaultCase{"other_week",
                  R"({"week_of":"2026-11-23","sessions":[{"day":8,"session":0,"status":"done"}]})",
                  "/sessions/0/day: day 8 is not of week 1 (this week has days 1 to 7)"},
        FaultCase{"no_such_session",
                  R"({"week_of":"2026-11-23","sessions":[{"day":1,"session":2,"status":"done"}]})",
                  "/sessions/0/session: day 1 has no session 2 (it has 0 (mind_body, 5 min), 1 "
                  "(combined, 45 min))"},
        FaultCase{
            "rest_day",
            R"({"week_of":"2026-11-23","sessions":[{"day":7,"session":0,"status":"done"}]})",
            "/sessions/0/session: day 7 has no session 0 (nothing is prescribed on this day)"},
        FaultCase{"which_session",
                  R"({"week_of":"2026-11-23","sessions":[{"day":1,"status":"done"}]})",
                  "/sessions/0/session: which session of the day is not said (it has 0 (mind_body, "
                  "5 min), 1 (combined, 45 min))"},
        FaultCase{
            "twice",
            R"({"week_of":"2026-11-23","sessions":[{"day":1,"session":0,"status":"done"},{"day":1,"session":0,"status":"missed"}]})",
            "/sessions/1: session 0 of day 1 stands twice (it was noted first at "
            "sessions.json:/sessions/0)"},
        FaultCase{
            "status",
            R"({"week_of":"2026-11-23","sessions":[{"day":1,"session":0,"status":"skipped"}]})",
            "/sessions/0/status: unknown word \"skipped\" (did you mean stopped? use one of: done, "
            "partly, missed, stopped)"},
        FaultCase{
            "partly_without_minutes",
            R"({"week_of":"2026-11-23","sessions":[{"day":1,"session":0,"status":"partly"}]})",
            "/sessions/0/minutes_done: missing (a session that is \"partly\" needs its minutes: "
            "whether half was done decides)"},
        FaultCase{
            "effort",
            R"({"week_of":"2026-11-23","sessions":[{"day":1,"session":0,"status":"done","effort_0_10":11}]})",
            "/sessions/0/effort_0_10: 11 is outside its range (give a number from 0 to 10)"},
        FaultCase{
            "session_rule",
            R"({"week_of":"2026-11-23","sessions":[{"day":1,"session":0,"status":"done","ses_rules":["SES-99"]}]})",
            "/sessions/0/ses_rules/0: unknown session rule \"SES-99\" (did you mean SES-09?)"},
        FaultCase{"morning", R"({"week_of":"2026-11-23","mornings":[{"date":"2026-11-30"}]})",
                  "/mornings/0/date: not a day of this week (the week runs from 2026-11-23 to "
                  "2026-11-29)"},
        FaultCase{"measured_flag", R"({"week_of":"2026-11-23","flags":["pain_plus2"]})",
                  "/flags/0: this flag follows from what was measured (give the measurements; a "
                  "person raises: stop_now_rule, "
                  "new_cmr_symptom, suicide_intent, clinician_hold)"},
        FaultCase{"key", R"({"week_of":"2026-11-23","sesions":[]})",
                  "/sesions: unknown key (did you mean sessions?)"}),
    [](const auto& row) { return std::string{row.param.name}; });

}  // namespace
}  // namespace sinew
