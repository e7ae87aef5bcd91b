#include <sinew/prescribe/adaptation.hpp>
#include <sinew/prescribe/rounding.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using domain::WeekDecision;
using domain::WeekFlag;
using domain::WeekFlags;
using domain::WeekReason;
using domain::WeekReasons;
using knowledge::AdaptationSpec;

/// The flags of one level, as a mask over the enumeration.
WeekFlags flags_between(WeekFlag first, WeekFlag last) noexcept {
    WeekFlags flags;
    for (const WeekFlag flag : domain::values_of<WeekFlag>())
        if (flag >= first && flag <= last) flags.add(flag);
    return flags;
}
WeekFlags amber_flags() noexcept {
    return flags_between(WeekFlag::effort_plus1_x2, WeekFlag::monotony_ge2);
}
WeekFlags regress_flags() noexcept {
    return flags_between(WeekFlag::effort_plus2_x2, WeekFlag::cows_band_up);
}
WeekFlags stop_flags() noexcept {
    return flags_between(WeekFlag::stop_now_rule, WeekFlag::clinician_hold);
}

bool exceeds(std::optional<double> value, double bound) noexcept { return value && *value > bound; }
bool below(std::optional<double> value, double bound) noexcept { return value && *value < bound; }

WeekReasons reasons_to_regress(const WeekDone& done, const AdaptationSpec& spec) noexcept {
    WeekReasons reasons;
    if (done.flags.meets(regress_flags())) reasons.add(WeekReason::regress_flag);
    if ((done.flags & amber_flags()).count() >= spec.amber_regress)
        reasons.add(WeekReason::two_amber_flags);
    if (below(done.completed_pct, spec.hold_from_pct))
        reasons.add(WeekReason::completed_below_half);
    return reasons;
}

WeekReasons reasons_to_hold(const WeekDone& done, const AdaptationSpec& spec) noexcept {
    WeekReasons reasons;
    const auto note = [&](bool speaks, WeekReason reason) {
        if (speaks) reasons.add(reason);
    };
    note(!done.completed_pct, WeekReason::completed_unknown);
    note(!done.mean_effort, WeekReason::effort_unknown);
    note(!done.target_effort_high, WeekReason::target_unknown);
    note(!done.week, WeekReason::week_unknown);
    note(below(done.completed_pct, spec.progress_from_pct), WeekReason::completed_below_most);
    note((done.flags & amber_flags()).count() >= spec.amber_hold, WeekReason::one_amber_flag);
    note(done.target_effort_high && exceeds(done.mean_effort, *done.target_effort_high),
         WeekReason::effort_above_target);
    note(done.ses_stop, WeekReason::ses_stop);
    note(exceeds(done.pain_change, spec.pain_change_max), WeekReason::pain_up);
    note(exceeds(done.craving_change_mean, spec.craving_change_max), WeekReason::craving_up);
    note(below(done.diary_se_change, -spec.diary_se_drop_max), WeekReason::sleep_worse);
    note(exceeds(done.rhr_delta_mean, spec.rhr_delta_max), WeekReason::resting_hr_up);
    note(below(done.lnrmssd_z_mean, spec.lnrmssd_z_min), WeekReason::hrv_down);
    return reasons;
}

NextWeek answer(WeekDecision decision, double minutes, WeekReasons reasons, std::string_view rule) {
    NextWeek next;
    next.decision = decision;
    next.minutes = minutes;
    next.reasons = reasons;
    next.rules.push_back(rule);
    return next;
}

NextWeek after_gap(double gap_days, double minutes, const AdaptationSpec& spec) {
    const int pct = dose_pct_after(gap_days, spec);
    NextWeek next = answer(pct == 0 ? WeekDecision::restart : WeekDecision::returning,
                           minutes_after_gap(minutes, pct, spec), {WeekReason::gap}, "ADP-02");
    next.dose_pct = pct;
    return next;
}

