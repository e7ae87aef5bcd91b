#include <sinew/session/form_practice.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::session {
namespace {

using namespace domain;
using knowledge::FormPhase;

struct PlannedForm {
    FormUse use;
    std::uint8_t round = 1;
};
using Plan = std::vector<PlannedForm>;

constexpr FormIndex kPreparation = 0;
constexpr FormIndex kClosing = knowledge::kForms - 1;

bool skipped(const PracticeContext& context, const FormUse& use, std::uint8_t phase) {
    return use.variant == Variant::seated &&
           ((context.catalogue->sessions.seated_skips[use.form] >> static_cast<unsigned>(phase)) &
            1U) != 0;
}

std::vector<knowledge::FormStep> steps_of(const PracticeContext& context, const FormUse& use) {
    auto steps = knowledge::form_steps(context.catalogue->forms[use.form], use.repetitions);
    std::erase_if(steps, [&](const auto& step) { return skipped(context, use, step.phase); });
    return steps;
}

std::int64_t length(const PracticeContext& context, const FormUse& use, double tempo) {
    std::int64_t sum = 0;
    for (const auto& step : steps_of(context, use))
        sum += phase_ms(context, use.form, context.catalogue->forms[use.form].phases[step.phase],
                        tempo);
    return sum;
}

std::int64_t length(const PracticeContext& context, const Plan& plan, double tempo) {
    std::int64_t sum = 0;
    for (const PlannedForm& form : plan) sum += length(context, form.use, tempo);
    return sum;
}

/// Fewer repetitions, then fewer forms, from the end; the closing form goes last of all.
void shorten(const PracticeContext& context, Plan& plan, double fastest, std::int32_t target_ms,
             std::vector<FormIndex>& no_time) {
    for (auto form = plan.rbegin();
         form != plan.rend() && length(context, plan, fastest) > target_ms; ++form) {
        const int least = context.catalogue->forms[form->use.form].repetitions_min;
        while (form->use.repetitions > least && length(context, plan, fastest) > target_ms)
            --form->use.repetitions;
    }
    while (!plan.empty() && length(context, plan, fastest) > target_ms) {
        auto victim = std::prev(plan.end());
        if (victim->use.form == kClosing && plan.size() > 1) --victim;
        no_time.push_back(victim->use.form);
        plan.erase(victim);
    }
    std::sort(no_time.begin(), no_time.end());
}

/// Further rounds of what stands between preparation and closing, while the forms are too short even when unhurried.
void lengthen(const PracticeContext& context, Plan& plan, double fastest, double unhurried,
              std::int32_t target_ms) {
    Plan core;
    for (const PlannedForm& form : plan)
        if (form.use.form != kPreparation && form.use.form != kClosing) core.push_back(form);
    if (core.empty()) return;
    const bool closes = plan.back().use.form == kClosing;
    const std::int32_t spare = seconds_ms(context.catalogue->sessions.filler_min_s);
    std::int64_t longest = length(context, plan, unhurried);
    std::int64_t shortest = length(context, plan, fastest);
    for (std::uint8_t round = 2; round < 100; ++round) {
        for (const PlannedForm& form : core) {
            const std::int64_t least = length(context, form.use, fastest);
            if (longest + spare >= target_ms || shortest + least > target_ms) return;
            plan.insert(closes ? std::prev(plan.end()) : plan.end(), {form.use, round});
            longest += length(context, form.use, unhurried);
            shortest += least;
        }
    }
}

/// The tempo at which the plan lasts `target_ms`, or the bound that comes nearest without exceeding it.
double solve_tempo(const PracticeContext& context, const Plan& plan, double fastest, double slowest,
                   std::int64_t target_ms) {
    if (length(context, plan, slowest) <= target_ms) return slowest;
    double low = fastest, high = slowest;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        (length(context, plan, middle) <= target_ms ? low : high) = middle;
    }
    return low;
}

std::string phase_key(const std::string& form, const std::string& phase, const char* what) {
    return "form." + form + ".phase." + phase + "." + what;
}

