#include <sinew/prescribe/stage.hpp>
#include <sinew/prescribe/stage_course.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using namespace domain;

constexpr int kDaysAWeek = 7;

/// The stage `days` from now if every counter simply runs on and withdrawal has passed.
Stage stage_after(int days, Stage previous, int days_in_previous, const PlanContext& context) {
    StageFacts facts = stage_facts(context.clearance->facts, context.catalogue->prescription.facts);
    if (days > 0) {
        const auto later = [&](std::optional<double>& counter) {
            if (counter) *counter += days;
        };
        later(facts.days_since_last_use);
        later(facts.moud_days_on);
        later(facts.moud_days_since_dose_change);
        facts.cows_total = 0;
    }
    facts.previous = previous;
    facts.days_in_previous = days_in_previous;
    return stage_of(facts, context.catalogue->prescription.stages).stage;
}

/// S0 settles; learning goes on until all is taught; then a block of consolidation; then the set is the person's own.
PracticeBlock block_of(Stage stage, int week_of_learning, int weeks_taught_in,
                       const knowledge::DosePack& dose) {
    if (stage == Stage::S0) return PracticeBlock::settle;
    const auto& learn = dose[PracticeBlock::learn];
    const auto& consolidate = dose[PracticeBlock::consolidate];
    const int learning =
        std::max(weeks_taught_in, learn.last_week.value_or(0) - learn.first_week + 1);
    const int consolidating = consolidate.last_week.value_or(0) - consolidate.first_week + 1;
    if (week_of_learning <= learning) return PracticeBlock::learn;
    return week_of_learning <= learning + consolidating ? PracticeBlock::consolidate
                                                        : PracticeBlock::own;
}

}  // namespace

std::array<WeekPlace, kWeeks> course_of(Stage today, int new_forms_a_week, const FormsPlan& forms,
                                        const PlanContext& context) {
    std::array<WeekPlace, kWeeks> course{};
    int weeks_taught_in = 1;
    while (weeks_taught_in < kWeeks &&
           taught_by(weeks_taught_in, new_forms_a_week, forms) < forms.learning_order.size())
        ++weeks_taught_in;

    const auto& since = context.record->stage_since;
    int days_in_stage = 0;
    if (since && context.record->previous_stage == today)
        days_in_stage = static_cast<int>((context.start - *since).count());
    Stage stage = today;
    int learning = 0;
    for (int week = 0; week < kWeeks; ++week) {
        WeekPlace& place = course[static_cast<std::size_t>(week)];
        const Stage now =
            week == 0 ? today : stage_after(week * kDaysAWeek, stage, days_in_stage, context);
        place.stage_begins = week > 0 && now != stage;
        days_in_stage = place.stage_begins ? kDaysAWeek : days_in_stage + kDaysAWeek;
        stage = now;
        place.stage = stage;
        if (stage != Stage::S0) ++learning;
        place.week_of_learning = learning;
        place.new_forms_a_week = new_forms_a_week;
        place.block = block_of(stage, learning, weeks_taught_in, context.catalogue->dose);
        place.taught = taught_by(learning, new_forms_a_week, forms);
    }
    return course;
}

}  // namespace sinew::prescribe
