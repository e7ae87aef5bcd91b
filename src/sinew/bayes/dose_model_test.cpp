// Dose networks against closed forms, their own slopes and themselves in other units. JAGS: tests/golden/evidence_bayes_test.cpp.
#include <sinew/bayes/chain_diagnostics.hpp>
#include <sinew/bayes/dose_posterior.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace sinew::bayes {
namespace {

numerics::Matrix covariance_of(std::size_t n, double own, double shared) {
    numerics::Matrix made{n, n, shared};
    for (std::size_t i = 0; i < n; ++i) made.at(i, i) = own + shared;
    return made;
}

/// Two classes of two modalities; doses 30 to 150, one head-to-head trial.
DoseNetwork made_network(bool classes) {
    DoseNetwork made;
    made.agents = {"cycle", "run", "taichi", "yoga"};
    if (classes) {
        made.classes = {"aerobic", "mind_body"};
        made.class_of = {0, 0, 1, 1};
    }
    made.unit = 60;
    const auto add = [&](std::size_t agent, std::vector<double> doses, std::vector<double> y) {
        DoseRows rows{.y = std::move(y), .covariance = covariance_of(doses.size(), 0.02, 0.02)};
        for (const double dose : doses) {
            rows.arm.push_back({agent, dose});
            rows.against.push_back({});
        }
        made.studies.push_back(std::move(rows));
    };
    add(0, {30, 90}, {-0.2, -0.5});
    add(0, {60, 120}, {-0.4, -0.6});
    add(1, {60, 150}, {-0.5, -0.8});
    add(1, {45}, {-0.2});
    add(2, {60, 120}, {-0.1, -0.4});
    add(3, {90}, {-0.3});
    DoseRows head{.y = {-0.2}, .covariance = covariance_of(1, 0.03, 0.02)};
    head.arm.push_back({std::size_t{1}, 90});
    head.against.push_back({std::size_t{3}, 60});
    made.studies.push_back(std::move(head));
    return made;
}

TEST(DoseModel, has_the_slopes_of_its_density) {
    for (const bool classes : {true, false})
        for (const DoseShape shape : {DoseShape::linear, DoseShape::emax})
            for (const TauPrior& tau :
                 {TauPrior::half_normal(0.5), TauPrior::uniform(1), TauPrior::fixed(0.2)}) {
                DosePriors priors;
                priors.tau = tau;
                const auto model = DoseModel::make(made_network(classes), priors, shape);
                ASSERT_TRUE(model);
                RandomStream stream{3, "slopes", 0};
                std::vector<double> at = model->start(stream), slope(at.size()), other(at.size());
                const double here = model->log_density(at, slope);
                ASSERT_TRUE(std::isfinite(here));
                for (std::size_t i = 0; i < at.size(); ++i) {
                    const double was = at[i], step = 1e-6;
                    at[i] = was + step;
                    const double up = model->log_density(at, other);
                    at[i] = was - step;
                    const double down = model->log_density(at, other);
                    at[i] = was;
                    EXPECT_NEAR(slope[i], (up - down) / (2 * step),
                                1e-6 * std::max(1.0, std::abs(slope[i])))
                        << "coordinate " << i;
                }
            }
}

DosePosterior answer(DoseNetwork network, const DosePriors& priors, DoseShape shape,
                     std::vector<double> doses = {60}) {
    DoseQuestions questions;
    questions.sampler.each = 2000;
    questions.doses = std::move(doses);
    auto made = dose_posterior(std::move(network), priors, shape, questions);
    if (!made) throw std::runtime_error(made.error().what);
    return *std::move(made);
}

TEST(DosePosterior, of_one_modality_at_a_known_tau_is_the_normal_one) {
    DoseNetwork network;
    network.agents = {"run"};
    network.unit = 60;
    double precision = 1 / 4.0, weighted = 0;  // prior normal:0:2
    const double tau = 0.1;
    for (const auto& [dose, y] :
         {std::pair{30.0, -0.3}, std::pair{60.0, -0.5}, std::pair{120.0, -0.7}}) {
        DoseRows rows{.y = {y}, .covariance = covariance_of(1, 0.02, 0.01)};
        rows.arm.push_back({std::size_t{0}, dose});
        rows.against.push_back({});
        network.studies.push_back(std::move(rows));
        const double x = dose / 60, v = 0.03 + tau * tau;
        precision += x * x / v;
        weighted += x * y / v;
    }
    DosePriors priors;
    priors.tau = TauPrior::fixed(tau);
    const auto got = answer(network, priors, DoseShape::linear);
    const double sd = 1 / std::sqrt(precision);
    const double error = got.parameters[0].diagnostics.mcse_mean;
    EXPECT_NEAR(*got.heights[0].mean, weighted / precision, 4 * error);
    EXPECT_NEAR(*got.heights[0].sd, sd, 0.05 * sd);
    EXPECT_LT(error, 0.05 * sd);
}

TEST(DosePosterior,
     a_narrow_class_spread_makes_modalities_of_a_class_one_and_a_wide_one_parts_them) {
    const auto spread_between = [](double spread) {
        DosePriors priors;
        priors.class_spread = TauPrior::fixed(spread);
        const auto got = answer(made_network(true), priors, DoseShape::linear);
        return std::abs(*got.heights[2].mean - *got.heights[3].mean);
    };
    const double narrow = spread_between(0.001), wide = spread_between(2);
    EXPECT_LT(narrow, 0.001);
    EXPECT_GT(wide, 20 * narrow);
}

TEST(DosePosterior, does_not_mind_the_unit_of_the_dose) {
    const auto before = answer(made_network(true), {}, DoseShape::emax, {60});
    auto network = made_network(true);
    network.unit *= 8;
    for (auto& study : network.studies)
        for (auto* sides : {&study.arm, &study.against})
            for (auto& side : *sides) side.dose *= 8;
    const auto after = answer(std::move(network), {}, DoseShape::emax, {480});
    for (std::size_t a = 0; a < before.heights.size(); ++a)
        EXPECT_NEAR(*before.heights[a].mean, *after.heights[a].mean, 1e-6);
    EXPECT_NEAR(*after.points[0].effect.mean, *before.points[0].effect.mean, 1e-6);
}

TEST(DosePosterior, is_the_same_for_the_same_seed_whatever_the_threads) {
    DoseQuestions questions;
    questions.sampler.each = 200;
    questions.sampler.warm_up = 200;
    questions.sampler.threads = 1;
    const auto one = dose_posterior(made_network(true), {}, DoseShape::emax, questions).value();
    questions.sampler.threads = 4;
    const auto four = dose_posterior(made_network(true), {}, DoseShape::emax, questions).value();
    EXPECT_EQ(one.draws.values, four.draws.values);
}

TEST(DosePosterior, chains_agree_and_a_class_of_its_own_is_said) {
    const auto got = answer(made_network(true), {}, DoseShape::emax);
    for (const auto& parameter : got.parameters)
        EXPECT_LT(parameter.diagnostics.rhat, kLargestRhat) << parameter.name;
    ASSERT_EQ(got.class_means.size(), 2U);
    ASSERT_EQ(got.new_modality.size(), 2U);
    EXPECT_LT(got.new_modality[0].central.low, got.class_means[0].central.low)
        << "a modality not yet seen is less sure than the mean of its class";
    DoseNetwork alone = made_network(true);
    alone.classes = {"aerobic", "mind_body", "yoga_only"};
    alone.class_of = {0, 0, 1, 2};
    const auto said = answer(std::move(alone), {}, DoseShape::linear);
    bool found = false;
    for (const std::string& warning : said.warnings)
        found = found || warning.find("one modality") != std::string::npos;
    EXPECT_TRUE(found);
}

TEST(DoseModel, refuses_what_cannot_be_sampled) {
    DosePriors flat;
    flat.height = NormalPrior::nothing();
    EXPECT_FALSE(DoseModel::make(made_network(true), flat, DoseShape::linear));
    DoseNetwork broken = made_network(true);
    broken.studies[0].covariance.at(0, 0) = -1;
    EXPECT_FALSE(DoseModel::make(broken, {}, DoseShape::linear));
    EXPECT_FALSE(DoseModel::make({}, {}, DoseShape::linear));
}

}  // namespace
}  // namespace sinew::bayes
