#include <gtest/gtest.h>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/screening/screen.hpp>

namespace sinew::screening {
namespace {

using namespace domain;

const knowledge::ScreeningPack& pack() {
    static const auto catalogue =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), {knowledge::Part::screening});
    return (*catalogue)->screening;
}

TEST(Screen, knowing_nothing_is_incomplete_and_permits_nothing) {
    const Clearance clearance = screen(Intake(pack().facts.size()), pack());
    EXPECT_EQ(clearance.outcome, Outcome::incomplete);
    ASSERT_TRUE(clearance.permitted_meanwhile.has_value());
    EXPECT_TRUE(clearance.permitted_meanwhile
                    ->empty());  // intoxication, sedation and symptoms were not asked
}

TEST(Screen, every_rule_is_fired_passed_or_undecided) {
    const Clearance clearance = screen(Intake(pack().facts.size()), pack());
    EXPECT_EQ(clearance.fired.size() + clearance.passed.size() + clearance.undecided.size(),
              pack().rules.size());
}

TEST(Screen, an_override_takes_the_outcome_and_leaves_the_limits) {
    Intake facts(pack().facts.size());
    facts[pack().fact("age")] = Reading::number(70);
    const Override aside{"SCR-090", "Dr A", "balance tested", {}, {}, false, {}};
    const Clearance with = screen(facts, pack(), Mode::both, std::span{&aside, 1});
    EXPECT_EQ(with.set_aside, std::vector<RuleIndex>{*pack().find_rule("SCR-090")});
    EXPECT_TRUE(with.limits.avoid.has(Avoid::fall_risk));
    EXPECT_EQ(with.outcome, Outcome::incomplete);  // an open question cannot be set aside
}

TEST(Screen, a_rule_that_may_not_be_set_aside_stays) {
    Intake facts(pack().facts.size());
    facts[pack().fact("hr")] = Reading::number(130);
    const Override aside{"SCR-016", "Dr A", "known", {}, {}, true, {}};
    EXPECT_FALSE(overridable("SCR-016", pack()));
    EXPECT_EQ(screen(facts, pack(), Mode::both, std::span{&aside, 1}).outcome, Outcome::stop_now);
}

}  // namespace
}  // namespace sinew::screening
