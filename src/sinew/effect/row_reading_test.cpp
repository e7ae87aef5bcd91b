// Rows of two groups and of one: what stands in place of means and SDs, corrections of designs, and what is refused.
#include <sinew/effect/printed_statistics.hpp>
#include <sinew/effect/reading.hpp>
#include <sinew/effect/two_means.hpp>

#include <gtest/gtest.h>
#include <cmath>

namespace sinew::effect {
namespace {

using Rows = std::vector<std::vector<std::string>>;

Checked<Effects> read(std::vector<std::string> columns, Rows rows,
                      const EffectsQuestion& question) {
    return effects_of({"t", std::move(columns), std::move(rows)}, question);
}

std::string fault(const Checked<Effects>& effects) {
    return effects ? "no fault" : to_line(effects.error().list().front());
}

const std::vector<std::string> kMeans{"study", "n1i", "m1i", "sd1i", "n2i", "m2i", "sd2i"};
const EffectsQuestion kSmd{.measure = Measure::SMD};

TEST(RowReading, statistics_stand_in_for_means) {
    const auto direct = from_standardised(Measure::SMD, 0.5, 20, 22);
    const double t = 0.5 / std::sqrt(1.0 / 20 + 1.0 / 22);
    for (const auto& [columns, cells] :
         std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>>{
             {{"study", "n1i", "n2i", "di"}, {"A", "20", "22", "0.5"}},
             {{"study", "n1i", "n2i", "ti"}, {"A", "20", "22", std::to_string(t)}},
             {{"study", "n1i", "n2i", "fi", "sign"},
              {"A", "20", "22", std::to_string(t * t), "1"}}}) {
        const auto effects = read(columns, {cells}, kSmd);
        ASSERT_TRUE(effects) << fault(effects);
        EXPECT_NEAR(effects->yi[0], direct.yi, 1e-5) << columns.back();
        EXPECT_NEAR(effects->vi[0], direct.vi, 1e-5) << columns.back();
    }
    const auto negative = read({"study", "n1i", "n2i", "etai", "sign"},
                               {{"MVE2025", "50", "50", "0.054", "-1"}}, kSmd);
    ASSERT_TRUE(negative) << fault(negative);
    EXPECT_NEAR(negative->yi[0], -0.4778 * (1 - 3.0 / (4 * 98 - 1)), 1e-4);
    const auto unsigned_f = read({"study", "n1i", "n2i", "fi"}, {{"A", "20", "22", "4.1"}},
                                 {.measure = Measure::SMD, .fewest = 0});
    ASSERT_TRUE(unsigned_f);
    EXPECT_EQ(unsigned_f->rows_left_out.at(0).column, "sign")
        << "F does not know which group was higher";
}

TEST(RowReading, standard_errors_medians_and_changes_stand_in_for_sds) {
    const auto plain = *read(kMeans, {{"A", "25", "5", "2", "16", "4", "3"}}, kSmd);
    const auto by_se = read({"study", "n1i", "m1i", "se1i", "n2i", "m2i", "se2i"},
                            {{"A", "25", "5", "0.4", "16", "4", "0.75"}}, kSmd);
    ASSERT_TRUE(by_se) << fault(by_se);
    EXPECT_NEAR(by_se->yi[0], plain.yi[0], 1e-14);
    const auto medians =
        read({"study", "n1i", "med1i", "lq1i", "uq1i", "n2i", "med2i", "lq2i", "uq2i"},
             {{"A", "40", "10", "8", "12", "40", "12", "10", "14"}}, {.measure = Measure::MD});
    ASSERT_TRUE(medians) << fault(medians);
    EXPECT_NEAR(medians->yi[0], -2, 1e-12);
    EXPECT_FALSE(medians->steps.empty());
    const auto change = read({"study", "n1i", "pre1i", "post1i", "sdpre1i", "sdpost1i", "n2i",
                              "pre2i", "post2i", "sdpre2i", "sdpost2i", "ri"},
                             {{"A", "30", "5", "3", "2", "2", "30", "5", "4", "2", "2", "0.5"}},
                             {.measure = Measure::MD});
    ASSERT_TRUE(change) << fault(change);
    EXPECT_NEAR(change->yi[0], -1, 1e-14);
    EXPECT_NEAR(change->vi[0], 2 * 4.0 / 30, 1e-14);  // SD of change 2 in both
}

TEST(RowReading, clusters_and_crossovers_change_the_variance_alone_and_are_told) {
    auto columns = kMeans;
    columns.insert(columns.end(), {"icc", "cluster_size", "design", "ri"});
    const Rows rows{{"A", "25", "5", "2", "25", "4", "2", "", "", "", ""},
                    {"B", "25", "5", "2", "25", "4", "2", "0.05", "21", "", ""},
                    {"C", "25", "5", "2", "25", "4", "2", "", "", "crossover", "0.6"}};
    const auto effects = read(columns, rows, {.measure = Measure::MD});
    ASSERT_TRUE(effects) << fault(effects);
    EXPECT_EQ(effects->yi[0], effects->yi[1]);
    EXPECT_NEAR(effects->vi[1], 2 * effects->vi[0], 1e-14);
    EXPECT_NEAR(effects->vi[2], 0.4 * effects->vi[0], 1e-14);
    ASSERT_EQ(effects->warnings.size(), 2U);
    EXPECT_NE(effects->warnings[0].find("row 2"), std::string::npos);
    EXPECT_NE(effects->warnings[1].find("row 3"), std::string::npos);
    const auto stated =
        read({"study", "yi", "vi", "design", "ri"}, {{"A", "1", "0.5", "crossover", "0.2"}}, {});
    ASSERT_TRUE(stated) << fault(stated);
    EXPECT_NEAR(stated->vi[0], 0.4, 1e-15);
}

TEST(RowReading, what_no_trial_can_have_is_refused_with_its_cell) {
    EXPECT_NE(fault(read(kMeans, {{"A", "25", "5", "0", "25", "4", "2"}}, kSmd))
                  .find("t:row 1:sd1i: a standard deviation of 0"),
              std::string::npos);
    EXPECT_NE(fault(read(kMeans, {{"A", "25", "5", "1", "1", "4", "2"}}, kSmd))
                  .find("t:row 1:n2i: a group of 1"),
              std::string::npos);
    EXPECT_NE(fault(read(kMeans, {{"A", "38 + 38", "5", "1", "20", "4", "2"}}, kSmd))
                  .find("\"38 + 38\" is not a number"),
              std::string::npos);
    const std::vector<std::string> counts{"study", "ai", "n1i", "ci", "n2i"};
    const EffectsQuestion odds{.measure = Measure::OR};
    EXPECT_NE(
        fault(read(counts, {{"A", "30", "20", "1", "20"}}, odds)).find("30 events among 20 people"),
        std::string::npos);
    EXPECT_NE(fault(read(counts, {{"A", "-1", "20", "1", "20"}}, odds)).find("a count of -1"),
              std::string::npos);
    EXPECT_NE(fault(read({"study", "ai", "bi", "n1i", "ci", "di"}, {{"A", "3", "4", "9", "1", "2"}},
                         odds))
                  .find("sum of both counts"),
              std::string::npos);
    EXPECT_NE(fault(read(kMeans, {{"A", "25", "5", "1", "25", "4", "2"}}, {}))
                  .find("raw columns, and no measure"),
              std::string::npos);
    EXPECT_NE(fault(read(kMeans, {{"A", "25", "5", "1", "25", "4", "2"}}, {.measure = Measure::PR}))
                  .find("PR is no measure of the shape"),
              std::string::npos);
    EffectsQuestion unbiased{.measure = Measure::ROM};
    unbiased.settings.form = VarianceForm::UB;
    EXPECT_NE(
        fault(read(kMeans, {{"A", "25", "5", "1", "25", "4", "2"}}, unbiased)).find("--vtype"),
        std::string::npos);
    EXPECT_NE(fault(read({"study", "m1i", "m2i", "sd1i", "sd2i", "ri", "ni"},
                         {{"A", "5", "4", "1", "1", "1.2", "20"}}, {.measure = Measure::MC}))
                  .find("a correlation of 1.2"),
              std::string::npos);
}

TEST(RowReading, what_a_measure_cannot_say_is_left_out_with_its_reason) {
    const auto effects = read(kMeans,
                              {{"A", "25", "-5", "1", "25", "4", "2"},
                               {"B", "25", "5", "1", "25", "4", ""},
                               {"C", "25", "5", "1", "25", "4", "2"}},
                              {.measure = Measure::ROM});
    ASSERT_TRUE(effects) << fault(effects);
    EXPECT_EQ(effects->size(), 1U);
    ASSERT_EQ(effects->rows_left_out.size(), 2U);
    EXPECT_NE(effects->rows_left_out[0].reason.find("not both above zero"), std::string::npos);
    EXPECT_EQ(effects->rows_left_out[1].column, "sd2i");
    EffectsQuestion dropping{.measure = Measure::OR};
    dropping.settings.zero.drop00 = true;
    const auto counts = read({"study", "ai", "n1i", "ci", "n2i"},
                             {{"A", "0", "20", "0", "20"}, {"B", "0", "20", "2", "20"}}, dropping);
    ASSERT_TRUE(counts) << fault(counts);
    EXPECT_EQ(counts->rows_left_out.at(0).reason, "no events, or nothing else, in both groups");
    EXPECT_NE(counts->warnings.at(0).find("row 2: 0.5 added"), std::string::npos);
}

TEST(RowReading, observed_less_expected_events_give_a_hazard_ratio) {
    const auto effects =
        read({"study", "o_e", "v_o_e"}, {{"A", "-7.4", "80.6"}}, {.measure = Measure::HR});
    ASSERT_TRUE(effects) << fault(effects);
    EXPECT_NEAR(effects->yi[0], -7.4 / 80.6, 1e-15);
    EXPECT_NEAR(effects->vi[0], 1 / 80.6, 1e-15);
}

}  // namespace
}  // namespace sinew::effect
