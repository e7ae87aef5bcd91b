// What screening leaves permitted: merged over all fired rules, read by everything that prescribes.
#pragma once

#include <sinew/domain/enum_set.hpp>
#include <sinew/domain/names.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace sinew::domain {

/// Absent = no limit of that kind. Texts are views into the catalogue, which outlives every answer.
/// @source knowledge/screening/rules.json, semantics.merge_limits
struct Limits {
    std::optional<Intensity> intensity_cap;
    std::optional<int> session_min_max;  ///< min, warm-up and cool-down included
    std::optional<int>
        weekly_min_max;  ///< min a week, all sessions but on-demand practice of 5 min or less
    std::optional<int> sessions_per_day_max;
    std::optional<int> rest_days_min;  ///< days a week
    std::optional<int> warmup_min;     ///< min; adds nothing at light or lower
    std::optional<int> cooldown_min;
    std::optional<Supervision> supervision;
    bool rpe_talk = false;  ///< intensity_basis: effort and talk test, no heart-rate target
    bool start_light_to_moderate = false;
    EnumSet<Avoid> avoid;
    std::optional<EnumSet<Allow>> allow;
    EnumSet<Prefer> prefer;
    EnumSet<Hide> hide;
    std::vector<std::string_view> monitor;     ///< sorted
    std::vector<std::string_view> need_first;  ///< sorted

    /// Tightens this by `other`: lowest cap, shortest time, largest rest, union of bans, intersection of `allow`.
    void merge(const Limits& other);
    [[nodiscard]] bool permits(Intensity zone) const noexcept {
        return !intensity_cap || zone <= *intensity_cap;
    }
    friend bool operator==(const Limits&, const Limits&) = default;
};

}  // namespace sinew::domain
