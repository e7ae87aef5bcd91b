#include <sinew/knowledge/form_limits.hpp>

#include <algorithm>

namespace sinew::knowledge {
namespace {

using namespace domain;

template <class T>
void lower(std::optional<T>& mine, const std::optional<T>& other) {
    if (other && (!mine || *other < *mine)) mine = other;
}

bool holds(const LimitEffect& effect, EnumSet<Caution> triggered, EnumSet<Caution> told) noexcept {
    return (!effect.with || triggered.has(*effect.with)) && !effect.without.meets(told);
}

/// Takes the ceiling down to `variant`. The tag that takes it lowest is the one that decided.
void cap(FormLimit& limit, Variant variant, EnumSet<Caution> cautions,
         EnumSet<Avoid> bans) noexcept {
    if (variant > limit.ceiling || variant == Variant::full) return;
    if (variant < limit.ceiling) {
        limit.ceiling = variant;
        limit.deciding_cautions = {};
        limit.deciding_bans = {};
    }
    limit.deciding_cautions = limit.deciding_cautions | cautions;
    limit.deciding_bans = limit.deciding_bans | bans;
}

void leave_out(FormLimit& limit, Avoid ban) noexcept {
    if (!limit.left_out) {
        limit.deciding_bans = {};
        limit.deciding_cautions = {};
    }
    limit.left_out = true;
    limit.deciding_bans.add(ban);
}

void apply_cautions(FormLimit& limit, const Form& form, const LimitEffects& effects, Stage stage,
                    EnumSet<Caution> triggered) {
    limit.cautions = form.cautions & triggered;
    if (triggered.has(Caution::seated)) cap(limit, effects.seated_only, {Caution::seated}, {});
    if (limit.cautions.empty()) return;
    cap(limit, effects.one_caution, limit.cautions, {});
    if (limit.cautions.count() > 1) cap(limit, effects.two_cautions, limit.cautions, {});
    if (stage == Stage::S0) cap(limit, effects.caution_in_s0, limit.cautions, {});
}

}  // namespace

FormLimits form_limits(const FormsPack& forms, const LimitEffects& effects, Stage stage,
                       EnumSet<Caution> triggered, EnumSet<Avoid> bans,
                       const std::optional<EnumSet<Caution>>& told) {
    FormLimits result;
    for (std::size_t i = 0; i < kForms; ++i)
        apply_cautions(result.forms[i], forms.forms[i], effects, stage, triggered);
    for (const LimitEffect& effect : effects.effects) {
        if (!bans.has(effect.ban) || !holds(effect, triggered, told.value_or(triggered))) continue;
        lower(result.breath_level_max, effect.breath_level_max);
        for (std::size_t i = 0; i < kForms; ++i) {
            if (!effect.forms.has(static_cast<FormIndex>(i))) continue;
            FormLimit& limit = result.forms[i];
            if (effect.adaptation) limit.adaptations.add(*effect.adaptation);
            lower(limit.still_max_s, effect.still_max_s);
            if (effect.left_out)
                leave_out(limit, effect.ban);
            else if (effect.ceiling && !limit.left_out)
                cap(limit, *effect.ceiling, {}, {effect.ban});
        }
    }
    for (const StillBreaks& broken : effects.still_breaks) {
        if (!bans.has(broken.ban)) continue;
        for (std::size_t i = 0; i < kForms; ++i)
            if (broken.forms.has(static_cast<FormIndex>(i)) &&
                result.forms[i].ceiling <= broken.variant)
                leave_out(result.forms[i], broken.ban);
    }
    return result;
}

}  // namespace sinew::knowledge
