#include <gtest/gtest.h>
#include <sinew/prescribe/weekdays.hpp>

namespace sinew::prescribe {
namespace {

using enum Weekday;

TEST(Spread, three_days_of_a_free_week_are_two_or_three_apart) {
    EXPECT_EQ(spread(3, kAllDays, mon), (Days{mon, wed, fri}));
    EXPECT_EQ(spread(3, kAllDays, thu), (Days{thu, sat, mon}));
    EXPECT_EQ(spread(1, kAllDays, wed), (Days{wed}));
}

TEST(Spread, uses_free_days_only_and_never_more_than_there_are) {
    for (unsigned mask = 0; mask < 128; ++mask) {
        Days free;
        for (unsigned d = 0; d < 7; ++d)
            if ((mask >> d) & 1U) free.add(static_cast<Weekday>(d));
        for (int count = 0; count <= 7; ++count) {
            const Days days = spread(count, free, tue);
            EXPECT_TRUE(free.holds(days));
            EXPECT_EQ(days.count(), std::min(count, free.count()));
        }
    }
}

TEST(SpreadApart, gives_fewer_days_rather_than_too_near_ones) {
    EXPECT_EQ(spread_apart(3, Days{mon, tue, wed}, 2, mon), (Days{mon, wed}));
    EXPECT_EQ(spread_apart(3, Days{mon}, 2, mon), Days{mon});
    EXPECT_GE(smallest_gap(spread_apart(3, kAllDays, 2, sat)), 2);
}

TEST(SmallestGap, counts_across_the_weekend) { EXPECT_EQ(smallest_gap(Days{sun, mon}), 1); }

}  // namespace
}  // namespace sinew::prescribe
