// Networks against pairwise answers and against themselves written another way. JAGS: tests/golden/evidence_bayes_test.cpp.
#include <sinew/bayes/network_model.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace sinew::bayes {
namespace {

NetworkPosterior answer(const std::vector<ContrastRow>& rows, const Prior& prior,
                        std::string_view reference = {}) {
    const auto network = contrast_network(rows, reference);
    if (!network) throw std::runtime_error(to_line(network.error().list().front()));
    NetworkQuestions questions;
    questions.sampler.each = 500;
    auto made = normal_network(*network, prior, questions);
    if (!made) throw std::runtime_error(to_line(made.error()));
    return *std::move(made);
}

const ComparedPair& pair_of(const NetworkPosterior& posterior, std::string_view treatment,
                            std::string_view against) {
    for (const ComparedPair& pair : posterior.pairs)
        if (posterior.treatments[pair.treatment] == treatment &&
            posterior.treatments[pair.against] == against)
            return pair;
    throw std::runtime_error("no such pair");
}

std::string all_faults(const Faults& faults) {
    std::string text;
    for (const Error& fault : faults.list()) text += to_line(fault) + "\n";
    return text;
}

TEST(BayesNetwork, of_two_treatments_is_the_pairwise_answer) {
    const std::vector<double> y{-0.9, -0.2, 0.1, -0.5}, v{0.04, 0.09, 0.02, 0.3};
    std::vector<ContrastRow> rows;
    for (std::size_t i = 0; i < y.size(); ++i)
        rows.push_back({"s" + std::to_string(i), "usual", "walking", y[i], v[i], {}, i + 1});
    const Prior prior{NormalPrior::normal(0, 1), TauPrior::half_cauchy(0.5)};
    const auto network = answer(rows, prior, "usual");
    const auto pairwise = normal_model(y, v, prior);
    ASSERT_TRUE(pairwise);
    EXPECT_NEAR(*network.pairs[0].effect.mean, *pairwise->mu.mean, 1e-11);
    EXPECT_NEAR(network.pairs[0].effect.central.low, pairwise->mu.central.low, 1e-9);
    EXPECT_NEAR(network.pairs[0].new_study.high, pairwise->predictive.central.high, 1e-8);
    EXPECT_NEAR(network.tau.central.high, pairwise->tau.central.high, 1e-8);
    EXPECT_NEAR(*network.log_marginal, *pairwise->log_marginal, 1e-10);
}

TEST(BayesNetwork, of_a_star_is_each_pairwise_answer_at_the_same_known_tau) {
    const Prior prior{{}, TauPrior::fixed(0.3)};
    const std::vector<ContrastRow> rows{{"1", "u", "a", -0.4, 0.05, {}, 1},
                                        {"2", "u", "a", -0.1, 0.08, {}, 2},
                                        {"3", "u", "b", 0.3, 0.02, {}, 3},
                                        {"4", "u", "b", 0.2, 0.2, {}, 4}};
    const auto network = answer(rows, prior, "u");
    const auto a = normal_model(std::vector{-0.4, -0.1}, std::vector{0.05, 0.08}, prior);
    const auto b = normal_model(std::vector{0.3, 0.2}, std::vector{0.02, 0.2}, prior);
    EXPECT_NEAR(*pair_of(network, "a", "u").effect.mean, *a->mu.mean, 1e-12);
    EXPECT_NEAR(*pair_of(network, "b", "u").effect.sd, *b->mu.sd, 1e-12);
    EXPECT_NEAR(*pair_of(network, "b", "a").effect.sd, std::hypot(*a->mu.sd, *b->mu.sd), 1e-12);
}

TEST(BayesNetwork,
     does_not_mind_which_arm_of_a_study_is_the_base_or_which_treatment_the_reference) {
    std::vector<MeanArm> arms{
        {"1", "u", 1.0, 0.02, 1},  {"1", "a", 0.4, 0.03, 2}, {"1", "b", 0.1, 0.05, 3},
        {"2", "u", 2.0, 0.01, 4},  {"2", "a", 1.9, 0.02, 5}, {"3", "a", 0.0, 0.04, 6},
        {"3", "b", -0.5, 0.03, 7}, {"4", "u", 0.3, 0.06, 8}, {"4", "b", -0.9, 0.02, 9}};
    const Prior prior{{}, TauPrior::half_normal(0.5)};
    const auto first = answer(contrasts_of(arms), prior, "u");
    std::reverse(arms.begin(), arms.end());
    const auto second = answer(contrasts_of(arms), prior, "b");
    for (const auto& [t, g] : {std::pair{"a", "u"}, std::pair{"b", "u"}})
        for (const auto& pair : second.pairs) {
            const auto &named = second.treatments[pair.treatment],
                       &against = second.treatments[pair.against];
            const auto& same = pair_of(first, t, g);
            if (named == t && against == g) {
                EXPECT_NEAR(*pair.effect.mean, *same.effect.mean, 1e-9);
                EXPECT_NEAR(*pair.effect.sd, *same.effect.sd, 1e-9);
            } else if (named == g && against == t) {
                EXPECT_NEAR(*pair.effect.mean, -*same.effect.mean, 1e-9);
                EXPECT_NEAR(pair.effect.central.low, -same.effect.central.high, 1e-8);
            }
        }
    EXPECT_NEAR(first.tau.median, second.tau.median, 1e-8);
}

TEST(BayesNetwork, draws_have_the_moments_of_the_quadrature) {
    const std::vector<ContrastRow> rows{{"1", "u", "a", -0.4, 0.05, {}, 1},
                                        {"2", "u", "b", -0.1, 0.08, {}, 2},
                                        {"3", "a", "b", 0.3, 0.02, {}, 3},
                                        {"4", "u", "b", 0.2, 0.2, {}, 4}};
    const auto network = contrast_network(rows, "u");
    NetworkQuestions questions;
    questions.sampler.each = 25000;
    const auto got = normal_network(
        *network, {NormalPrior::normal(0, 1), TauPrior::half_normal(0.5)}, questions);
    ASSERT_TRUE(got);
    // Independent draws: 4.5 standard errors are passed once in 1e5.
    for (const auto& [name, found] : got->parameters) {
        const Summary& exact = name == "tau" ? got->tau : pair_of(*got, name, "u").effect;
        EXPECT_NEAR(found.mean, *exact.mean, 4.5 * *exact.sd / std::sqrt(1e5)) << name;
        EXPECT_NEAR(found.sd / *exact.sd, 1, 0.02) << name;
        EXPECT_GT(found.ess_bulk, 90000) << name;
    }
}

TEST(BayesNetwork, ranks_share_out_every_place_once) {
    const std::vector<ContrastRow> rows{{"1", "u", "a", -0.9, 0.01, {}, 1},
                                        {"2", "u", "b", 0.8, 0.01, {}, 2}};
    const auto got = answer(rows, {{}, TauPrior::half_normal(0.1)}, "u");
    for (std::size_t place = 0; place < 3; ++place) {
        double sum = 0;
        for (const TreatmentRank& rank : got.ranks) sum += rank.chance[place];
        EXPECT_NEAR(sum, 1, 1e-12);
    }
    EXPECT_GT(got.ranks[1].sucra, 0.99);  // a, the lowest
    EXPECT_LT(got.ranks[2].sucra, 0.01);
}

TEST(BayesNetwork, names_the_parts_of_a_network_that_falls_apart) {
    const std::vector<ContrastRow> rows{{"1", "u", "a", 1, 1, {}, 1}, {"2", "x", "y", 1, 1, {}, 2}};
    const auto got = contrast_network(rows);
    ASSERT_FALSE(got);
    EXPECT_NE(all_faults(got.error()).find("2 parts that no study connects: {a, u} {x, y}"),
              std::string::npos);
}

TEST(BayesNetwork, refuses_rows_that_cannot_be_and_names_each) {
    const std::vector<ContrastRow> rows{
        {"1", "u", "u", 1, 1, {}, 1},  {"2", "u", "a", 1, -1, {}, 2}, {"3", "u", "a", 1, 1, 0.5, 3},
        {"3", "u", "b", 1, 1, {}, 4},  {"4", "u", "a", 1, 1, 0.5, 5}, {"4", "u", "a", 1, 1, 0.5, 6},
        {"5", "u", "a", 1, 1, 0.5, 7}, {"5", "b", "c", 1, 1, 0.5, 8}};
    const auto got = contrast_network(rows, "tea");
    ASSERT_FALSE(got);
    const std::string text = all_faults(got.error());
    for (const char* said :
         {"row 1: \"u\" is compared with itself", "row 2: an effect",
          "row 4: study \"3\" has several", "row 6: study \"4\" gives \"a\" twice",
          "row 8: study \"5\" has two bases", "--reference: \"tea\""})
        EXPECT_NE(text.find(said), std::string::npos) << said << "\n" << text;
    EXPECT_FALSE(contrast_network({}));
    const std::vector<EventArm> arms{{"1", "u", 3, 2, 1},
                                     {"1", "a", 1.5, 9, 2},
                                     {"2", "u", 1, 9, 3},
                                     {"3", "a", 1, 9, 4},
                                     {"3", "a", 2, 9, 5}};
    const auto events = event_network(arms);
    ASSERT_FALSE(events);
    const std::string told = all_faults(events.error());
    for (const char* said : {"row 1: events", "row 2: events", "row 3: study \"2\" has one arm",
                             "row 5: study \"3\" has the treatment"})
        EXPECT_NE(told.find(said), std::string::npos) << said << "\n" << told;
}

}  // namespace
}  // namespace sinew::bayes
