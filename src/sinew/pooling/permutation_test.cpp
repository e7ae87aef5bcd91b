#include <sinew/pooling/dense_reference_for_test.hpp>
#include <sinew/pooling/permutation.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

namespace sinew::pooling {
namespace {

TEST(Permutation, OfSignsIsExactWhenFewAndCountsEveryArrangement) {
    const dense::Studies s = dense::made_studies(7, 1, 0.2, 3);
    const Settings settings{.method = Method::dersimonian_laird};
    const auto got = permutation_test(s.yi, s.vi, s.design, settings);
    ASSERT_TRUE(got);
    EXPECT_TRUE(got->exact);
    EXPECT_EQ(got->permutations, 128U);
    const double observed = std::abs(pooled_mean(s.yi, s.vi, settings)->mean.stat);
    int reached = 0;
    for (unsigned bits = 0; bits < 128; ++bits) {
        std::vector<double> yi = s.yi;
        for (unsigned i = 0; i < 7; ++i)
            if (bits >> i & 1U) yi[i] = -yi[i];
        reached += std::abs(pooled_mean(yi, s.vi, settings)->mean.stat) >= observed - 1.5e-8;
    }
    EXPECT_DOUBLE_EQ(got->pval[0], reached / 128.0);
}

TEST(Permutation, OfRowsIsExactWhenFew) {
    dense::Studies s = dense::made_studies(8, 2, 0.2, 3);
    for (std::size_t i = 0; i < 8; ++i) s.design.at(i, 1) = i < 3 ? 1 : 0;
    for (const WaldTest test : {WaldTest::z, WaldTest::knha}) {
        const Settings settings{.test = test};
        const auto got = permutation_test(s.yi, s.vi, s.design, settings);
        ASSERT_TRUE(got);
        EXPECT_TRUE(got->exact);
        EXPECT_EQ(got->permutations, 56U);  // 8 over 3
        const auto observed = fit(s.yi, s.vi, s.design, settings);
        std::vector<double> column = {0, 0, 0, 0, 0, 1, 1, 1};
        int reached = 0, joint = 0;
        do {
            numerics::Matrix design = s.design;
            for (std::size_t i = 0; i < 8; ++i) design.at(i, 1) = column[i];
            const auto one = fit(s.yi, s.vi, design, settings);
            reached += std::abs(one->coefficients[1].stat) >=
                       std::abs(observed->coefficients[1].stat) - 1.5e-8;
            joint += one->QM >= observed->QM - 1.5e-8;
        } while (std::ranges::next_permutation(column).found);
        EXPECT_DOUBLE_EQ(got->pval[1], reached / 56.0);
        EXPECT_DOUBLE_EQ(got->QMp, joint / 56.0);
    }
}

TEST(Permutation, RepeatsBySeedAndConvergesToTheExactChance) {
    const dense::Studies s = dense::made_studies(8, 1, 0.2, 12);
    const auto exact = permutation_test(s.yi, s.vi, s.design);
    const auto drawn = permutation_test(s.yi, s.vi, s.design, {}, {.seed = 5, .permutations = 255});
    const auto again = permutation_test(s.yi, s.vi, s.design, {}, {.seed = 5, .permutations = 255});
    const auto other = permutation_test(s.yi, s.vi, s.design, {}, {.seed = 6, .permutations = 255});
    ASSERT_TRUE(exact && drawn && again && other);
    EXPECT_TRUE(exact->exact);
    EXPECT_FALSE(drawn->exact);
    EXPECT_EQ(drawn->pval, again->pval);
    EXPECT_NE(drawn->pval, other->pval);
    // 254 draws: six standard errors of at most 0.0314.
    EXPECT_NEAR(drawn->pval[0], exact->pval[0], 0.19);
    EXPECT_GE(drawn->pval[0], 1 / 255.0);
}

/// 2,000 replicates without any effect: the share of p below 0.05 has a standard error of 0.005; five of them.
TEST(Permutation, RejectsATrueNullAsOftenAsItSays) {
    int rejected = 0;
    for (std::uint64_t replicate = 0; replicate < 2000; ++replicate) {
        dense::Studies s = dense::made_studies(6, 1, 0.3, replicate, "null");
        for (double& y : s.yi) y -= 0.4;
        const auto got =
            permutation_test(s.yi, s.vi, s.design, {.method = Method::dersimonian_laird});
        ASSERT_TRUE(got);
        rejected +=
            got->pval[0] <= 0.0625 + 1e-12;  // 4 of 64: the level that signs of six can have
    }
    EXPECT_NEAR(rejected / 2000.0, 0.0625, 0.027);
}

}  // namespace
}  // namespace sinew::pooling
