#include <gtest/gtest.h>
#include <sinew/care/load_use.hpp>

namespace sinew::care {
namespace {

const knowledge::Catalogue& catalogue() {
    static const auto loaded = knowledge::load_catalogue(
        knowledge::PackSource::embedded(), {knowledge::Part::prescription, knowledge::Part::load});
    return **loaded;
}

const Day kMonday = *read_day("2026-03-02");

Day day(int number) { return kMonday + std::chrono::days{number}; }

TEST(LoadHistory, a_week_of_recordings_has_the_worked_monotony) {
    // foster1998: 0 120 0 140 0 160 90: monotony 1.021
    const std::vector<BoutLoad> bouts{
        {day(1), 120}, {day(3), 140}, {day(5), 100}, {day(5), 60}, {day(6), 90}};
    const LoadHistory history = load_history(bouts, OtherDays::rest, catalogue());
    ASSERT_EQ(history.weeks.size(), 1U);
    EXPECT_EQ(history.weeks[0].first, kMonday);
    EXPECT_EQ(history.weeks[0].week.weekly, 510);
    EXPECT_NEAR(*history.weeks[0].week.monotony, 1.021, 5e-4);
    EXPECT_NEAR(*history.acute, 74.385, 5e-4);
    EXPECT_FALSE(history.ratio) << "seven days are no baseline";
    EXPECT_TRUE(history.acute_to_chronic.building_baseline);
}

TEST(LoadHistory, a_day_without_a_recording_is_not_zero_unless_it_is_said) {
    const LoadHistory history =
        load_history({{day(1), 120}, {day(3), 140}}, OtherDays::unknown, catalogue());
    EXPECT_EQ(history.weeks[0].week.flag, prescribe::LoadFlag::incomplete_week);
    EXPECT_FALSE(history.weeks[0].week.weekly);
    EXPECT_EQ(history.known_days, 1) << "the last day, after an unknown one";
}

TEST(LoadHistory, one_unrated_bout_leaves_its_day_unknown) {
    const LoadHistory history =
        load_history({{day(0), 120}, {day(0), std::nullopt}}, OtherDays::rest, catalogue());
    EXPECT_FALSE(history.weeks[0].days[0]);
    EXPECT_FALSE(history.weeks[0].week.weekly);
}

TEST(LoadHistory, weeks_follow_each_other_and_are_compared) {
    std::vector<BoutLoad> bouts;
    for (int week = 0; week < 5; ++week) bouts.push_back({day(7 * week + 2), 100.0 + 30 * week});
    const LoadHistory history = load_history(bouts, OtherDays::rest, catalogue());
    ASSERT_EQ(history.weeks.size(), 5U);
    EXPECT_EQ(history.weeks[1].change.change_pct, 30);
    EXPECT_EQ(history.weeks[1].change.verdict, prescribe::WeekChange::Verdict::over_cap);
    EXPECT_EQ(history.known_days, 35);
    ASSERT_EQ(history.days.size(), 35U);
    EXPECT_FALSE(history.days[26].ratio) << "27 days";
    EXPECT_TRUE(history.days[27].ratio) << "28 days";
    EXPECT_EQ(history.days[2].load, 100);
    EXPECT_EQ(history.days[2].acute,
              prescribe::weighted_average(std::vector<double>{0, 0, 100}, 7));
    ASSERT_TRUE(history.ratio);
    EXPECT_NEAR(*history.acute_to_chronic.coupled, 220 / ((130 + 160 + 190 + 220) / 4.0), 1e-9);
}

TEST(LoadHistory, does_not_depend_on_the_order_or_the_year) {
    const std::vector<BoutLoad> bouts{{day(1), 120}, {day(9), 140}, {day(17), 90}};
    std::vector<BoutLoad> reversed{bouts.rbegin(), bouts.rend()}, later = bouts;
    for (BoutLoad& bout : later) bout.day += std::chrono::days{7 * 52};
    const auto here = load_history(bouts, OtherDays::rest, catalogue());
    for (const auto& others : {load_history(reversed, OtherDays::rest, catalogue()),
                               load_history(later, OtherDays::rest, catalogue())}) {
        EXPECT_EQ(others.weeks.size(), here.weeks.size());
        EXPECT_EQ(others.acute, here.acute);
        EXPECT_EQ(others.chronic, here.chronic);
    }
    EXPECT_TRUE(load_history({}, OtherDays::rest, catalogue()).weeks.empty());
}

}  // namespace
}  // namespace sinew::care
