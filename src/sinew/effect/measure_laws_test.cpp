// What must hold of every measure whatever the numbers: signs, units, forms, and simple cases worked by hand.
#include <sinew/base/random_stream.hpp>
#include <sinew/effect/correlations.hpp>
#include <sinew/effect/one_group.hpp>
#include <sinew/effect/printed_statistics.hpp>
#include <sinew/effect/quantile_summaries.hpp>
#include <sinew/effect/small_sample.hpp>
#include <sinew/effect/two_counts.hpp>
#include <sinew/effect/two_means.hpp>

#include <gtest/gtest.h>
#include <cmath>

namespace sinew::effect {
namespace {

using enum Measure;

constexpr int kTries = 300;

Group made_group(RandomStream& stream) {
    return {static_cast<double>(2 + stream.below(200)), 0.5 + 20 * stream.uniform(),
            0.1 + 5 * stream.uniform()};
}

TEST(MeasureLaws, swapping_the_arms_turns_the_sign_and_keeps_the_variance) {
    RandomStream stream{7, "effect.swap"};
    for (int i = 0; i < kTries; ++i) {
        const Group one = made_group(stream), other = made_group(stream);
        for (const Measure measure : {MD, SMD, SMDH, ROM, D2ORL, D2ORN}) {
            const Estimate here = from_two_means(measure, one, other),
                           there = from_two_means(measure, other, one);
            EXPECT_NEAR(here.yi, -there.yi, 1e-12 * (1 + std::abs(here.yi)))
                << spec_of(measure).code;
            EXPECT_NEAR(here.vi, there.vi, 1e-12 * here.vi) << spec_of(measure).code;
        }
        const FourCells x{1.0 + static_cast<double>(stream.below(50)),
                          1.0 + static_cast<double>(stream.below(50)),
                          1.0 + static_cast<double>(stream.below(50)),
                          1.0 + static_cast<double>(stream.below(50))};
        for (const Measure measure : {RR, OR, RD, AS, PETO, OR2DL, OR2DN}) {
            const Estimate here = from_four_cells(measure, x),
                           there = from_four_cells(measure, {x.c, x.d, x.a, x.b});
            EXPECT_NEAR(here.yi, -there.yi, 1e-12) << spec_of(measure).code;
            EXPECT_NEAR(here.vi, there.vi, 1e-12 * here.vi) << spec_of(measure).code;
        }
        // Counting the others in place of the events turns what treats both alike.
        for (const Measure measure : {OR, RD, AS, PETO})
            EXPECT_NEAR(from_four_cells(measure, x).yi,
                        -from_four_cells(measure, {x.b, x.a, x.d, x.c}).yi, 1e-12);
    }
}

TEST(MeasureLaws, a_standardised_difference_has_no_unit_and_no_origin) {
    RandomStream stream{7, "effect.unit"};
    for (int i = 0; i < kTries; ++i) {
        const Group one = made_group(stream), other = made_group(stream);
        const double scale = 0.01 + 50 * stream.uniform(), shift = 100 * stream.uniform() - 50;
        const auto moved = [&](const Group& x) {
            return Group{x.n, scale * x.mean + shift, scale * x.sd};
        };
        for (const Measure measure : {SMD, SMDH, D2ORL}) {
            const Estimate here = from_two_means(measure, one, other);
            const Estimate there = from_two_means(measure, moved(one), moved(other));
            EXPECT_NEAR(here.yi, there.yi, 1e-9 * (1 + std::abs(here.yi)));
            EXPECT_NEAR(here.vi, there.vi, 1e-9 * here.vi);
        }
        // A difference is as large as its unit, a ratio of means has none (but an origin).
        const auto scaled = [&](const Group& x) {
            return Group{x.n, scale * x.mean, scale * x.sd};
        };
        const Estimate md = from_two_means(MD, one, other),
                       md2 = from_two_means(MD, scaled(one), scaled(other));
        EXPECT_NEAR(md2.yi, scale * md.yi, 1e-10 * (1 + std::abs(md2.yi)));
        EXPECT_NEAR(md2.vi, scale * scale * md.vi, 1e-10 * md2.vi);
        const Estimate rom = from_two_means(ROM, one, other),
                       rom2 = from_two_means(ROM, scaled(one), scaled(other));
        EXPECT_NEAR(rom.yi, rom2.yi, 1e-11);
        EXPECT_NEAR(rom.vi, rom2.vi, 1e-11 * rom.vi);
    }
}

TEST(MeasureLaws, the_exact_factor_is_the_ratio_of_gammas_and_near_its_approximation) {
    // J(2) = Gamma(1) / Gamma(1/2) = 1 / sqrt(pi); J(m) J(m+1) follows from Gamma's recurrence.
    EXPECT_NEAR(exact_j(2), 1 / std::sqrt(std::acos(-1.0)), 1e-15);
    for (const double m : {3.0, 10.0, 48.5, 199.0, 199.5, 200.0, 201.0, 1e4, 1e7}) {
        const double product =
            std::sqrt(m / 2) * exact_j(m) * std::sqrt((m + 1) / 2) * exact_j(m + 1);
        EXPECT_NEAR(product / ((m - 1) / 2), 1, 4e-15) << m;
    }
    EXPECT_LT(std::abs(exact_j(10) - approximate_j(10)), 1e-3);
    EXPECT_TRUE(std::isnan(exact_j(1)));
    EXPECT_TRUE(std::isnan(approximate_j(1)));
}

TEST(MeasureLaws, a_crossover_without_correlation_of_like_spread_is_two_parallel_groups) {
    const Group one{20, 5, 2}, other{20, 4, 3};
    EXPECT_NEAR(from_crossover(MD, one, other, 0).vi, from_two_means(MD, one, other).vi, 1e-14);
    EXPECT_NEAR(from_crossover(ROM, one, other, 0).vi, from_two_means(ROM, one, other).vi, 1e-14);
    EXPECT_LT(from_crossover(SMD, one, other, 0.7).vi, from_crossover(SMD, one, other, 0.2).vi);
    EXPECT_EQ(from_crossover(SMD, one, other, 0.7).yi, from_two_means(SMD, one, other).yi);
    // Paired differences of 20 people: the variance of their mean.
    EXPECT_NEAR(from_crossover(MD, one, other, 0.5).vi, std::pow(sd_of_change(2, 3, 0.5), 2) / 20,
                1e-14);
}

TEST(MeasureLaws, printed_statistics_lead_back_to_the_same_d) {
    const Group one{15, 10, 2}, other{22, 8.5, 2.6};
    const double d = (one.mean - other.mean) / pooled_sd(one, other);
    const double t = d / std::sqrt(1 / one.n + 1 / other.n);
    EXPECT_NEAR(d_from_t(t, 15, 22), d, 1e-14);
    EXPECT_NEAR(d_from_f(t * t, 15, 22), d, 1e-14);
    EXPECT_NEAR(implied_correlation(2, 3, sd_of_change(2, 3, 0.37)), 0.37, 1e-14);
    EXPECT_NEAR(d_from_p(-0.05, 10, 10), -2.1009220402410378 * std::sqrt(0.2),
                1e-10);  // t of 18 degrees
    EXPECT_TRUE(std::isnan(d_from_p(0, 10, 10)));
}

TEST(MeasureLaws, quantiles_of_a_normal_sample_give_its_mean_and_sd) {
    // Quartiles and extremes where a normal sample of 200 has them on average (Blom's plotting positions).
    const QuantileSummary five{.n = 200,
                               .median = 10,
                               .lower_quartile = 10 - 3 * 0.6712,
                               .upper_quartile = 10 + 3 * 0.6712,
                               .minimum = 10 - 3 * 2.746,
                               .maximum = 10 + 3 * 2.746};
    const QuantileSummary three{.n = 200,
                                .median = 10,
                                .lower_quartile = five.lower_quartile,
                                .upper_quartile = five.upper_quartile};
    const QuantileSummary ends{
        .n = 200, .median = 10, .minimum = five.minimum, .maximum = five.maximum};
    for (const MedianMethod method : {MedianMethod::luo, MedianMethod::wan})
        for (const QuantileSummary& summary : {five, three, ends}) {
            const Group group = *group_of(summary, method);
            EXPECT_NEAR(group.mean, 10, 1e-12);
            EXPECT_NEAR(group.sd, 3, 0.03);
            EXPECT_FALSE(looks_skewed(summary));
        }
    const QuantileSummary skewed{.n = 100, .median = 10, .lower_quartile = 9, .upper_quartile = 20};
    EXPECT_TRUE(looks_skewed(skewed));
    EXPECT_FALSE((QuantileSummary{.n = 10, .median = 3, .lower_quartile = 4, .upper_quartile = 5})
                     .in_order());
    EXPECT_FALSE(group_of({.n = 10, .median = 3}, MedianMethod::luo));
}

TEST(MeasureLaws, quantile_methods_give_what_their_papers_write) {
    // By hand from the formulas for n = 30: minimum 1, quartiles 3 and 7, median 4, maximum 10.
    const QuantileSummary three{.n = 30, .median = 4, .lower_quartile = 3, .upper_quartile = 7};
    EXPECT_NEAR(group_of(three, MedianMethod::luo)->mean, 0.713 * 5 + 0.287 * 4, 1e-12);
    EXPECT_NEAR(group_of(three, MedianMethod::wan)->mean, 14.0 / 3, 1e-12);
    const QuantileSummary ends{.n = 30, .median = 4, .minimum = 1, .maximum = 10};
    const double w = 4 / (4 + std::pow(30, 0.75));
    EXPECT_NEAR(group_of(ends, MedianMethod::luo)->mean, w * 5.5 + (1 - w) * 4, 1e-12);
    EXPECT_NEAR(group_of(ends, MedianMethod::wan)->mean, (1 + 8 + 10) / 4.0, 1e-12);
}

TEST(MeasureLaws, what_is_added_to_a_cell_of_nothing) {
    const FourCells zero{0, 10, 3, 9}, full{1, 10, 3, 9};
    EXPECT_EQ(corrected(zero, OR, {}, true).a, 0.5);
    EXPECT_EQ(corrected(full, OR, {}, true).a, 1);
    EXPECT_EQ(corrected(zero, AS, {}, true).a, 0);
    EXPECT_EQ(corrected(full, OR, {.to = ZeroCellsTo::all}, false).a, 1.5);
    EXPECT_EQ(corrected(full, OR, {.to = ZeroCellsTo::if0all}, true).d, 9.5);
    EXPECT_EQ(corrected(full, OR, {.to = ZeroCellsTo::if0all}, false).d, 9);
    EXPECT_EQ(corrected(zero, OR, {.add = 0.1}, true).a, 0.1);
    EXPECT_EQ(corrected(zero, OR, {.to = ZeroCellsTo::none}, true).a, 0);
}

TEST(MeasureLaws, correlations_turn_with_their_sign_and_need_four_people) {
    for (const Measure measure : {COR, ZCOR, UCOR}) {
        const Estimate up = from_correlation(measure, 0.4, 25),
                       down = from_correlation(measure, -0.4, 25);
        EXPECT_NEAR(up.yi, -down.yi, 1e-14);
        EXPECT_EQ(up.vi, down.vi);
        EXPECT_TRUE(std::isnan(from_correlation(measure, 0.4, 3).yi));
    }
    EXPECT_GT(from_correlation(UCOR, 0.4, 25).yi, 0.4);
    EXPECT_EQ(from_correlation(UCOR, 0, 25).yi, 0);
}

}  // namespace
}  // namespace sinew::effect
