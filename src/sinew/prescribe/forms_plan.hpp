// Which forms this person learns, in what order, at what depth, and which are left out and why.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/prescribe/plan_context.hpp>

#include <array>

namespace sinew::prescribe {

struct FormsPlan {
    std::array<std::optional<domain::Variant>, knowledge::kForms> depth{};  ///< nothing = left out
    knowledge::FormLimits limits;  ///< what decided, form by form
    domain::ShortList<domain::FormIndex, 14>
        learning_order;  ///< permitted forms, as they are taught
    domain::ShortList<domain::FormIndex, 14> left_out;
};

/// @param stage  S0 keeps every form seated
/// @source knowledge/prescription/rules.json, PRG-11 and PRG-12; knowledge/screening/limit_effects.json
[[nodiscard]] FormsPlan plan_forms(domain::Stage stage, const PlanContext& context);

/// The forms taught by the end of the n-th week of learning (1 = first).
/// @param new_a_week  of the twelve; the preparatory and closing forms come with the first week on top
[[nodiscard]] std::size_t taught_by(int week_of_learning, int new_a_week,
                                    const FormsPlan& plan) noexcept;

/// Forms for a practice of `minutes`, in standard order: preparation and closing, then as many of the taught as fit,
/// earliest taught first; those of the leading group get their highest repetitions when the minutes allow.
[[nodiscard]] domain::ShortList<domain::FormUse, 14> forms_for(int minutes, std::size_t taught,
                                                               const FormsPlan& plan,
                                                               const PlanContext& context);

/// The short practice for a moment of craving. @source knowledge/prescription/rules.json, PRG-11; knowledge/forms/dose.json
[[nodiscard]] domain::OnDemand plan_on_demand(const FormsPlan& plan, int breath_level,
                                              const PlanContext& context);

}  // namespace sinew::prescribe
