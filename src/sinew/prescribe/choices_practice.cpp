#include <sinew/prescribe/choice_builder.hpp>
#include <sinew/prescribe/choices_practice.hpp>
#include <sinew/prescribe/treatment_times.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using namespace domain;

TextKeys key(std::string_view family, std::string_view name) {
    return {std::string{family} + "." + std::string{name}};
}

bool bans(const Limits& limits) { return !limits.avoid.empty(); }

FormList forms_at(const FormsPlan& plan, Variant depth) {
    FormList list;
    for (FormIndex form = 0; form < knowledge::kForms; ++form)
        if (plan.depth[form] == depth) list.items.push_back(form);
    return list;
}

void add_form_choices(const ChoiceInput& input, std::vector<Choice>& choices) {
    const PlanContext& context = *input.context;
    const FormsPlan& plan = *input.forms;
    if (plan.learning_order.empty()) return;

    ChoiceBuilder order{context, ChoiceId::forms_order,
                        context.leading_group ? "choice.forms_order.answer_leading"
                                              : "choice.forms_order.answer_none"};
    if (context.leading_group)
        order.with("group", key("symptom_group", name_of(*context.leading_group)));
    order.with("forms", FormList{input.programme->learning_order}).rule("PRG-11").rule("PRG-07");
    order.against("SUB-08", "honesty.symptom_table");
    choices.push_back(std::move(order.changes({"choice.forms_order.change", {}})).done());

    const FormList easier = forms_at(plan, Variant::easier);
    const FormList seated = forms_at(plan, Variant::seated);
    const bool full = easier.items.empty() && seated.items.empty();
    ChoiceBuilder depth{
        context, ChoiceId::forms_variants,
        full ? "choice.forms_variants.answer_full" : "choice.forms_variants.answer"};
    depth.with("easier", easier).with("seated", seated).rule("PRG-12").screening(bans);
    choices.push_back(std::move(depth.changes({"choice.forms_variants.change", {}})).done());

    ChoiceBuilder left{context, ChoiceId::forms_left_out,
                       plan.left_out.empty() ? "choice.forms_left_out.answer_none"
                                             : "choice.forms_left_out.answer"};
    left.with("forms", FormList{plan.left_out}).rule("PRG-12").screening(bans);
    choices.push_back(std::move(left.changes({"choice.forms_left_out.change", {}})).done());

    const WeekPlace& place = input.course[0];
    int lessons = 0;
    const Session* practice = nullptr;
    const Session* lesson = nullptr;
    for (const ProgrammeDay& day : input.programme->weeks[0].days)
        for (const Session& session :
             std::span{input.programme->sessions}.subspan(day.first_session, day.session_count)) {
            if (session.kind != SessionKind::mind_body) continue;
            if (session.setting == Setting::class_lesson)
                ++lessons, lesson = &session;
            else
                practice = &session;
        }
    if (lesson != nullptr || practice != nullptr) {
        ChoiceBuilder dose{context, ChoiceId::forms_dose,
                           place.block == PracticeBlock::settle ? "choice.forms_dose.answer_settle"
                           : lesson != nullptr                  ? "choice.forms_dose.answer"
                                                                : "choice.forms_dose.answer_set"};
        dose.with("minutes",
                  static_cast<int>(lesson != nullptr ? lesson->total_min : practice->total_min));
        dose.with("count",
                  lesson != nullptr ? lessons : (context.record->availability.twice_daily ? 2 : 1));
        dose.with("new_forms", place.new_forms_a_week).rule("PRG-07").rule("SUB-08");
        dose.screening([](const Limits& limits) {
            return limits.session_min_max || limits.weekly_min_max || limits.sessions_per_day_max;
        });
        dose.against("SUB-08", "honesty.yijinjing");
        choices.push_back(std::move(dose.changes({"choice.forms_dose.change", {}})).done());
    }

    const Range levels = breath_levels(place.block, place.stage, *input.breath, context);
    ChoiceBuilder breath{context, ChoiceId::breath_level,
                         input.breath->natural_only ? "choice.breath_level.answer_natural"
                                                    : "choice.breath_level.answer"};
    breath.with("level", static_cast<int>(levels.high))
        .with("name", key("breath_level", std::to_string(levels.high)));
    breath.with("reason", key("reason", "sedation")).rule("PRG-09");
    for (const char* fact :
         {"cows_total", "benzo_status", "moud", "moud_days_on", "days_since_last_opioid"})
        if (context.known(fact)) breath.fact(fact);
    choices.push_back(std::move(breath.changes({"choice.breath_level.change", {}})).done());
}

Choice on_demand_choice(const ChoiceInput& input) {
    const OnDemand& practice = input.programme->on_demand;
    FormList forms;
    for (std::size_t i = 0; i < practice.form_count; ++i)
        forms.items.push_back(practice.forms[i].form);
    ChoiceBuilder choice{*input.context, ChoiceId::on_demand,
                         practice.seated_breathing_only ? "choice.on_demand.answer_breath"
                                                        : "choice.on_demand.answer"};
    choice.with("forms", forms).with("minutes", (practice.total_s + 30) / 60).rule("PRG-11");
    choice.screening([](const Limits& limits) { return limits.avoid.has(Avoid::solo); });
    choice.against("SUB-08", "honesty.symptom_table");
    return std::move(choice.changes({"choice.on_demand.change", {}})).done();
}

