// Laws and refusals of influence and small-study effects; agreement with metafor is in tests/golden.
#include <gtest/gtest.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/numerics/draws.hpp>
#include <sinew/pooling/begg.hpp>
#include <sinew/pooling/egger.hpp>
#include <sinew/pooling/gosh.hpp>
#include <sinew/pooling/influence.hpp>
#include <sinew/pooling/leave_one_out.hpp>
#include <sinew/pooling/selection_likelihood.hpp>
#include <sinew/pooling/trim_fill.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::pooling {
namespace {

struct Studies {
    std::vector<double> y, v;
};

/// Made-up studies: effects around a mean with a spread, variances over a range of ten.
Studies made(std::size_t k, std::uint64_t seed, double tau = 0.3) {
    RandomStream stream{seed, "small-study"};
    Studies studies;
    for (std::size_t i = 0; i < k; ++i) {
        const double v = 0.01 + 0.15 * stream.uniform();
        studies.v.push_back(v);
        studies.y.push_back(0.4 + std::sqrt(v + tau * tau) * numerics::normal_draw(stream));
    }
    return studies;
}

TEST(LeaveOneOut, is_the_fit_of_the_rest) {
    const Studies s = made(9, 1);
    const auto steps = leave_one_out(s.y, s.v).value();
    for (std::size_t i = 0; i < s.y.size(); ++i) {
        Studies rest = s;
        rest.y.erase(rest.y.begin() + static_cast<std::ptrdiff_t>(i));
        rest.v.erase(rest.v.begin() + static_cast<std::ptrdiff_t>(i));
        const MeanFit fit = pooled_mean(rest.y, rest.v).value();
        EXPECT_EQ(steps[i].row, i);
        EXPECT_EQ(steps[i].fit->mean.b, fit.mean.b);
        EXPECT_EQ(steps[i].fit->tau2.value, fit.tau2.value);
    }
}

TEST(Cumulative, ends_at_the_pooled_mean_and_follows_the_order) {
    const Studies s = made(8, 2);
    const std::vector<double> order{5, 3, 3, 9, 1, 7, 2, 8};
    const auto steps = cumulative_means(s.y, s.v, order).value();
    const std::vector<std::size_t> rows{4, 6, 1, 2, 0, 5, 7, 3};
    for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(steps[i].row, rows[i]);
    EXPECT_NEAR(steps.back().fit->mean.b, pooled_mean(s.y, s.v).value().mean.b, 1e-12);
    EXPECT_NEAR(steps.front().fit->mean.b, s.y[4], 1e-15);
}

TEST(Influence, sums_of_leverage_and_weight_are_known) {
    const Studies s = made(12, 3);
    numerics::Matrix design{12, 2, 1.0};
    for (std::size_t i = 0; i < 12; ++i) design.at(i, 1) = static_cast<double>(i * i);
    const Influence influence = influence_of(s.y, s.v, design).value();
    double hat = 0, weight = 0;
    for (const StudyInfluence& one : influence.studies) {
        hat += one.hat;
        weight += one.weight;
        EXPECT_EQ(one.dfbetas.size(), 2U);
    }
    EXPECT_NEAR(hat, 2, 1e-10) << "as many as coefficients";
    EXPECT_NEAR(weight, 100, 1e-10);
}

TEST(Influence, finds_the_study_that_was_moved) {
    Studies s = made(12, 4, 0.05);
    s.y[7] += 3;
    s.v[7] = 0.01;
    const Influence influence = influence_of(s.y, s.v).value();
    EXPECT_TRUE(influence.studies[7].influential);
    EXPECT_GT(influence.studies[7].rstudent, 3);
    EXPECT_EQ(std::count_if(influence.studies.begin(), influence.studies.end(),
                            [](const auto& one) { return one.influential; }),
              1);
}

TEST(Gosh, every_thread_count_gives_the_same_bits_and_every_subset_its_fit) {
    const Studies s = made(10, 5);
    for (const Method method : {Method::common, Method::dersimonian_laird, Method::reml}) {
        Settings settings;
        settings.method = method;
        const Gosh one = gosh(s.y, s.v, settings).value();
        const Gosh three = gosh(s.y, s.v, settings, {.threads = 3}).value();
        ASSERT_EQ(one.estimate.size(), 1023U);
        EXPECT_EQ(one.estimate, three.estimate);
        EXPECT_EQ(one.tau2, three.tau2);
        EXPECT_EQ(one.I2, three.I2);
        for (const std::size_t subset : {0U, 6U, 511U, 1022U}) {
            Studies part;
            for (std::size_t i = 0; i < 10; ++i)
                if (one.holds(subset, i)) {
                    part.y.push_back(s.y[i]);
                    part.v.push_back(s.v[i]);
                }
            const MeanFit fit = pooled_mean(part.y, part.v, settings).value();
            EXPECT_EQ(one.estimate[subset], fit.mean.b);
            EXPECT_EQ(one.I2[subset], fit.heterogeneity.I2);
            EXPECT_EQ(one.QE[subset], fit.heterogeneity.QE);
        }
    }
}

TEST(Gosh, tells_its_progress_and_answers_the_same) {
    const Studies s = made(14, 9);
    for (const unsigned threads : {1U, 3U}) {
        GoshSettings how{.most_subsets = 2000, .seed = 5, .threads = threads};
        const Gosh silent = gosh(s.y, s.v, {}, how).value();
        std::vector<std::size_t> told;
        how.progress = [&](std::size_t done, std::size_t of) {
            EXPECT_EQ(of, silent.k.size());
            told.push_back(done);
        };
        EXPECT_EQ(gosh(s.y, s.v, {}, how)->estimate, silent.estimate);
        ASSERT_FALSE(told.empty());
        EXPECT_TRUE(std::ranges::is_sorted(told));
        EXPECT_LE(told.back(), silent.k.size());
        if (threads == 1) {
            EXPECT_EQ(told.back(), silent.k.size());
            EXPECT_GT(told.size(), silent.k.size() / 1024);
        }
    }
}

TEST(Gosh, draws_subsets_by_its_seed_and_never_an_empty_one) {
    const Studies s = made(80, 6);
    const GoshSettings how{.most_subsets = 500, .seed = 11, .threads = 2};
    Settings settings;
    settings.method = Method::common;
    const Gosh first = gosh(s.y, s.v, settings, how).value();
    EXPECT_FALSE(first.all);
    EXPECT_EQ(first.words_each, 2U);
    EXPECT_EQ(first.members, gosh(s.y, s.v, settings, how).value().members);
    EXPECT_NE(first.members,
              gosh(s.y, s.v, settings, {.most_subsets = 500, .seed = 12}).value().members);
    double sum = 0;
    for (const auto k : first.k) {
        EXPECT_GT(k, 0U);
        sum += k;
    }
    // 500 sums of 80 fair coins: the mean is 40, its standard error 0.2; five of them are missed once in two million seeds.
    EXPECT_NEAR(sum / 500, 40, 1.0);
}

TEST(Begg, counts_permutations_exactly) {
    // Of the 24 orders of four values 1, 3, 5, 6, 5, 3, 1 have 0 .. 6 concordant pairs.
    double sum = 0;
    const std::vector<double> counts{1, 3, 5, 6, 5, 3, 1};
    for (std::size_t t = 0; t < counts.size(); ++t) {
        sum += counts[t];
        EXPECT_NEAR(kendall_cdf(static_cast<long>(t), 4), sum / 24, 1e-15);
    }
    EXPECT_EQ(kendall_cdf(-1, 4), 0);
    EXPECT_NEAR(kendall_cdf(100, 4), 1, 1e-15);
}

TEST(SmallStudy, tests_turn_with_the_sign_and_ignore_scale_and_order) {
    const Studies s = made(14, 7);
    Studies turned = s, scaled = s, shuffled = s;
    for (double& y : turned.y) y = -y;
    for (std::size_t i = 0; i < s.y.size(); ++i) {
        scaled.y[i] *= 4;
        scaled.v[i] *= 16;
    }
    std::rotate(shuffled.y.begin(), shuffled.y.begin() + 5, shuffled.y.end());
    std::rotate(shuffled.v.begin(), shuffled.v.begin() + 5, shuffled.v.end());
    const auto egger = [](const Studies& of) { return regression_test(of.y, of.v).value(); };
    EXPECT_NEAR(egger(turned).slope.stat, -egger(s).slope.stat, 1e-9);
    EXPECT_NEAR(egger(scaled).slope.stat, egger(s).slope.stat, 1e-9);
    EXPECT_NEAR(egger(shuffled).slope.stat, egger(s).slope.stat, 1e-9);
    EXPECT_NEAR(rank_test(turned.y, turned.v)->tau, -rank_test(s.y, s.v)->tau, 1e-15);
    EXPECT_NEAR(rank_test(scaled.y, scaled.v)->pval, rank_test(s.y, s.v)->pval, 1e-12);
    for (const Missing estimator : {Missing::L0, Missing::R0}) {
        const auto left = trim_fill(s.y, s.v, {}, estimator, Side::left).value();
        const auto right = trim_fill(turned.y, turned.v, {}, estimator, Side::right).value();
        EXPECT_EQ(left.k0, right.k0);
        EXPECT_NEAR(left.fit.mean.b, -right.fit.mean.b, 1e-12);
    }
    SelectionSettings towards, away;
    away.alternative = Alternative::less;
    const auto one = selection_model(s.y, s.v, towards),
               other = selection_model(turned.y, turned.v, away);
    ASSERT_TRUE(one && other);
    EXPECT_NEAR(one->mean.b, -other->mean.b, 1e-7);
    EXPECT_NEAR(one->LRT, other->LRT, 1e-8);
    EXPECT_NEAR(selection_model(scaled.y, scaled.v, towards)->mean.b, 4 * one->mean.b, 1e-6);
}

TEST(TrimFill, mirrors_the_studies_it_trimmed) {
    // Five precise studies round 0 and six imprecise ones on the right whose mirror images are missing.
    const std::vector<double> y{0.0, 0.02, -0.02, 0.03, -0.03, 0.5, 0.7, 0.9, 1.1, 1.3, 1.5},
        v{.001, .001, .001, .001, .001, .1, .1, .1, .1, .1, .1};
    const auto made_of =
        trim_fill(y, v, {.method = Method::common}, Missing::L0, Side::left).value();
    ASSERT_GT(made_of.k0, 2U);
    const double twice = y.back() + made_of.filled_yi.back();
    for (std::size_t i = 0; i < made_of.k0; ++i)
        EXPECT_NEAR(y[11 - made_of.k0 + i] + made_of.filled_yi[i], twice, 1e-12)
            << "each pair has one middle";
    EXPECT_LT(made_of.fit.mean.b, pooled_mean(y, v, {.method = Method::common})->mean.b);
}

TEST(Selection, derivatives_are_those_of_the_likelihood) {
    const Studies s = made(20, 8);
    for (const Alternative alternative :
         {Alternative::greater, Alternative::less, Alternative::two_sided}) {
        const SelectionLikelihood likelihood{s.y, s.v, {0.025, 0.3, 1}, alternative};
        const std::vector<double> at{0.3, 0.07, 0.6, 1.4};
        const auto point = [&](std::size_t moved, double by) {
            std::vector<double> p = at;
            p[moved] += by;
            return SelectionPoint{p[0], p[1], {p[2], p[3]}};
        };
        const SelectionValue value = likelihood.at(point(0, 0));
        for (std::size_t i = 0; i < 4; ++i) {
            const double h = 1e-5;
            const SelectionValue up = likelihood.at(point(i, h)),
                                 down = likelihood.at(point(i, -h));
            EXPECT_NEAR(value.gradient[i], (up.log_likelihood - down.log_likelihood) / (2 * h),
                        1e-6);
            for (std::size_t j = 0; j < 4; ++j)
                EXPECT_NEAR(value.hessian.at(i, j), (up.gradient[j] - down.gradient[j]) / (2 * h),
                            1e-5 * (1 + std::abs(value.hessian.at(i, j))));
        }
    }
}

TEST(Selection, finds_the_selection_that_was_made) {
    // Studies without a significant positive effect are kept one time in five.
    RandomStream stream{9, "selected"};
    Studies s;
    while (s.y.size() < 1500) {
        const double v = 0.02 + 0.1 * stream.uniform(),
                     y = 0.2 + std::sqrt(v + 0.04) * numerics::normal_draw(stream);
        if (p_value(y, v, Alternative::greater) > 0.025 && !stream.chance(0.2)) continue;
        s.y.push_back(y);
        s.v.push_back(v);
    }
    const auto found = selection_model(s.y, s.v).value();
    // Five standard errors: a false alarm in two million seeds.
    EXPECT_NEAR(found.mean.b, 0.2, 5 * found.mean.se);
    EXPECT_NEAR(found.tau2, 0.04, 5 * found.se_tau2);
    EXPECT_NEAR(found.steps[1].delta.b, 0.2, 5 * found.steps[1].delta.se);
    EXPECT_LT(found.LRTp, 1e-6);
    EXPECT_GT(found.unselected_mean.b, 0.3) << "what the studies that were seen say";
}

TEST(SmallStudy, says_what_cannot_be_asked) {
    const std::vector<double> one_y{0.3}, one_v{0.1}, y{0.1, 0.4, 0.3, 0.9, 0.2}, same(5, 0.1),
        v{0.1, 0.2, 0.05, 0.3, 0.15};
    EXPECT_NE(leave_one_out(one_y, one_v).error().what.find("one study"), std::string::npos);
    EXPECT_FALSE(influence_of(one_y, one_v));
    EXPECT_FALSE(gosh(one_y, one_v));
    EXPECT_FALSE(trim_fill(one_y, one_v));
    EXPECT_FALSE(rank_test(one_y, one_v));
    EXPECT_FALSE(selection_model(one_y, one_v));
    EXPECT_NE(regression_test(y, same).error().what.find("equally precise"), std::string::npos);
    EXPECT_NE(rank_test(y, same).error().what.find("equally precise"), std::string::npos);
    EXPECT_NE(trim_fill(y, same).error().hint.find("left or right"), std::string::npos);
    EXPECT_TRUE(trim_fill(y, same, {}, Missing::L0, Side::left));
    const std::vector<double> sure{5, 6, 7, 8, 9};
    const auto selected = selection_model(sure, v);
    ASSERT_FALSE(selected);
    EXPECT_EQ(selected.error().where, "0.025 to 1");
    EXPECT_FALSE(selection_model(y, v, {.steps = {1.5}}));
    EXPECT_FALSE(selection_model(y, v, {.steps = {1}}));
    const std::vector<double> negative{0.1, -0.2, 0.05, 0.3, 0.15};
    EXPECT_EQ(leave_one_out(y, negative).error().where, "row 2");
    EXPECT_EQ(trim_fill(y, negative).error().where, "row 2");
    EXPECT_EQ(selection_model(y, negative).error().where, "row 2");
    EXPECT_EQ(cumulative_means(y, v, std::vector<double>{1, 2, NAN, 4, 5}).error().where, "row 3");
    EXPECT_FALSE(regression_test(y, v, {}, Precision::size));
    EXPECT_FALSE(gosh(y, v, {}, {.most_subsets = 1}));
}

}  // namespace
}  // namespace sinew::pooling
