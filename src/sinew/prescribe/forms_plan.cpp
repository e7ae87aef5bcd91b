#include <sinew/prescribe/forms_plan.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using namespace domain;

constexpr FormIndex kPreparation = 0;
constexpr FormIndex kFirstForm = 1;
constexpr FormIndex kClosing = knowledge::kForms - 1;

bool is_of_the_twelve(FormIndex form) noexcept { return form != kPreparation && form != kClosing; }

/// Preparation, first form and closing; then the leading group; then the rest: each in standard order.
void order_for_learning(FormsPlan& plan, const PlanContext& context) {
    const auto take = [&](FormIndex form) {
        const bool there = std::find(plan.learning_order.begin(), plan.learning_order.end(),
                                     form) != plan.learning_order.end();
        if (plan.depth[form] && !there) plan.learning_order.push_back(form);
    };
    take(kPreparation);
    take(kFirstForm);
    take(kClosing);
    for (FormIndex form = 0; form < knowledge::kForms; ++form)
        if (context.leading_group &&
            context.catalogue->forms[form].in_group(*context.leading_group))
            take(form);
    for (FormIndex form = 0; form < knowledge::kForms; ++form) take(form);
}

knowledge::OnDemandState state_of(std::optional<SymptomGroup> group) noexcept {
    if (!group || *group == SymptomGroup::psychological)
        return knowledge::OnDemandState::craving_anxiety;
    return *group == SymptomGroup::somatic ? knowledge::OnDemandState::somatic
                                           : knowledge::OnDemandState::autonomic;
}

}  // namespace

FormsPlan plan_forms(Stage stage, const PlanContext& context) {
    FormsPlan plan;
    plan.limits =
        knowledge::form_limits(context.catalogue->forms, context.catalogue->limit_effects, stage,
                               context.cautions, context.limits.avoid, context.record->cautions);
    if (!context.forms_permitted) return plan;
    for (FormIndex form = 0; form < knowledge::kForms; ++form) {
        if (!plan.limits[form].left_out) plan.depth[form] = plan.limits[form].ceiling;
        // Nothing above very light on the feet: the set then stays on the chair.
        if (plan.depth[form] && !context.limits.permits(Intensity::light))
            plan.depth[form] = Variant::seated;
        if (!plan.depth[form]) plan.left_out.push_back(form);
    }
    order_for_learning(plan, context);
    return plan;
}

std::size_t taught_by(int week_of_learning, int new_a_week, const FormsPlan& plan) noexcept {
    const int allowed = std::max(0, week_of_learning) * new_a_week;
    int learnt = 0;
    std::size_t taught = 0;
    for (const FormIndex form : plan.learning_order) {
        if (is_of_the_twelve(form) && ++learnt > allowed) break;
        ++taught;
    }
    return week_of_learning <= 0 ? 0 : taught;
}

ShortList<FormUse, 14> forms_for(int minutes, std::size_t taught, const FormsPlan& plan,
                                 const PlanContext& context) {
    const auto& pack = context.catalogue->forms;
    double budget_s = 60.0 * minutes;
    std::array<int, knowledge::kForms> repetitions{};
    taught = std::min(taught, plan.learning_order.size());
    // Preparation and closing frame every practice and are taken off the budget first.
    for (std::size_t i = 0; i < taught; ++i) {
        const FormIndex form = plan.learning_order[i];
        if (is_of_the_twelve(form)) continue;
        repetitions[form] =
            form == kClosing ? pack[form].repetitions_min : pack[form].repetitions_default;
        budget_s -= knowledge::form_seconds(pack[form], repetitions[form]);
    }
    for (std::size_t i = 0; i < taught; ++i) {
        const FormIndex form = plan.learning_order[i];
        if (!is_of_the_twelve(form)) continue;
        for (const int wanted : {pack[form].repetitions_default, pack[form].repetitions_min}) {
            const double seconds =
                knowledge::form_seconds(pack[form], wanted) * context.catalogue->dose.tempo_low;
            if (seconds > budget_s) continue;
            repetitions[form] = wanted;
            budget_s -= seconds;
            break;
        }
    }
    // What is left goes to the leading group, one form after the other, up to its highest repetitions.
    for (FormIndex form = kFirstForm; form < kClosing; ++form) {
        const bool leads = context.leading_group && pack[form].in_group(*context.leading_group);
        if (!leads || repetitions[form] != pack[form].repetitions_default) continue;
        const double extra = knowledge::form_seconds(pack[form], pack[form].repetitions_max) -
                             knowledge::form_seconds(pack[form], pack[form].repetitions_default);
        if (extra <= 0 || extra > budget_s) continue;
        repetitions[form] = pack[form].repetitions_max;
        budget_s -= extra;
    }
    ShortList<FormUse, 14> uses;
    for (FormIndex form = 0; form < knowledge::kForms; ++form)
        if (repetitions[form] > 0)
            uses.push_back(
                {form, *plan.depth[form], static_cast<std::uint8_t>(repetitions[form]), false});
    return uses;
}

OnDemand plan_on_demand(const FormsPlan& plan, int breath_level, const PlanContext& context) {
    const auto& catalogue = *context.catalogue;
    OnDemand practice;
    const Range breath_s = catalogue.prescription.planning.on_demand_breath_s;
    practice.breath_s = static_cast<std::int16_t>((breath_s.low + breath_s.high) / 2);
    practice.breath_level = static_cast<std::uint8_t>(breath_level);
    // Alone, where another person should be present, only seated breathing is left (limit tag `solo`).
    practice.seated_breathing_only =
        context.limits.avoid.has(Avoid::solo) || !context.forms_permitted;
    double seconds = practice.breath_s + 2.0 * catalogue.planning.on_demand_rating_s;
    if (!practice.seated_breathing_only) {
        for (const FormIndex form : catalogue.dose.sequence(state_of(context.leading_group))) {
            if (!plan.depth[form]) continue;
            const FormUse use{form, *plan.depth[form],
                              static_cast<std::uint8_t>(catalogue.forms[form].repetitions_min),
                              false};
            if (practice.form_count < practice.forms.size()) {
                practice.forms[practice.form_count++] = use;
                seconds += knowledge::form_seconds(catalogue.forms[form], use.repetitions);
            }
            practice.whole_sequence.push_back(use);
        }
    }
    if (practice.form_count == 0) {
        practice.seated_breathing_only = true;
        practice.breath_s =
            static_cast<std::int16_t>(60 * catalogue.prescription.planning.on_demand_minutes.low);
        seconds = practice.breath_s + 2.0 * catalogue.planning.on_demand_rating_s;
    }
    practice.total_s = static_cast<std::int16_t>(seconds);
    return practice;
}

}  // namespace sinew::prescribe
