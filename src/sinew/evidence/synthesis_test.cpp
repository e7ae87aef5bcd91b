// The cells of the shipped pack against a count by hand, the priors of the contract, and laws that hold for any trials.
#include <sinew/evidence/made_trials_for_test.hpp>

#include <cmath>
#include <map>
#include <set>

namespace sinew::evidence {
namespace {

using knowledge::Course;

struct Shipped : ::testing::Test {
    knowledge::Trials trials = shipped_trials();
    knowledge::SynthesisRules rules = shipped_rules();
    Synthesis made = synthesise(trials, rules);

    const Cell& at(const std::string& outcome, const std::string& modality,
                   const std::string& control = "all", Course course = Course::chronic,
                   Comparison comparison = Comparison::control) {
        const Cell* cell = made.cell({.outcome = outcome,
                                      .course = course,
                                      .comparison = comparison,
                                      .modality = modality,
                                      .control = control});
        EXPECT_TRUE(cell) << outcome << " " << modality << " " << control;
        static const Cell none;
        return cell ? *cell : none;
    }
};

TEST_F(Shipped, cells_have_the_verdicts_counted_by_hand) {
    // From table_contract section 5 and README section 2.1: one pooled margin of chronic craving; single trials; directions.
    using enum Verdict;
    const std::map<std::string, std::map<std::string, Verdict>> expected{
        {"craving",
         {{"aerobic", direction_only},
          {"resistance", direction_only},
          {"combined", direction_only},
          {"hiit", nothing_found},
          {"mind_body", pooled},
          {"yijinjing", borrowed}}},
        {"anxiety",
         {{"aerobic", direction_only},
          {"resistance", nothing_found},
          {"combined", direction_only},
          {"hiit", direction_only},
          {"mind_body", one_study},
          {"yijinjing", borrowed}}},
        {"depression",
         {{"aerobic", direction_only},
          {"resistance", nothing_found},
          {"combined", direction_only},
          {"hiit", direction_only},
          {"mind_body", direction_only},
          {"yijinjing", borrowed}}},
        {"sleep",
         {{"aerobic", direction_only},
          {"resistance", direction_only},
          {"combined", nothing_found},
          {"hiit", nothing_found},
          {"mind_body", one_study},
          {"yijinjing", borrowed}}},
        {"withdrawal",
         {{"aerobic", nothing_found},
          {"resistance", nothing_found},
          {"combined", nothing_found},
          {"hiit", nothing_found},
          {"mind_body", one_study},
          {"yijinjing", borrowed}}},
        {"abstinence",
         {{"aerobic", one_study},
          {"resistance", nothing_found},
          {"combined", direction_only},
          {"hiit", nothing_found},
          {"mind_body", nothing_found},
          {"yijinjing", borrowed}}},
        {"relapse", {{"aerobic", nothing_found}, {"mind_body", nothing_found}}},
        {"quality_of_life",
         {{"aerobic", direction_only},
          {"resistance", nothing_found},
          {"combined", direction_only},
          {"mind_body", one_study}}},
        {"vo2max",
         {{"aerobic", direction_only},
          {"resistance", nothing_found},
          {"combined", one_study},
          {"hiit", one_study},
          {"mind_body", nothing_found}}},
        {"strength",
         {{"aerobic", nothing_found},
          {"resistance", direction_only},
          {"combined", one_study},
          {"mind_body", nothing_found},
          {"yijinjing", nothing_found}}},
        {"rmssd",
         {{"aerobic", direction_only},
          {"combined", one_study},
          {"hiit", direction_only},
          {"mind_body", nothing_found},
          {"yijinjing", nothing_found}}}};
    for (const auto& [outcome, row] : expected)
        for (const auto& [modality, verdict] : row)
            EXPECT_EQ(domain::name_of(at(outcome, modality).verdict), domain::name_of(verdict))
                << outcome << " " << modality;
}

TEST_F(Shipped, the_one_pooled_margin_holds_two_trials) {
    const Cell& cell = at("craving", "mind_body", kUsualOrUnspecified);
    EXPECT_EQ(cell.verdict, Verdict::pooled);
    EXPECT_EQ(cell.k, 2);
    EXPECT_EQ(cell.n, 171);
    std::set<std::string> used;
    for (const CellRow& row : cell.rows)
        if (row.standing == Standing::usable) used.insert(made.findings[row.finding].row->row);
    EXPECT_EQ(used, (std::set<std::string>{"WangMu2022.1", "ZhangZhu2020.1"}));
    ASSERT_TRUE(cell.own && cell.own->bayes && cell.own->reml);
    EXPECT_GT(cell.own->shown.b, -0.493482);  // between the two
    EXPECT_LT(cell.own->shown.b, -0.449083);
    // Two nearly equal effects: REML finds no heterogeneity, and its mean is the one weighted by 1 / v.
    const double w1 = 1 / 0.043446, w2 = 1 / 0.053958;
    EXPECT_NEAR(cell.own->reml->mean.b, (-0.493481 * w1 - 0.449089 * w2) / (w1 + w2), 1e-4);
    EXPECT_EQ(cell.own->reml->tau2, 0);
    EXPECT_GT(cell.own->bayes->pi_ub - cell.own->bayes->pi_lb,
              cell.own->bayes->ci_ub - cell.own->bayes->ci_lb);
    EXPECT_EQ(cell.certainty.level, CertaintyLevel::very_low);
    // Apart they are two cells of one trial each: a comparator that was not read is not usual care.
    EXPECT_EQ(at("craving", "mind_body", "usual").k, 1);
    EXPECT_EQ(at("craving", "mind_body", "NA").k, 1);
}

TEST_F(Shipped, a_dose_contrast_is_a_cell_of_its_own) {
    const Cell& cell = at("craving", "aerobic", "all", Course::chronic, Comparison::dose);
    EXPECT_EQ(cell.verdict, Verdict::one_study);
    ASSERT_TRUE(cell.own);
    EXPECT_NEAR(cell.own->shown.b, -0.4778, 1e-4);  // G20
    EXPECT_FALSE(cell.prior);
    for (const CellRow& row : at("craving", "aerobic").rows)
        EXPECT_NE(made.findings[row.finding].row->study, "MVE2025");
}

TEST_F(Shipped, one_row_speaks_for_the_same_people) {
    // Ellingsen2021 and 2023 are one crossover; soccer and circuit, at once and after 4 h, are four rows of the same people.
    const Cell& cell = at("craving", "all", "attention", Course::acute);
    EXPECT_EQ(cell.k, 1);
    int same = 0;
    for (const CellRow& row : cell.rows) same += row.standing == Standing::same_people;
    EXPECT_EQ(same, 3);
    EXPECT_NEAR(cell.own->shown.b, -1.35, 1e-9);
}

TEST_F(Shipped, nothing_is_pooled_that_is_not_a_comparison_of_groups) {
    for (const Cell& cell : made.cells) {
        int used = 0;
        std::set<std::string> people;
        for (const CellRow& row : cell.rows) {
            const Finding& finding = made.findings[row.finding];
            EXPECT_TRUE(finding.row && finding.study);
            if (row.standing != Standing::usable) continue;
            ++used;
            EXPECT_TRUE(people.insert(finding.study->overlap_group).second) << name_of(cell.key);
            EXPECT_TRUE(finding.row->kind == knowledge::ResultKind::arm ||
                        finding.row->kind == knowledge::ResultKind::contrast ||
                        finding.row->kind == knowledge::ResultKind::hazard);
            EXPECT_EQ(finding.measure, cell.measure);
        }
        EXPECT_EQ(used, cell.k) << name_of(cell.key);
        EXPECT_EQ(cell.own.has_value(), cell.k > 0) << name_of(cell.key);
        EXPECT_EQ(cell.verdict == Verdict::pooled, cell.k >= 2) << name_of(cell.key);
        EXPECT_FALSE(cell.reasons.empty()) << name_of(cell.key);
    }
}

TEST_F(Shipped, priors_are_those_of_the_contract) {
    const auto prior = [&](const char* outcome, const char* modality) {
        return prior_for(outcome, Course::chronic, modality, trials, rules).value();
    };
    EXPECT_EQ(prior("craving", "aerobic").mean, -0.40);
    EXPECT_EQ(prior("craving", "aerobic").sd, 0.20);
    EXPECT_NEAR(prior("craving", "aerobic").prediction_sd, std::sqrt(0.04 + 0.09), 1e-12);
    EXPECT_EQ(prior("depression", "mind_body").mean,
              -0.33);  // ZhangY2022TCE against active control
    EXPECT_NEAR(prior("depression", "mind_body").sd, 0.165,
                1e-12);  // half its size; its SE is 0.135
    EXPECT_NEAR(prior("depression", "aerobic").mean, -0.235, 1e-12);
    EXPECT_NEAR(prior("depression", "aerobic").sd, 0.235, 1e-12);
    EXPECT_NEAR(prior("sleep", "mind_body").mean, -0.1865, 1e-12);
    EXPECT_EQ(prior("abstinence", "all").mean, 0);
    EXPECT_EQ(prior("abstinence", "all").sd, 0.20);
    EXPECT_EQ(prior("relapse", "all").sd, 0.20);
    const auto borrowed = prior("craving", "yijinjing");
    EXPECT_EQ(borrowed.mean, -0.40);
    EXPECT_NEAR(borrowed.sd, 0.30, 1e-12);
    EXPECT_EQ(borrowed.grade, "very_low");
    EXPECT_EQ(prior("craving", "mind_body").grade, "low");
    EXPECT_TRUE(borrowed.borrowed);
    EXPECT_FALSE(prior_for("strength", Course::chronic, "aerobic", trials, rules));
}

TEST_F(Shipped, checks_find_the_known_traps_and_no_others) {
    std::set<std::string> found;
    for (const PackFlag& flag : made.flags)
        found.insert(flag.where.substr(flag.where.find(':') + 1) + " " + flag.rule);
    EXPECT_EQ(found,
              (std::set<std::string>{"Ellingsen2023.4 ci_symmetric", "GimenezM2020.4 superseded",
                                     "Lardier2021.1 z_and_ci", "Lardier2021.2 z_and_ci",
                                     "ZhangZhu2020.1 eta_and_p", "ZhangZhu2020.2 eta_and_p",
                                     "ZhangZhu2020.3 eta_and_p", "ZhangZhu2020.4 eta_and_p"}));
}

TEST_F(Shipped, subgroup_arithmetic_agrees_with_the_golden_cases) {
    const std::map<std::string, std::pair<double, double>> expected{
        {"G40", {7.3865, 0.0249}}, {"G41", {0.3110, 0.5771}}, {"G42", {1.6917, 0.6388}},
        {"G43", {0.3242, 0.5691}}, {"G44", {4.0522, 0.0441}}, {"G45", {2.0475, 0.1525}}};
    ASSERT_EQ(made.subgroup_tests.size(), expected.size());
    for (const SubgroupTest& test : made.subgroup_tests) {
        EXPECT_NEAR(test.Q, expected.at(test.id).first, 1e-3) << test.id;
        EXPECT_NEAR(test.p, expected.at(test.id).second, 1e-3) << test.id;
    }
}

TEST_F(Shipped, taking_a_row_away_never_raises_k) {
    std::map<CellKey, int> before;
    for (const Cell& cell : made.cells) before[cell.key] = cell.k;
    for (std::size_t gone = 0; gone < trials.results.size(); gone += 3) {
        knowledge::Trials fewer = trials;
        fewer.results.erase(fewer.results.begin() + static_cast<std::ptrdiff_t>(gone));
        for (const Cell& cell :
             synthesise(fewer, rules, {.outcome = trials.results[gone].outcome}).cells) {
            ASSERT_TRUE(before.contains(cell.key));
            EXPECT_LE(cell.k, before.at(cell.key))
                << trials.results[gone].row << " " << name_of(cell.key);
        }
    }
}

TEST(Synthesis, pools_trials_and_counts_the_same_people_once) {
    knowledge::Trials trials;
    add_trial(trials, "one", -0.5, 0.04);
    add_trial(trials, "two", -0.3, 0.04);
    add_trial(trials, "again", -0.9, 0.04, "one");
    const auto rules = shipped_rules();
    const auto made = synthesise(trials, rules, {.outcome = "craving", .modality = "mind_body"});
    const Cell* cell = made.cell({.outcome = "craving", .modality = "mind_body"});
    ASSERT_TRUE(cell);
    EXPECT_EQ(cell->k, 2);
    EXPECT_EQ(cell->n, 200);
    EXPECT_NEAR(cell->own->shown.b, -0.4, 1e-6);  // equal variances: the middle, whatever tau is
    EXPECT_EQ(cell->directions.exercise, 2);
    for (const Cell& other : made.cells) EXPECT_EQ(other.key.modality, "mind_body");
}

TEST(Synthesis, many_trials_are_answered_by_reml_alone) {
    knowledge::Trials trials;
    for (int i = 0; i < 6; ++i) add_trial(trials, "t" + std::to_string(i), -0.1 * i, 0.05);
    const auto rules = shipped_rules();
    const auto made = synthesise(trials, rules);
    const Cell* cell = made.cell({.outcome = "craving", .modality = "mind_body"});
    ASSERT_TRUE(cell && cell->own);
    EXPECT_FALSE(cell->own->bayes);
    EXPECT_NEAR(cell->own->shown.b, -0.25, 1e-9);
}

TEST(Synthesis, a_trial_whose_allocation_is_not_known_is_counted_and_not_pooled) {
    knowledge::Trials trials;
    add_trial(trials, "one", -0.5, 0.04);
    trials.studies[0].design = knowledge::TrialDesign::NA;
    const auto rules = shipped_rules();
    const auto made = synthesise(trials, rules);
    const Cell* cell = made.cell({.outcome = "craving", .modality = "mind_body"});
    EXPECT_EQ(cell->verdict, Verdict::direction_only);
    EXPECT_EQ(cell->k, 0);
    EXPECT_EQ(cell->directions.exercise, 1);
}

}  // namespace
}  // namespace sinew::evidence
