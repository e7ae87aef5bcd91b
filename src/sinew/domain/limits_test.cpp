#include <gtest/gtest.h>
#include <algorithm>
#include <sinew/domain/limits.hpp>

namespace sinew::domain {
namespace {

TEST(MergeLimits, takes_the_tighter_of_each) {
    Limits a;
    a.intensity_cap = Intensity::moderate;
    a.session_min_max = 20;
    a.warmup_min = 5;
    a.allow = EnumSet<Allow>{Allow::mind_body, Allow::walking};
    a.monitor = {"bp_pre_post"};
    Limits b;
    b.intensity_cap = Intensity::light;
    b.session_min_max = 30;
    b.warmup_min = 10;
    b.supervision = Supervision::onsite;
    b.allow = EnumSet<Allow>{Allow::walking, Allow::easy_cycle};
    b.monitor = {"cows_pre", "bp_pre_post"};
    std::sort(b.monitor.begin(), b.monitor.end());
    a.merge(b);
    EXPECT_EQ(a.intensity_cap, Intensity::light);
    EXPECT_EQ(a.session_min_max, 20);
    EXPECT_EQ(a.warmup_min, 10);
    EXPECT_EQ(a.supervision, Supervision::onsite);
    EXPECT_EQ(*a.allow, EnumSet<Allow>{Allow::walking});
    EXPECT_EQ(a.monitor, (std::vector<std::string_view>{"bp_pre_post", "cows_pre"}));
}

TEST(MergeLimits, with_nothing_changes_nothing) {
    Limits a;
    a.intensity_cap = Intensity::light;
    a.allow = EnumSet<Allow>{Allow::walking};
    const Limits before = a;
    a.merge(Limits{});
    EXPECT_EQ(a, before);
}

}  // namespace
}  // namespace sinew::domain
