// What bans and cautions do to each form, as a table that a clinician can edit.
#pragma once

#include <sinew/knowledge/forms_pack.hpp>

#include <cstdint>

namespace sinew::knowledge {

/// A change that is shown with the form, whatever its variant. Text keys: adaptation.<name>.
enum class Adaptation : std::uint8_t {
    half_range,
    short_stance,
    heels_down,
    hand_support,
    light_press,
    no_press,
    soft_exhale,
    no_pause,
    slow_rise,
    shallow_bend,
    neutral_spine,
    short_still,
    outer_anchor,
};

using FormSet = domain::EnumSet<domain::FormIndex>;

/// One line of the table.
struct LimitEffect {
    domain::Avoid ban{};
    FormSet forms;
    std::optional<domain::Caution> with;       ///< holds only when this caution is triggered
    domain::EnumSet<domain::Caution> without;  ///< holds only when none of these is
    std::optional<domain::Variant> ceiling;    ///< deepest variant left
    bool left_out = false;
    std::optional<Adaptation> adaptation;
    std::optional<int> still_max_s;  ///< s
    std::optional<int> breath_level_max;
};

/// A variant that goes against a ban all the same.
struct StillBreaks {
    domain::Avoid ban{};
    domain::Variant variant{};
    FormSet forms;
};

/// @source knowledge/screening/limit_effects.json
struct LimitEffects {
    std::vector<LimitEffect> effects;
    std::vector<StillBreaks> still_breaks;
    domain::Variant one_caution = domain::Variant::easier;
    domain::Variant two_cautions = domain::Variant::seated;
    domain::Variant caution_in_s0 = domain::Variant::seated;
    domain::Variant seated_only = domain::Variant::seated;
};

/// @errors every fault of the pack at once, each with its JSON pointer.
void read_limit_effects(const Json& json, const std::string& name, const FormsPack& forms,
                        LimitEffects& pack, Faults& faults);

}  // namespace sinew::knowledge

namespace sinew::domain {
template <>
struct Names<knowledge::Adaptation> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"half_range", "short_stance", "heels_down", "hand_support", "light_press", "no_press",
         "soft_exhale", "no_pause", "slow_rise", "shallow_bend", "neutral_spine", "short_still",
         "outer_anchor"});
};
}  // namespace sinew::domain
