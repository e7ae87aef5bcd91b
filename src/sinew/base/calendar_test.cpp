#include <gtest/gtest.h>
#include <sinew/base/calendar.hpp>

namespace sinew {
namespace {

TEST(ReadMoment, takes_the_precisions_of_fhir) {
    EXPECT_EQ(instant_text(read_moment("2014")->earliest), "2014-01-01T00:00:00Z");
    EXPECT_EQ(instant_text(read_moment("2014-07")->latest), "2014-08-01T00:00:00Z");
    EXPECT_EQ(instant_text(read_moment("2014-07-05")->latest), "2014-07-06T00:00:00Z");
    EXPECT_EQ(instant_text(read_moment("2014-07-05T22:10:05.123+08:00")->earliest),
              "2014-07-05T14:10:05Z");
    EXPECT_EQ(instant_text(read_moment("2014-07-05T22:10:05-05:00")->earliest),
              "2014-07-06T03:10:05Z");
}

TEST(ReadMoment, refuses_what_is_not_a_date) {
    for (const char* text :
         {"", "14", "2014-13", "2014-02-30", "2014-7-5", "2014-07-05T25:00:00Z", "yesterday",
          "2014-07-05T10", "2014-07-05 10:00", "2014-07-05T10:00:00+8"})
        EXPECT_FALSE(read_moment(text)) << text;
}

TEST(Weekday, knows_a_monday) {
    EXPECT_EQ(weekday_of(*read_day("2026-11-23")), Weekday::mon);
    EXPECT_EQ(weekday_named("sun"), Weekday::sun);
    EXPECT_FALSE(weekday_named("sunday"));
}

TEST(WholeYears, changes_on_the_birthday) {
    const Day birth = *read_day("2008-11-24");
    EXPECT_EQ(whole_years(birth, *read_day("2026-11-23")), 17);
    EXPECT_EQ(whole_years(birth, *read_day("2026-11-24")), 18);
}

}  // namespace
}  // namespace sinew
