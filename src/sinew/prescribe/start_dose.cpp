#include <sinew/base/ensure.hpp>
#include <sinew/prescribe/start_dose.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using domain::Intensity;
using domain::Limits;
using domain::Range;
using knowledge::ClipSpec;
using knowledge::PrescriptionPack;

template <class Dose>
void say(Dose& dose, std::string_view rule) {
    dose.rules.push_back(rule);
}

std::int16_t small(int value) noexcept { return static_cast<std::int16_t>(value); }

/// [low, min(high, top of the cap)]; the whole cap zone when the row starts above it.
Range under(Range row, Range cap) noexcept {
    if (row.low > cap.high) return cap;
    return {row.low, std::min(row.high, cap.high)};
}

/// Both ends no higher than `most`.
Range lowered(Range range, int most) noexcept {
    const std::int16_t top = small(std::clamp(most, 0, 32767));
    return {std::min(range.low, top), std::min(range.high, top)};
}

/// Fits days times minutes into the week: fewer days first, then shorter long sessions, then shorter sessions.
void fit_week(AerobicDose& dose, int weekly, int step) {
    while (dose.days.high > dose.days.low && dose.days.high * dose.minutes.low > weekly)
        --dose.days.high;
    const int days = dose.days.high;
    if (days == 0) return;
    const int most = weekly / days / step * step;
    const bool fits = days * dose.minutes.low <= weekly;
    // A lowest dose that fits stays, even where it is no multiple of the step.
    if (fits)
        dose.minutes.high =
            std::max(dose.minutes.low, std::min(dose.minutes.high, small(std::min(most, 32767))));
    else
        dose.minutes = lowered(dose.minutes, most);
}

Range clip_days(Range days, const Limits& limits, const ClipSpec& spec) noexcept {
    return limits.rest_days_min ? lowered(days, spec.days_a_week - *limits.rest_days_min) : days;
}

}  // namespace

IntensityCap intensity_cap(const ClipQuestion& question, const ClipSpec& spec) {
    SINEW_ENSURE(question.limits != nullptr, "a clip needs limits");
    const Limits& limits = *question.limits;
    IntensityCap cap;
    const auto lower = [&](Intensity zone, std::string_view rule) {
        cap.zone = std::min(cap.zone, zone);
        say(cap, rule);
    };
    if (limits.intensity_cap) lower(*limits.intensity_cap, "CLP-01");
    if (limits.start_light_to_moderate) lower(spec.start_light_to_moderate, "CLP-02");
    if (limits.avoid.has(domain::Avoid::vigorous_interval)) lower(spec.vigorous_interval, "CLP-03");
    const bool stimulant =
        question.primary_substance && spec.stimulants.has(*question.primary_substance);
    if (stimulant && question.stage == spec.stimulant_stage) lower(spec.stimulant, "CLP-04");
    if (question.desired) lower(*question.desired, "CLP-14");
    return cap;
}

std::optional<AerobicDose> clip_aerobic(const ClipQuestion& question,
                                        const PrescriptionPack& pack) {
    const ClipSpec& spec = pack.clip;
    const IntensityCap cap = intensity_cap(question, spec);
    if (cap.zone == Intensity::breathing_only) return std::nullopt;
    const Limits& limits = *question.limits;
    const knowledge::AerobicRow& row =
        PrescriptionPack::at(pack.start.aerobic, question.stage, question.tier);
    const auto zone = static_cast<std::size_t>(cap.zone);

    AerobicDose dose;
    dose.cap = cap.zone;
    say(dose, "STA-01");
    for (const std::string_view rule : cap.rules) say(dose, rule);
    dose.pct_hrr = under(row.pct_hrr, spec.pct_hrr[zone]);
    if (dose.pct_hrr != row.pct_hrr) say(dose, "CLP-06");
    dose.effort_max = spec.effort_max[zone];
    if (cap.zone < Intensity::vigorous) say(dose, "CLP-07");
    dose.minutes =
        limits.session_min_max ? lowered(row.minutes, *limits.session_min_max) : row.minutes;
    if (dose.minutes != row.minutes) say(dose, "CLP-08");
    dose.days = clip_days(row.days, limits, spec);
    if (dose.days != row.days) say(dose, "CLP-09");
    if (limits.weekly_min_max) {
        const AerobicDose before = dose;
        fit_week(dose, std::max(0, *limits.weekly_min_max), spec.minutes_step);
        if (dose.days != before.days || dose.minutes != before.minutes) say(dose, "CLP-10");
    }
    return dose;
}

std::optional<ResistanceDose> clip_resistance(const ClipQuestion& question,
                                              const PrescriptionPack& pack) {
    const ClipSpec& spec = pack.clip;
    const IntensityCap cap = intensity_cap(question, spec);
    if (cap.zone == Intensity::breathing_only) return std::nullopt;
    const Limits& limits = *question.limits;
    const knowledge::ResistanceRow& row =
        PrescriptionPack::at(pack.start.resistance, question.stage, question.tier);
    const auto zone = static_cast<std::size_t>(cap.zone);

    ResistanceDose dose;
    dose.cap = cap.zone;
    say(dose, "STA-01");
    for (const std::string_view rule : cap.rules) say(dose, rule);
    dose.sets = row.sets;
    dose.reps = row.reps;
    dose.pct_1rm = under(row.pct_1rm, spec.pct_1rm[zone]);
    if (dose.pct_1rm != row.pct_1rm) say(dose, "CLP-11");
    if (limits.avoid.meets(spec.straining) && dose.pct_1rm.high > spec.straining_pct_1rm_max) {
        const auto moderate = spec.pct_1rm[static_cast<std::size_t>(Intensity::moderate)];
        dose.pct_1rm = under(dose.pct_1rm, {moderate.low, small(spec.straining_pct_1rm_max)});
        say(dose, "CLP-12");
    }
    dose.effort_max = std::min(row.effort_max, spec.effort_max[zone]);
    if (dose.effort_max != row.effort_max) say(dose, "CLP-07");
    dose.days = clip_days(row.days, limits, spec);
    if (dose.days != row.days) say(dose, "CLP-09");
    return dose;
}

}  // namespace sinew::prescribe
