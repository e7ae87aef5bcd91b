#include <sinew/pooling/dense_reference_for_test.hpp>
#include <sinew/pooling/fit.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace sinew::pooling {
namespace {

struct Answer {
    double tau2 = 0, se = 0;
};

/// Root of a falling function by halving, 0 when it starts below.
template <class F>
double falling_root(F f) {
    if (f(0) <= 0) return 0;
    double low = 0, high = 1;
    while (f(high) > 0) high *= 2;
    for (int i = 0; i < 200; ++i) (f(0.5 * (low + high)) > 0 ? low : high) = 0.5 * (low + high);
    return 0.5 * (low + high);
}

Answer dense_answer(const dense::Studies& s, Method method) {
    const double k = static_cast<double>(s.yi.size()), p = static_cast<double>(s.design.columns);
    const auto inverse_v = dense::weights_at(s.vi, 0);
    const dense::Matrix v = dense::diagonal(s.vi);
    const auto sum = [](const std::vector<double>& values, double power) {
        double total = 0;
        for (const double value : values) total += std::pow(value, power);
        return total;
    };
    const auto at = [&](double tau2) {
        return dense::projection(s.design, dense::weights_at(s.vi, tau2));
    };
    switch (method) {
        case Method::common: return {};
        case Method::dersimonian_laird:
        case Method::hunter_schmidt: {
            const dense::Matrix P = at(0);
            const double scale =
                method == Method::hunter_schmidt ? sum(inverse_v, 1) : dense::trace(P);
            const double spare = method == Method::hunter_schmidt ? k : k - p;
            const double tau2 = std::max(0.0, (dense::form(P, s.yi) - spare) / scale);
            return {tau2, std::sqrt(2 * (k - p) + 4 * tau2 * dense::trace(P) +
                                    2 * tau2 * tau2 * dense::trace(dense::product(P, P))) /
                              scale};
        }
        case Method::hedges: {
            const dense::Matrix P =
                dense::projection(s.design, std::vector<double>(s.yi.size(), 1.0));
            const dense::Matrix PV = dense::product(P, v);
            const double tau2 = std::max(0.0, (dense::form(P, s.yi) - dense::trace(PV)) / (k - p));
            return {tau2, std::sqrt(2 * dense::trace(dense::product(PV, PV)) +
                                    4 * tau2 * dense::trace(PV) + 2 * tau2 * tau2 * (k - p)) /
                              (k - p)};
        }
        case Method::sidik_jonkman: {
            const double mean = std::accumulate(s.yi.begin(), s.yi.end(), 0.0) / k;
            double crude = 0;
            for (const double y : s.yi) crude += (y - mean) * (y - mean) / k;
            const dense::Matrix P = at(crude), PV = dense::product(P, v);
            const double tau2 = crude * dense::form(P, s.yi) / (k - p);
            return {tau2, crude / (k - p) *
                              std::sqrt(2 * dense::trace(dense::product(PV, PV)) +
                                        4 * tau2 * dense::trace(dense::product(PV, P)) +
                                        2 * tau2 * tau2 * dense::trace(dense::product(P, P)))};
        }
        case Method::paule_mandel:
        case Method::empirical_bayes: {
            const double tau2 =
                falling_root([&](double t) { return dense::form(at(t), s.yi) - (k - p); });
            return {tau2, std::sqrt(2 * k * k / (k - p)) / sum(dense::weights_at(s.vi, tau2), 1)};
        }
        case Method::ml: {
            const double tau2 = falling_root([&](double t) {
                const dense::Matrix P = at(t);
                return dense::form(dense::product(P, P), s.yi) - sum(dense::weights_at(s.vi, t), 1);
            });
            return {tau2, std::sqrt(2 / sum(dense::weights_at(s.vi, tau2), 2))};
        }
        case Method::reml: {
            const double tau2 = falling_root([&](double t) {
                const dense::Matrix P = at(t);
                return dense::form(dense::product(P, P), s.yi) - dense::trace(P);
            });
            const dense::Matrix P = at(tau2);
            return {tau2, std::sqrt(2 / dense::trace(dense::product(P, P)))};
        }
    }
    return {};
}

TEST(Tau2, AgreesWithTheMatricesOfThePapers) {
    for (const std::size_t columns : {1, 2, 3})
        for (const std::size_t k : {5, 12, 25})
            for (const double tau : {0.0, 0.3, 1.5}) {
                const dense::Studies s = dense::made_studies(k, columns, tau, 7 * k + columns);
                for (const Method method :
                     {Method::dersimonian_laird, Method::paule_mandel, Method::reml, Method::ml,
                      Method::empirical_bayes, Method::sidik_jonkman, Method::hedges,
                      Method::hunter_schmidt}) {
                    const auto got = fit(s.yi, s.vi, s.design, {.method = method});
                    ASSERT_TRUE(got);
                    const Answer wanted = dense_answer(s, method);
                    SCOPED_TRACE(testing::Message() << code_of(method) << " k " << k << " p "
                                                    << columns << " tau " << tau);
                    // The dense reference keeps only some nine digits of a design of years.
                    EXPECT_NEAR(got->tau2.value, wanted.tau2, 1e-6 * (wanted.tau2 + 1e-2));
                    EXPECT_NEAR(got->tau2.se, wanted.se, 1e-6 * wanted.se);
                }
            }
}

TEST(Tau2, OfEqualVariancesIsTheExcessOfTheSampleVariance) {
    const dense::Studies s = dense::made_studies(9, 1, 0.8, 3);
    const std::vector<double> equal(9, 0.02);
    const double mean = std::accumulate(s.yi.begin(), s.yi.end(), 0.0) / 9;
    double squares = 0;
    for (const double y : s.yi) squares += (y - mean) * (y - mean);
    for (const Method method : {Method::dersimonian_laird, Method::paule_mandel, Method::reml,
                                Method::empirical_bayes, Method::hedges}) {
        const auto got = pooled_mean(s.yi, equal, {.method = method});
        ASSERT_TRUE(got);
        EXPECT_NEAR(got->tau2.value, squares / 8 - 0.02, 1e-12) << code_of(method);
    }
    EXPECT_NEAR(pooled_mean(s.yi, equal, {.method = Method::ml})->tau2.value, squares / 9 - 0.02,
                1e-12);
}

TEST(Tau2, SettlesOnWildEffectsAndTinyVariances) {
    for (const double far : {1e3, 1e6}) {
        const std::vector<double> yi = {0.1, 0.2, -0.1, far, 0.3};
        const std::vector<double> vi = {0.01, 1e-6, 0.5, 0.02, 3.0};
        for (const Method method : {Method::paule_mandel, Method::reml, Method::ml}) {
            const auto got = pooled_mean(yi, vi, {.method = method});
            ASSERT_TRUE(got) << got.error().what;
            EXPECT_GT(got->tau2.value, 0.1 * far * far);
        }
    }
}

/// The slope of the likelihood comes near 0 around tau2 = 0.18 and 0.1 without crossing it.
TEST(Tau2, PassesWhereTheLikelihoodIsNearlyFlat) {
    const std::vector<double> yi = {0.50282604400959729, 0.27474015521864698, 2.1671625688534055},
                              vi = {0.04, 0.16, 0.64};
    const std::vector<double> other_yi = {0.36900993777278557, 0.50646033572968097,
                                          -0.21428935373692481, -0.12472604384001595,
                                          2.4700981344774231},
                              other_vi = {0.04, 0.08, 0.16, 0.32, 0.64};
    for (const auto& got : {pooled_mean(yi, vi), pooled_mean(other_yi, other_vi)}) {
        ASSERT_TRUE(got);
        EXPECT_EQ(got->tau2.value, 0);
        EXPECT_LT(got->tau2.steps, 100);
    }
}

TEST(Tau2, ThatDoesNotSettleIsAnErrorNotAGuess) {
    const dense::Studies s = dense::made_studies(12, 1, 0.5, 1);
    for (const Method method : {Method::paule_mandel, Method::reml}) {
        const auto got = pooled_mean(s.yi, s.vi, {.method = method, .most_steps = 2});
        ASSERT_FALSE(got);
        EXPECT_EQ(got.error().code, ErrorCode::did_not_converge);
        EXPECT_FALSE(got.error().hint.empty());
    }
}

}  // namespace
}  // namespace sinew::pooling
