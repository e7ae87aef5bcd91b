#include <sinew/session/exercise_work.hpp>
#include <sinew/session/permitted_easier.hpp>
#include <sinew/session/short_scripts.hpp>
#include <sinew/session/stop_rules.hpp>

#include <algorithm>

namespace sinew::session {
namespace {

using namespace domain;
using knowledge::Catalogue;

const char* title_of(Activity activity) {
    switch (activity) {
        case Activity::seated_breathing: return "session.breathing";
        case Activity::gentle_mobility: return "session.mobility";
        case Activity::escorted_walk:
        case Activity::easy_walk_10min: return "session.walk";
    }
    return "";
}

}  // namespace

SessionScript compile_on_demand(const Programme& programme, const SessionOptions& options,
                                const Catalogue& catalogue) {
    const OnDemand& demand = programme.on_demand;
    const auto& plan = catalogue.sessions;
    SessionScript script;
    script.kind = ScriptKind::on_demand;
    script.session_kind = SessionKind::mind_body;
    script.catalogue_hash = programme.catalogue_hash;
    const PracticeContext context = practice_context(
        programme, programme.stage, demand.breath_level, false, options, catalogue);
    script.breath_level = permitted_breath_level(programme, programme.stage, demand.breath_level,
                                                 false, context.limits, catalogue.breathing);
    script.stop_rules = applicable_stop_rules(catalogue, programme.clearance.facts);
    for (const FormIndex form : programme.left_out) script.left_out.push_back(form);

    std::vector<FormUse> uses;
    if (!demand.seated_breathing_only)
        for (std::size_t i = 0; i < demand.form_count; ++i)
            if (const auto allowed = permitted(context, demand.forms[i])) uses.push_back(*allowed);
    const std::int32_t rating = seconds_ms(plan.on_demand_rate_s);
    const std::int32_t least = seconds_ms(plan.on_demand_total_s.low),
                       most = seconds_ms(plan.on_demand_total_s.high);
    std::int32_t breathe = seconds_ms(std::clamp<int>(demand.breath_s, plan.on_demand_breath_s.low,
                                                      plan.on_demand_breath_s.high));
    double nominal_s = 0;
    for (const FormUse& use : uses)
        nominal_s += knowledge::form_seconds(catalogue.forms[use.form], use.repetitions);
    const auto wanted = static_cast<std::int32_t>(nominal_s * 1000) + breathe + 2 * rating;
    const std::int32_t total = std::clamp(wanted, least, most);
    std::int32_t movement = uses.empty() ? 0 : total - breathe - 2 * rating;
    if (uses.empty()) breathe = total - 2 * rating;

    Timeline timeline;
    timeline.add(SegmentKind::rate, rating, "craving.title", "craving.rate_now",
                 {{0, "craving.any"}});
    Segment breath = breathing(context, breathe);
    breath.instruction = context.guide.paced ? "craving.breathe" : "craving.breathe_free";
    breath.prompts = spread({"craving.sit", "craving.wave", "craving.feet"}, breathe);
    timeline.add(std::move(breath));
    if (movement > 0) {
        FittedPractice fitted = fit_practice(context, uses, movement);
        script.tempo = fitted.tempo;
        script.no_time = fitted.no_time;
        for (Segment& segment : fitted.segments) timeline.add(std::move(segment));
    }
    timeline.add(SegmentKind::rate, rating, "craving.title", "craving.rate_again",
                 {{0, "craving.all_useful"}});
    script.exercise_ms = total - 2 * rating;
    script.total_ms = timeline.end_ms();
    script.segments = timeline.take();
    keep_permitted_easier(script.segments, programme.clearance.limits.avoid, catalogue);
    return script;
}

Result<SessionScript> compile_meanwhile(Activity activity, const Clearance& clearance,
                                        const Catalogue& catalogue) {
    const bool training = clearance.training_allowed();
    const auto& permitted_now = clearance.permitted_meanwhile;
    const bool named_there =
        permitted_now &&
        std::find(permitted_now->begin(), permitted_now->end(), activity) != permitted_now->end();
    if (!training && !named_there)
        return fail({ErrorCode::conflict, std::string{name_of(activity)} + " is not permitted now",
                     "", "see permitted_meanwhile of the answer"});

    const knowledge::MeanwhilePlan& plan =
        catalogue.sessions.meanwhile[static_cast<std::size_t>(activity)];
    const std::string stem = title_of(activity);
    SessionScript script;
    script.kind = ScriptKind::meanwhile;
    script.activity = activity;
    script.session_kind = activity == Activity::seated_breathing  ? SessionKind::mind_body
                          : activity == Activity::gentle_mobility ? SessionKind::mobility
                                                                  : SessionKind::aerobic;
    script.setting =
        activity == Activity::escorted_walk ? Setting::with_another : Setting::self_practice;
    script.natural_breath_only = true;
    script.catalogue_hash = catalogue.hash;
    script.stop_rules = applicable_stop_rules(catalogue, clearance.facts);

    Timeline timeline;
    const std::int32_t rating = seconds_ms(catalogue.sessions.on_demand_rate_s);
    const std::int32_t duration = minutes_ms(plan.minutes);
    timeline.add(SegmentKind::rate, rating, stem + ".title", "session.rate",
                 {{0, "session.rate.any"}});
    std::vector<ExerciseUse> uses;
    for (const ExerciseIndex exercise : plan.exercises)
        if (!catalogue.exercises[exercise].breaks.meets(clearance.limits.avoid))
            uses.push_back({exercise, SessionPart::work, 1, 0});
    if (uses.empty()) {
        timeline.add(SegmentKind::breathe, duration, stem + ".title", stem + ".say",
                     activity == Activity::seated_breathing
                         ? spread({"session.breathing.no_pace", "craving.feet"}, duration)
                         : std::vector<Prompt>{});
    } else {
        const double entry = activity == Activity::gentle_mobility
                                 ? seconds_ms(catalogue.sessions.warm_up_entry_s)
                                 : duration;
        const auto count =
            std::max<std::size_t>(uses.size(), static_cast<std::size_t>(duration / entry));
        const std::vector<double> even(count, 1.0);
        const auto parts = share_ms(duration, even);
        for (std::size_t i = 0; i < count; ++i) {
            const auto& exercise = catalogue.exercises[uses[i % uses.size()].exercise];
            Segment segment;
            segment.kind = SegmentKind::exercise;
            segment.duration_ms = parts[i];
            segment.title = stem + ".title";
            segment.exercise = ExercisePlace{uses[i % uses.size()].exercise,
                                             SessionPart::work,
                                             1,
                                             1,
                                             0,
                                             exercise.unit,
                                             exercise.easier};
            if (i == 0) segment.prompts = {{0, stem + ".say"}};
            timeline.add(std::move(segment));
        }
    }
    timeline.add(SegmentKind::rate, rating, stem + ".title", "session.rate.again",
                 {{0, "session.rate.skip"}});
    script.exercise_ms = duration;
    script.total_ms = timeline.end_ms();
    script.segments = timeline.take();
    keep_permitted_easier(script.segments, clearance.limits.avoid, catalogue);
    return script;
}

}  // namespace sinew::session
