// What a week is made of before it is spread over days, and how it gives way to a weekly limit.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/prescribe/plan_context.hpp>

#include <array>

namespace sinew::prescribe {

/// Minutes are per session, counts per week.
struct WeekParts {
    std::array<int, domain::Names<knowledge::WeekPart>::all.size()> amount{};
    int strength_days = 0;
    int mobility_days = 0;  ///< S0: mobility stands in for strength
    domain::Range pct_hrr{};

    [[nodiscard]] int& operator[](knowledge::WeekPart part) {
        return amount[static_cast<std::size_t>(part)];
    }
    [[nodiscard]] int operator[](knowledge::WeekPart part) const {
        return amount[static_cast<std::size_t>(part)];
    }
};

/// Takes one small step off the week, in the order of the pack. @return false when nothing is left to take
[[nodiscard]] bool give_way(WeekParts& parts, const knowledge::PlanningPack& planning);

/// Minutes of one aerobic, strength or combined session inside session_min_max.
struct MainMinutes {
    int warm_up = 0, aerobic = 0, strength = 0, cool_down = 0;
    int total = 0;
    bool kept_light =
        false;  ///< too short for a warm-up and a cool-down of its own: light all through
};

/// @param aerobic, strength  wanted minutes of work; a strength part that cannot stand beside the aerobic one is dropped
/// @param zone  the hardest zone of the work: at light or lower warm-up and cool-down lie inside
/// @source knowledge/prescription/rules.json, PRG-06 and PRG-13
[[nodiscard]] MainMinutes fit_main(int aerobic, int strength, domain::Intensity zone,
                                   const PlanContext& context);

}  // namespace sinew::prescribe
