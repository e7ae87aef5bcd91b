// The quadrature against closed forms and its own invariances. Outside tools: tests/golden/evidence_bayes_test.cpp.
#include <sinew/bayes/normal_model.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/integral.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::bayes {
namespace {

const std::vector<double> kEffects{-0.9, -0.2, 0.1, -0.5, -1.4, 0.3};
const std::vector<double> kVariances{0.04, 0.09, 0.02, 0.3, 0.12, 0.06};

Posterior answer(const std::vector<double>& y, const std::vector<double>& v, const Prior& prior,
                 const Questions& questions = {}) {
    auto made = normal_model(y, v, prior, questions);
    if (!made) throw std::runtime_error(to_line(made.error()));
    return *std::move(made);
}

TEST(NormalModel, is_the_conjugate_answer_where_tau_is_known) {
    // Precision 1/s0^2 + sum 1/(v + tau^2), by hand for two studies: v + tau^2 = 0.25 and 0.5.
    const auto got =
        answer({1, 2}, {0.16, 0.41}, {NormalPrior::normal(0.5, 2), TauPrior::fixed(0.3)});
    const double precision = 0.25 + 4 + 2;
    EXPECT_NEAR(*got.mu.mean, (0.125 + 4 + 4) / precision, 1e-14);
    EXPECT_NEAR(*got.mu.sd, 1 / std::sqrt(precision), 1e-14);
    EXPECT_NEAR(got.mu.central.high - got.mu.median,
                numerics::normal_quantile(0.975) / std::sqrt(precision), 1e-13);
    EXPECT_NEAR(*got.predictive.sd, std::sqrt(1 / precision + 0.09), 1e-14);
    EXPECT_EQ(got.tau.median, 0.3);
    EXPECT_NEAR(got.mu.shortest.low, got.mu.central.low, 1e-7);
}

TEST(NormalModel, is_the_pooled_answer_where_nothing_is_believed_and_tau_is_known) {
    // Inverse-variance pooling at tau^2 = 0 and 0.04: by the textbook.
    for (const double tau : {0.0, 0.2}) {
        double weights = 0, sum = 0;
        for (std::size_t i = 0; i < kEffects.size(); ++i) {
            weights += 1 / (kVariances[i] + tau * tau);
            sum += kEffects[i] / (kVariances[i] + tau * tau);
        }
        for (const NormalPrior& wide : {NormalPrior::nothing(), NormalPrior::normal(3, 1e7)}) {
            const auto got = answer(kEffects, kVariances, {wide, TauPrior::fixed(tau)});
            EXPECT_NEAR(*got.mu.mean, sum / weights, 1e-12);
            EXPECT_NEAR(*got.mu.sd, 1 / std::sqrt(weights), 1e-12);
        }
    }
}

TEST(NormalModel, has_the_marginal_likelihood_of_a_bivariate_normal) {
    // tau known: y ~ N(m0 1, diag(v + tau^2) + s0^2 11').
    const auto got =
        answer({1, 2}, {0.16, 0.41}, {NormalPrior::normal(0.5, 2), TauPrior::fixed(0.3)});
    const double a = 4.25, b = 4, d = 4.5, determinant = a * d - b * b;
    const double p = 0.5, q = 1.5;
    const double form = (d * p * p - 2 * b * p * q + a * q * q) / determinant;
    EXPECT_NEAR(*got.log_marginal,
                -std::log(2 * 3.14159265358979323846) - 0.5 * std::log(determinant) - 0.5 * form,
                1e-13);
}

TEST(NormalModel, leaves_tau_at_its_prior_when_there_is_one_study_and_nothing_known_of_mu) {
    for (const TauPrior& prior :
         {TauPrior::half_normal(0.5), TauPrior::half_cauchy(0.3), TauPrior::half_t(0.4, 4),
          TauPrior::log_normal(-1.5, 0.7), TauPrior::uniform(2), TauPrior::exponential(0.4)}) {
        const auto got = answer({-0.4}, {0.05}, {{}, prior});
        for (const double p : {0.025, 0.3, 0.5, 0.9, 0.975})
            EXPECT_NEAR(got.tau_posterior.quantile(p) / quantile(prior, p), 1, 1e-8)
                << name_of(prior) << " " << p;
        EXPECT_NEAR(got.mu.median, -0.4, 1e-9);
        EXPECT_FALSE(got.warnings.empty());
    }
}

TEST(NormalModel, leaves_out_moments_that_are_infinite) {
    // One study, nothing known of mu, half-Cauchy: E tau is infinite; half-t with 4 degrees has mean and SD.
    const auto wild = answer({0.2}, {0.1}, {{}, TauPrior::half_cauchy(0.5)});
    EXPECT_FALSE(wild.tau.mean || wild.mu.mean || wild.predictive.sd);
    const auto tame = answer({0.2}, {0.1}, {{}, TauPrior::half_t(0.5, 4)});
    // E|T_4| = 1, E T_4^2 = 2, so E tau = 0.5 and E tau^2 = 0.5; Var mu = v + E tau^2.
    EXPECT_NEAR(*tame.tau.mean, 0.5, 1e-9);
    EXPECT_NEAR(*tame.tau.sd, 0.5, 1e-9);
    EXPECT_NEAR(*tame.mu.sd, std::sqrt(0.1 + 0.5), 1e-9);
}

TEST(NormalModel, agrees_with_plain_integration_over_tau) {
    // An independent walk: Gauss-Kronrod over tau of the textbook formula, for mass, mean and a probability.
    const Prior prior{NormalPrior::normal(0.1, 0.8), TauPrior::half_normal(0.5)};
    const auto got = answer(kEffects, kVariances, prior);
    struct At {
        double height, mean, sd;
    };
    const auto at = [&](double tau) {
        double precision = 1 / 0.64, sum = 0.1 / 0.64, height = 0;
        for (std::size_t i = 0; i < kEffects.size(); ++i) {
            const double w = 1 / (kVariances[i] + tau * tau);
            precision += w;
            sum += w * kEffects[i];
        }
        const double mean = sum / precision;
        for (std::size_t i = 0; i < kEffects.size(); ++i) {
            const double s = kVariances[i] + tau * tau;
            height -= 0.5 * (std::log(s) + (kEffects[i] - mean) * (kEffects[i] - mean) / s);
        }
        height -= 0.5 * (std::log(precision) + (mean - 0.1) * (mean - 0.1) / 0.64);
        return At{std::exp(height - 0.5 * tau * tau / 0.25), mean, 1 / std::sqrt(precision)};
    };
    const auto over = [&](auto f) {
        return numerics::integral_of([&](double tau) { return f(at(tau), tau); }, 0.0, 6.0, 1e-13)
            .value;
    };
    const double mass = over([](At a, double) { return a.height; });
    EXPECT_NEAR(*got.mu.mean, over([](At a, double) { return a.height * a.mean; }) / mass, 1e-10);
    EXPECT_NEAR(*got.tau.mean, over([](At a, double t) { return a.height * t; }) / mass, 1e-10);
    EXPECT_NEAR(got.mu_chances.benefit, over([](At a, double) {
                                            return a.height * numerics::normal_cdf(-a.mean / a.sd);
                                        }) / mass,
                1e-10);
    const double below = numerics::integral_of([&](double tau) { return at(tau).height; }, 0.0,
                                               got.tau.median, 1e-13)
                             .value;
    EXPECT_NEAR(below / mass, 0.5, 1e-10);
}

TEST(NormalModel, gives_intervals_that_hold_their_mass_and_are_the_shortest) {
    for (const double level : {50.0, 80.0, 95.0, 99.0}) {
        Questions questions;
        questions.level = level;
        const auto got = answer(kEffects, kVariances, {{}, TauPrior::half_cauchy(0.5)}, questions);
        const auto mass = [&](Interval i) {
            return got.mu_mixture.cdf(i.high) - got.mu_mixture.cdf(i.low);
        };
        EXPECT_NEAR(mass(got.mu.central), level / 100, 1e-10);
        EXPECT_NEAR(mass(got.mu.shortest), level / 100, 1e-10);
        EXPECT_LE(got.mu.shortest.high - got.mu.shortest.low,
                  got.mu.central.high - got.mu.central.low + 1e-12);
        // At the ends of a highest-density interval the density is the same.
        EXPECT_NEAR(got.mu_mixture.density(got.mu.shortest.low) /
                        got.mu_mixture.density(got.mu.shortest.high),
                    1, 1e-5);
        EXPECT_NEAR(got.tau_posterior.cdf(got.tau.shortest.high) -
                        got.tau_posterior.cdf(got.tau.shortest.low),
                    level / 100, 1e-9);
        EXPECT_LE(got.tau.shortest.high - got.tau.shortest.low,
                  got.tau.central.high - got.tau.central.low);
    }
}

TEST(NormalModel, is_equivariant_to_sign_and_scale_and_blind_to_order) {
    const Prior prior{NormalPrior::normal(0.2, 1), TauPrior::half_normal(0.4)};
    const auto base = answer(kEffects, kVariances, prior);
    constexpr double c = -3.7;
    auto y = kEffects, v = kVariances;
    for (double& value : y) value *= c;
    for (double& value : v) value *= c * c;
    std::reverse(y.begin(), y.end());
    std::reverse(v.begin(), v.end());
    const auto turned =
        answer(y, v, {NormalPrior::normal(0.2 * c, -c), TauPrior::half_normal(-0.4 * c)});
    EXPECT_NEAR(*turned.mu.mean, c * *base.mu.mean, 1e-9);
    EXPECT_NEAR(turned.mu.central.low, c * base.mu.central.high, 1e-8);
    EXPECT_NEAR(turned.tau.central.high, -c * base.tau.central.high, 1e-8);
    EXPECT_NEAR(turned.mu_chances.benefit, 1 - base.mu_chances.benefit, 1e-9);
    EXPECT_NEAR(*turned.studies.back().effect.mean, c * *base.studies.front().effect.mean, 1e-8);
    EXPECT_NEAR(*turned.log_marginal, *base.log_marginal - 6 * std::log(-c), 1e-9);
}

TEST(NormalModel, narrows_as_studies_are_added_at_a_known_tau) {
    double before = std::numeric_limits<double>::infinity();
    for (std::size_t k = 1; k <= kEffects.size(); ++k) {
        const std::vector<double> y(kEffects.begin(), kEffects.begin() + static_cast<long>(k));
        const std::vector<double> v(kVariances.begin(), kVariances.begin() + static_cast<long>(k));
        const auto got = answer(y, v, {NormalPrior::normal(0, 1), TauPrior::fixed(0.25)});
        EXPECT_LT(*got.mu.sd, before);
        before = *got.mu.sd;
    }
}

TEST(NormalModel, draws_studies_towards_the_mean_and_more_so_when_they_are_noisy) {
    const auto got = answer(kEffects, kVariances, {{}, TauPrior::half_normal(0.5)});
    for (std::size_t i = 0; i < kEffects.size(); ++i) {
        EXPECT_LT(std::abs(*got.studies[i].effect.mean - *got.mu.mean),
                  std::abs(kEffects[i] - *got.mu.mean) + 0.05);
        EXPECT_GT(got.studies[i].pull, 0);
        EXPECT_LT(got.studies[i].pull, 1);
    }
    EXPECT_GT(got.studies[3].pull, got.studies[2].pull);  // variance 0.3 against 0.02
}

TEST(NormalModel, settles_on_hard_ground) {
    // A thousand studies; variances over ten orders of magnitude; a prior far narrower or wider than the data.
    std::vector<double> y, v;
    for (int i = 0; i < 1000; ++i) {
        y.push_back(0.3 * std::sin(i * 12.9898) + 0.1);
        v.push_back(0.01 + 0.01 * std::cos(i * 4.1) * std::cos(i * 4.1));
    }
    EXPECT_TRUE(answer(y, v, {{}, TauPrior::half_normal(0.5)}, {.shortest = false}).settled);
    for (const TauPrior& prior : {TauPrior::half_normal(1e-6), TauPrior::half_cauchy(1e4),
                                  TauPrior::log_normal(-12, 3), TauPrior::uniform(1e5)}) {
        const auto got = answer({0.1, 0.5, -0.3, 4}, {1e-8, 1e-3, 1.0, 100.0}, {{}, prior});
        EXPECT_TRUE(got.settled) << name_of(prior);
        double sum = 0;
        for (const TauNode& node : got.tau_posterior.nodes()) sum += node.weight;
        EXPECT_NEAR(sum, 1, 1e-9);
        EXPECT_NEAR(got.tau_posterior.cdf(got.tau.median), 0.5, 1e-9) << name_of(prior);
    }
}

TEST(NormalModel, weighs_no_effect_by_savage_and_dickey) {
    // Two marginal likelihoods, computed apart: mu = 0 known is a normal prior that is all but a point.
    const auto got =
        answer(kEffects, kVariances, {NormalPrior::normal(0, 1), TauPrior::half_normal(0.5)});
    const auto null =
        answer(kEffects, kVariances, {NormalPrior::normal(0, 1e-6), TauPrior::half_normal(0.5)});
    EXPECT_NEAR(*got.bayes_factor_no_effect, std::exp(*null.log_marginal - *got.log_marginal),
                1e-8);
    const auto common =
        answer(kEffects, kVariances, {NormalPrior::normal(0, 1), TauPrior::fixed(0)});
    EXPECT_NEAR(
        *got.bayes_factor_no_heterogeneity / std::exp(*common.log_marginal - *got.log_marginal), 1,
        1e-9);
}

TEST(NormalModel, lays_three_priors_side_by_side) {
    const auto table = sensitivity(kEffects, kVariances, {{}, TauPrior::half_normal(0.5)});
    ASSERT_TRUE(table);
    ASSERT_EQ(table->size(), 3U);
    EXPECT_EQ(name_of((*table)[0].prior.tau), "half-normal:0.25");
    EXPECT_LT((*table)[0].tau.median, (*table)[1].tau.median);
    EXPECT_LT((*table)[1].tau.median, (*table)[2].tau.median);
}

TEST(NormalModel, refuses_what_it_cannot_answer_and_names_the_row) {
    const Prior prior{{}, TauPrior::half_normal(0.5)};
    const auto refused = [&](std::vector<double> y, std::vector<double> v, const Prior& p,
                             double level = 95) {
        Questions questions;
        questions.level = level;
        const auto got = normal_model(y, v, p, questions);
        return got ? std::string{"answered"} : to_line(got.error());
    };
    EXPECT_NE(refused({1, 2}, {0.1, 0}, prior).find("row 2"), std::string::npos);
    EXPECT_NE(refused({1, 2}, {-0.1, 1}, prior).find("row 1"), std::string::npos);
    EXPECT_NE(refused({1, NAN}, {0.1, 1}, prior).find("row 2"), std::string::npos);
    EXPECT_NE(refused({}, {}, prior), "answered");
    EXPECT_NE(refused({1}, {1, 2}, prior), "answered");
    EXPECT_NE(refused({1}, {1}, {{}, TauPrior::half_normal(0)}), "answered");
    EXPECT_NE(refused({1}, {1}, {NormalPrior::normal(0, -1), TauPrior::half_normal(1)}),
              "answered");
    EXPECT_NE(refused({1}, {1}, prior, 100), "answered");
}

TEST(Prior, reads_what_it_writes_and_refuses_the_rest) {
    for (const char* words : {"half-normal:0.5", "half-cauchy:1", "half-t:0.5:3",
                              "log-normal:-1.5:0.8", "uniform:2", "exponential:0.5", "fixed:0"}) {
        const auto prior = read_tau_prior(words, "--tau-prior");
        ASSERT_TRUE(prior) << words;
        EXPECT_EQ(name_of(*prior), words);
    }
    for (const char* words :
         {"", "half-normal", "half-normal:0", "half-normal:-1", "half-normal:x", "normal:0:1",
          "half-t:1", "half-normal:nan", "fixed:-1", "uniform:1:2"})
        EXPECT_FALSE(read_tau_prior(words, "--tau-prior")) << words;
    EXPECT_EQ(name_of(*read_normal_prior("normal:-0.4:0.2", "")), "normal:-0.4:0.2");
    EXPECT_TRUE(read_normal_prior("flat", "")->flat);
    for (const char* words : {"normal", "normal:0", "normal:0:0", "flat:1", "cauchy:0:1"})
        EXPECT_FALSE(read_normal_prior(words, "--mu-prior")) << words;
}

TEST(Prior, has_densities_that_integrate_to_one_and_quantiles_that_invert_them) {
    for (const TauPrior& prior :
         {TauPrior::half_normal(0.5), TauPrior::half_cauchy(0.3), TauPrior::half_t(0.4, 4),
          TauPrior::log_normal(-1.5, 0.7), TauPrior::uniform(2), TauPrior::exponential(0.4)})
        for (const double p : {0.1, 0.5, 0.9}) {
            const double mass =
                numerics::integral_of([&](double tau) { return std::exp(log_density(prior, tau)); },
                                      0.0, quantile(prior, p))
                    .value;
            EXPECT_NEAR(mass, p, 1e-9) << name_of(prior);
            EXPECT_NEAR(quantile(stretched(prior, 3), 0.5), 3 * quantile(prior, 0.5), 1e-12);
        }
}

}  // namespace
}  // namespace sinew::bayes