Side side_of(Side first, bool mirrored) noexcept {
    if (first == Side::none) return Side::none;
    return (first == Side::left) != mirrored ? Side::left : Side::right;
}

Segment step_segment(const PracticeContext& context, const PlannedForm& planned,
                     const knowledge::FormStep& step, double tempo) {
    const knowledge::Form& form = context.catalogue->forms[planned.use.form];
    const FormPhase& phase = form.phases[step.phase];
    const knowledge::FormLimit& limit = context.limits[planned.use.form];
    const bool seated = planned.use.variant == Variant::seated;
    Segment segment;
    segment.kind = SegmentKind::form;
    segment.duration_ms = phase_ms(context, planned.use.form, phase, tempo);
    segment.instruction =
        seated ? "form." + form.id + ".seated" : phase_key(form.id, phase.id, "instruction");
    const bool quiet =
        seated &&
        ((context.catalogue->sessions.seated_quiet[planned.use.form] >> step.phase) & 1U) != 0;
    if (phase.still && limit.adaptations.has(knowledge::Adaptation::outer_anchor))
        segment.attention = "adaptation.outer_anchor";
    else if (!quiet)
        segment.attention = phase_key(form.id, phase.id, "attention");
    FormPlace place;
    place.form = planned.use.form;
    place.phase = step.phase;
    place.variant = planned.use.variant;
    if (planned.use.variant != Variant::seated)
        place.easier = static_cast<Variant>(static_cast<unsigned>(planned.use.variant) - 1U);
    place.mirrored = step.mirrored;
    place.side = step.sided ? side_of(form.first_side, step.mirrored) : Side::none;
    place.repetition = step.repetition;
    place.of = step.of;
    place.round = planned.round;
    place.adaptations = adaptation_keys(limit);
    segment.form = std::move(place);
    return segment;
}

/// Moves the last milliseconds of rounding into phases that have room for them.
void settle_difference(const PracticeContext& context, const Plan& plan,
                       std::vector<Segment>& segments, std::int64_t difference) {
    const auto& forms = context.catalogue->forms;
    std::size_t at = 0;
    for (const PlannedForm& planned : plan) {
        for (const auto& step : steps_of(context, planned.use)) {
            Segment& segment = segments[at++];
            if (difference == 0) continue;
            const FormPhase& phase = forms[planned.use.form].phases[step.phase];
            const std::int64_t shortest = phase_ms(context, planned.use.form, phase, 0);
            const std::int64_t longest = phase_ms(context, planned.use.form, phase, 1e3);
            const std::int64_t wanted =
                std::clamp(segment.duration_ms + difference, shortest, longest);
            difference -= wanted - segment.duration_ms;
            segment.duration_ms = static_cast<std::int32_t>(wanted);
        }
    }
}

}  // namespace

std::vector<std::string> adaptation_keys(const knowledge::FormLimit& limit) {
    std::vector<std::string> keys;
    for (const auto adaptation : values_of<knowledge::Adaptation>())
        if (limit.adaptations.has(adaptation))
            keys.push_back("adaptation." + std::string{name_of(adaptation)});
    return keys;
}

std::optional<FormUse> permitted(const PracticeContext& context, const FormUse& use) {
    const knowledge::FormLimit& limit = context.limits[use.form];
    if (limit.left_out) return std::nullopt;
    FormUse allowed = use;
    allowed.variant = std::min(use.variant, limit.ceiling);
    const knowledge::Form& form = context.catalogue->forms[use.form];
    allowed.repetitions = static_cast<std::uint8_t>(
        std::clamp<int>(use.repetitions, form.repetitions_min, form.repetitions_max));
    return allowed;
}

