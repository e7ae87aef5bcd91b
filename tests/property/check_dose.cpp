// Minutes, days, zones: what a session and a week may hold at most.
#include <sinew/screening/logic.hpp>
#include "property/programme_walk.hpp"

#include <algorithm>

namespace sinew::property {

using namespace domain;

void check_dose(const care::Prescription& answer, const Bound& bound, Broken& broken) {
    const auto& pack = catalogue().prescription;
    const auto cap = static_cast<std::size_t>(std::min(bound.cap, Intensity::vigorous));
    const bool straining =
        bound.limits.avoid.has(Avoid::valsalva) || bound.limits.avoid.has(Avoid::heavy_isometric);
    each_session(*answer.programme, [&](const Session& s, Place place, const ProgrammeWeek& week,
                                        const ProgrammeDay&) {
        const auto say = [&](std::string what) { broken.push_back(place.told() + ": " + what); };
        const Intensity zone_cap =
            std::max(bound.cap, Intensity::very_light);  // seated breathing has no zone below it
        if (s.targets.zone_high > zone_cap)
            say(fmt::format("zone {} above the cap {}", name_of(s.targets.zone_high),
                            name_of(bound.cap)));
        if (s.targets.zone_low > s.targets.zone_high) say("zone upside down");
        if (s.targets.effort.high >
            pack.zone(std::clamp(bound.cap, Intensity::very_light, Intensity::vigorous))
                .effort.high)
            say("effort above the cap's zone");
        if (s.aerobic_min > 0 && s.targets.pct_hrr.high > pack.clip.pct_hrr[cap].high)
            say(fmt::format("{} %HRR above the cap {}", s.targets.pct_hrr.high,
                            pack.clip.pct_hrr[cap].high));
        if (s.aerobic_min > 0 && s.targets.zone_high >= Intensity::vigorous &&
            s.aerobic_min > pack.vigorous_minutes_max)
            say(fmt::format("{} min of vigorous work", s.aerobic_min));
        if (holds_strength(s)) {
            if (s.strength.pct_1rm.high > pack.clip.pct_1rm[cap].high) say("%1RM above the cap");
            if (straining && s.strength.pct_1rm.high > 69)
                say("%1RM above 69 while straining is banned");
            if (s.strength.effort_max > pack.clip.effort_max[cap])
                say("strength effort above the cap");
            if (week.stage == Stage::S0) say("strength work in S0");
        }
        if (s.total_min > bound.session_min_max)
            say(fmt::format("{} min, {} allowed", s.total_min, bound.session_min_max));
        if (s.total_min !=
            s.warm_up_min + s.aerobic_min + s.strength_min + s.practice_min + s.cool_down_min)
            say("the parts do not sum to the session");
        if (s.total_min <= 0 || s.warm_up_min < 0 || s.aerobic_min < 0 || s.strength_min < 0 ||
            s.cool_down_min < 0)
            say("an empty part");
        if (s.kind == SessionKind::mind_body) return;
        const bool loaded_above_light =
            holds_strength(s) &&
            s.strength.pct_1rm.high >
                pack.clip.pct_1rm[static_cast<std::size_t>(Intensity::light)].high;
        if (s.targets.zone_high <= Intensity::light && !loaded_above_light) return;
        const int warm =
            std::max({5, bound.limits.warmup_min.value_or(0), bound.sudden_start ? 10 : 0});
        if (s.warm_up_min < warm) say(fmt::format("warm-up {} of {} min", s.warm_up_min, warm));
        if (s.cool_down_min < std::max(5, bound.limits.cooldown_min.value_or(0)))
            say(fmt::format("cool-down of {} min", s.cool_down_min));
    });
}

void check_week_limits(const care::Prescription& answer, const Bound& bound, const Record& record,
                       Broken& broken) {
    const Limits& limits = bound.limits;
    for (int w = 0; w < kWeeks; ++w) {
        const ProgrammeWeek& week = answer.programme->weeks[static_cast<std::size_t>(w)];
        int total = 0, rest = 0;
        for (const ProgrammeDay& day : week.days) {
            for (int s = 0; s < day.session_count; ++s)
                total += answer.programme->sessions[day.first_session + static_cast<std::size_t>(s)]
                             .total_min;
            const auto say = [&](std::string what) {
                broken.push_back(fmt::format("week {} {}: {}", w + 1, day_text(day.date), what));
            };
            if (day.rest) ++rest;
            if (day.rest != (day.session_count == 0))
                say("a rest day with sessions, or an empty day that is none");
            if (limits.sessions_per_day_max && day.session_count > *limits.sessions_per_day_max)
                say(fmt::format("{} sessions", day.session_count));
            if (day.session_count > 0 && !record.availability.days.has(weekday_of(day.date)))
                say("a session on a day that is not free");
        }
        const auto say = [&](std::string what) {
            broken.push_back(fmt::format("week {}: {}", w + 1, what));
        };
        if (limits.weekly_min_max && total > *limits.weekly_min_max)
            say(fmt::format("{} min, {} allowed", total, *limits.weekly_min_max));
        if (rest < limits.rest_days_min.value_or(0)) say(fmt::format("{} rest days", rest));
        if (week.dose.total_minutes != total)
            say(fmt::format("says {} min, holds {}", week.dose.total_minutes, total));
    }
}

void check_targets(const care::Prescription& answer, const Bound& bound, Broken& broken) {
    const auto& clearance = answer.clearance;
    bool heart_rate_tells = !bound.limits.rpe_talk;
    for (const FactIndex fact : catalogue().prescription.heart_rate.invalid_when) {
        const Reading& reading = clearance.facts[fact];
        const knowledge::FactSpec& spec = catalogue().screening.facts[fact];
        const bool unknown = reading.state != Reading::State::known || reading.stale;
        // Pregnancy in a man: the question does not arise, so its answer is not missing.
        const bool cannot_arise =
            !spec.required && !spec.required_when.empty() &&
            screening::evaluate(spec.required_when, clearance.facts) == screening::Truth::no;
        if (unknown ? !cannot_arise : reading.value != 0) heart_rate_tells = false;
    }
    each_session(*answer.programme, [&](const Session& s, Place place, const ProgrammeWeek&,
                                        const ProgrammeDay&) {
        const Targets& targets = s.targets;
        if (!targets.hr_bpm) return;
        const auto say = [&](std::string what) { broken.push_back(place.told() + ": " + what); };
        if (!heart_rate_tells) say("a heart-rate target although heart rate tells nothing");
        if (s.aerobic_min == 0) say("a heart-rate target without aerobic work");
        if (targets.hr_bpm->low > targets.hr_bpm->high ||
            targets.hr_alarm_bpm <= targets.hr_bpm->high)
            say("heart rate upside down");
        if (targets.hr_bpm->low < known(clearance, "hr").value_or(1e9) - 1)
            say("a target below the resting heart rate");
    });
}

void check_company(const care::Prescription& answer, const Bound& bound, Broken& broken) {
    const Limits& limits = bound.limits;
    const bool staff = limits.supervision.value_or(Supervision::none) >= Supervision::onsite;
    const bool solo = limits.avoid.has(Avoid::solo);
    each_session(*answer.programme,
                 [&](const Session& s, Place place, const ProgrammeWeek&, const ProgrammeDay&) {
                     const bool with_staff =
                         s.setting == Setting::staff_onsite || s.setting == Setting::class_lesson;
                     if (staff && !with_staff) broken.push_back(place.told() + ": without staff");
                     if (solo && s.setting == Setting::self_practice)
                         broken.push_back(place.told() + ": alone");
                 });
    const OnDemand& practice = answer.programme->on_demand;
    const bool breath_only = solo || limits.intensity_cap == Intensity::breathing_only ||
                             (limits.allow && !limits.allow->has(Allow::mind_body));
    if (breath_only && (!practice.seated_breathing_only || practice.form_count > 0))
        broken.push_back("on demand: forms where only seated breathing is left");
}

}  // namespace sinew::property
