// Numbers that turn a starting dose into twelve weeks of sessions (knowledge/prescription/planning.json).
#pragma once

#include <sinew/domain/enum_set.hpp>
#include <sinew/domain/names.hpp>
#include <sinew/knowledge/exercise_pack.hpp>
#include <sinew/knowledge/screening_condition.hpp>

#include <array>
#include <string>
#include <vector>

namespace sinew::knowledge {

/// Parts of a week that give way, one after the other, when weekly_min_max binds.
enum class WeekPart : std::uint8_t {
    self_practice_minutes,
    lesson_minutes,
    strength_minutes,
    aerobic_minutes,
    lessons,
    self_practices,
    aerobic_days,
};

struct GiveWay {
    WeekPart part;
    int down_to;
};

struct PlanningPack {
    int lesson_minutes_smallest = 0;
    int self_practice_minutes_smallest = 0;
    int mobility_minutes = 0;
    int combined_aerobic_minutes_smallest = 0;
    int strength_minutes_smallest = 0;
    int sudden_start_warm_up_minutes = 0;
    int repetition_s = 0;
    int rest_between_sets_s = 0;
    int strength_exercises_most = 0;
    int strength_repetitions_counted = 0;
    int before_group_gap_minutes = 0;
    int latest_end_hour = 0;
    int on_demand_rating_s = 0;

    std::vector<GiveWay> give_way;
    Condition natural_breath_only;
    struct BreathCap {
        int level;
        std::string because;
        Condition when;
    };
    std::vector<BreathCap> breath_caps;
    /// By caution: regions that stay unloaded under load_painful_region, limbs under load_affected_limb.
    std::array<domain::EnumSet<Region>, domain::Names<domain::Caution>::all.size()>
        painful_regions{};
    std::array<domain::EnumSet<domain::Limb>, domain::Names<domain::Caution>::all.size()>
        affected_limbs{};
};

struct FactSpec;

/// @param facts  of the screening pack, which the conditions name
/// @errors every fault at once, each with its JSON pointer
void read_planning_pack(const Json& json, const std::string& name,
                        const std::vector<FactSpec>& facts, PlanningPack& pack, Faults& faults);

}  // namespace sinew::knowledge

namespace sinew::domain {
template <>
struct Names<knowledge::WeekPart> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"self_practice_minutes", "lesson_minutes", "strength_minutes", "aerobic_minutes",
         "lessons", "self_practices", "aerobic_days"});
};
}  // namespace sinew::domain
