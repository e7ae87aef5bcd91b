#include <sinew/session/teaching.hpp>

#include <algorithm>

namespace sinew::session {
namespace {

using namespace domain;

/// What is taught today: new forms first, then known ones in turn.
std::vector<FormUse> todays_forms(const PracticeContext& context, std::span<const FormUse> forms,
                                  std::size_t most, int day) {
    std::vector<FormUse> chosen, known;
    for (const FormUse& use : forms)
        if (const auto allowed = permitted(context, use))
            (allowed->is_new ? chosen : known).push_back(*allowed);
    if (chosen.size() > most) chosen.resize(most);
    for (std::size_t i = 0; i < known.size() && chosen.size() < most; ++i)
        chosen.push_back(known[(static_cast<std::size_t>(day) * most + i) % known.size()]);
    std::sort(chosen.begin(), chosen.end(),
              [](const auto& a, const auto& b) { return a.form < b.form; });
    return chosen;
}

Segment teach(const PracticeContext& context, const FormUse& use, std::int32_t duration_ms,
              const char* instruction) {
    Segment segment;
    segment.kind = SegmentKind::teach;
    segment.duration_ms = duration_ms;
    segment.title = "session.learn_form.title";
    segment.instruction = instruction;
    FormPlace place;
    place.form = use.form;
    place.variant = use.variant;
    if (use.variant != Variant::seated)
        place.easier = static_cast<Variant>(static_cast<unsigned>(use.variant) - 1U);
    place.adaptations = adaptation_keys(context.limits[use.form]);
    segment.form = std::move(place);
    return segment;
}

void add_parts(Timeline& timeline, const PracticeContext& context, const FormUse& use,
               std::int32_t duration_ms) {
    const knowledge::Form& form = context.catalogue->forms[use.form];
    std::vector<std::size_t> phases;
    std::vector<double> weights;
    for (std::size_t i = 0; i < form.phases.size(); ++i) {
        const bool skip = use.variant == Variant::seated &&
                          ((context.catalogue->sessions.seated_skips[use.form] >> i) & 1U) != 0;
        if (skip) continue;
        phases.push_back(i);
        weights.push_back(form.phases[i].nominal_s);
    }
    const auto parts = share_ms(duration_ms, weights);
    for (std::size_t i = 0; i < phases.size(); ++i) {
        const std::string stem = "form." + form.id + ".phase." + form.phases[phases[i]].id;
        Segment segment = teach(context, use, parts[i], "");
        segment.instruction =
            use.variant == Variant::seated ? "form." + form.id + ".seated" : stem + ".instruction";
        segment.attention = stem + ".attention";
        segment.form->phase = static_cast<std::uint8_t>(phases[i]);
        segment.form->side = form.first_side;
        if (i == 0) segment.prompts = {{0, "session.learn_form.parts"}};
        timeline.add(std::move(segment));
    }
}

}  // namespace

void add_teaching(Timeline& timeline, const PracticeContext& context,
                  std::span<const FormUse> forms, std::int32_t duration_ms, int day) {
    if (duration_ms <= 0) return;
    const auto& plan = context.catalogue->sessions;
    const auto fit = static_cast<std::size_t>(
        std::max<std::int32_t>(1, duration_ms / seconds_ms(plan.teaching_form_min_s)));
    const auto chosen = todays_forms(
        context, forms, std::min(fit, static_cast<std::size_t>(plan.teaching_forms_max)), day);
    if (chosen.empty()) return timeline.add(breathing(context, duration_ms));
    const std::vector<double> even(chosen.size(), 1.0);
    const auto lengths = share_ms(duration_ms, even);
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const auto parts = share_ms(lengths[i], plan.teaching_share);
        timeline.add(teach(context, chosen[i], parts[0], "session.learn_form.watch"));
        add_parts(timeline, context, chosen[i], parts[1]);
        timeline.add(teach(context, chosen[i], parts[2], "session.learn_form.together"));
        Segment one_thing = teach(context, chosen[i], parts[3], "session.learn_form.one_thing");
        const knowledge::Form& form = context.catalogue->forms[chosen[i].form];
        if (form.common_errors > 0)
            one_thing.attention =
                "form." + form.id + ".error." + std::to_string(1 + day % form.common_errors);
        timeline.add(std::move(one_thing));
    }
}

}  // namespace sinew::session