NextWeek regress(double minutes, WeekReasons reasons, const AdaptationSpec& spec) {
    NextWeek next =
        answer(WeekDecision::regress, minutes_regressed(minutes, spec), reasons, "ADP-03");
    next.zone_shift = spec.regress_zone_shift;
    if (reasons.has(WeekReason::two_amber_flags)) next.rules.push_back("ADP-10");
    if (reasons.has(WeekReason::regress_flag)) next.rules.push_back("ADP-11");
    return next;
}

/// Weeks 1 to 6: longer, then one day more.
NextWeek longer_or_oftener(const WeekPrescribed& now, const AdaptationSpec& spec) {
    if (now.minutes_upper && now.minutes < *now.minutes_upper) {
        const double step = nearest_step(now.minutes + spec.minutes_step, spec.minutes_step);
        return answer(WeekDecision::progress, std::min(step, *now.minutes_upper), {}, "ADP-05");
    }
    if (now.days && now.days_upper && *now.days < *now.days_upper) {
        const double days = *now.days + 1;
        const double spread =
            floor_step(spec.day_load_factor * now.minutes * *now.days / days, spec.minutes_step);
        NextWeek next =
            answer(WeekDecision::progress,
                   std::min(now.minutes, std::max(spread, spec.minutes_floor)), {}, "ADP-06");
        next.days = days;
        return next;
    }
    return answer(WeekDecision::hold, now.minutes, {WeekReason::at_upper}, "ADP-04");
}

/// After week 6: harder, while the cap allows.
NextWeek harder(const WeekPrescribed& now, const AdaptationSpec& spec) {
    if (now.pct_hrr_high && now.cap_hrr_high &&
        *now.pct_hrr_high + spec.hrr_step <= *now.cap_hrr_high) {
        NextWeek next = answer(WeekDecision::progress, now.minutes, {}, "ADP-07");
        next.pct_hrr_high = *now.pct_hrr_high + spec.hrr_step;
        return next;
    }
    return answer(WeekDecision::hold, now.minutes, {WeekReason::at_upper}, "ADP-04");
}

}  // namespace

int dose_pct_after(double gap_days, const AdaptationSpec& spec) noexcept {
    int pct = 100;
    for (const knowledge::GapStep& step : spec.gaps)
        if (gap_days >= step.days_from) pct = step.dose_pct;
    return pct;
}

double minutes_after_gap(double minutes, int dose_pct, const AdaptationSpec& spec) noexcept {
    if (dose_pct == 0) return 0;
    const double share = nearest_step(minutes * dose_pct / 100, spec.minutes_step);
    return std::min(minutes, std::max(share, spec.minutes_floor));
}

double minutes_regressed(double minutes, const AdaptationSpec& spec) noexcept {
    const double share = nearest_step(minutes * (100 - spec.regress_pct) / 100, spec.minutes_step);
    const double less = std::min(share, minutes - spec.regress_at_least_min);
    return std::min(minutes, std::max(less, spec.minutes_floor));
}

NextWeek decide_next_week(const WeekDone& done, const WeekPrescribed& now,
                          const AdaptationSpec& spec) {
    if (done.flags.meets(stop_flags()))
        return answer(WeekDecision::stop, 0, {WeekReason::stop_flag}, "ADP-01");
    if (done.gap_days && dose_pct_after(*done.gap_days, spec) < 100)
        return after_gap(*done.gap_days, now.minutes, spec);
    if (const WeekReasons reasons = reasons_to_regress(done, spec); !reasons.empty())
        return regress(now.minutes, reasons, spec);
    if (const WeekReasons reasons = reasons_to_hold(done, spec); !reasons.empty()) {
        NextWeek next = answer(WeekDecision::hold, now.minutes, reasons, "ADP-04");
        next.rules.push_back("ADP-15");
        if (reasons.has(WeekReason::one_amber_flag)) next.rules.push_back("ADP-10");
        const WeekReasons missing{WeekReason::completed_unknown, WeekReason::effort_unknown,
                                  WeekReason::target_unknown, WeekReason::week_unknown};
        if (reasons.meets(missing)) next.rules.push_back("ADP-14");
        return next;
    }
    return *done.week <= spec.duration_weeks_to ? longer_or_oftener(now, spec) : harder(now, spec);
}

}  // namespace sinew::prescribe
