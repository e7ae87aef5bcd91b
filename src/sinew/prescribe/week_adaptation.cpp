#include <sinew/base/ensure.hpp>
#include <sinew/base/text.hpp>
#include <sinew/prescribe/plan.hpp>
#include <sinew/prescribe/week_adaptation.hpp>

#include <algorithm>
#include <array>

namespace sinew::prescribe {
namespace {

using namespace domain;
using knowledge::AdaptationSpec;

/// A week binds when it is the first or was decided; until then the dose of the last that binds stands (PRG-04).
int last_binding(const Programme& programme, int week) {
    while (week > 0 && programme.weeks[static_cast<std::size_t>(week)].if_progress) --week;
    return week;
}

MainDose dose_in(const Programme& programme, int week, const DoseBounds& bounds) {
    const WeekDose& dose = programme.weeks[static_cast<std::size_t>(week)].dose;
    return {dose.aerobic_minutes, dose.aerobic_days, dose.pct_hrr, dose.strength_minutes,
            bounds.strength_days};
}

/// The most strength work that a week of this stage already held: a gap or a lighter week may have left less.
int strength_had(const Programme& programme, int week) {
    int most = 0;
    for (int w = 0; w <= week; ++w) {
        const ProgrammeWeek& past = programme.weeks[static_cast<std::size_t>(w)];
        if (past.stage == programme.weeks[static_cast<std::size_t>(week)].stage)
            most = std::max<int>(most, past.dose.strength_minutes);
    }
    return most;
}

NextWeek with_lapse(NextWeek next, double minutes, const AdaptationSpec& spec) {
    if (next.decision == WeekDecision::progress) next.rules.clear();
    next.minutes = std::min(next.decision == WeekDecision::progress ? minutes : next.minutes,
                            minutes_after_gap(minutes, spec.lapse_dose_pct, spec));
    next.dose_pct = std::min(next.dose_pct.value_or(100), spec.lapse_dose_pct);
    next.decision = WeekDecision::returning;
    next.days.reset();
    next.pct_hrr_high.reset();
    next.reasons.add(WeekReason::lapse);
    next.rules.push_back("ADP-12");
    return next;
}

int scaled(int minutes, int pct, const AdaptationSpec& spec) {
    return static_cast<int>(minutes_after_gap(minutes, pct, spec));
}

/// The dose that a decision other than progress leaves; never more than the present one in any part.
MainDose lowered(const MainDose& now, const NextWeek& next, const AdaptationSpec& spec,
                 const PlanContext& context) {
    MainDose dose = now;
    dose.minutes = std::min(now.minutes, static_cast<int>(next.minutes));
    if (next.dose_pct) dose.strength_minutes = scaled(now.strength_minutes, *next.dose_pct, spec);
    if (next.decision == WeekDecision::regress)
        dose.strength_minutes = static_cast<int>(minutes_regressed(now.strength_minutes, spec));
    if (next.zone_shift < 0 && now.pct_hrr.high > 0) dose.pct_hrr = zone_down(now.pct_hrr, context);
    return dose;
}

MainDose raised(const MainDose& now, const NextWeek& next) {
    MainDose dose = now;
    dose.minutes = static_cast<int>(next.minutes);
    if (next.days) dose.days = static_cast<int>(*next.days);
    if (next.pct_hrr_high) {
        const auto harder = static_cast<std::int16_t>(*next.pct_hrr_high - now.pct_hrr.high);
        dose.pct_hrr = {static_cast<std::int16_t>(now.pct_hrr.low + harder),
                        static_cast<std::int16_t>(now.pct_hrr.high + harder)};
    }
    return dose;
}

/// Goes up one step, whichever comes first. A progress that finds no step is a hold at the upper end.
void step_up(const Programme& programme, const DoseBounds& bounds, const AdaptationSpec& spec,
             std::optional<int> way_back, WeekAdaptation& answer) {
    if (way_back) {
        answer.after = dose_in(programme, *way_back, bounds);
        answer.recovered = true;
        answer.next.rules.clear();
        answer.next.rules.push_back("ADP-03");
    } else if (const int had = strength_had(programme, answer.dose_of);
               answer.before.strength_minutes < had) {
        answer.after.strength_minutes =
            std::min(had, answer.before.strength_minutes + static_cast<int>(spec.minutes_step));
        answer.strength_step = true;
        answer.next.rules.clear();
        answer.next.rules.push_back("ADP-05");
    } else {
        answer.after = raised(answer.before, answer.next);
    }
    if (!answer.next.rules.empty()) answer.next.rules.push_back("ADP-13");
}

EnumSet<ScreeningCause> screening_due(const Programme& programme, const WeekAdaptation& answer,
                                      const knowledge::PlanningSpec& spec) {
    EnumSet<ScreeningCause> causes;
    if (answer.next.decision == WeekDecision::stop) causes.add(ScreeningCause::red_flag);
    if (answer.next.decision == WeekDecision::restart) causes.add(ScreeningCause::long_gap);
    if (answer.lapse) causes.add(ScreeningCause::lapse);
    const auto next = static_cast<std::size_t>(answer.week) + 1;
    if (next < programme.weeks.size() &&
        programme.weeks[next].stage != programme.weeks[next - 1].stage)
        causes.add(ScreeningCause::stage_move);
    const auto& review = spec.rescreen_weeks;
    if (std::find(review.begin(), review.end(), answer.week + 1) != review.end())
        causes.add(ScreeningCause::review_week);
    return causes;
}

void compare_loads(const WeekSummary& summary, const std::vector<DecidedWeek>& decided,
                   const knowledge::LoadSpec& spec, WeekAdaptation& answer) {
    if (!summary.load.weekly) return;
    std::vector<double> weeks;
    for (const DecidedWeek& past : decided)
        if (past.load) weeks.push_back(*past.load);
    if (!decided.empty() && decided.back().week == answer.week - 1 && decided.back().load)
        answer.load_change = week_change(*decided.back().load, *summary.load.weekly, spec);
    const bool unbroken = weeks.size() == static_cast<std::size_t>(answer.week);
    weeks.push_back(*summary.load.weekly);
    answer.ratio.building_baseline = true;
    if (unbroken) answer.ratio = acute_to_chronic(weeks, spec);
}

/// The programme with the weeks after the one done written anew from the dose that was decided.
Programme planned_on(const Programme& programme, const WeekAdaptation& answer,
                     const DoseBounds& bounds, const Record& record,
                     const knowledge::Catalogue& catalogue) {
    PlanFrom from;
    from.week = answer.week + 1;
    from.past = &programme;
    from.dose = answer.after;
    from.practice_pct = answer.practice_pct;
    from.zone_shift = answer.next.zone_shift;
    if (answer.back_to) from.back_to = dose_in(programme, *answer.back_to, bounds);
    return plan_programme(record, programme.clearance, programme.start, catalogue, from);
}

}  // namespace

WeekAdaptation adapt_week(const Programme& programme, const Record& record, const WeekLog& log,
                          const std::vector<DecidedWeek>& decided,
                          const knowledge::Catalogue& catalogue) {
    SINEW_ENSURE(log.week >= 0 && log.week < kWeeks, "a log is of a week of the programme");
    const PlanContext context =
        plan_context(record, programme.clearance, programme.start, catalogue);
    const auto& pack = catalogue.prescription;
    const AdaptationSpec& spec = pack.adaptation;
    WeekAdaptation answer;
    answer.week = log.week;
    answer.dose_of = last_binding(programme, log.week);
    answer.lapse = log.lapse;
    answer.summary = summarise_week(programme, log, pack, catalogue.screening.session_rules);

    const auto& week = programme.weeks[static_cast<std::size_t>(answer.dose_of)];
    const DoseBounds bounds = bounds_of(week.stage, programme.tier, context);
    answer.before = answer.after = dose_in(programme, answer.dose_of, bounds);
    const bool moves = bounds.aerobic && answer.before.minutes > 0;
    answer.next =
        decide_next_week(answer.summary.done,
                         {static_cast<double>(answer.before.minutes),
                          moves ? std::optional<double>{bounds.minutes.high} : std::nullopt,
                          moves ? std::optional<double>{answer.before.days} : std::nullopt,
                          moves ? std::optional<double>{bounds.days.high} : std::nullopt,
                          moves ? std::optional<double>{answer.before.pct_hrr.high} : std::nullopt,
                          moves ? std::optional<double>{bounds.cap_hrr_hi} : std::nullopt},
                         spec);

    // A lighter week was for one week only: having gone well, or merely having no step left above it, it leads back.
    std::optional<int> way_back;
    if (!decided.empty() && decided.back().week == log.week - 1) way_back = decided.back().back_to;
    const bool room_only = answer.next.decision == WeekDecision::hold &&
                           answer.next.reasons == WeekReasons{WeekReason::at_upper};
    if (room_only &&
        (way_back || answer.before.strength_minutes < strength_had(programme, answer.dose_of))) {
        answer.next.decision = WeekDecision::progress;
        answer.next.reasons = {};
    }

    if (answer.lapse && !answer.suspended())
        answer.next = with_lapse(answer.next, answer.before.minutes, spec);
    const bool new_stage =
        log.week + 1 < kWeeks &&
        programme.weeks[static_cast<std::size_t>(log.week) + 1].stage != week.stage;
    if (new_stage && answer.next.decision == WeekDecision::progress) {
        // The first week of a new stage takes the lower of its row and the present dose: nothing rises with it.
        answer.next.decision = WeekDecision::hold;
        answer.next.rules.clear();
        answer.next.rules.push_back("PRG-05");
        answer.new_stage = true;
    }
    switch (answer.next.decision) {
        case WeekDecision::stop:
        case WeekDecision::restart: answer.after = {}; break;
        case WeekDecision::progress: step_up(programme, bounds, spec, way_back, answer); break;
        case WeekDecision::hold:
            if (!new_stage) answer.back_to = way_back;
            break;
        case WeekDecision::regress:
        case WeekDecision::returning:
            answer.after = lowered(answer.before, answer.next, spec, context);
            break;
    }
    const bool for_one_week = answer.next.decision == WeekDecision::regress || answer.lapse;
    if (for_one_week && !answer.suspended() && !new_stage) answer.back_to = answer.dose_of;
    if (answer.next.dose_pct)
        answer.practice_pct = *answer.next.dose_pct;
    else if (answer.next.decision == WeekDecision::regress && !moves)
        answer.practice_pct = 100 - static_cast<int>(spec.regress_pct);
    answer.screening = screening_due(programme, answer, pack.planning);
    compare_loads(answer.summary, decided, pack.load, answer);
    if (answer.suspended() || log.week + 1 >= kWeeks) return answer;

    answer.programme = planned_on(programme, answer, bounds, record, catalogue);
    return answer;
}

Result<WeekAdaptation> eased_week(const WeekAdaptation& proposed, const DoseEdit& edit,
                                  const Programme& programme, const Record& record,
                                  const knowledge::Catalogue& catalogue) {
    const auto refuse = [](std::string what, std::string where, std::string hint) {
        return fail({ErrorCode::conflict, std::move(what), std::move(where), std::move(hint)});
    };
    if (!proposed.programme)
        return refuse("no week is planned whose dose could be edited", "/dose/now",
                      "accept or decline what was decided");
    const auto next = static_cast<std::size_t>(proposed.week) + 1;
    const WeekDose was = proposed.programme->weeks[next].dose;
    struct Part {
        const char* place;
        std::optional<int> asked;
        std::int16_t WeekDose::*number;
    };
    const std::array<Part, 3> parts{
        {{"/dose/now/aerobic_minutes", edit.aerobic_minutes, &WeekDose::aerobic_minutes},
         {"/dose/now/aerobic_days", edit.aerobic_days, &WeekDose::aerobic_days},
         {"/dose/now/strength_minutes", edit.strength_minutes, &WeekDose::strength_minutes}}};
    for (const Part& part : parts)
        if (part.asked && (*part.asked < 0 || *part.asked > was.*part.number))
            return refuse("an edit eases what was proposed and never exceeds it", part.place,
                          "give 0 to " + std::to_string(was.*part.number) +
                              "; for more, screen and prescribe anew");
    const AdaptationSpec& spec = catalogue.prescription.adaptation;
    const auto in_steps = [&](const std::optional<int>& minutes, int was_proposed) {
        return !minutes || *minutes == 0 || *minutes == was_proposed ||
               (*minutes >= static_cast<int>(spec.minutes_floor) &&
                *minutes % static_cast<int>(spec.minutes_step) == 0);
    };
    for (const Part& part : {parts[0], parts[2]})
        if (!in_steps(part.asked, was.*part.number))
            return refuse(
                "minutes go in steps, and never below the floor unless there are none "
                "(ADP-17)",
                part.place,
                "give 0, or a multiple of " + number_text(spec.minutes_step) + " from " +
                    number_text(spec.minutes_floor) + " on");
    const PlanContext context =
        plan_context(record, programme.clearance, programme.start, catalogue);
    const auto& week = programme.weeks[static_cast<std::size_t>(proposed.dose_of)];
    const DoseBounds bounds = bounds_of(week.stage, programme.tier, context);
    WeekAdaptation eased = proposed;
    if (edit.aerobic_minutes) eased.after.minutes = *edit.aerobic_minutes;
    if (edit.aerobic_days) eased.after.days = *edit.aerobic_days;
    if (edit.strength_minutes) eased.after.strength_minutes = *edit.strength_minutes;
    if (eased.after.minutes == 0 || eased.after.days == 0)
        eased.after.minutes = eased.after.days = 0;
    eased.programme = planned_on(programme, eased, bounds, record, catalogue);
    const WeekDose& now = eased.programme->weeks[next].dose;
    for (const Part& part : parts) {
        const int left = now.*part.number;
        if (part.asked && left != *part.asked)
            return refuse(
                "the limits of a session and a week do not leave this dose (PRG-06, "
                "PRG-13)",
                part.place,
                "they leave " + std::to_string(left) + " instead of " +
                    std::to_string(*part.asked) + "; choose another number");
        if (left > was.*part.number)
            return refuse("with this edit another part of the week would rise", part.place,
                          "ease that part too, or leave it as it was proposed");
    }
    if (now.total_minutes > was.total_minutes)
        return refuse("with this edit the whole week would grow longer", "/dose/now",
                      "ease another part too, or leave it as it was proposed");
    return eased;
}

}  // namespace sinew::prescribe
