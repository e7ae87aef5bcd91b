#include <sinew/network/consistency.hpp>
#include <sinew/network/trials.hpp>

#include <gtest/gtest.h>

namespace sinew::network {
namespace {

std::string all_of(const Faults& faults) {
    std::string text;
    for (const Error& fault : faults.list()) text += to_line(fault) + "\n";
    return text;
}

TEST(Trials, contrasts_of_one_trial_share_the_variance_of_its_base) {
    const std::vector<ArmRow> rows{
        {"one", "b", 3, 0.5, 10, 1}, {"one", "a", 1, 0.25, 12, 2}, {"one", "c", 7, 0.125, 14, 3}};
    const auto network = network_of_arms(rows, "table.csv");
    ASSERT_TRUE(network);
    EXPECT_EQ(network->treatments, (std::vector<std::string>{"a", "b", "c"}));
    const Trial& trial = network->trials.front();
    EXPECT_EQ(trial.treatments, (std::vector<std::size_t>{1, 0, 2}));
    EXPECT_EQ(trial.y, (std::vector<double>{-2, 4}));
    EXPECT_EQ(trial.covariance.values, (std::vector<double>{0.75, 0.5, 0.5, 0.625}));
}

TEST(Trials, a_multi_arm_study_without_covariance_is_refused_by_name) {
    const std::vector<ContrastRow> rows{
        {.study = "Miller", .base = "a", .treatment = "b", .y = 1, .v = 0.2, .row = 1},
        {.study = "Miller", .base = "a", .treatment = "c", .y = 2, .v = 0.3, .row = 2}};
    const auto network = network_of_contrasts(rows, "table.csv");
    ASSERT_FALSE(network);
    const std::string text = all_of(network.error());
    EXPECT_NE(text.find("study Miller has 3 arms and no covariance"), std::string::npos) << text;
    EXPECT_NE(text.find("--cov"), std::string::npos) << text;
    const RowCovariance known{1, 2, 0.1};
    const auto mended = network_of_contrasts(rows, "table.csv", std::span{&known, 1});
    ASSERT_TRUE(mended);
    EXPECT_EQ(mended->trials.front().covariance.at(0, 1), 0.1);
    const RowCovariance impossible{2, 1, 0.4};
    EXPECT_FALSE(network_of_contrasts(rows, "table.csv", std::span{&impossible, 1}));
}

TEST(Trials, every_fault_of_a_table_is_told_at_once) {
    const std::vector<ArmRow> rows{{"one", "a", 1, 0.1, 10, 1},
                                   {"one", "a", 2, 0.1, 10, 2},
                                   {"two", "a", 1, -1, 10, 3},
                                   {"two", "b", 1, 0.1, 10, 4},
                                   {"three", "z", 1, 0.1, 10, 5}};
    const auto network = network_of_arms(rows, "table.csv");
    ASSERT_FALSE(network);
    const std::string text = all_of(network.error());
    EXPECT_EQ(network.error().list().size(), 3U) << text;
    EXPECT_NE(text.find("two arms of a"), std::string::npos) << text;
    EXPECT_NE(text.find("table.csv:3:variance"), std::string::npos) << text;
    EXPECT_NE(text.find("z occurs only in studies of one arm"), std::string::npos) << text;
}

TEST(Trials, contrasts_against_two_bases_or_themselves_are_refused) {
    const std::vector<ContrastRow> rows{
        {.study = "s", .base = "a", .treatment = "b", .y = 1, .v = 1, .row = 1},
        {.study = "s", .base = "c", .treatment = "d", .y = 1, .v = 1, .row = 2},
        {.study = "t", .base = "a", .treatment = "a", .y = 1, .v = 1, .row = 3}};
    const auto network = network_of_contrasts(rows, "table.csv");
    ASSERT_FALSE(network);
    EXPECT_EQ(network.error().list().size(), 2U) << all_of(network.error());
}

TEST(Trials, a_single_arm_study_of_a_compared_treatment_is_left_out_and_named) {
    const std::vector<ArmRow> rows{
        {"one", "a", 1, 0.1, 10, 1}, {"one", "b", 2, 0.1, 10, 2}, {"lone", "a", 1, 0.1, 10, 3}};
    const auto network = network_of_arms(rows, "table.csv");
    ASSERT_TRUE(network);
    ASSERT_EQ(network->left_out.size(), 1U);
    EXPECT_NE(network->left_out.front().find("lone"), std::string::npos);
    const auto fit = fit_network(*network);  // one study is a network of one contrast
    ASSERT_TRUE(fit);
    EXPECT_EQ(fit->df, 0U);
    EXPECT_DOUBLE_EQ(fit->compare(1, 0).b, 1);
    EXPECT_DOUBLE_EQ(fit->compare(1, 0).se * fit->compare(1, 0).se, 0.2);
    EXPECT_FALSE(fit->compare(1, 0).pi_lb);
}

}  // namespace
}  // namespace sinew::network
