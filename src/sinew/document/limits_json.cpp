#include <sinew/document/limits_json.hpp>

#include <algorithm>
#include <string>

namespace sinew::document {
namespace {

template <class Enum>
OrderedJson sorted_names(domain::EnumSet<Enum> set) {
    std::vector<std::string> names;
    for (const Enum value : domain::values_of<Enum>())
        if (set.has(value)) names.emplace_back(domain::name_of(value));
    std::sort(names.begin(), names.end());
    return names;
}

}  // namespace

OrderedJson limits_json(const domain::Limits& limits) {
    OrderedJson json = OrderedJson::object();
    if (limits.intensity_cap) json["intensity_cap"] = domain::name_of(*limits.intensity_cap);
    if (limits.session_min_max) json["session_min_max"] = *limits.session_min_max;
    if (limits.weekly_min_max) json["weekly_min_max"] = *limits.weekly_min_max;
    if (limits.sessions_per_day_max) json["sessions_per_day_max"] = *limits.sessions_per_day_max;
    if (limits.rest_days_min) json["rest_days_min"] = *limits.rest_days_min;
    if (limits.warmup_min) json["warmup_min"] = *limits.warmup_min;
    if (limits.cooldown_min) json["cooldown_min"] = *limits.cooldown_min;
    if (limits.supervision) json["supervision"] = domain::name_of(*limits.supervision);
    if (limits.rpe_talk) json["intensity_basis"] = "rpe_talk";
    if (limits.start_light_to_moderate) json["start"] = "light_to_moderate";
    if (!limits.avoid.empty()) json["avoid"] = sorted_names(limits.avoid);
    if (limits.allow) json["allow"] = sorted_names(*limits.allow);
    if (!limits.prefer.empty()) json["prefer"] = sorted_names(limits.prefer);
    if (!limits.hide.empty()) json["hide"] = sorted_names(limits.hide);
    if (!limits.monitor.empty()) json["monitor"] = limits.monitor;
    if (!limits.need_first.empty()) json["need_first"] = limits.need_first;
    return json;
}

}  // namespace sinew::document
