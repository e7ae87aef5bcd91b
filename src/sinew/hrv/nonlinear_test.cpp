#include <sinew/base/random_stream.hpp>
#include <sinew/hrv/analysis.hpp>
#include <sinew/hrv/nonlinear.hpp>
#include <sinew/hrv/template_matches.hpp>

#include <gtest/gtest.h>
#include <cmath>
#include <vector>

namespace sinew::hrv {
namespace {

std::vector<double> bell_noise(std::uint64_t seed, std::size_t count) {
    RandomStream stream{seed, "bell"};
    std::vector<double> values(count);
    for (double& value : values) {
        value = -6;
        for (int k = 0; k < 12; ++k) value += stream.uniform();
    }
    return values;
}

TEST(TemplateMatchesCount, fast_is_the_definition_bit_for_bit) {
    for (std::uint64_t seed = 1; seed <= 60; ++seed) {
        RandomStream stream{seed, "matches"};
        std::vector<double> values =
            bell_noise(seed, 4 + stream.below(seed % 10 == 0 ? 2600 : 300));
        if (seed % 2 == 0)  // whole milliseconds: many ties and distances exactly at the tolerance
            for (double& value : values) value = std::round(value * 5);
        for (const std::size_t m : {1U, 2U, 3U})
            for (const double tolerance : {0.0, 0.2, 1.0, 2.0}) {
                const TemplateMatches fast = match_templates(values, m, tolerance);
                const TemplateMatches plain = match_templates_reference(values, m, tolerance);
                ASSERT_EQ(fast.of_length, plain.of_length) << seed << " " << m << " " << tolerance;
                ASSERT_EQ(fast.of_one_more, plain.of_one_more);
                ASSERT_EQ(fast.pairs, plain.pairs);
                ASSERT_EQ(match_pairs(values, m, tolerance), plain.pairs) << values.size();
                EXPECT_EQ(entropies_of(fast).approximate, entropies_of(plain).approximate);
                EXPECT_EQ(entropies_of(fast).sample, entropies_of(plain).sample);
            }
    }
}

TEST(Entropy, of_a_series_that_only_repeats_is_zero) {
    std::vector<double> values(400);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = i % 2 == 0 ? 0 : 1;
    const Entropies entropies = entropies_of(match_templates(values, 2, 0.1));
    EXPECT_NEAR(*entropies.sample, 0, 0.01);
    EXPECT_NEAR(entropies.approximate, 0, 0.01);
}

TEST(Entropy, counted_by_hand) {
    // 1 2 1 2 1 3: patterns of two at places 0..3: (1 2) (2 1) (1 2) (2 1); pairs 0-2 and 1-3. Of three: 0-2 no (1 2 1, 1 2 1: yes).
    const std::vector<double> values{1, 2, 1, 2, 1, 3};
    const TemplateMatches matches = match_templates(values, 2, 0);
    EXPECT_EQ(matches.pairs.of_length, 2U);
    EXPECT_EQ(matches.pairs.of_one_more, 1U);  // 1 2 1 at 0 and 2; 2 1 2 and 2 1 3 differ
    EXPECT_DOUBLE_EQ(*entropies_of(matches).sample, std::log(2));
}

TEST(Entropy, shifting_scaling_and_turning_round_change_no_sample_entropy) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        std::vector<double> values = bell_noise(seed, 300), scaled, back;
        for (double& value : values) value = std::round(value * 64);
        for (const double value : values) scaled.push_back(8 * value + 1024);
        back.assign(values.rbegin(), values.rend());
        const TemplateMatches a = match_templates(values, 2, 13),
                              b = match_templates(scaled, 2, 8 * 13),
                              c = match_templates(back, 2, 13);
        EXPECT_EQ(a.pairs, b.pairs);
        EXPECT_EQ(a.pairs.of_one_more, c.pairs.of_one_more);
    }
}

TEST(Entropy, of_white_noise_is_near_its_value) {
    // Independent Gaussian values: SampEn(r SD) = -ln P(|x - y| <= r SD) = -ln erf(r / 2).
    const Entropies entropies = [] {
        const std::vector<double> values = bell_noise(5, 6000);
        return entropies_of(match_templates(values, 2, 0.2));
    }();
    EXPECT_NEAR(*entropies.sample, -std::log(std::erf(0.1)), 0.05);
}

