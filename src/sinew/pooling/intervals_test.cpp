#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/integral.hpp>
#include <sinew/pooling/dense_reference_for_test.hpp>
#include <sinew/pooling/intervals.hpp>

#include <gtest/gtest.h>

#include <numbers>

namespace sinew::pooling {
namespace {

TEST(QProfile, EndsWhereQMeetsItsRange) {
    for (const std::size_t columns : {1, 2}) {
        const dense::Studies s = dense::made_studies(14, columns, 0.6, 11);
        const double df = 14.0 - static_cast<double>(columns);
        const auto got = q_profile(s.yi, s.vi, s.design);
        ASSERT_TRUE(got);
        ASSERT_GT(got->tau2.low, 0);
        const auto q = [&](double tau2) {
            return dense::form(dense::projection(s.design, dense::weights_at(s.vi, tau2)), s.yi);
        };
        EXPECT_NEAR(q(got->tau2.low), numerics::chi_squared_quantile(0.975, df), 1e-5);
        EXPECT_NEAR(q(got->tau2.high), numerics::chi_squared_quantile(0.025, df), 1e-5);
    }
}

TEST(QProfile, SaysSoWhenEvenZeroIsTooMuch) {
    const std::vector<double> same(8, 0.3), vi(8, 0.2);
    const auto profile = q_profile(same, vi, ones(8));
    const auto general = generalised_q(same, vi, ones(8));
    ASSERT_TRUE(profile && general);
    EXPECT_TRUE(profile->below_zero && general->below_zero);
    EXPECT_EQ(profile->tau2.high, 0);
    EXPECT_EQ(general->I2.high, 0);
}

/// With weights 1/v and no heterogeneity the generalised Q is Cochran's, a chi-squared.
TEST(GeneralisedQ, IsChiSquaredUnderHomogeneity) {
    for (const std::size_t columns : {1, 2, 3})
        for (const std::size_t k : {4, 12, 60, 300, 1000}) {
            const dense::Studies s = dense::made_studies(k, columns, 0.0, 5);
            const auto q = GeneralisedQ::of(s.vi, s.design, QWeights::inverse_variance);
            ASSERT_TRUE(q);
            const double df = static_cast<double>(k - columns);
            for (const double p : {0.001, 0.025, 0.5, 0.975, 0.999})
                EXPECT_NEAR(q->probability_below(numerics::chi_squared_quantile(p, df), 0), p,
                            k < 1000 ? 1e-9 : 3e-8)
                    << k << " " << columns;
        }
}

/// Half a thousand small terms are nearly a constant: the chance is that of the few large ones shifted by it.
TEST(GeneralisedQ, KeepsItsDigitsWhenAFewTermsRuleAndWhenManyDo) {
    std::vector<double> vi(500, 0.1);
    for (std::size_t i = 0; i < 4; ++i) vi[i] = 1e-6;
    const auto q = GeneralisedQ::of(vi, ones(500), QWeights::inverse_variance);
    ASSERT_TRUE(q);
    double before = 0;
    for (double x = 1e3; x < 1e9; x *= 1.5) {
        const double below = q->probability_below(x, 0.5);
        EXPECT_GE(below, before - 1e-10);
        before = below;
    }
    EXPECT_NEAR(before, 1, 1e-9);
    EXPECT_LT(q->probability_below(1e3, 0.5), 1e-6);
}

/// Three studies leave two eigenvalues, and the chance is one integral: with l1, l2 and an angle, Q is below q where the
/// radius is; E over the angle of 1 - exp(-q / (2 (l1 cos^2 + l2 sin^2))).
TEST(GeneralisedQ, OfThreeStudiesIsAnIntegralOverAnAngle) {
    const std::vector<double> vi = {0.05, 0.4, 0.9};
    for (const QWeights weights : {QWeights::inverse_variance, QWeights::inverse_sd})
        for (const double tau2 : {0.0, 0.3, 4.0}) {
            std::vector<double> a, root;
            for (const double v : vi) {
                a.push_back(weights == QWeights::inverse_variance ? 1 / v : 1 / std::sqrt(v));
                root.push_back(std::sqrt(v + tau2));
            }
            const dense::Matrix S = dense::diagonal(root);
            const dense::Matrix M =
                dense::product(dense::product(S, dense::projection(ones(3), a)), S);
            const double t = dense::trace(M), t2 = dense::trace(dense::product(M, M));
            const double gap = std::sqrt(std::max(0.0, 2 * t2 - t * t));
            const double l1 = 0.5 * (t + gap), l2 = 0.5 * (t - gap);
            const auto q = GeneralisedQ::of(vi, ones(3), weights);
            ASSERT_TRUE(q);
            for (const double x : {0.05, 0.5, 2.0, 9.0, 40.0}) {
                const auto below = numerics::integral_of(
                    [&](double angle) {
                        const double c = std::cos(angle), s = std::sin(angle);
                        return 1 - std::exp(-x / (2 * (l1 * c * c + l2 * s * s)));
                    },
                    0, std::numbers::pi / 2);
                EXPECT_NEAR(q->probability_below(x, tau2), below.value / (std::numbers::pi / 2),
                            1e-9);
            }
        }
}

/// 40,000 draws: a standard error of at most 0.0025, and a bound of five of them for each of the six cells.
TEST(GeneralisedQ, AgreesWithDraws) {
    const dense::Studies s = dense::made_studies(10, 2, 0.0, 8);
    for (const double tau2 : {0.0, 0.2, 1.0})
        for (const QWeights weights : {QWeights::inverse_variance, QWeights::inverse_sd}) {
            const auto q = GeneralisedQ::of(s.vi, s.design, weights);
            ASSERT_TRUE(q);
            RandomStream stream{4, "generalised_q"};
            const double middle =
                weights == QWeights::inverse_variance ? 8 + 60 * tau2 : 3 + 20 * tau2;
            std::vector<double> y(10);
            int below = 0;
            for (int draw = 0; draw < 40000; ++draw) {
                for (std::size_t i = 0; i < 10; ++i)
                    y[i] = std::sqrt(s.vi[i] + tau2) * numerics::normal_draw(stream);
                below += q->value(y) <= middle;
            }
            EXPECT_NEAR(q->probability_below(middle, tau2), below / 40000.0, 0.0125);
        }
}

TEST(GeneralisedQ, IntervalEndsWhereTheChanceMeetsItsTails) {
    const dense::Studies s = dense::made_studies(14, 2, 0.6, 11);
    for (const QWeights weights : {QWeights::inverse_variance, QWeights::inverse_sd}) {
        const auto got = generalised_q(s.yi, s.vi, s.design, {}, weights);
        const auto q = GeneralisedQ::of(s.vi, s.design, weights);
        ASSERT_TRUE(got && q);
        ASSERT_GT(got->tau2.low, 0);
        EXPECT_NEAR(q->probability_below(q->value(s.yi), got->tau2.low), 0.975, 1e-9);
        EXPECT_NEAR(q->probability_below(q->value(s.yi), got->tau2.high), 0.025, 1e-9);
    }
}

/// With equal variances every Q is the same one, and both intervals agree.
TEST(GeneralisedQ, IsTheProfileWhenVariancesAreEqual) {
    const dense::Studies s = dense::made_studies(9, 2, 0.8, 2);
    const std::vector<double> vi(9, 0.15);
    const auto profile = q_profile(s.yi, vi, s.design);
    const auto general = generalised_q(s.yi, vi, s.design);
    ASSERT_TRUE(profile && general);
    EXPECT_NEAR(profile->tau2.low, general->tau2.low, 1e-8);
    EXPECT_NEAR(profile->tau2.high, general->tau2.high, 1e-8 * profile->tau2.high);
    EXPECT_NEAR(profile->I2.high, general->I2.high, 1e-7);
    EXPECT_NEAR(profile->H2.low, general->H2.low, 1e-7);
}

TEST(Tau2Interval, NeedsMoreStudiesThanCoefficients) {
    const std::vector<double> yi = {0.1}, vi = {0.2};
    const auto got = q_profile(yi, vi, ones(1));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, ErrorCode::bad_input);
}

}  // namespace
}  // namespace sinew::pooling
