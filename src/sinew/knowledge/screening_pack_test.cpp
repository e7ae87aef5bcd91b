#include <gtest/gtest.h>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::knowledge {
namespace {

using namespace domain;

const ScreeningPack& pack() {
    static const auto catalogue = load_catalogue(PackSource::embedded(), {Part::screening});
    return (*catalogue)->screening;
}

TEST(ScreeningPack, holds_all_facts_and_rules) {
    EXPECT_EQ(pack().facts.size(), 80u);
    EXPECT_EQ(pack().rules.size(), 88u);
    EXPECT_EQ(pack().session_rules.size(), 22u);
}

TEST(ScreeningPack, reads_a_fact_whole) {
    const FactSpec& clearance = pack().facts[pack().fact("medical_clearance")];
    EXPECT_EQ(clearance.type, FactType::choice);
    EXPECT_EQ(clearance.max_age_h, 365 * 24);
    EXPECT_EQ(clearance.absent_value, 0);
    EXPECT_TRUE(pack().facts[pack().fact("hours_since_last_alcohol")].null_means_never);
    EXPECT_TRUE(pack().facts[pack().fact("sedated_now")].safety_now());
}

TEST(ScreeningPack, reads_a_rule_whole) {
    const ScreeningRule& rule = pack().rules[*pack().find_rule("SCR-043")];
    EXPECT_TRUE(rule.limits.rpe_talk);
    EXPECT_EQ(rule.limits.warmup_min, 10);
    EXPECT_EQ(rule.limits.avoid, EnumSet<Avoid>{Avoid::heat});
    EXPECT_EQ(rule.grade, Grade::A);
    EXPECT_EQ(rule.status, Status::recalled);
}

TEST(ScreeningPack, needs_point_into_the_pack) {
    const ScreeningRule& rule = pack().rules[*pack().find_rule("SCR-010")];
    ASSERT_EQ(rule.need.size(), 2u);
    EXPECT_EQ(pack().word("repeat_bp_5min"), rule.need[0]);
}

}  // namespace
}  // namespace sinew::knowledge
