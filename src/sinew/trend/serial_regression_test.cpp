// The engine against closed forms, an independent dense solution, and its own invariances.
#include <sinew/numerics/distributions.hpp>
#include <sinew/trend/made_series_for_test.hpp>
#include <sinew/trend/serial_regression.hpp>

#include <gtest/gtest.h>

#include <cmath>

namespace sinew::trend {
namespace {

/// One fixed memory instead of a weighted range.
MemoryPrior exactly(double memory) {
    return {.lowest = memory - 1e-13,
            .highest = memory + 1e-13,
            .shape_low = 1,
            .shape_high = 1,
            .points = 1};
}

LinearModel level_of(const std::vector<double>& values) {
    LinearModel model;
    for (std::size_t i = 0; i < values.size(); ++i)
        model.add(static_cast<double>(i), values[i], {1.0});
    return model;
}

TEST(SerialRegression, is_the_t_interval_where_there_is_no_memory) {
    // Mean 5, SD sqrt(20/3) by hand; t quantile of 3 degrees.
    const auto fit = fit_serial(level_of({2, 4, 6, 8}), exactly(0));
    ASSERT_TRUE(fit);
    const Interval interval = fit->coefficient(0).interval(0.95);
    const double half = numerics::student_quantile(0.975, 3) * std::sqrt(20.0 / 3 / 4);
    EXPECT_NEAR(interval.low, 5 - half, 1e-6);
    EXPECT_NEAR(interval.high, 5 + half, 1e-6);
}

TEST(SerialRegression, weights_the_ends_more_where_neighbours_resemble_each_other) {
    // AR(1) mean, closed form: (y1 + yn + (1 - r)(y2 + .. + yn-1)) / (2 + (n - 2)(1 - r)).
    const double r = 0.6;
    const auto fit = fit_serial(level_of({1, 5, 2, 7}), exactly(r));
    ASSERT_TRUE(fit);
    EXPECT_NEAR(fit->coefficient(0).centre(), (1 + 7 + (1 - r) * 7) / (2 + 2 * (1 - r)), 1e-10);
}

/// (X'V^-1 X) and friends with V written out whole and inverted by Gauss-Jordan: nothing shared with the engine.
std::pair<double, double> dense_slope(const LinearModel& model, double memory) {
    const std::size_t n = model.values.size();
    std::vector<std::vector<double>> a(n, std::vector<double>(2 * n, 0.0));
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j)
            a[i][j] = std::pow(memory, std::abs(model.times[i] - model.times[j]));
        a[i][n + i] = 1;
    }
    for (std::size_t p = 0; p < n; ++p) {
        const double pivot = a[p][p];
        for (double& x : a[p]) x /= pivot;
        for (std::size_t i = 0; i < n; ++i) {
            if (i == p) continue;
            const double factor = a[i][p];
            for (std::size_t j = 0; j < 2 * n; ++j) a[i][j] -= factor * a[p][j];
        }
    }
    double s00 = 0, s01 = 0, s11 = 0, m0 = 0, m1 = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j) {
            const double w = a[i][n + j];
            const double xi = model.columns[2 * i + 1];
            const double xj = model.columns[2 * j + 1];
            s00 += w;
            s01 += w * xj;
            s11 += xi * w * xj;
            m0 += w * model.values[j];
            m1 += xi * w * model.values[j];
        }
    const double det = s00 * s11 - s01 * s01;
    const double slope = (s00 * m1 - s01 * m0) / det;
    const double level = (s11 * m0 - s01 * m1) / det;
    double rss = 0;
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            rss += (model.values[i] - level - slope * model.columns[2 * i + 1]) * a[i][n + j] *
                   (model.values[j] - level - slope * model.columns[2 * j + 1]);
    return {slope, std::sqrt(s00 / det * rss / static_cast<double>(n - 2))};
}

