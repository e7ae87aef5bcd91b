// Laws that hold for every network, on networks made from named streams.
#include <sinew/network/component_model.hpp>
#include <sinew/network/connection.hpp>
#include <sinew/network/contribution.hpp>
#include <sinew/network/inconsistency.hpp>
#include <sinew/network/made_network_for_test.hpp>
#include <sinew/network/node_split.hpp>
#include <sinew/network/ranking.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sinew::network {
namespace {

constexpr double kClose = 1e-9;

Network made(std::size_t treatments, std::size_t trials, std::uint64_t seed, double tau = 0.3) {
    return network_of_arms(made_arms(treatments, trials, tau, seed), "made").value();
}

FitSettings by(Tau2Method method) {
    FitSettings settings;
    settings.method = method;
    return settings;
}

double sum_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(NetworkLaws, a_star_of_two_arm_trials_is_one_pairwise_synthesis_an_arm) {
    RandomStream stream{7, "star"};
    std::vector<ContrastRow> rows;
    for (std::size_t t = 0; t < 4; ++t)
        for (std::size_t k = 0; k < 3 + t; ++k)
            rows.push_back({.study = "s" + std::to_string(rows.size()),
                            .base = "hub",
                            .treatment = std::string{static_cast<char>('p' + t)},
                            .y = 2 * stream.uniform(),
                            .v = 0.05 + stream.uniform()});
    const Network star = network_of_contrasts(rows, "star").value();
    const NetworkFit fit = fit_network(star, by(Tau2Method::reml)).value();
    for (std::size_t t = 0; t < 4; ++t) {
        double weights = 0, sum = 0;
        for (const ContrastRow& row : rows)
            if (row.treatment == std::string{static_cast<char>('p' + t)}) {
                weights += 1 / (row.v + fit.tau2);
                sum += row.y / (row.v + fit.tau2);
            }
        const Comparison made = fit.compare(t + 1, 0);  // "hub" sorts before "p"
        EXPECT_NEAR(made.b, sum / weights, kClose);
        EXPECT_NEAR(made.se, 1 / std::sqrt(weights), kClose);
    }
}

TEST(NetworkLaws, the_order_of_rows_arms_and_the_base_arm_change_nothing) {
    for (const auto method : {Tau2Method::reml, Tau2Method::dl, Tau2Method::ml, Tau2Method::pm}) {
        auto rows = made_arms(5, 14, 0.4, 3);
        const NetworkFit first =
            fit_network(network_of_arms(rows, "t").value(), by(method)).value();
        std::ranges::reverse(rows);
        const NetworkFit second =
            fit_network(network_of_arms(rows, "t").value(), by(method)).value();
        EXPECT_NEAR(first.tau2, second.tau2, kClose);
        EXPECT_NEAR(first.Q, second.Q, 1e-8);
        for (std::size_t i = 0; i < 5; ++i)
            for (std::size_t j = 0; j < i; ++j) {
                EXPECT_NEAR(first.compare(i, j).b, second.compare(i, j).b, kClose);
                EXPECT_NEAR(first.compare(i, j).se, second.compare(i, j).se, kClose);
            }
    }
}

TEST(NetworkLaws, another_name_for_the_first_treatment_changes_only_the_name) {
    auto rows = made_arms(5, 14, 0.4, 11);
    const NetworkFit first = fit_network(network_of_arms(rows, "t").value()).value();
    for (ArmRow& row : rows)
        if (row.treatment == "a") row.treatment = "z";  // now the last: every design row changes
    const NetworkFit second = fit_network(network_of_arms(rows, "t").value()).value();
    EXPECT_NEAR(first.tau2, second.tau2, kClose);
    for (std::size_t i = 1; i < 5; ++i) {
        EXPECT_NEAR(first.compare(i, 0).b, second.compare(i - 1, 4).b, kClose);
        EXPECT_NEAR(first.compare(i, 0).se, second.compare(i - 1, 4).se, kClose);
    }
}

TEST(NetworkLaws, the_league_is_consistent_and_antisymmetric) {
    const NetworkFit fit = fit_network(made(6, 18, 5)).value();
    for (std::size_t i = 0; i < 6; ++i)
        for (std::size_t j = 0; j < 6; ++j) {
            EXPECT_NEAR(fit.effect(i, j), -fit.effect(j, i), kClose);
            for (std::size_t k = 0; k < 6; ++k)
                EXPECT_NEAR(fit.effect(i, j) + fit.effect(j, k), fit.effect(i, k), kClose);
        }
}

TEST(NetworkLaws, effects_by_c_and_variances_by_c_squared_scale_the_answer) {
    auto rows = made_arms(5, 16, 0.5, 9);
    const NetworkFit first = fit_network(network_of_arms(rows, "t").value()).value();
    for (ArmRow& row : rows) {
        row.mean *= -3;
        row.variance *= 9;
    }
    const NetworkFit second = fit_network(network_of_arms(rows, "t").value()).value();
    EXPECT_NEAR(second.tau2, 9 * first.tau2, 1e-8);
    EXPECT_NEAR(second.Q, first.Q, 1e-8);
    EXPECT_NEAR(second.compare(3, 1).b, -3 * first.compare(3, 1).b, 1e-8);
    EXPECT_NEAR(second.compare(3, 1).se, 3 * first.compare(3, 1).se, 1e-8);
}

TEST(NetworkLaws, no_heterogeneity_is_the_common_effect) {
    auto rows = made_arms(4, 9, 0, 21);
    for (ArmRow& row : rows) row.mean = 0.3 * (row.treatment[0] - 'a');
    const Network network = network_of_arms(rows, "t").value();
    const NetworkFit common = fit_network(network, by(Tau2Method::common)).value();
    for (const auto method : {Tau2Method::reml, Tau2Method::dl, Tau2Method::ml, Tau2Method::pm}) {
        const NetworkFit fit = fit_network(network, by(method)).value();
        EXPECT_EQ(fit.tau2, 0);
        EXPECT_EQ(fit.compare(2, 0).se, common.compare(2, 0).se);
    }
    EXPECT_NEAR(common.compare(3, 0).b, 0.9, kClose);
    EXPECT_NEAR(common.Q, 0, kClose);
}

TEST(NetworkLaws, p_scores_average_one_half_turn_with_the_direction_and_match_the_ranks) {
    const NetworkFit fit = fit_network(made(7, 22, 13)).value();
    const auto good = p_scores(fit, Small::good), bad = p_scores(fit, Small::bad);
    EXPECT_NEAR(sum_of(good) / 7, 0.5, kClose);
    for (std::size_t i = 0; i < 7; ++i) EXPECT_NEAR(good[i] + bad[i], 1, kClose);
    const Ranking ranking = simulate_ranks(fit, {.small = Small::good, .draws = 20000, .seed = 5});
    for (std::size_t i = 0; i < 7; ++i) {
        EXPECT_NEAR(sum_of(ranking.chance.row(i)), 1, kClose);
        // 20,000 draws: the standard error of a SUCRA is below 0.0025; five of them (false alarm below 1e-5, seed fixed).
        EXPECT_NEAR(ranking.sucra[i], good[i], 0.0125);
    }
    const Ranking again = simulate_ranks(fit, {.small = Small::good, .draws = 20000, .seed = 5});
    EXPECT_EQ(ranking.chance.values, again.chance.values);
}

TEST(NetworkLaws, contributions_add_up_to_one_and_direct_evidence_alone_is_all_of_it) {
    for (const auto paths : {Paths::shortest, Paths::random_walk}) {
        const Network network = made(6, 17, 31);
        const NetworkFit fit = fit_network(network).value();
        const Contributions told = contributions_of(network, fit, paths);
        for (std::size_t r = 0; r < told.rows.size(); ++r) {
            EXPECT_NEAR(sum_of(told.by_direct.row(r)), 1, kClose);
            EXPECT_NEAR(sum_of(told.by_study.row(r)), 1, kClose);
            for (const double part : told.by_study.row(r)) EXPECT_GE(part, -kClose);
            // What leaves the treatment is one unit, what reaches the other one too.
            for (const auto& [node, wanted] :
                 {std::pair{told.rows[r].treatment, 1.0}, std::pair{told.rows[r].other, -1.0}}) {
                double leaves = 0;
                for (std::size_t d = 0; d < told.direct.size(); ++d) {
                    if (told.direct[d].first == node) leaves += told.flow.at(r, d);
                    if (told.direct[d].second == node) leaves -= told.flow.at(r, d);
                }
                EXPECT_NEAR(leaves, wanted, 1e-8);
            }
        }
    }
    const Network chain = made(4, 3, 2);
    const NetworkFit fit = fit_network(chain, by(Tau2Method::common)).value();
    const Contributions told = contributions_of(chain, fit, Paths::random_walk);
    // d against a runs through three comparisons, a third each.
    for (const double part : told.by_direct.row(3)) EXPECT_NEAR(part, 1.0 / 3, kClose);
}

TEST(NetworkLaws, shortest_streams_and_random_walks_agree_on_a_triangle) {
    auto rows = made_arms(3, 2, 0.1, 4);
    rows.push_back({"closing", "a", 0, 0.3, 10, 5});
    rows.push_back({"closing", "c", 1, 0.2, 10, 6});
    const Network triangle = network_of_arms(rows, "t").value();
    const NetworkFit fit = fit_network(triangle, by(Tau2Method::common)).value();
    const Contributions one = contributions_of(triangle, fit, Paths::shortest);
    const Contributions other = contributions_of(triangle, fit, Paths::random_walk);
    for (std::size_t i = 0; i < one.by_direct.values.size(); ++i)
        EXPECT_NEAR(one.by_direct.values[i], other.by_direct.values[i], kClose);
}

TEST(NetworkLaws, q_parts_into_within_and_between_designs) {
    const Network network = made(5, 20, 17, 0.6);
    const Inconsistency found = inconsistency_of(network, Tau2Method::dl).value();
    EXPECT_NEAR(found.within.Q + found.between.Q, found.total.Q, 1e-8);
    EXPECT_EQ(found.within.df + found.between.df, found.total.df);
    double inside = 0;
    std::size_t df = 0;
    for (const DesignQ& design : found.designs) {
        inside += design.within.Q;
        df += design.within.df;
        if (design.when_detached) {
            EXPECT_LE(design.when_detached->Q, found.between.Q + 1e-8);
        }
    }
    EXPECT_NEAR(inside, found.within.Q, 1e-8);
    EXPECT_EQ(df, found.within.df);
}

TEST(NetworkLaws, net_heat_diagonals_add_up_to_what_detaching_tells) {
    const Network network = made(5, 20, 17, 0.6);
    const Inconsistency found = inconsistency_of(network, Tau2Method::dl).value();
    const auto heat = net_heat(network, 0).value();
    ASSERT_TRUE(heat);
    // The heat of a column, over all rows, is the fall of Q between designs when its design is detached.
    for (std::size_t column = 0; column < heat->rows.size(); ++column) {
        const DesignQ& design = found.designs[heat->rows[column].design];
        ASSERT_TRUE(design.when_detached);
        double fall = 0;
        for (std::size_t row = 0; row < heat->rows.size(); ++row)
            fall += heat->heat.at(row, column);
        EXPECT_NEAR(fall, found.between.Q - design.when_detached->Q, 1e-7);
    }
}

TEST(NetworkLaws, no_loop_has_no_net_heat_and_no_inconsistency) {
    const Network chain = made(4, 3, 2);
    EXPECT_FALSE(net_heat(chain, 0).value());
    const Inconsistency found = inconsistency_of(chain, Tau2Method::reml).value();
    EXPECT_EQ(found.between.df, 0U);
    const auto splits = split_nodes(chain, fit_network(chain).value()).value();
    for (const NodeSplit& split : splits) {
        EXPECT_FALSE(split.indirect);
        EXPECT_FALSE(split.model);
    }
}

TEST(NetworkLaws, direct_and_indirect_evidence_make_up_the_network_estimate) {
    const Network network = made(6, 20, 23);
    const NetworkFit fit = fit_network(network).value();
    const auto splits = split_nodes(network, fit).value();
    for (const NodeSplit& split : splits) {
        if (!split.indirect) continue;
        EXPECT_NEAR(split.proportion_direct * split.direct.b +
                        (1 - split.proportion_direct) * split.indirect->b,
                    split.network.b, 1e-8);
        EXPECT_GE(split.proportion_direct, 0);
        EXPECT_LE(split.proportion_direct, 1 + kClose);
    }
}

TEST(NetworkLaws, back_calculation_is_the_split_model_in_two_arm_trials_with_a_common_effect) {
    std::vector<ArmRow> rows = made_arms(4, 3, 0.2, 6);
    for (const auto& [one, other] :
         {std::pair{"a", "c"}, std::pair{"a", "d"}, std::pair{"b", "d"}}) {
        const std::string study = std::string{"closing "} + one + other;
        rows.push_back({study, one, 0, 0.1, 10, rows.size() + 1});
        rows.push_back({study, other, 1, 0.2, 10, rows.size() + 1});
    }
    const Network network = network_of_arms(rows, "t").value();
    const NetworkFit fit = fit_network(network, by(Tau2Method::common)).value();
    const auto splits = split_nodes(network, fit).value();
    for (const NodeSplit& split : splits) {
        ASSERT_TRUE(split.model && split.indirect);
        EXPECT_NEAR(split.model->direct.b, split.direct.b, kClose);
        EXPECT_NEAR(split.model->indirect.b, split.indirect->b, kClose);
        EXPECT_NEAR(split.model->difference.se, split.difference->se, kClose);
    }
}

TEST(NetworkLaws, components_that_are_whole_treatments_give_the_network_again) {
    const Network network = made(5, 15, 41);
    const NetworkFit fit = fit_network(network).value();
    ComponentSettings settings;
    settings.inactive = "a";
    const ComponentFit components = fit_components(network, settings).value();
    EXPECT_EQ(components.rank, 4U);
    EXPECT_NEAR(components.tau2, fit.tau2, kClose);
    ASSERT_TRUE(components.interaction);
    EXPECT_EQ(components.interaction->df, 0U);
    for (std::size_t i = 1; i < 5; ++i) {
        EXPECT_NEAR(components.effects[i - 1].effect.value().b, fit.compare(i, 0).b, kClose);
        EXPECT_NEAR(components.compare(i, 2).value_or(Comparison{}).se,
                    i == 2 ? 0 : fit.compare(i, 2).se, 1e-7);
    }
}

TEST(NetworkLaws, more_studies_never_widen_an_interval_at_fixed_heterogeneity) {
    const auto rows = made_arms(5, 16, 0.3, 51);
    const Network network = network_of_arms(rows, "t").value();
    Network fewer = network;
    fewer.trials.pop_back();
    const auto all = consistency_blocks(network), some = consistency_blocks(fewer);
    const BlockFit with = fit_blocks_at(all, 0.1).value();
    const BlockFit without = fit_blocks_at(some, 0.1).value();
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_LE(with.covariance.at(i, i), without.covariance.at(i, i) + kClose);
}

}  // namespace
}  // namespace sinew::network
