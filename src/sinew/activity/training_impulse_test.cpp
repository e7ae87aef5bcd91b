#include <gtest/gtest.h>
#include <sinew/activity/bouts_for_test.hpp>
#include <sinew/activity/training_impulse.hpp>
#include <sinew/base/random_stream.hpp>

#include <cmath>

namespace sinew::activity {
namespace {

const CoverSettings kCover{};
const HeartRange kPerson{60, 160};
const BanisterConstants kMen{0.64, 1.92}, kWomen{0.86, 1.67};  // knowledge/fitness/load.json
const EdwardsZones kEdwards{{50, 60, 70, 80, 90}, {1, 2, 3, 4, 5}};

std::vector<HeartPiece> pieces(const domain::RecordedActivity& activity) {
    return heart_pieces(activity, kCover);
}

TEST(Banister, a_steady_bout_has_a_closed_form) {
    // 30 min at half the reserve: 30 * 0.5 * 0.64 * e^0.96
    EXPECT_NEAR(banister_impulse(pieces(steady(30, 110)), kPerson, kMen),
                30 * 0.5 * 0.64 * std::exp(0.96), 1e-9);
    EXPECT_NEAR(banister_impulse(pieces(steady(30, 110)), kPerson, kWomen),
                30 * 0.5 * 0.86 * std::exp(0.835), 1e-9);
    EXPECT_EQ(banister_impulse(pieces(steady(30, 50)), kPerson, kMen), 0) << "below rest";
    EXPECT_NEAR(banister_impulse(pieces(steady(10, 200)), kPerson, kMen),
                10 * 0.64 * std::exp(1.92), 1e-9)
        << "no more than the maximum";
}

TEST(Banister, a_ramp_meets_its_integral) {
    // x from 0 to 1 in 100 min: 100 * a * integral x e^(bx) = 100 a ((b - 1) e^b + 1) / b^2
    const double b = 1.92, exact = 100 * 0.64 * ((b - 1) * std::exp(b) + 1) / (b * b);
    const auto ramp = bout(6000, [](double t) { return 60 + t / 60; });
    EXPECT_NEAR(banister_impulse(pieces(ramp), kPerson, kMen), exact, exact * 1e-3);
}

TEST(Edwards, weighs_each_zone) {
    // 100/max 160 = 62.5 %: weight 2; 152 = 95 %: weight 5; 72 = 45 %: nothing.
    EXPECT_DOUBLE_EQ(edwards_impulse(pieces(steady(10, 100)), 160, kEdwards), 20);
    EXPECT_DOUBLE_EQ(edwards_impulse(pieces(steady(10, 152)), 160, kEdwards), 50);
    EXPECT_DOUBLE_EQ(edwards_impulse(pieces(steady(10, 72)), 160, kEdwards), 0);
    EXPECT_DOUBLE_EQ(edwards_impulse(pieces(steady(10, 80)), 160, kEdwards), 10) << "50 % counts";
}

TEST(Lucia, has_three_zones) {
    const LuciaThresholds thresholds{120, 150};
    EXPECT_DOUBLE_EQ(lucia_impulse(pieces(steady(10, 119)), thresholds, {1, 2, 3}), 10);
    EXPECT_DOUBLE_EQ(lucia_impulse(pieces(steady(10, 120)), thresholds, {1, 2, 3}), 20);
    EXPECT_DOUBLE_EQ(lucia_impulse(pieces(steady(10, 150)), thresholds, {1, 2, 3}), 30);
}

TEST(Impulse, more_minutes_and_harder_minutes_never_lower_it) {
    RandomStream random{20261123, "impulse"};
    for (int i = 0; i < 300; ++i) {
        const double minutes = 1 + static_cast<double>(random.below(60));
        const double bpm = 60 + static_cast<double>(random.below(120));
        const auto shorter = pieces(steady(minutes, bpm));
        const auto longer = pieces(steady(minutes + 5, bpm));
        const auto harder = pieces(steady(minutes, bpm + 5));
        for (const auto& more : {longer, harder}) {
            ASSERT_GE(banister_impulse(more, kPerson, kMen),
                      banister_impulse(shorter, kPerson, kMen));
            ASSERT_GE(edwards_impulse(more, 160, kEdwards),
                      edwards_impulse(shorter, 160, kEdwards));
            ASSERT_GE(lucia_impulse(more, {120, 150}, {1, 2, 3}),
                      lucia_impulse(shorter, {120, 150}, {1, 2, 3}));
        }
    }
}

}  // namespace
}  // namespace sinew::activity
