#include <sinew/prescribe/week_parts.hpp>

#include <algorithm>
#include <limits>

namespace sinew::prescribe {
namespace {

using namespace domain;
using knowledge::WeekPart;

constexpr int kMinuteStep = 5;

bool counts_minutes(WeekPart part) noexcept {
    switch (part) {
        case WeekPart::self_practice_minutes:
        case WeekPart::lesson_minutes:
        case WeekPart::strength_minutes:
        case WeekPart::aerobic_minutes: return true;
        case WeekPart::lessons:
        case WeekPart::self_practices:
        case WeekPart::aerobic_days: return false;
    }
    return false;
}

/// Both parts inside `room` minutes: strength gives way first, down to its smallest, then it is left out.
void fit_parts(int& aerobic, int& strength, int room, const knowledge::PlanningPack& planning) {
    if (aerobic + strength <= room) return;
    if (aerobic == 0) {
        strength = room;
        return;
    }
    const int floor_aerobic = std::min(aerobic, planning.combined_aerobic_minutes_smallest);
    if (strength > 0) strength = std::max(std::min(strength, room - floor_aerobic), 0);
    if (strength < planning.strength_minutes_smallest) strength = 0;
    aerobic = std::min(aerobic, room - strength);
}

}  // namespace

bool give_way(WeekParts& parts, const knowledge::PlanningPack& planning) {
    for (const knowledge::GiveWay& step : planning.give_way) {
        int& amount = parts[step.part];
        if (amount <= step.down_to) continue;
        amount = std::max(step.down_to, amount - (counts_minutes(step.part) ? kMinuteStep : 1));
        return true;
    }
    return false;
}

MainMinutes fit_main(int aerobic, int strength, Intensity zone, const PlanContext& context) {
    const auto& planning = context.catalogue->planning;
    const auto& defaults = context.catalogue->prescription;
    const Limits& limits = context.limits;
    const int longest = limits.session_min_max.value_or(std::numeric_limits<int>::max());
    MainMinutes fitted;
    fitted.warm_up = std::max<int>(defaults.warm_up_cool_down.low, limits.warmup_min.value_or(0));
    if (limits.avoid.has(Avoid::sudden_start))
        fitted.warm_up = std::max(fitted.warm_up, planning.sudden_start_warm_up_minutes);
    fitted.cool_down =
        std::max<int>(defaults.warm_up_cool_down.high, limits.cooldown_min.value_or(0));
    const int room = longest - fitted.warm_up - fitted.cool_down;
    fitted.kept_light = zone > Intensity::light && room < defaults.planning.minutes_floor;
    if (zone <= Intensity::light || fitted.kept_light) {
        fitted.warm_up = fitted.cool_down = 0;
        fit_parts(aerobic, strength, longest, planning);
    } else {
        fit_parts(aerobic, strength, room, planning);
    }
    fitted.aerobic = aerobic;
    fitted.strength = strength;
    fitted.total = fitted.warm_up + aerobic + strength + fitted.cool_down;
    return fitted;
}

}  // namespace sinew::prescribe
