// The parts of the prescription pack's reader, one per chapter of the pack. Used by prescription_pack.cpp only.
#pragma once

#include <sinew/knowledge/prescription_pack.hpp>

namespace sinew::knowledge {

/// [low, high], whole numbers, low <= high.
[[nodiscard]] domain::Range read_range(const Node& node);
/// "light_to_moderate" -> {light, moderate}; "light" -> {light, light}.
[[nodiscard]] std::pair<domain::Intensity, domain::Intensity> read_zones(const Node& node);

[[nodiscard]] StartTable read_start_table(const Node& node);
[[nodiscard]] ClipSpec read_clip(const Node& node);
[[nodiscard]] AdaptationSpec read_adaptation(const Node& node);
[[nodiscard]] LoadSpec read_load_monitor(const Node& node);
[[nodiscard]] PlanningSpec read_planning(const Node& node, const ScreeningPack& screening);
[[nodiscard]] std::vector<CautionTrigger> read_caution_triggers(const Node& node,
                                                                const ScreeningPack& screening);

template <class Enum>
[[nodiscard]] domain::EnumSet<Enum> read_set(const Node& node) {
    domain::EnumSet<Enum> set;
    for (const Node& item : node.items()) set.add(item.one_of<Enum>());
    return set;
}

}  // namespace sinew::knowledge
