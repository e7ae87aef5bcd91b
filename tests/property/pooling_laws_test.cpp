// Laws that every pooled answer keeps, over made studies of many sizes and spreads.
#include <sinew/pooling/dense_reference_for_test.hpp>
#include <sinew/pooling/intervals.hpp>

#include <gtest/gtest.h>

#include <algorithm>

namespace sinew::pooling {
namespace {

constexpr Method kMethods[] = {Method::common,
                               Method::dersimonian_laird,
                               Method::paule_mandel,
                               Method::reml,
                               Method::ml,
                               Method::empirical_bayes,
                               Method::sidik_jonkman,
                               Method::hedges,
                               Method::hunter_schmidt};
constexpr WaldTest kTests[] = {WaldTest::z, WaldTest::t, WaldTest::knha, WaldTest::adhoc};

/// Calls `law` with made studies, settings and a place to name.
template <class Law>
void each(Law law) {
    for (std::uint64_t seed = 1; seed <= 12; ++seed)
        for (const std::size_t k : {2, 3, 7, 30}) {
            const dense::Studies s =
                dense::made_studies(k, 1, 0.2 * static_cast<double>(seed % 4), seed, "laws");
            for (const Method method : kMethods)
                for (const WaldTest test : kTests) {
                    SCOPED_TRACE(testing::Message() << "seed " << seed << " k " << k << ' '
                                                    << code_of(method) << ' ' << code_of(test));
                    law(s, Settings{.method = method, .test = test});
                }
        }
}

void near(double got, double wanted) {
    if (std::isnan(wanted)) return;
    EXPECT_NEAR(got, wanted, 1e-8 * std::max(1.0, std::abs(wanted)));
}

TEST(PoolingLaws, ThePooledEffectLiesInsideTheRangeOfTheStudies) {
    each([](const dense::Studies& s, const Settings& settings) {
        const auto fit = pooled_mean(s.yi, s.vi, settings);
        ASSERT_TRUE(fit);
        const auto [least, most] = std::ranges::minmax(s.yi);
        EXPECT_GE(fit->mean.b, least);
        EXPECT_LE(fit->mean.b, most);
    });
}

TEST(PoolingLaws, EffectsTimesCAndVariancesTimesItsSquareScaleTheAnswer) {
    for (const double c : {-1.0, 3.5, -0.01, 1000.0})
        each([c](const dense::Studies& s, const Settings& settings) {
            std::vector<double> yi = s.yi, vi = s.vi;
            for (double& y : yi) y *= c;
            for (double& v : vi) v *= c * c;
            const auto one = pooled_mean(s.yi, s.vi, settings), two = pooled_mean(yi, vi, settings);
            ASSERT_TRUE(one && two);
            near(two->mean.b / c, one->mean.b);
            near(two->mean.se / std::abs(c), one->mean.se);
            near(two->mean.pval, one->mean.pval);
            near(two->tau2.value / (c * c), one->tau2.value);
            near(two->heterogeneity.I2, one->heterogeneity.I2);
            near(two->heterogeneity.QE, one->heterogeneity.QE);
            const double low = c > 0 ? two->mean.ci_lb : two->mean.ci_ub;
            near(low / c, one->mean.ci_lb);
        });
}

TEST(PoolingLaws, AShiftOfAllEffectsShiftsTheAnswerAndNothingElse) {
    each([](const dense::Studies& s, const Settings& settings) {
        std::vector<double> yi = s.yi;
        for (double& y : yi) y += 2.25;
        const auto one = pooled_mean(s.yi, s.vi, settings), two = pooled_mean(yi, s.vi, settings);
        ASSERT_TRUE(one && two);
        near(two->mean.b, one->mean.b + 2.25);
        near(two->tau2.value, one->tau2.value);
        near(two->mean.se, one->mean.se);
    });
}

TEST(PoolingLaws, TheOrderOfTheStudiesDoesNotMatter) {
    each([](const dense::Studies& s, const Settings& settings) {
        std::vector<double> yi(s.yi.rbegin(), s.yi.rend()), vi(s.vi.rbegin(), s.vi.rend());
        const auto one = pooled_mean(s.yi, s.vi, settings), two = pooled_mean(yi, vi, settings);
        ASSERT_TRUE(one && two);
        near(two->mean.b, one->mean.b);
        near(two->mean.se, one->mean.se);
        near(two->tau2.value, one->tau2.value);
        near(two->tau2.se, one->tau2.se);
    });
}

TEST(PoolingLaws, WithoutVarianceBetweenStudiesEveryMethodIsTheCommonEffect) {
    each([](const dense::Studies& s, const Settings& settings) {
        if (settings.test == WaldTest::knha || settings.test == WaldTest::adhoc) return;
        const auto common =
            pooled_mean(s.yi, s.vi, {.method = Method::common, .test = settings.test});
        double before = 1e300;
        for (const double tau2 : {1e-2, 1e-5, 1e-9, 0.0}) {
            Settings fixed = settings;
            fixed.tau2 = tau2;
            const auto fit = pooled_mean(s.yi, s.vi, fixed);
            ASSERT_TRUE(fit && common);
            const double away = std::abs(fit->mean.b - common->mean.b);
            EXPECT_LE(away, before + 1e-12);
            before = away;
            if (tau2 > 0) continue;
            EXPECT_EQ(fit->mean.b, common->mean.b);
            EXPECT_EQ(fit->mean.se, common->mean.se);
        }
    });
}

TEST(PoolingLaws, AtAFixedTau2AnotherStudyMakesTheAnswerSurer) {
    each([](const dense::Studies& s, const Settings& settings) {
        if (settings.test == WaldTest::knha || settings.test == WaldTest::adhoc) return;
        Settings fixed = settings;
        if (settings.method != Method::common) fixed.tau2 = 0.1;
        double before = 1e300;
        for (std::size_t k = 1; k <= s.yi.size(); ++k) {
            const auto fit = pooled_mean(std::span{s.yi}.first(k), std::span{s.vi}.first(k), fixed);
            ASSERT_TRUE(fit);
            EXPECT_LT(fit->mean.se, before);
            before = fit->mean.se;
        }
    });
}

TEST(PoolingLaws, TheUnitsOfAModeratorDoNotMatter) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const dense::Studies s = dense::made_studies(12, 2, 0.4, seed, "units");
        numerics::Matrix other = s.design;
        for (std::size_t i = 0; i < 12; ++i) other.at(i, 1) = 1e4 * (s.design.at(i, 1) - 1970);
        const auto one = fit(s.yi, s.vi, s.design), two = fit(s.yi, s.vi, other);
        ASSERT_TRUE(one && two);
        near(two->coefficients[1].b * 1e4, one->coefficients[1].b);
        near(two->coefficients[1].pval, one->coefficients[1].pval);
        near(two->tau2.value, one->tau2.value);
        near(two->QM, one->QM);
    }
}

