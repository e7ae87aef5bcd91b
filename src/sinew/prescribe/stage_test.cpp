#include <gtest/gtest.h>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/prescribe/stage.hpp>

namespace sinew::prescribe {
namespace {

using domain::Moud;
using domain::Stage;

const knowledge::PrescriptionPack& pack() {
    static const auto catalogue = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                            {knowledge::Part::prescription});
    return (*catalogue)->prescription;
}

struct StageCase {
    const char* what;
    StageFacts facts;
    Stage stage;
    std::string_view rule;
};

/// knowledge/prescription/rules.json, STG-01 to STG-07 and the worked examples.
const std::vector<StageCase> kCases{
    {"withdrawal comes first", {200, 5, Moud::none, {}, {}, {}, {}}, Stage::S0, "STG-01"},
    {"day 10", {10, 0, Moud::none, {}, {}, {}, {}}, Stage::S0, "STG-03"},
    {"day 10 and a half is past day 10",
     {10.5, 0, Moud::none, {}, {}, {}, {}},
     Stage::S1,
     "STG-05"},
    {"day 11", {11, 4, Moud::none, {}, {}, {}, {}}, Stage::S1, "STG-05"},
    {"day 90", {90, 0, Moud::none, {}, {}, {}, {}}, Stage::S1, "STG-05"},
    {"day 91", {91, 0, Moud::none, {}, {}, {}, {}}, Stage::S2, "STG-06"},
    {"last use unknown", {{}, 0, Moud::none, {}, {}, {}, {}}, Stage::S0, "STG-04"},
    {"nothing known", {}, Stage::S0, "STG-04"},
    {"methadone day 13", {200, 0, Moud::methadone, 13, 30, {}, {}}, Stage::S0, "STG-02"},
    {"methadone, dose changed 6 days ago",
     {200, 14, Moud::methadone, 90, 6, {}, {}},
     Stage::S0,
     "STG-02"},
    {"methadone, dose change day unknown",
     {200, 0, Moud::methadone, 90, {}, {}, {}},
     Stage::S0,
     "STG-02"},
    {"methadone, settled", {5, 0, Moud::methadone, 60, 30, {}, {}}, Stage::S1, "STG-05"},
    {"methadone day 14, day 0", {0, 0, Moud::methadone, 14, 7, {}, {}}, Stage::S1, "STG-05"},
    {"buprenorphine day 2", {200, 0, Moud::buprenorphine, 2, {}, {}, {}}, Stage::S0, "STG-02"},
    {"buprenorphine day 3, day 11",
     {11, 0, Moud::buprenorphine, 3, {}, {}, {}},
     Stage::S1,
     "STG-05"},
    {"buprenorphine day 13, day 10",
     {10, 0, Moud::buprenorphine, 13, {}, {}, {}},
     Stage::S0,
     "STG-03"},
    {"buprenorphine, days unknown",
     {200, 0, Moud::buprenorphine, {}, {}, {}, {}},
     Stage::S0,
     "STG-02"},
    {"agonist for 89 days", {120, 0, Moud::buprenorphine, 89, {}, {}, {}}, Stage::S1, "STG-05"},
    {"agonist for 90 days", {120, 0, Moud::buprenorphine, 90, {}, {}, {}}, Stage::S2, "STG-06"},
    {"naltrexone is no agonist", {91, 0, Moud::naltrexone_xr, 9, {}, {}, {}}, Stage::S2, "STG-06"},
    {"COWS unknown", {200, {}, Moud::none, {}, {}, {}, {}}, Stage::S2, "STG-06"},
    {"one level at a time", {200, 0, Moud::none, {}, {}, Stage::S0, 7}, Stage::S1, "STG-07"},
    {"one level however long", {200, 0, Moud::none, {}, {}, Stage::S0, 300}, Stage::S1, "STG-07"},
    {"not before day 7", {200, 0, Moud::none, {}, {}, Stage::S0, 6}, Stage::S0, "STG-07"},
    {"days in the stage unknown", {200, 0, Moud::none, {}, {}, Stage::S1, {}}, Stage::S1, "STG-07"},
    {"S1 to S2", {200, 0, Moud::none, {}, {}, Stage::S1, 7}, Stage::S2, "STG-06"},
    {"falls at once", {3, 0, Moud::none, {}, {}, Stage::S2, 0}, Stage::S0, "STG-03"},
};

TEST(StageOf, follows_the_rule_table) {
    for (const StageCase& c : kCases) {
        const StageAnswer answer = stage_of(c.facts, pack().stages);
        EXPECT_EQ(answer.stage, c.stage) << c.what;
        EXPECT_NE(std::find(answer.rules.begin(), answer.rules.end(), c.rule), answer.rules.end())
            << c.what;
    }
}

TEST(StageOf, says_from_where_it_was_held_back) {
    EXPECT_EQ(stage_of({200, 0, Moud::none, {}, {}, Stage::S0, 7}, pack().stages).held_back_from,
              Stage::S2);
    EXPECT_FALSE(
        stage_of({200, 0, Moud::none, {}, {}, Stage::S2, 7}, pack().stages).held_back_from);
}

TEST(StageOf, never_falls_with_more_days) {
    for (const Moud moud : domain::values_of<Moud>())
        for (double on = 0; on < 120; on += 1) {
            Stage last = Stage::S0;
            for (double days = 0; days < 120; ++days) {
                const Stage stage = stage_of({days, 0, moud, on, 30, {}, {}}, pack().stages).stage;
                EXPECT_LE(last, stage) << name_of(moud) << " " << on << " " << days;
                EXPECT_GE(stage, stage_of({days, 5, moud, on, 30, {}, {}}, pack().stages).stage);
                last = stage;
            }
        }
}

TEST(StageFacts, stale_and_invalid_answers_are_unknown) {
    domain::Intake intake(80);
    intake[pack().facts.days_since_last_use] = domain::Reading::number(200);
    intake[pack().facts.moud] = domain::Reading::number(1);
    intake[pack().facts.moud_days_on] = domain::Reading::number(100);
    intake[pack().facts.moud_days_on].stale = true;
    const StageFacts facts = stage_facts(intake, pack().facts);
    EXPECT_EQ(facts.days_since_last_use, 200);
    EXPECT_EQ(facts.moud, Moud::methadone);
    EXPECT_FALSE(facts.moud_days_on);
    EXPECT_FALSE(facts.cows_total);
}

}  // namespace
}  // namespace sinew::prescribe
