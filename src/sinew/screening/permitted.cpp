#include <sinew/screening/permitted.hpp>

#include <algorithm>

namespace sinew::screening {

using namespace domain;

std::optional<std::vector<Activity>> permitted_meanwhile(const Clearance& clearance,
                                                         const std::vector<RuleIndex>& deciding,
                                                         const knowledge::ScreeningPack& pack) {
    if (clearance.training_allowed()) return std::nullopt;
    EnumSet<Activity> allowed{values_of<Activity>()[0], values_of<Activity>()[1],
                              values_of<Activity>()[2], values_of<Activity>()[3]};
    bool any_grave = false;
    for (const RuleIndex index : deciding) {
        const auto& rule = pack.rules[index];
        if (rule.outcome < Outcome::refer_first) continue;
        any_grave = true;
        EnumSet<Activity> of_rule;
        for (const Activity activity : rule.permitted_meanwhile) of_rule.add(activity);
        allowed = allowed & of_rule;
    }
    if (!any_grave) allowed = {Activity::seated_breathing};
    if (!clearance.complete()) allowed = allowed & EnumSet<Activity>{Activity::seated_breathing};
    for (const char* now : {"intoxicated_now", "sedated_now", "acute_symptom_now"}) {
        const FactIndex fact = pack.fact(now);
        if (std::any_of(clearance.missing.begin(), clearance.missing.end(),
                        [&](auto m) { return m.fact == fact; }))
            allowed = {};
    }
    std::vector<Activity> list;
    for (const Activity activity : values_of<Activity>()) {
        const auto& spec = pack.activities[static_cast<std::size_t>(activity)];
        const bool inside = clearance.limits.permits(spec.intensity) &&
                            (!clearance.limits.allow || clearance.limits.allow->has(spec.modality));
        if (allowed.has(activity) && inside) list.push_back(activity);
    }
    std::sort(list.begin(), list.end(),
              [](Activity a, Activity b) { return name_of(a) < name_of(b); });
    return list;
}

}  // namespace sinew::screening