TEST(SerialRegression, agrees_with_the_whole_matrix_written_out_gaps_included) {
    LinearModel model{.width = 2, .times = {}, .values = {}, .columns = {}};
    RandomStream stream{5, "dense"};
    double time = 0;
    for (int i = 0; i < 12; ++i) {
        time += 1 + static_cast<double>(stream.below(4));
        model.add(time, 60 + 8 * numerics::normal_draw(stream), {1.0, time / 10});
    }
    for (const double memory : {-0.7, 0.2, 0.85}) {
        const auto fit = fit_serial(model, exactly(memory));
        ASSERT_TRUE(fit);
        const auto [slope, error] = dense_slope(model, fit->points().front().memory);
        const Interval interval = fit->coefficient(1).interval(0.9);
        const double half = numerics::student_quantile(0.95, 10) * error;
        EXPECT_NEAR(fit->coefficient(1).centre(), slope, 1e-8);
        EXPECT_NEAR(interval.low, slope - half, 1e-6);
        EXPECT_NEAR(interval.high, slope + half, 1e-6);
    }
}

TEST(SerialRegression, moves_with_the_values_and_scales_with_them) {
    RandomStream stream{6, "scale"};
    const auto values = made_errors(stream, 20, 0.4);
    std::vector<double> moved;
    for (const double value : values) moved.push_back(1000 + 7 * value);
    const Interval plain = fit_serial(level_of(values), {})->coefficient(0).interval(0.95);
    const Interval other = fit_serial(level_of(moved), {})->coefficient(0).interval(0.95);
    EXPECT_NEAR(other.low, 1000 + 7 * plain.low, 1e-6);
    EXPECT_NEAR(other.high, 1000 + 7 * plain.high, 1e-6);
}

TEST(SerialRegression, reads_the_same_forwards_and_backwards) {
    RandomStream stream{7, "backwards"};
    auto values = made_errors(stream, 15, 0.5);
    const Interval one = fit_serial(level_of(values), {})->coefficient(0).interval(0.95);
    std::reverse(values.begin(), values.end());
    const Interval other = fit_serial(level_of(values), {})->coefficient(0).interval(0.95);
    EXPECT_NEAR(one.low, other.low, 1e-8);
    EXPECT_NEAR(one.high, other.high, 1e-8);
}

TEST(SerialRegression, finds_memory_where_there_is_some) {
    RandomStream stream{8, "memory"};
    EXPECT_NEAR(fit_serial(level_of(made_errors(stream, 400, 0.6)), {})->memory(), 0.6, 0.15);
    EXPECT_NEAR(fit_serial(level_of(made_errors(stream, 400, 0.0)), {})->memory(), 0.0, 0.18);
}

TEST(SerialRegression, refuses_what_it_cannot_judge) {
    EXPECT_FALSE(fit_serial(level_of({1, 2}), {}));
    EXPECT_FALSE(fit_serial(level_of({3, 3, 3, 3, 3}), {}));
    LinearModel again = level_of({1, 2, 3, 4});
    again.times[2] = again.times[1];
    EXPECT_FALSE(fit_serial(again, {}));
    LinearModel twice{.width = 2, .times = {}, .values = {}, .columns = {}};
    for (int i = 0; i < 6; ++i) twice.add(i, i * i, {1.0, 1.0});
    const auto refused = fit_serial(twice, {});
    ASSERT_FALSE(refused);
    EXPECT_FALSE(refused.error().hint.empty());
}

TEST(Belief, of_one_part_is_a_scaled_t) {
    const Belief belief{{{1.0, 10.0, 2.0}}, 5};
    EXPECT_NEAR(belief.cdf(10.0), 0.5, 1e-15);
    EXPECT_NEAR(belief.quantile(0.975), 10 + 2 * numerics::student_quantile(0.975, 5), 1e-8);
    const Belief two{{{0.5, -1.0, 1.0}, {0.5, 1.0, 1.0}}, 5};
    EXPECT_NEAR(two.quantile(0.5), 0.0, 1e-8);
}

}  // namespace
}  // namespace sinew::trend