void add_company_choices(const ChoiceInput& input, std::vector<Choice>& choices) {
    const PlanContext& context = *input.context;
    const Supervision level = context.limits.supervision.value_or(Supervision::none);
    ChoiceBuilder supervision{context, ChoiceId::supervision, "choice.supervision.answer"};
    supervision.with("supervision", key("supervision", name_of(level)));
    supervision.screening(
        [](const Limits& limits) { return limits.supervision || limits.avoid.has(Avoid::solo); });
    choices.push_back(std::move(supervision.changes({"choice.supervision.change", {}})).done());

    TextKeys places;
    for (const Setting setting : {Setting::class_lesson, Setting::staff_onsite,
                                  Setting::with_another, Setting::self_practice})
        if (std::any_of(input.programme->sessions.begin(), input.programme->sessions.end(),
                        [&](const Session& s) { return s.setting == setting; }))
            places.push_back("setting.is." + std::string{name_of(setting)});
    ChoiceBuilder setting{context, ChoiceId::setting, "choice.setting.answer"};
    setting.with("setting", std::move(places)).rule("PRG-07").screening([](const Limits& limits) {
        return limits.avoid.has(Avoid::heat) || limits.avoid.has(Avoid::outdoor_sun) ||
               limits.avoid.has(Avoid::solo);
    });
    choices.push_back(std::move(setting.changes({"choice.setting.change", {}})).done());

    DayList rest;
    for (const ProgrammeDay& day : input.programme->weeks[0].days)
        if (day.rest) rest.add(weekday_of(day.date));
    ChoiceBuilder days{context, ChoiceId::rest_days, "choice.rest_days.answer"};
    days.with("count", rest.count()).with("days", rest).rule("PRG-06");
    days.screening([](const Limits& limits) { return limits.rest_days_min.has_value(); });
    choices.push_back(std::move(days.changes({"choice.rest_days.change", {}})).done());
}

void add_course_choices(const ChoiceInput& input, std::vector<Choice>& choices) {
    const PlanContext& context = *input.context;
    const auto& weekly = context.limits.weekly_min_max;
    ChoiceBuilder minutes{
        context, ChoiceId::weekly_minutes,
        weekly ? "choice.weekly_minutes.answer_max" : "choice.weekly_minutes.answer"};
    minutes.with("minutes", static_cast<int>(input.programme->weeks[0].dose.total_minutes))
        .with("week", 1);
    if (weekly) minutes.with("max", *weekly);
    minutes.rule("PRG-06").screening(
        [](const Limits& limits) { return limits.weekly_min_max.has_value(); });
    choices.push_back(std::move(minutes.changes({"choice.weekly_minutes.change", {}})).done());

    ChoiceBuilder growth{context, ChoiceId::progression, "choice.progression.answer"};
    const WeekDose& first = input.programme->weeks[0].dose;
    const WeekDose& second = input.programme->weeks[1].dose;
    std::string_view step = "hold";
    if (second.aerobic_days > first.aerobic_days)
        step = "day";
    else if (second.aerobic_minutes > first.aerobic_minutes)
        step = "minutes";
    else if (second.pct_hrr.high > first.pct_hrr.high)
        step = "intensity";
    growth.with("step", key("choice.progression.step", step));
    growth.rule("PRG-04")
        .rule("PRG-05")
        .rule("ADP-05")
        .rule("ADP-06")
        .rule("ADP-07")
        .rule("ADP-09")
        .rule("ADP-13");
    choices.push_back(std::move(growth.changes({"choice.progression.change", {}})).done());

    const auto& record = *context.record;
    const int gap = methadone_gap_minutes(context);
    DayList groups;
    for (const Appointment& group : record.group_sessions) groups.add(group.day);
    const bool before_group =
        std::any_of(input.programme->sessions.begin(), input.programme->sessions.end(),
                    [](const Session& s) { return s.when == DayPart::before_group; });
    ChoiceBuilder times{context, ChoiceId::treatment_timing,
                        gap > 0        ? "choice.treatment_timing.answer_dose"
                        : before_group ? "choice.treatment_timing.answer_group"
                                       : "choice.treatment_timing.answer_none"};
    if (gap > 0) times.with("hours", gap / 60).screening_rule("SCR-039");
    if (before_group) times.with("days", groups);
    choices.push_back(
        std::move(times.rule("PRG-08").changes({"choice.treatment_timing.change", {}})).done());

    ChoiceBuilder review{context, ChoiceId::review, "choice.review.answer"};
    review.with("weeks", context.catalogue->prescription.planning.rescreen_weeks).rule("PRG-10");
    choices.push_back(std::move(review.changes({"choice.review.change", {}})).done());
}

}  // namespace

void add_practice_choices(const ChoiceInput& input, std::vector<Choice>& choices) {
    add_form_choices(input, choices);
    choices.push_back(on_demand_choice(input));
    add_company_choices(input, choices);
    add_course_choices(input, choices);
}

}  // namespace sinew::prescribe