TEST(PoolingLaws, BadNumbersAreRefusedWithTheirRow) {
    const std::vector<double> yi = {0.1, 0.2, 0.3};
    for (const double bad : {0.0, -0.1, std::nan(""), HUGE_VAL}) {
        const auto got = pooled_mean(yi, std::vector<double>{0.1, bad, 0.2});
        ASSERT_FALSE(got);
        EXPECT_EQ(got.error().where, "row 2");
        EXPECT_FALSE(got.error().hint.empty());
    }
    EXPECT_FALSE(
        pooled_mean(std::vector<double>{0.1, std::nan("")}, std::vector<double>{0.1, 0.1}));
    EXPECT_FALSE(pooled_mean({}, {}));
    EXPECT_FALSE(pooled_mean(yi, yi, {.level = 1.0}));
    EXPECT_FALSE(pooled_mean(yi, yi, {.tau2 = -1.0}));
}

TEST(PoolingLaws, AColumnThatOthersDetermineIsNamed) {
    dense::Studies s = dense::made_studies(9, 3, 0.1, 2);
    for (std::size_t i = 0; i < 9; ++i) s.design.at(i, 2) = 3 * s.design.at(i, 1) - 7;
    const std::vector<std::string> names = {"intrcpt", "year", "decade"};
    const auto got = fit(s.yi, s.vi, s.design, {}, names);
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().where, "decade");
}

}  // namespace
}  // namespace sinew::pooling