TEST(Scaling, white_noise_and_its_sum) {
    double alpha1 = 0, alpha2 = 0, walk1 = 0, walk2 = 0;
    const int rounds = 20;
    const auto small = window_sizes(4, 16, 8), large = window_sizes(16, 64, 8);
    for (int round = 1; round <= rounds; ++round) {
        const std::vector<double> noise = bell_noise(static_cast<std::uint64_t>(round), 4096);
        const std::vector<double> profile = profile_of(noise), walk = profile_of(profile);
        alpha1 += *scaling_exponent(profile, small) / rounds;
        alpha2 += *scaling_exponent(profile, large) / rounds;
        walk1 += *scaling_exponent(walk, small) / rounds;
        walk2 += *scaling_exponent(walk, large) / rounds;
    }
    EXPECT_NEAR(alpha2, 0.5, 0.03);
    EXPECT_NEAR(alpha1, 0.5, 0.12);  // small windows are known to read white noise too high
    EXPECT_NEAR(walk1, 1.5, 0.06);
    EXPECT_NEAR(walk2, 1.5, 0.03);
}

TEST(Scaling, does_not_know_units_or_levels) {
    const std::vector<double> noise = bell_noise(8, 1000);
    std::vector<double> other;
    for (const double value : noise) other.push_back(300 * value + 5000);
    const auto sizes = window_sizes(4, 64, 8);
    EXPECT_NEAR(*scaling_exponent(profile_of(noise), sizes),
                *scaling_exponent(profile_of(other), sizes), 1e-9);
    EXPECT_FALSE(scaling_exponent(profile_of(std::vector<double>(300, 800.0)), sizes));
}

TEST(Scaling, window_sizes_rise_by_eighths_of_an_octave) {
    EXPECT_EQ(window_sizes(4, 16, 8),
              (std::vector<std::size_t>{4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16}));
    EXPECT_EQ(window_sizes(16, 64, 1), (std::vector<std::size_t>{16, 32, 64}));
}

TEST(PoincareShape, follows_from_the_time_domain) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        std::vector<double> nn = bell_noise(seed, 400);
        for (double& value : nn) value = 800 + 40 * value;
        const std::vector<Stretch> all{{0, nn.size()}};
        const Poincare shape = *poincare_of(nn, all);
        const TimeDomain time = time_domain(nn, {}, {});
        EXPECT_NEAR(shape.sd1_ms, *time.sdsd_ms / std::sqrt(2), 1e-9);
        // 2 SDNN^2 = SD1^2 + SD2^2 up to the two values at the ends, which stand in one pair only.
        EXPECT_NEAR(shape.sd1_ms * shape.sd1_ms + shape.sd2_ms * shape.sd2_ms,
                    2 * *time.sdnn_ms * *time.sdnn_ms, 0.02 * 2 * *time.sdnn_ms * *time.sdnn_ms);
        EXPECT_DOUBLE_EQ(shape.ellipse_area_ms2, M_PI * shape.sd1_ms * shape.sd2_ms);
    }
    EXPECT_FALSE(poincare_of(std::vector<double>{800, 810}, std::vector<Stretch>{{0, 2}}));
}

TEST(CorrelationDimension, of_a_circle_is_one) {
    std::vector<double> values(1000);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = std::sin(0.7548776662 * static_cast<double>(i));
    EXPECT_NEAR(*correlation_dimension(values, 10, 0.1), 1, 0.05);
}

TEST(CorrelationDimension, of_two_circles_is_two_and_of_nothing_is_absent) {
    std::vector<double> values(3000);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = std::sin(0.7548776662 * static_cast<double>(i)) +
                    std::sin(1.3247179572 * static_cast<double>(i));
    EXPECT_NEAR(*correlation_dimension(values, 10, 0.05), 2, 0.25);
    EXPECT_FALSE(correlation_dimension(std::vector<double>(300, 800.0), 10, 0.1));
    EXPECT_FALSE(correlation_dimension(std::vector<double>(11, 800.0), 10, 0.1));
}

}  // namespace
}  // namespace sinew::hrv
