// Rows become effects: WangMu2022 by the golden cases G01 to G09, and who may not be pooled.
#include <sinew/evidence/made_trials_for_test.hpp>

#include <cmath>
#include <set>

namespace sinew::evidence {
namespace {

const Finding* finding_of(const std::vector<Finding>& findings, std::string_view row) {
    for (const Finding& finding : findings)
        if (finding.row->row == row) return &finding;
    return nullptr;
}

TEST(Finding, takes_change_scores_where_baselines_differ) {
    const auto trials = shipped_trials();
    const auto findings = findings_of(trials, shipped_rules());
    const Finding* wang = finding_of(findings, "WangMu2022.1");
    ASSERT_TRUE(wang && wang->yi && wang->vi);
    EXPECT_EQ(wang->how, "change_scores");
    EXPECT_NEAR(*wang->yi, -0.493481, 1e-6);  // G09
    EXPECT_NEAR(*wang->vi, 0.043446, 2e-6);   // the example of the table contract
    EXPECT_NEAR(*wang->yi - 1.959964 * std::sqrt(*wang->vi), -0.9020, 1e-4);  // G09
    EXPECT_EQ(wang->control, "usual");
    EXPECT_EQ(wang->n, 95);
}

TEST(Finding, takes_scores_afterwards_where_baselines_agree) {
    auto rules = shipped_rules();
    rules.baseline_difference = 0.5;
    const auto trials = shipped_trials();
    const auto findings = findings_of(trials, rules);
    const Finding* wang = finding_of(findings, "WangMu2022.1");
    ASSERT_TRUE(wang && wang->yi);
    EXPECT_EQ(wang->how, "scores_afterwards");
    EXPECT_NEAR(*wang->yi, -0.895783, 1e-6);            // G03
    EXPECT_NEAR(std::sqrt(*wang->vi), 0.215676, 1e-6);  // G04
}

TEST(Finding, says_when_change_scores_were_wanted_and_not_printed) {
    const auto trials = shipped_trials();
    const auto findings = findings_of(trials, shipped_rules());
    const Finding* sleep = finding_of(findings, "TaiChiSleep82.1");
    ASSERT_TRUE(sleep && sleep->yi);
    EXPECT_NEAR(*sleep->yi, -0.505434, 1e-6);  // G10
    EXPECT_TRUE(sleep->change_wanted);
    const Finding* stride = finding_of(findings, "STRIDE2017.3");
    ASSERT_TRUE(stride && stride->yi);
    EXPECT_NEAR(*stride->yi, -0.064519, 1e-6);  // G11
    EXPECT_FALSE(stride->change_wanted);
    const Finding* hazard = finding_of(findings, "Goutham2026.1");
    ASSERT_TRUE(hazard && hazard->yi && hazard->vi);
    EXPECT_NEAR(*hazard->yi, 1.48160, 1e-5);             // G49
    EXPECT_NEAR(std::sqrt(*hazard->vi), 0.30936, 1e-5);  // G49
}

TEST(Finding, gives_every_row_of_an_exercise_arm_a_standing) {
    const auto trials = shipped_trials();
    const auto findings = findings_of(trials, shipped_rules());
    std::set<std::string> usable;
    for (const Finding& finding : findings) {
        const auto kind = finding.row->kind;
        if (kind == knowledge::ResultKind::direction_only ||
            kind == knowledge::ResultKind::within || kind == knowledge::ResultKind::median) {
            EXPECT_NE(finding.standing, Standing::usable) << finding.row->row;
        }
        if (finding.standing == Standing::usable) {
            usable.insert(finding.row->study);
            EXPECT_TRUE(finding.yi && finding.vi) << finding.row->row;
        }
    }
    // Counted by hand from README section 2.1 and table_contract section 5: all studies with a between-group number and its variance.
    EXPECT_EQ(usable,
              (std::set<std::string>{"Ellingsen2021", "Ellingsen2023", "Goutham2026", "MVE2025",
                                     "STRIDE2017", "TaiChiSleep82", "WangMu2022", "ZhangZhu2020"}));
    EXPECT_EQ(finding_of(findings, "ZhuD2016.4")->standing, Standing::design_unknown);
    EXPECT_EQ(finding_of(findings, "Rawson2015JSAT.1")->standing, Standing::no_variance);
    EXPECT_EQ(finding_of(findings, "Dolezal2013.1")->standing, Standing::one_arm_only);
    EXPECT_EQ(finding_of(findings, "LiM2002.1")->standing, Standing::excluded_study);
    EXPECT_EQ(finding_of(findings, "MVE2025.1")->comparison, Comparison::dose);
    EXPECT_EQ(finding_of(findings, "ZhangL2024.1")->comparison, Comparison::head_to_head);
}

TEST(Finding, knows_no_trial_of_yijinjing) {
    for (const auto& arm : shipped_trials().arms) EXPECT_NE(arm.subtype, "yijinjing");
}

}  // namespace
}  // namespace sinew::evidence
