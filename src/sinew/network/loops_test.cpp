// Loops of comparisons: analytic triangles, loops that one trial holds, what order must not matter; the adjusted funnel.
#include <sinew/network/adjusted_funnel.hpp>
#include <sinew/network/loops.hpp>
#include <sinew/network/made_network_for_test.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace sinew::network {
namespace {

Network network_of(const std::vector<ArmRow>& rows) {
    return network_of_arms(rows, "made").value();
}

NetworkFit common_fit(const Network& network) {
    FitSettings settings;
    settings.method = Tau2Method::common;
    return fit_network(network, settings).value();
}

const std::vector<ArmRow> kTriangle{{"1", "a", 1.0, 0.1, 50, 1}, {"1", "b", 0.4, 0.1, 50, 2},
                                    {"2", "b", 0.5, 0.2, 50, 3}, {"2", "c", 0.2, 0.1, 50, 4},
                                    {"3", "a", 2.0, 0.1, 50, 5}, {"3", "c", 0.7, 0.3, 50, 6}};

TEST(Loops, a_triangle_of_three_trials_is_buchers_arithmetic) {
    const Network network = network_of(kTriangle);
    const LoopTests tests = test_loops(network, common_fit(network));
    ASSERT_EQ(tests.loops.size(), 1U);
    const Loop& loop = tests.loops[0];
    EXPECT_EQ(loop.treatments, (std::vector<std::size_t>{0, 1, 2}));
    EXPECT_EQ(loop.studies, 3U);
    EXPECT_NEAR(loop.direct.b, 0.6, 1e-14);
    EXPECT_NEAR(loop.indirect.b, 1.3 - 0.3, 1e-14);  // a - c less b - c
    EXPECT_NEAR(loop.difference.b, -0.4, 1e-14);
    EXPECT_NEAR(loop.difference.se, std::sqrt(0.2 + 0.3 + 0.4), 1e-14);
    EXPECT_NEAR(loop.direct.se, std::sqrt(0.2), 1e-14);
    EXPECT_NEAR(loop.indirect.se, std::sqrt(0.7), 1e-14);
}

TEST(Loops, heterogeneity_of_the_network_widens_every_step) {
    const Network network = network_of(kTriangle);
    NetworkFit fit = common_fit(network);
    fit.tau2 = 0.5;
    const Loop loop = test_loops(network, fit).loops.at(0);
    EXPECT_NEAR(loop.difference.se, std::sqrt(0.9 + 3 * 0.5), 1e-14);
}

TEST(Loops, a_trial_of_three_arms_cannot_disagree_with_itself) {
    const Network alone = network_of(
        {{"1", "a", 1.0, 0.1, 50, 1}, {"1", "b", 0.4, 0.1, 50, 2}, {"1", "c", 0.9, 0.2, 50, 3}});
    const LoopTests tests = test_loops(alone, common_fit(alone));
    EXPECT_TRUE(tests.loops.empty());
    EXPECT_EQ(tests.bound, 1U);
}

TEST(Loops, a_square_is_found_with_and_without_its_diagonal) {
    std::vector<ArmRow> rows{{"1", "a", 1.0, 0.1, 50, 1}, {"1", "b", 0.4, 0.1, 50, 2},
                             {"2", "b", 0.5, 0.2, 50, 3}, {"2", "c", 0.2, 0.1, 50, 4},
                             {"3", "c", 2.0, 0.1, 50, 5}, {"3", "d", 0.7, 0.3, 50, 6},
                             {"4", "a", 1.2, 0.2, 50, 7}, {"4", "d", 0.1, 0.2, 50, 8}};
    const Network open = network_of(rows);
    const LoopTests square = test_loops(open, common_fit(open));
    ASSERT_EQ(square.loops.size(), 1U);
    EXPECT_EQ(square.loops[0].treatments, (std::vector<std::size_t>{0, 1, 2, 3}));
    EXPECT_FALSE(square.loops[0].chord);
    EXPECT_NEAR(square.loops[0].difference.b, 0.6 + 0.3 + 1.3 - 1.1, 1e-14);
    rows.push_back({"5", "a", 0.0, 0.1, 50, 9});
    rows.push_back({"5", "c", 0.3, 0.1, 50, 10});
    const Network braced = network_of(rows);
    const LoopTests more = test_loops(braced, common_fit(braced));
    EXPECT_EQ(more.loops.size(), 3U);  // two triangles and the square
    EXPECT_EQ(std::ranges::count(more.loops, true, &Loop::chord), 1);
}

TEST(Loops, the_order_of_arms_and_trials_does_not_matter) {
    auto rows = made_arms(5, 20, 0.3, 11);
    const Network here = network_of(rows);
    const auto one = test_loops(here, common_fit(here));
    std::ranges::reverse(rows);
    const Network there = network_of(rows);
    const auto other = test_loops(there, common_fit(there));
    ASSERT_EQ(one.loops.size(), other.loops.size());
    ASSERT_GT(one.loops.size(), 5U);
    for (std::size_t i = 0; i < one.loops.size(); ++i) {
        EXPECT_EQ(one.loops[i].treatments, other.loops[i].treatments);
        EXPECT_NEAR(one.loops[i].difference.b, other.loops[i].difference.b, 1e-12);
        EXPECT_NEAR(one.loops[i].difference.se, other.loops[i].difference.se, 1e-12);
    }
}

TEST(AdjustedFunnel, contrasts_of_a_comparison_balance_and_turn_with_the_order) {
    const Network network = network_of(made_arms(4, 18, 0.3, 5));
    const NetworkFit fit = common_fit(network);
    const auto down = adjusted_contrasts(network, fit, std::vector<std::size_t>{0, 1, 2, 3});
    const auto up = adjusted_contrasts(network, fit, std::vector<std::size_t>{3, 2, 1, 0});
    ASSERT_EQ(down.size(), up.size());
    std::map<std::pair<std::size_t, std::size_t>, double> balance;
    for (const AdjustedContrast& one : down) {
        EXPECT_LT(one.treatment, one.other);
        balance[{one.treatment, one.other}] += one.adjusted / (one.se * one.se);
    }
    for (const auto& [pair, sum] : balance) EXPECT_NEAR(sum, 0, 1e-9);
    double there = 0, back = 0;
    for (const auto& one : down) there += one.adjusted;
    for (const auto& one : up) back += one.adjusted;
    EXPECT_NEAR(there, -back, 1e-12);
}

}  // namespace
}  // namespace sinew::network