std::int32_t phase_ms(const PracticeContext& context, FormIndex form, const FormPhase& phase,
                      double tempo) {
    const auto shortest = static_cast<std::int32_t>(std::lround(phase.shortest_s * 1000));
    const auto longest = static_cast<std::int32_t>(std::lround(phase.longest_s * 1000));
    double wanted = std::clamp(phase.nominal_s * tempo * 1000, static_cast<double>(shortest),
                               static_cast<double>(longest));
    if (const auto breath = one_breath_ms(context.guide, phase.breath))
        wanted = std::min<double>(wanted, std::max(shortest, *breath));
    if (const auto still = context.limits[form].still_max_s; still && phase.still)
        wanted = std::min<double>(wanted, *still * 1000.0);
    return static_cast<std::int32_t>(std::lround(wanted));
}

Segment breathing(const PracticeContext& context, std::int32_t duration_ms) {
    Segment segment;
    segment.kind = SegmentKind::breathe;
    segment.duration_ms = duration_ms;
    segment.title = "session.breathing.title";
    segment.instruction =
        context.guide.paced ? "session.breathing.pace" : "session.breathing.no_pace";
    segment.breath = paced_cues(context.guide, duration_ms,
                                minutes_ms(context.catalogue->breathing.first_slow_max_min));
    if (context.limits[kPreparation].adaptations.has(knowledge::Adaptation::outer_anchor))
        segment.attention = "adaptation.outer_anchor";
    return segment;
}

FittedPractice fit_practice(const PracticeContext& context, std::span<const FormUse> forms,
                            std::int32_t target_ms) {
    FittedPractice fitted;
    Plan plan;
    for (const FormUse& use : forms) {
        if (const auto allowed = permitted(context, use))
            plan.push_back({*allowed, 1});
        else
            fitted.left_out.push_back(use.form);
    }
    std::stable_sort(plan.begin(), plan.end(),
                     [](const auto& a, const auto& b) { return a.use.form < b.use.form; });
    if (target_ms <= 0) return fitted;

    double fastest = context.catalogue->dose.tempo_low,
           slowest = context.catalogue->dose.tempo_high;
    double unhurried = context.catalogue->dose.set_tempo_high;
    if (context.tempo) fastest = slowest = unhurried = std::clamp(*context.tempo, fastest, slowest);
    shorten(context, plan, fastest, target_ms, fitted.no_time);
    if (!plan.empty()) lengthen(context, plan, fastest, unhurried, target_ms);

    const std::int32_t filler_ms = seconds_ms(context.catalogue->sessions.filler_min_s);
    fitted.tempo = fastest;
    std::int64_t rest = target_ms;
    if (!plan.empty()) {
        fitted.tempo = solve_tempo(context, plan, fastest, slowest, target_ms);
        rest = target_ms - length(context, plan, fitted.tempo);
        const bool saturated = fitted.tempo >= slowest;
        // Too little for a stretch of breathing: make room for a whole one.
        if (saturated && 0 < rest && rest < filler_ms &&
            length(context, plan, fastest) + filler_ms <= target_ms) {
            fitted.tempo = solve_tempo(context, plan, fastest, slowest, target_ms - filler_ms);
            rest = target_ms - length(context, plan, fitted.tempo);
        }
        const std::int64_t filler = rest >= filler_ms ? rest : 0;
        for (const PlannedForm& planned : plan)
            for (const auto& step : steps_of(context, planned.use))
                fitted.segments.push_back(step_segment(context, planned, step, fitted.tempo));
        settle_difference(context, plan, fitted.segments, rest - filler);
        for (Segment& segment : fitted.segments)
            segment.breath = phase_cues(
                context.guide,
                context.catalogue->forms[segment.form->form].phases[*segment.form->phase].breath,
                segment.duration_ms);
        rest = target_ms;
        for (const Segment& segment : fitted.segments) rest -= segment.duration_ms;
    }
    if (rest > 0) {
        // Before the closing form, so that the closing form closes.
        auto at = fitted.segments.end();
        while (at != fitted.segments.begin() && std::prev(at)->form->form == kClosing) --at;
        fitted.segments.insert(at, breathing(context, static_cast<std::int32_t>(rest)));
    }
    return fitted;
}

}  // namespace sinew::session
