#include <sinew/base/random_stream.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/trend/belief.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace sinew::trend {
namespace {

struct Made {
    std::vector<Belief::Part> parts;
    double degrees = 0;
};

/// One to thirty-two parts, some so light that they do not count, near together or far apart.
Made made_belief(std::uint64_t index) {
    RandomStream stream{3, "beliefs", index};
    Made made;
    made.degrees = 3 + static_cast<double>(stream.below(60));
    const std::size_t count = 1 + stream.below(32);
    const double apart = std::pow(10, 6 * stream.uniform() - 4);
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const double weight = std::pow(10, -12 * stream.uniform());
        sum += weight;
        made.parts.push_back({weight, 40 + apart * (stream.uniform() - 0.5),
                              std::pow(10, 3 * stream.uniform() - 2)});
    }
    for (Belief::Part& part : made.parts) part.weight /= sum;
    return made;
}

/// The interval halved over and over, every half asked for.
double by_halves_alone(const Made& made, double p) {
    const Belief belief{made.parts, made.degrees};
    const double t = numerics::student_quantile(p, made.degrees);
    double low = made.parts.front().centre + t * made.parts.front().scale;
    double high = low;
    for (const Belief::Part& part : made.parts) {
        if (part.weight <= 1e-9) continue;
        low = std::min(low, part.centre + t * part.scale);
        high = std::max(high, part.centre + t * part.scale);
    }
    const double enough = 1e-10 * (high - low + std::abs(high) * 1e-3);
    for (int step = 0; step < 200 && high - low > enough; ++step) {
        const double middle = low + (high - low) / 2;
        (belief.cdf(middle) < p ? low : high) = middle;
    }
    return low + (high - low) / 2;
}

TEST(Belief, quantile_is_the_one_of_plain_halving_to_the_last_bit) {
    for (std::uint64_t index = 0; index < 200; ++index) {
        const Made made = made_belief(index);
        const Belief belief{made.parts, made.degrees};
        for (const double p : {0.025, 0.5, 0.8, 0.975, 0.9995})
            ASSERT_EQ(belief.quantile(p), by_halves_alone(made, p)) << index << " at " << p;
    }
}

TEST(Belief, holds_its_level) {
    const Belief belief{{{0.7, 1.0, 2.0}, {0.3, 4.0, 0.5}}, 12};
    const Interval interval = belief.interval(0.95);
    EXPECT_NEAR(belief.cdf(interval.high) - belief.cdf(interval.low), 0.95, 1e-8);
    EXPECT_NEAR(belief.cdf(belief.quantile(0.3)), 0.3, 1e-8);
}

}  // namespace
}  // namespace sinew::trend
