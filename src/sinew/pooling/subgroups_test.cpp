#include <sinew/numerics/distributions.hpp>
#include <sinew/pooling/dense_reference_for_test.hpp>
#include <sinew/pooling/subgroups.hpp>

#include <gtest/gtest.h>

namespace sinew::pooling {
namespace {

TEST(Subgroups, PoolEachKindAndTestBetweenThem) {
    const dense::Studies s = dense::made_studies(12, 1, 0.3, 6);
    std::vector<std::string> labels;
    for (int i = 0; i < 12; ++i) labels.push_back(i % 3 == 0 ? "b" : i % 3 == 1 ? "a" : "c");
    const auto got = subgroups(s.yi, s.vi, labels, {.test = WaldTest::knha});
    ASSERT_TRUE(got);
    ASSERT_EQ(got->groups.size(), 3U);
    EXPECT_EQ(got->groups[0].name, "a");
    std::vector<double> yi, vi;
    for (std::size_t i = 1; i < 12; i += 3) {
        yi.push_back(s.yi[i]);
        vi.push_back(s.vi[i]);
    }
    const auto alone = pooled_mean(yi, vi, {.test = WaldTest::knha});
    EXPECT_EQ(got->groups[0].own.mean.b, alone->mean.b);
    EXPECT_EQ(got->groups[0].own.k, 4U);
    // The joint test of the contrasts does not care which group is the reference.
    EXPECT_EQ(got->shared.QM_df, 2U);
    EXPECT_NEAR(got->groups[1].shared.b - got->groups[0].shared.b, got->shared.coefficients[1].b,
                1e-10);
}

/// With one tau2 for all and z tests, the regression's test is the chi-squared between the groups' shared means.
TEST(Subgroups, WithASharedTau2BothTestsAreOne) {
    const dense::Studies s = dense::made_studies(15, 1, 0.5, 9);
    std::vector<std::string> labels;
    for (int i = 0; i < 15; ++i) labels.push_back(i < 6 ? "early" : "late");
    const auto got = subgroups(s.yi, s.vi, labels);
    ASSERT_TRUE(got);
    std::vector<Coefficient> shared;
    for (const Subgroup& group : got->groups) shared.push_back(group.shared);
    EXPECT_NEAR(between(shared).Q, got->shared.QM, 1e-10);
    EXPECT_NEAR(between(shared).p, got->shared.QMp, 1e-10);
}

/// tests/golden/evidence/published_arithmetic.csv G40: light, moderate and high intensity against depression, intervals of
/// 3.9199 se.
TEST(Between, ReproducesAPublishedDifference) {
    const auto from_interval = [](double b, double low, double high) {
        return Coefficient{b, (high - low) / 3.9199};
    };
    const std::vector<Coefficient> estimates = {from_interval(-0.33, -0.57, -0.09),
                                                from_interval(-0.64, -0.85, -0.42),
                                                from_interval(-0.25, -0.44, -0.05)};
    EXPECT_NEAR(between(estimates).Q, 7.3865, 1e-3);
    EXPECT_NEAR(between(estimates).p, 0.0249, 1e-4);
}

TEST(Subgroups, OfOneKindAreRefused) {
    const std::vector<double> yi = {0.1, 0.2, 0.4}, vi = {0.1, 0.1, 0.2};
    const auto got = subgroups(yi, vi, std::vector<std::string>(3, "same"));
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().where, "same");
}

}  // namespace
}  // namespace sinew::pooling
