#include <sinew/domain/limits.hpp>

#include <algorithm>

namespace sinew::domain {
namespace {

template <class T>
void lower(std::optional<T>& mine, const std::optional<T>& other) {
    if (other && (!mine || *other < *mine)) mine = other;
}

template <class T>
void raise(std::optional<T>& mine, const std::optional<T>& other) {
    if (other && (!mine || *mine < *other)) mine = other;
}

void unite(std::vector<std::string_view>& mine, const std::vector<std::string_view>& other) {
    for (const std::string_view text : other) {
        const auto at = std::lower_bound(mine.begin(), mine.end(), text);
        if (at == mine.end() || *at != text) mine.insert(at, text);
    }
}

}  // namespace

void Limits::merge(const Limits& other) {
    lower(intensity_cap, other.intensity_cap);
    lower(session_min_max, other.session_min_max);
    lower(weekly_min_max, other.weekly_min_max);
    lower(sessions_per_day_max, other.sessions_per_day_max);
    raise(rest_days_min, other.rest_days_min);
    raise(warmup_min, other.warmup_min);
    raise(cooldown_min, other.cooldown_min);
    raise(supervision, other.supervision);
    rpe_talk = rpe_talk || other.rpe_talk;
    start_light_to_moderate = start_light_to_moderate || other.start_light_to_moderate;
    avoid = avoid | other.avoid;
    if (other.allow) allow = allow ? (*allow & *other.allow) : *other.allow;
    prefer = prefer | other.prefer;
    hide = hide | other.hide;
    unite(monitor, other.monitor);
    unite(need_first, other.need_first);
}

}  // namespace sinew::domain
