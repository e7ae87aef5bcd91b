#include <sinew/knowledge/planning_pack.hpp>
#include <sinew/knowledge/screening_pack.hpp>

namespace sinew::knowledge {
namespace {

using namespace domain;

struct Number {
    std::string_view name;
    int PlanningPack::*member;
};

constexpr auto kNumbers = std::to_array<Number>({
    {"lesson_minutes_smallest", &PlanningPack::lesson_minutes_smallest},
    {"self_practice_minutes_smallest", &PlanningPack::self_practice_minutes_smallest},
    {"mobility_minutes", &PlanningPack::mobility_minutes},
    {"combined_aerobic_minutes_smallest", &PlanningPack::combined_aerobic_minutes_smallest},
    {"strength_minutes_smallest", &PlanningPack::strength_minutes_smallest},
    {"sudden_start_warm_up_minutes", &PlanningPack::sudden_start_warm_up_minutes},
    {"repetition_s", &PlanningPack::repetition_s},
    {"rest_between_sets_s", &PlanningPack::rest_between_sets_s},
    {"strength_exercises_most", &PlanningPack::strength_exercises_most},
    {"strength_repetitions_counted", &PlanningPack::strength_repetitions_counted},
    {"before_group_gap_minutes", &PlanningPack::before_group_gap_minutes},
    {"latest_end_hour", &PlanningPack::latest_end_hour},
    {"on_demand_rating_s", &PlanningPack::on_demand_rating_s},
});

template <class Enum>
void read_by_caution(const Node& node,
                     std::array<EnumSet<Enum>, Names<Caution>::all.size()>& table) {
    for (const auto& [name, list] : node.get("by_caution").members()) {
        const auto caution = named<Caution>(name);
        if (!caution) {
            list.fault("unknown caution", "use one of: " + all_names<Caution>());
            continue;
        }
        for (const Node& item : list.items())
            table[static_cast<std::size_t>(*caution)].add(item.one_of<Enum>());
    }
}

}  // namespace

void read_planning_pack(const Json& json, const std::string& name,
                        const std::vector<FactSpec>& facts, PlanningPack& pack, Faults& faults) {
    const Node root{json, name + ":", faults};
    const Node numbers = root.get("numbers");
    for (const Number& number : kNumbers) {
        const Node entry = numbers.get(number.name);
        pack.*number.member = entry.get("value").whole();
        if (entry.has("value") && pack.*number.member <= 0)
            entry.fault("not above zero", "give a positive number");
    }
    for (const Node& step : root.get("weekly_minutes_give_way").get("order").items())
        pack.give_way.push_back({step.get("part").one_of<WeekPart>(), step.get("down_to").whole()});
    pack.natural_breath_only = read_condition(root.get("natural_breath_only").get("when"), facts);
    for (const Node& cap : root.get("breath_level_caps").get("caps").items())
        pack.breath_caps.push_back({cap.get("level").whole(), cap.get("because").text(),
                                    read_condition(cap.get("when"), facts)});
    read_by_caution<Region>(root.get("painful_regions"), pack.painful_regions);
    read_by_caution<Limb>(root.get("affected_limbs"), pack.affected_limbs);
}

}  // namespace sinew::knowledge
