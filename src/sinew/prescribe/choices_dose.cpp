#include <sinew/prescribe/choice_builder.hpp>
#include <sinew/prescribe/choices_dose.hpp>
#include <sinew/prescribe/start_dose.hpp>

#include <algorithm>

namespace sinew::prescribe {
namespace {

using namespace domain;

TextKeys key(std::string_view family, std::string_view name) {
    return {std::string{family} + "." + std::string{name}};
}

const Session* first_of(const Programme& programme, bool (*wanted)(const Session&)) {
    const auto found = std::find_if(programme.sessions.begin(), programme.sessions.end(), wanted);
    return found == programme.sessions.end() ? nullptr : &*found;
}

bool caps(const Limits& limits) { return limits.intensity_cap || limits.start_light_to_moderate; }

Choice stage_choice(const ChoiceInput& input) {
    const std::string_view stage = name_of(input.programme->stage);
    ChoiceBuilder choice{*input.context, ChoiceId::stage, "choice.stage.answer"};
    choice.with("stage", key("stage", stage))
        .with("aim", TextKeys{"stage." + std::string{stage} + ".aim"});
    choice.rules(input.stage->rules);
    for (const char* fact : {"days_since_last_use", "cows_total", "moud", "moud_days_on",
                             "moud_days_since_dose_change"})
        if (input.context->known(fact)) choice.fact(fact);
    if (input.stage->held_back_from)
        choice.lost({"lost.stage_held_back",
                     {{"loser", key("stage", name_of(*input.stage->held_back_from))}}},
                    "STG-07");
    return std::move(choice.changes({"choice.stage.change", {}})).done();
}

Choice tier_choice(const ChoiceInput& input) {
    const std::string_view tier = name_of(input.programme->tier);
    ChoiceBuilder choice{*input.context, ChoiceId::tier, "choice.tier.answer"};
    choice.with("tier", key("tier", tier))
        .with("meaning", TextKeys{"tier." + std::string{tier} + ".clinician"});
    return std::move(choice.rule("TIE-01").changes({"choice.tier.change", {}})).done();
}

/// What a wish, a limit or the stage took out of the mix.
void add_losers_of_the_mix(ChoiceBuilder& choice, const ChoiceInput& input) {
    const auto& record = *input.context->record;
    for (const Modality modality :
         {Modality::mind_body, Modality::aerobic, Modality::resistance, Modality::combined})
        if (record.dislike.has(modality))
            choice.lost({"lost.disliked", {{"loser", key("modality", name_of(modality))}}},
                        "PRG-03");
    if (input.context->clearance->limits.allow && !input.context->strength_permitted)
        choice.lost({"lost.not_permitted",
                     {{"loser", key("modality", "resistance")},
                      {"reason", key("reason", "not_permitted")}}},
                    "");
    if (input.bounds.mobility_only)
        choice.lost(
            {"lost.not_permitted",
             {{"loser", key("modality", "combined")}, {"reason", key("reason", "stage_s0")}}},
            "PRG-02");
}

Choice mix_choice(const ChoiceInput& input) {
    const Programme& programme = *input.programme;
    TextKeys modalities;
    const auto add = [&](bool there, const char* name) {
        if (there) modalities.push_back(name);
    };
    const auto any = [&](SessionKind kind) {
        return std::any_of(programme.sessions.begin(), programme.sessions.end(),
                           [&](const Session& s) { return s.kind == kind; });
    };
    add(any(SessionKind::mind_body), "modality.yijinjing");
    add(any(SessionKind::combined), "modality.combined");
    add(any(SessionKind::aerobic), "modality.aerobic");
    add(any(SessionKind::resistance), "modality.resistance");
    ChoiceBuilder choice{*input.context, ChoiceId::modality_mix, "choice.modality_mix.answer"};
    choice.with("modalities", std::move(modalities)).rule("PRG-02").rule("SUB-08");
    choice.screening(
        [](const Limits& limits) { return limits.allow.has_value() || !limits.prefer.empty(); });
    choice.against("SUB-08", "honesty.yijinjing");
    if (any(SessionKind::combined)) choice.rule("SUB-04").against("SUB-04", "sub.SUB-04.against");
    add_losers_of_the_mix(choice, input);
    return std::move(choice.changes({"choice.modality_mix.change", {}})).done();
}

/// The doctrine of higher loads and harder work: what was claimed, and why the dose does not follow it.
void add_substance_claims(ChoiceBuilder& choice, const PlanContext& context) {
    const std::string_view substance = context.word("primary_substance");
    choice.rule("SUB-05").against("SUB-05", "sub.SUB-05.against");
    if (substance == "methamphetamine" || substance == "cocaine") choice.rule("SUB-06");
}

void add_aerobic(const ChoiceInput& input, std::vector<Choice>& choices) {
    const PlanContext& context = *input.context;
    const Session* session =
        first_of(*input.programme, [](const Session& s) { return s.aerobic_min > 0; });
    if (session == nullptr) return;
    const WeekDose& week = input.programme->weeks[0].dose;
    const auto substance = named<Substance>(context.word("primary_substance"));
    const auto clipped = clip_aerobic(
        {input.programme->stage, input.programme->tier, &context.limits, substance, {}},
        context.catalogue->prescription);

    ChoiceBuilder days{context, ChoiceId::aerobic_days, "choice.aerobic_days.answer"};
    days.with("days", static_cast<int>(week.aerobic_days)).rule("STA-01").rule("PRG-01");
    days.screening([](const Limits& limits) { return limits.rest_days_min.has_value(); });
    choices.push_back(std::move(days.changes({"choice.aerobic_days.change", {}})).done());

    ChoiceBuilder minutes{context, ChoiceId::aerobic_minutes, "choice.aerobic_minutes.answer"};
    minutes.with("minutes", static_cast<int>(session->aerobic_min))
        .rule("STA-01")
        .rule("PRG-01")
        .rule("PRG-06");
    minutes.screening(
        [](const Limits& limits) { return limits.session_min_max || limits.weekly_min_max; });
    if (session->aerobic_min < input.bounds.minutes.low)
        minutes.lost({"lost.minutes_row",
                      {{"loser", static_cast<int>(input.bounds.minutes.low)},
                       {"winner", static_cast<int>(session->aerobic_min)}}},
                     "STA-01");
    choices.push_back(std::move(minutes.changes({"choice.aerobic_minutes.change", {}})).done());

    const Targets& targets = session->targets;
    ChoiceBuilder zone{context, ChoiceId::aerobic_zone, "choice.aerobic_zone.answer"};
    TextKeys zones{"zone." + std::string{name_of(targets.zone_low)}};
    if (targets.zone_high != targets.zone_low)
        zones.push_back("zone." + std::string{name_of(targets.zone_high)});
    zone.with("zone", std::move(zones))
        .with("low", static_cast<int>(targets.pct_hrr.low))
        .with("high", static_cast<int>(targets.pct_hrr.high));
    zone.rule("STA-01").rule("PRG-03");
    if (clipped) zone.rules(clipped->rules);
    zone.screening(caps);
    const auto& row =
        context.catalogue->prescription.at(context.catalogue->prescription.start.aerobic,
                                           input.programme->stage, input.programme->tier);
    if (row.pct_hrr.high > targets.pct_hrr.high)
        zone.lost({"lost.zone_row",
                   {{"low", static_cast<int>(row.pct_hrr.low)},
                    {"high", static_cast<int>(row.pct_hrr.high)}}},
                  "STA-01");
    add_substance_claims(zone, context);
    choices.push_back(std::move(zone.changes({"choice.aerobic_zone.change", {}})).done());

    if (targets.hr_bpm) {
        ChoiceBuilder rate{context, ChoiceId::heart_rate_target, "choice.heart_rate_target.answer"};
        rate.with("low", static_cast<int>(targets.hr_bpm->low))
            .with("high", static_cast<int>(targets.hr_bpm->high));
        rate.rule("HRT-01").rule("HRT-02").rule("HRT-05").fact("age").fact("hr");
        rate.against("HRT-01", "honesty.hr");
        choices.push_back(std::move(rate.changes({"choice.heart_rate_target.change", {}})).done());
    } else {
        static constexpr auto kReasons =
            std::to_array<std::string_view>({"hr_unknown", "hr_unreliable", "rpe_talk",
                                             "hr_no_reserve", "hr_no_rest", "hr_unknown"});
        std::string_view reason = kReasons[static_cast<std::size_t>(targets.no_heart_rate)];
        if (targets.no_heart_rate == NoHeartRate::hr_invalid) {
            if (context.heart_rate_fact_unknown)
                reason = "hr_unknown";
            else if (context.known("pregnant") == 1)
                reason = "hr_pregnant";
            else if (context.known("beta_blocker") == 1 || context.known("alpha2_agonist") == 1)
                reason = "hr_medicine";
        }
        ChoiceBuilder rate{context, ChoiceId::heart_rate_target,
                           "choice.heart_rate_target.answer_none"};
        rate.with("reason", key("reason", reason))
            .rule(targets.no_heart_rate == NoHeartRate::rpe_talk ? "HRT-04" : "HRT-03");
        rate.screening([](const Limits& limits) { return limits.rpe_talk; });
        for (const char* fact : {"beta_blocker", "alpha2_agonist", "hr_unreliable"})
            rate.fact(fact);
        choices.push_back(std::move(rate.changes({"choice.heart_rate_target.change", {}})).done());
    }

    ChoiceBuilder effort{context, ChoiceId::effort, "choice.effort.answer"};
    effort.with("low", static_cast<int>(targets.effort.low))
        .with("high", static_cast<int>(targets.effort.high));
    effort.with("talk", TextKeys{"talk.of_zone." + std::string{name_of(targets.zone_high)}})
        .rule("ZON-01")
        .rule("CLP-07")
        .screening(caps);
    choices.push_back(std::move(effort.changes({"choice.effort.change", {}})).done());
}

void add_strength(const ChoiceInput& input, std::vector<Choice>& choices) {
    const PlanContext& context = *input.context;
    const Session* session =
        first_of(*input.programme, [](const Session& s) { return s.strength_min > 0; });
    const WeekDose& week = input.programme->weeks[0].dose;
    if (session != nullptr) {
        ChoiceBuilder days{context, ChoiceId::resistance_days, "choice.resistance_days.answer"};
        days.with("days", static_cast<int>(week.strength_days > 0 ? week.strength_days
                                                                  : input.bounds.strength_days));
        choices.push_back(std::move(days.rule("STA-01").rule("PRG-01").rule("RES-01").changes(
                                        {"choice.resistance_days.change", {}}))
                              .done());

        const StrengthDose& dose = session->strength;
        ChoiceBuilder load{context, ChoiceId::resistance_load,
                           input.bounds.mobility_only ? "choice.resistance_load.answer_mobility"
                                                      : "choice.resistance_load.answer"};
        load.with("sets", static_cast<int>(dose.sets.low))
            .with("repetitions", static_cast<int>(dose.reps.low));
        load.with("low", static_cast<int>(dose.pct_1rm.low))
            .with("high", static_cast<int>(dose.pct_1rm.high))
            .with("effort", static_cast<int>(dose.effort_max));
        load.rule("STA-01").rule("CLP-11").rule("ADP-08");
        if (context.limits.avoid.has(Avoid::valsalva) ||
            context.limits.avoid.has(Avoid::heavy_isometric))
            load.rule("CLP-12");
        load.screening([](const Limits& limits) {
            return caps(limits) || limits.avoid.has(Avoid::valsalva) ||
                   limits.avoid.has(Avoid::heavy_isometric);
        });
        const std::string_view substance = context.word("primary_substance");
        if (substance == "opioid") load.rule("SUB-01").against("SUB-01", "sub.SUB-01.against");
        if (substance == "methamphetamine")
            load.rule("SUB-02").against("SUB-02", "sub.SUB-02.against");
        choices.push_back(std::move(load.changes({"choice.resistance_load.change", {}})).done());
    }
    const Session* combined = first_of(
        *input.programme, [](const Session& s) { return s.kind == SessionKind::combined; });
    if (combined != nullptr) {
        ChoiceBuilder choice{context, ChoiceId::combined, "choice.combined.answer"};
        choice.with("count", static_cast<int>(week.aerobic_days))
            .with("aerobic_minutes", static_cast<int>(combined->aerobic_min));
        choice.with("resistance_minutes", static_cast<int>(combined->strength_min))
            .rule("PRG-02")
            .rule("CLP-13")
            .rule("SUB-04");
        choice.against("SUB-04", "sub.SUB-04.against");
        choices.push_back(std::move(choice.changes({"choice.combined.change", {}})).done());
    } else {
        std::string_view reason = "not_permitted";
        if (input.bounds.mobility_only)
            reason = "stage_s0";
        else if (context.record->dislike.has(Modality::combined) ||
                 context.record->dislike.has(Modality::resistance))
            reason = "disliked";
        else if (context.active_days.count() <
                 context.catalogue->prescription.planning.combined_days_free)
            reason = "days_short";
        ChoiceBuilder choice{context, ChoiceId::combined, "choice.combined.answer_none"};
        choice.with("reason", key("reason", reason)).rule("PRG-02");
        choices.push_back(std::move(choice.changes({"choice.combined.change", {}})).done());
    }
}

void add_exercises_and_parts(const ChoiceInput& input, std::vector<Choice>& choices) {
    const PlanContext& context = *input.context;
    ExerciseList used;
    for (const Session& session : input.programme->sessions) {
        for (const ExerciseUse& use : session.exercises) {
            const bool known =
                std::find(used.items.begin(), used.items.end(), use.exercise) != used.items.end();
            if (use.part == SessionPart::work && !known && used.items.size() < 14)
                used.items.push_back(use.exercise);
        }
        if (!used.items.empty() && session.strength_min > 0) break;
    }
    const auto movement = [](const Limits& limits) { return !limits.avoid.empty(); };
    if (!used.items.empty()) {
        ChoiceBuilder choice{context, ChoiceId::exercise_selection,
                             "choice.exercise_selection.answer"};
        choice.with("exercises", used).rule("PRG-02").rule("PRG-12").screening(movement);
        choices.push_back(
            std::move(choice.changes({"choice.exercise_selection.change", {}})).done());
    }
    const Session* main = first_of(
        *input.programme, [](const Session& s) { return s.aerobic_min > 0 || s.strength_min > 0; });
    if (main == nullptr) return;
    const bool inside = main->warm_up_min == 0;
    ChoiceBuilder warm{context, ChoiceId::warm_up,
                       inside ? "choice.warm_up.answer_inside" : "choice.warm_up.answer"};
    warm.with("minutes", static_cast<int>(main->warm_up_min)).rule("PRG-06").rule("PRG-13");
    warm.screening([](const Limits& limits) {
        return limits.warmup_min || limits.avoid.has(Avoid::sudden_start);
    });
    choices.push_back(std::move(warm.changes({"choice.warm_up.change", {}})).done());
    ChoiceBuilder cool{context, ChoiceId::cool_down,
                       inside ? "choice.cool_down.answer_inside" : "choice.cool_down.answer"};
    cool.with("minutes", static_cast<int>(main->cool_down_min)).rule("PRG-06").rule("PRG-13");
    cool.screening([](const Limits& limits) { return limits.cooldown_min.has_value(); });
    choices.push_back(std::move(cool.changes({"choice.cool_down.change", {}})).done());
}

}  // namespace

void add_dose_choices(const ChoiceInput& input, std::vector<Choice>& choices) {
    choices.push_back(stage_choice(input));
    choices.push_back(tier_choice(input));
    choices.push_back(mix_choice(input));
    add_aerobic(input, choices);
    add_strength(input, choices);
    add_exercises_and_parts(input, choices);
}

}  // namespace sinew::prescribe
