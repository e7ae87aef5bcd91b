// The parts of the planner by themselves; the laws over random people stand in tests/property.
#include <gtest/gtest.h>
#include <sinew/prescribe/forms_plan.hpp>
#include <sinew/prescribe/treatment_times.hpp>
#include <sinew/prescribe/week_dose.hpp>
#include <sinew/screening/screen.hpp>

namespace sinew::prescribe {
namespace {

using namespace domain;
using knowledge::Part;
using knowledge::WeekPart;

const knowledge::Catalogue& catalogue() {
    static const auto loaded = knowledge::load_catalogue(
        knowledge::PackSource::embedded(),
        {Part::screening, Part::prescription, Part::forms, Part::exercises});
    return **loaded;
}

/// A person of whom nothing is known but what a test says; limits are set by hand.
struct Someone {
    Record record;
    Clearance clearance;
    Someone() {
        record.facts.resize(catalogue().screening.facts.size());
        clearance = screening::screen(record.facts, catalogue().screening);
        clearance.limits = {};
    }
    [[nodiscard]] PlanContext context() const {
        return plan_context(record, clearance, *read_day("2026-11-23"), catalogue());
    }
};

TEST(LeadingGroup, is_the_highest_single_rating_from_four_on) {
    std::array<std::optional<double>, kSymptoms> ratings{};
    EXPECT_FALSE(leading_group(ratings, 4));
    ratings[static_cast<std::size_t>(Symptom::tremor)] = 3.9;
    EXPECT_FALSE(leading_group(ratings, 4));
    ratings[static_cast<std::size_t>(Symptom::racing_heart)] = 6;
    ratings[static_cast<std::size_t>(Symptom::tremor)] = 6;
    EXPECT_EQ(leading_group(ratings, 4),
              SymptomGroup::somatic);  // ties go in the order of the groups
    ratings[static_cast<std::size_t>(Symptom::insomnia)] = 7;
    EXPECT_EQ(leading_group(ratings, 4), SymptomGroup::psychological);
}

TEST(LearningOrder, begins_with_the_frame_then_the_leading_group) {
    Someone someone;
    someone.record.symptoms[static_cast<std::size_t>(Symptom::racing_heart)] = 8;
    const FormsPlan plan = plan_forms(Stage::S2, someone.context());
    std::vector<std::string> ids;
    for (const FormIndex form : plan.learning_order) ids.push_back(catalogue().forms[form].id);
    // Autonomic, reading A: Tiger and Tail, and the Bow, which two readings place there.
    EXPECT_EQ((std::vector<std::string>{ids.begin(), ids.begin() + 6}),
              (std::vector<std::string>{"yu_bei", "wei_tuo_1", "shou_shi", "wo_hu", "da_gong",
                                        "diao_wei"}));
    EXPECT_EQ(ids.size(), 14u);
}

TEST(TaughtBy, three_of_the_twelve_a_week_beside_preparation_and_closing) {
    const FormsPlan plan = plan_forms(Stage::S2, Someone{}.context());
    EXPECT_EQ(taught_by(0, 3, plan), 0u);
    EXPECT_EQ(taught_by(1, 3, plan), 5u);
    EXPECT_EQ(taught_by(2, 3, plan), 8u);
    EXPECT_EQ(taught_by(4, 3, plan), 14u);
    EXPECT_EQ(taught_by(9, 3, plan), 14u);
}

TEST(NewForms, shorter_lessons_teach_fewer) {
    const PlanContext context = Someone{}.context();
    EXPECT_EQ(new_forms_a_week(45, context), 3);
    EXPECT_EQ(new_forms_a_week(40, context), 3);
    EXPECT_EQ(new_forms_a_week(30, context), 2);
    EXPECT_EQ(new_forms_a_week(15, context), 1);
}

TEST(FitMain, warm_up_and_cool_down_lie_inside_at_light) {
    Someone someone;
    someone.clearance.limits.session_min_max = 20;
    const PlanContext context = someone.context();
    const MainMinutes light = fit_main(20, 0, Intensity::light, context);
    EXPECT_EQ(light.total, 20);
    EXPECT_EQ(light.warm_up, 0);
    const MainMinutes moderate = fit_main(20, 0, Intensity::moderate, context);
    EXPECT_EQ(moderate.total, 20);
    EXPECT_EQ(moderate.aerobic, 10);
}

TEST(FitMain, strength_gives_way_before_the_aerobic_part) {
    Someone someone;
    someone.clearance.limits.session_min_max = 30;
    const MainMinutes minutes = fit_main(20, 15, Intensity::moderate, someone.context());
    EXPECT_EQ(minutes.aerobic, 10);
    EXPECT_EQ(minutes.strength, 10);
    EXPECT_EQ(minutes.total, 30);
}

TEST(FitMain, too_short_for_a_warm_up_is_light_all_through) {
    Someone someone;
    someone.clearance.limits.session_min_max = 12;
    const MainMinutes minutes = fit_main(20, 0, Intensity::moderate, someone.context());
    EXPECT_TRUE(minutes.kept_light);
    EXPECT_EQ(minutes.aerobic, 12);
}

TEST(GiveWay, takes_small_steps_until_nothing_is_left) {
    WeekParts parts;
    parts[WeekPart::aerobic_minutes] = 30;
    parts[WeekPart::aerobic_days] = 3;
    parts[WeekPart::lesson_minutes] = 45;
    parts[WeekPart::lessons] = 3;
    parts[WeekPart::self_practice_minutes] = 10;
    parts[WeekPart::self_practices] = 7;
    int steps = 0;
    while (give_way(parts, catalogue().planning)) ASSERT_LT(++steps, 200);
    EXPECT_EQ(parts[WeekPart::aerobic_days], 0);
    EXPECT_EQ(parts[WeekPart::lessons], 0);
}

TEST(Progress, minutes_first_then_a_day_then_intensity) {
    Someone someone;
    const PlanContext context = someone.context();
    const DoseBounds bounds = bounds_of(Stage::S2, Tier::F0, context);
    ASSERT_TRUE(bounds.aerobic);
    MainDose dose = start_of(bounds);
    EXPECT_EQ(dose.minutes, 20);
    EXPECT_EQ(dose.days, 3);
    dose = progressed(dose, 1, bounds, context);
    EXPECT_EQ(dose.minutes, 25);
    dose = progressed(dose, 2, bounds, context);
    EXPECT_EQ(dose.minutes, 30);
    dose = progressed(dose, 3, bounds, context);
    EXPECT_EQ(dose.days, 4);
    EXPECT_EQ(dose.minutes, 25);  // floor5(1.2 * 30 * 3 / 4)
    const MainDose harder = progressed(dose, 7, bounds, context);
    EXPECT_EQ(harder.pct_hrr, (Range{45, 55}));
    EXPECT_EQ(progressed(harder, 8, bounds, context), harder);  // 60 would leave moderate
}

TEST(Entering, a_new_stage_never_begins_above_the_present_dose) {
    Someone someone;
    const DoseBounds bounds = bounds_of(Stage::S1, Tier::F2, someone.context());
    const MainDose present{10, 3, {30, 39}, 0, 0};
    const MainDose first = entering(present, bounds);
    EXPECT_EQ(first.minutes, 10);
    EXPECT_EQ(first.pct_hrr, (Range{30, 39}));
}

TEST(Goals, strength_first_where_only_two_days_are_free) {
    Someone someone;
    someone.record.availability.days = Days{Weekday::mon, Weekday::thu};
    EXPECT_TRUE(bounds_of(Stage::S2, Tier::F1, someone.context()).aerobic);
    someone.record.goals = {Goal::strength, Goal::fitness};
    const DoseBounds bounds = bounds_of(Stage::S2, Tier::F1, someone.context());
    EXPECT_FALSE(bounds.aerobic);
    EXPECT_EQ(bounds.strength_days, 2);
}

TEST(OnDemand, alone_is_not_for_those_who_should_not_be_alone) {
    Someone someone;
    someone.clearance.limits.avoid.add(Avoid::solo);
    const PlanContext context = someone.context();
    const OnDemand practice = plan_on_demand(plan_forms(Stage::S2, context), 1, context);
    EXPECT_TRUE(practice.seated_breathing_only);
    EXPECT_EQ(practice.form_count, 0);
    EXPECT_GE(practice.total_s, 180);
}

}  // namespace
}  // namespace sinew::prescribe
