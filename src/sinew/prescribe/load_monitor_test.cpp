#include <gtest/gtest.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/prescribe/load_monitor.hpp>
#include <sinew/prescribe/rounding.hpp>

namespace sinew::prescribe {
namespace {

const knowledge::LoadSpec& spec() {
    static const auto catalogue = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                            {knowledge::Part::prescription});
    return (*catalogue)->prescription.load;
}

using Days = std::vector<std::optional<double>>;

TEST(WeekLoad, agrees_with_the_worked_example) {
    const WeekLoad load = week_load(Days{0, 120, 0, 140, 0, 160, 90}, spec());  // foster1998
    EXPECT_EQ(load.weekly, 510);
    EXPECT_EQ(rounded(*load.daily_mean, 2), 72.86);
    EXPECT_EQ(rounded(*load.sd_sample, 2), 71.35);
    EXPECT_EQ(rounded(*load.monotony, 3), 1.021);
    EXPECT_EQ(rounded(*load.strain, 1), 520.8);
    EXPECT_EQ(load.flag, LoadFlag::none);
}

TEST(WeekLoad, tells_no_load_no_variation_and_no_data_apart) {
    EXPECT_EQ(week_load(Days(7, 0.0), spec()).flag, LoadFlag::no_load);
    const WeekLoad same = week_load(Days(7, 0.1), spec());
    EXPECT_EQ(same.flag, LoadFlag::no_variation);
    EXPECT_EQ(same.sd_sample, 0);
    EXPECT_FALSE(same.monotony);
    for (const Days& days :
         {Days{}, Days(6, 100.0), Days(8, 100.0), Days{100, 100, 100, std::nullopt, 0, 0, 0}}) {
        const WeekLoad load = week_load(days, spec());
        EXPECT_EQ(load.flag, LoadFlag::incomplete_week) << days.size();
        EXPECT_FALSE(load.weekly);
    }
}

TEST(WeekLoad, monotony_of_exactly_two_is_amber) {
    // mean 20, deviations 10 10 10 10 10 10 0: sample SD sqrt(600 / 6) = 10
    EXPECT_EQ(week_load(Days{30, 10, 30, 10, 30, 10, 20}, spec()).flag, LoadFlag::monotony_amber);
    EXPECT_EQ(week_load(Days{30, 10, 30, 10, 30, 10, 19}, spec()).flag, LoadFlag::none);
}

TEST(AcuteToChronic, counts_the_last_four_weeks) {
    const std::vector<double> weeks{484, 738, 14, 254, 430, 453};  // batch sample P010
    const AcuteToChronic ratio = acute_to_chronic(weeks, spec());
    EXPECT_EQ(rounded(*ratio.coupled, 3), 1.574);
    EXPECT_EQ(rounded(*ratio.uncoupled, 3), 1.947);
}

TEST(AcuteToChronic, is_nothing_without_a_baseline) {
    EXPECT_TRUE(acute_to_chronic(std::vector<double>{1, 2, 3}, spec()).building_baseline);
    const AcuteToChronic first = acute_to_chronic(std::vector<double>{0, 0, 0, 200}, spec());
    EXPECT_EQ(first.coupled, 4);
    EXPECT_FALSE(first.uncoupled);
    EXPECT_FALSE(acute_to_chronic(std::vector<double>{0, 0, 0, 0}, spec()).coupled);
}

TEST(WeightedAverage, starts_at_the_first_value) {
    const std::vector<double> loads{0, 120, 0, 140, 0, 160, 90};
    EXPECT_EQ(rounded(*weighted_average(loads, 7), 3), 74.385);
    EXPECT_EQ(rounded(*weighted_average(loads, 28), 3), 30.062);
    EXPECT_EQ(weighted_average(std::vector<double>{120}, 28), 120);
    EXPECT_FALSE(weighted_average({}, 7));
}

TEST(WeightedAverage, lies_between_the_extremes) {
    RandomStream random{20260303, "ewma"};
    for (int i = 0; i < 2000; ++i) {
        std::vector<double> loads(1 + random.below(40));
        for (double& load : loads) load = static_cast<double>(random.below(300));
        const auto [low, high] = std::minmax_element(loads.begin(), loads.end());
        const double average = *weighted_average(loads, 1 + static_cast<double>(random.below(28)));
        ASSERT_GE(average, *low - 1e-9);
        ASSERT_LE(average, *high + 1e-9);
    }
}

struct ChangeCase {
    double last, now;
    WeekChange::Verdict verdict;
    std::optional<double> pct, trim;
};

TEST(WeekChange, agrees_with_the_table) {
    using V = WeekChange::Verdict;
    // knowledge/prescription/rules.json, LOD-05 and its worked examples; batch samples P012, P029, P046
    const std::vector<ChangeCase> cases{
        {400, 470, V::within_cap, 17.5, {}}, {400, 500, V::over_cap, 25.0, 480},
        {400, 480, V::within_cap, 20.0, {}}, {0, 200, V::no_baseline, {}, {}},
        {333, 480, V::over_cap, 44.1, 399},  {333, 399, V::within_cap, 19.8, {}},
        {333, 400, V::over_cap, 20.1, 399},  {35, 42, V::within_cap, 20.0, {}},
        {35, 43, V::over_cap, 22.9, 42},     {400, 0, V::within_cap, -100.0, {}},
    };
    for (const ChangeCase& c : cases) {
        const WeekChange change = week_change(c.last, c.now, spec());
        EXPECT_EQ(change.verdict, c.verdict) << c.last << " " << c.now;
        EXPECT_EQ(change.trim_to, c.trim) << c.last << " " << c.now;
        EXPECT_EQ(change.change_pct.has_value(), c.pct.has_value());
        if (c.pct) {
            EXPECT_EQ(rounded(*change.change_pct, 1), *c.pct) << c.last << " " << c.now;
        }
    }
}

TEST(SessionLoad, longer_sessions_never_lower_volume) {
    RandomStream random{20260304, "volume"};
    for (int i = 0; i < 2000; ++i) {
        const double effort = random.uniform() * 10;
        const double minutes = random.uniform() * 90;
        ASSERT_GE(session_load(effort, minutes + random.uniform() * 30),
                  session_load(effort, minutes));
    }
    EXPECT_EQ(session_load(4, 35), 140);  // foster2001
}

}  // namespace
}  // namespace sinew::prescribe
