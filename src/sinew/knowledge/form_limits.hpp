// How deep each form may be done by this person today, what must change in it, and which tag said so.
#pragma once

#include <sinew/knowledge/limit_effects.hpp>

namespace sinew::knowledge {

struct FormLimit {
    domain::Variant ceiling = domain::Variant::full;  ///< deepest variant permitted
    bool left_out = false;                            ///< not done at all; named in the programme
    domain::EnumSet<Adaptation> adaptations;
    domain::EnumSet<domain::Caution> cautions;  ///< triggered cautions that the form carries
    domain::EnumSet<domain::Caution>
        deciding_cautions;  ///< those behind `ceiling`; `seated` is one of them
    domain::EnumSet<domain::Avoid> deciding_bans;  ///< bans behind `ceiling` or `left_out`
    std::optional<int> still_max_s;                ///< s, longest still phase
    friend bool operator==(const FormLimit&, const FormLimit&) = default;
};

struct FormLimits {
    std::array<FormLimit, kForms> forms{};
    std::optional<int> breath_level_max;

    [[nodiscard]] const FormLimit& operator[](domain::FormIndex form) const { return forms[form]; }
};

/// Limits first: nothing here asks what the person would like or what the block teaches.
/// @param triggered  cautions of this person, by fact or by record (programme, section 4)
/// @param bans       merged over all fired screening rules
/// @param told       cautions that say which region or limb is meant; nothing = all that are triggered. A caution that a
///                   fact triggers without saying where (an infected injection site) changes its own forms and leaves
///                   the place unknown.
/// @source knowledge/screening/limit_effects.json, knowledge/screening/limit_tags.csv
/// @cost no allocation
[[nodiscard]] FormLimits form_limits(
    const FormsPack& forms, const LimitEffects& effects, domain::Stage stage,
    domain::EnumSet<domain::Caution> triggered, domain::EnumSet<domain::Avoid> bans,
    const std::optional<domain::EnumSet<domain::Caution>>& told = {});

}  // namespace sinew::knowledge
