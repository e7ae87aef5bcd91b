#include <gtest/gtest.h>
#include <sinew/base/calendar.hpp>
#include <sinew/base/random_stream.hpp>
#include <sinew/chart/number_label.hpp>
#include <sinew/chart/text_width.hpp>
#include <sinew/chart/ticks.hpp>

#include <cmath>
#include <limits>
#include <set>

namespace sinew::chart {
namespace {

std::string labels(const std::vector<Tick>& ticks) {
    std::string text;
    for (const Tick& tick : ticks) text += (text.empty() ? "" : "|") + tick.label;
    return text;
}

double day(const char* text) {
    return static_cast<double>(read_day(text).value().time_since_epoch().count());
}

/// Ends of every size, both signs, spans from a hair to the whole of double.
Span any_span(RandomStream& chance) {
    const auto value = [&] {
        const double size = std::pow(10.0, chance.uniform() * 400 - 200);
        return chance.chance(0.2) ? 0.0 : chance.chance(0.5) ? size : -size;
    };
    double low = value(),
           high = chance.chance(0.5) ? value() : low + std::abs(low) * chance.uniform() * 1e-3;
    if (low > high) std::swap(low, high);
    return workable(low, high);
}

TEST(Ticks, are_at_most_as_many_as_asked_ascending_and_inside_for_any_span) {
    RandomStream chance{5, "ticks"};
    for (int trial = 0; trial < 20000; ++trial) {
        Span span = any_span(chance);
        Axis axis;
        axis.kind = static_cast<AxisKind>(chance.below(4));
        axis.whole_numbers = chance.chance(0.2);
        if (axis.kind == AxisKind::logarithmic) {
            const double size = std::pow(10.0, chance.uniform() * 200 - 100);
            span = {size, size * std::pow(10.0, chance.uniform() * 12 + 0.01)};
        }
        const int most = 2 + static_cast<int>(chance.below(12));
        const auto ticks = ticks_of(axis, span, most);
        ASSERT_LE(ticks.size(), static_cast<std::size_t>(most)) << span.low << " " << span.high;
        const double hair = 1e-6 * (span.high - span.low) + 1e-12 * std::abs(span.high);
        for (std::size_t i = 0; i < ticks.size(); ++i) {
            ASSERT_TRUE(std::isfinite(ticks[i].value));
            ASSERT_GE(ticks[i].value, span.low - hair);
            ASSERT_LE(ticks[i].value, span.high + hair);
            ASSERT_TRUE(i == 0 || ticks[i].value > ticks[i - 1].value);
        }
    }
}

TEST(Ticks, rounded_ends_cover_the_span_and_need_no_more_ticks_than_asked) {
    RandomStream chance{5, "ends"};
    for (int trial = 0; trial < 20000; ++trial) {
        const Span span = any_span(chance);
        const int most = 2 + static_cast<int>(chance.below(9));
        const Span round = rounded_out(Axis{}, span, most);
        ASSERT_LE(round.low, span.low);
        ASSERT_GE(round.high, span.high);
        const double step = round_step(span, most);
        const double digit = step / std::pow(10.0, std::floor(std::log10(step) + 1e-9));
        ASSERT_TRUE(std::abs(digit - 1) < 1e-6 || std::abs(digit - 2) < 1e-6 ||
                    std::abs(digit - 5) < 1e-6)
            << step;
        ASSERT_LE((round.high - round.low) / step, most - 1 + 1e-6);
        // The next finer step would have needed too many: no room is wasted.
        ASSERT_GE((span.high - span.low) / step, (most - 2) / 5.0 - 1)
            << span.low << " " << span.high;
    }
}

TEST(Ticks, steps_are_one_two_and_five_with_the_decimals_they_need) {
    EXPECT_EQ(labels(ticks_of(Axis{}, {0, 1}, 6)), "0.0|0.2|0.4|0.6|0.8|1.0");
    EXPECT_EQ(labels(ticks_of(Axis{}, {-0.35, 0.31}, 5)), "−0.2|0.0|0.2");
    EXPECT_EQ(labels(ticks_of(Axis{}, {612, 1043}, 6)), "700|800|900|1000");
    EXPECT_EQ(labels(ticks_of(Axis{}, {0, 40000}, 5)),
              "0|10\u202F000|20\u202F000|30\u202F000|40\u202F000");
    EXPECT_EQ(ticks_of(Axis{}, {0, 1}, 11)[3].value, 0.3)
        << "the double nearest to 0.3, not three times 0.1";
    Axis weeks;
    weeks.whole_numbers = true;
    EXPECT_EQ(labels(ticks_of(weeks, {1, 3}, 8)), "1|2|3");
}

TEST(Ticks, decades_and_parts_of_decades) {
    Axis axis;
    axis.kind = AxisKind::logarithmic;
    EXPECT_EQ(labels(ticks_of(axis, {0.5, 20000}, 6)), "1|10|100|1000|10⁴");
    EXPECT_EQ(labels(ticks_of(axis, {1e-9, 1e9}, 4)), "10⁻⁹|10⁻⁴|10|10⁶");
    EXPECT_EQ(labels(ticks_of(axis, {4, 64}, 6)), "5|7|10|20|30|50");
    EXPECT_EQ(labels(ticks_of(axis, {12, 17}, 6)), "12|13|14|15|16|17");
}

TEST(Ticks, clocks_count_by_sixty) {
    Axis axis;
    axis.kind = AxisKind::clock;
    EXPECT_EQ(labels(ticks_of(axis, {0, 300}, 6)), "0:00|1:00|2:00|3:00|4:00|5:00");
    EXPECT_EQ(labels(ticks_of(axis, {0, 42}, 6)), "0:00|0:10|0:20|0:30|0:40");
    EXPECT_EQ(labels(ticks_of(axis, {0, 24 * 3600}, 6)), "0:00|6:00|12:00|18:00|24:00");
    EXPECT_EQ(clock_unit({0, 300}), "min:s");
    EXPECT_EQ(clock_unit({0, 7200}), "h:min");
}

TEST(Ticks, days_are_told_as_dates_weeks_start_on_monday) {
    Axis axis;
    axis.kind = AxisKind::days;
    EXPECT_EQ(labels(ticks_of(axis, {day("2026-11-20"), day("2026-11-24")}, 6)),
              "2026-11-20|11-21|11-22|11-23|11-24");
    const auto weeks = ticks_of(axis, {day("2026-11-20"), day("2027-01-20")}, 9);
    EXPECT_EQ(labels(weeks), "2026-11-23|11-30|12-07|12-14|12-21|12-28|2027-01-04|01-11|01-18");
    for (const Tick& tick : weeks)
        EXPECT_EQ(weekday_of(Day{std::chrono::days{static_cast<int>(tick.value)}}), Weekday::mon);
    EXPECT_EQ(labels(ticks_of(axis, {day("2024-02-10"), day("2026-11-20")}, 5)),
              "2024-07-01|2025-01-01|07-01|2026-01-01|07-01");
    axis.day_words = {
        {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
        "{day} {month}",
        "{day} {month} {year}"};
    EXPECT_EQ(labels(ticks_of(axis, {day("2026-11-20"), day("2026-12-02")}, 2)),
              "23 Nov 2026|30 Nov");
}

TEST(Ticks, a_span_of_nothing_or_of_nonsense_becomes_workable) {
    const double nan = std::numeric_limits<double>::quiet_NaN(),
                 inf = std::numeric_limits<double>::infinity();
    for (const auto& [low, high] : std::vector<std::pair<double, double>>{{5, 5},
                                                                          {0, 0},
                                                                          {nan, 1},
                                                                          {1, nan},
                                                                          {-inf, inf},
                                                                          {3, 2},
                                                                          {-1.7e308, 1.7e308},
                                                                          {5e-324, 1e-323}}) {
        const Span span = workable(low, high);
        EXPECT_LT(span.low, span.high);
        EXPECT_TRUE(std::isfinite(span.high - span.low));
        EXPECT_GE(ticks_of(Axis{}, span, 6).size(), 2U) << low << " " << high;
    }
    EXPECT_EQ(workable(5, 5), (Span{4.75, 5.25}));
}

TEST(NumberLabel, reads_as_people_write) {
    EXPECT_EQ(number_label(-0.5, 1), "−0.5");
    EXPECT_EQ(number_label(-0.0001, 1), "0.0") << "no minus before nothing";
    EXPECT_EQ(number_label(1234567, 0), "1\u202F234\u202F567");
    EXPECT_EQ(number_label(2e9, 0), "2×10⁹");
    EXPECT_EQ(power_label(1e-7), "10⁻⁷");
    EXPECT_EQ(power_label(-3e5), "−3×10⁵");
    EXPECT_EQ(clock_label(3599.7, false), "60:00");
    EXPECT_EQ(clock_label(-65, false), "−1:05");
}

TEST(TextWidth, grows_with_the_words_and_counts_chinese_as_squares) {
    EXPECT_GT(text_width("mmm", 10), text_width("iii", 10));
    EXPECT_DOUBLE_EQ(text_width("心率", 10), 20);
    EXPECT_GT(text_width("a", 10, true), text_width("a", 10));
    EXPECT_EQ(shortened("a long name of a thing", 10, 60).substr(0, 3), "a l");
    EXPECT_LE(text_width(shortened("a long name of a thing", 10, 60), 10), 60);
    EXPECT_EQ(shortened("short", 10, 60), "short");
    for (const auto& line : lines_within(
             "One sentence that is too long for the place it has been given here.", 10, 120))
        EXPECT_LE(text_width(line, 10), 120) << line;
}

}  // namespace
}  // namespace sinew::chart
