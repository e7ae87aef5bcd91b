#include <sinew/session/compile_session.hpp>
#include <sinew/session/exercise_work.hpp>
#include <sinew/session/permitted_easier.hpp>
#include <sinew/session/stop_rules.hpp>
#include <sinew/session/teaching.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::session {
namespace {

using namespace domain;
using knowledge::Catalogue;

/// Uses of a session by the part they stand in.
std::vector<ExerciseUse> uses_of(const Session& session, SessionPart part) {
    std::vector<ExerciseUse> uses;
    for (const ExerciseUse& use : session.exercises)
        if (use.part == part) uses.push_back(use);
    return uses;
}

bool is_aerobic(const knowledge::Exercise& exercise) noexcept {
    return exercise.modality == Modality::walking || exercise.modality == Modality::cycling ||
           exercise.modality == Modality::running || exercise.modality == Modality::aerobic;
}

Result<int> check_exercises(const Session& session, const Programme& programme,
                            const Catalogue& catalogue, const std::string& where) {
    for (const ExerciseUse& use : session.exercises) {
        if (use.exercise >= catalogue.exercises.size())
            return fail({ErrorCode::not_found, "an exercise that this library does not hold", where,
                         "prescribe again with this version"});
        const knowledge::Exercise& exercise = catalogue.exercises[use.exercise];
        if (exercise.breaks.meets(programme.clearance.limits.avoid))
            return fail({ErrorCode::conflict,
                         "exercise " + exercise.id + " goes against a ban of this programme", where,
                         "prescribe again from the record"});
    }
    return 0;
}

struct Minutes {
    std::int32_t warm_up_ms = 0, work_ms = 0, cool_down_ms = 0;
};

/// Warm-up and cool-down lie on top of the work, or inside it when the total says so (light and lower).
Minutes minutes_of(const Session& session, const knowledge::SessionPlan& plan) {
    const int work = session.aerobic_min + session.strength_min + session.practice_min;
    const std::int32_t total = minutes_ms(session.total_min);
    Minutes minutes{minutes_ms(session.warm_up_min), 0, minutes_ms(session.cool_down_min)};
    if (session.warm_up_min + work + session.cool_down_min > session.total_min) {
        const auto most = static_cast<std::int32_t>(total * plan.inside_share_max);
        minutes.warm_up_ms = std::min(minutes.warm_up_ms, most);
        minutes.cool_down_ms = std::min(minutes.cool_down_ms, most);
    }
    minutes.work_ms = total - minutes.warm_up_ms - minutes.cool_down_ms;
    return minutes;
}

class Compiler {
public:
    Compiler(const Programme& programme, const Session& session, const PracticeContext& context,
             SessionScript& script)
        : programme_{programme},
          session_{session},
          context_{context},
          catalogue_{*context.catalogue},
          script_{script} {}

    void lesson() {
        const knowledge::ClassPlan& plan = catalogue_.dose.class_plan;
        std::array<std::int32_t, 6> part{};
        const std::array<double, 6> weights{
            static_cast<double>(plan.check),     static_cast<double>(plan.warm_up),
            static_cast<double>(plan.teaching),  static_cast<double>(plan.practice),
            static_cast<double>(plan.cool_down), static_cast<double>(plan.debrief)};
        const auto shares = share_ms(minutes_ms(session_.total_min), weights);
        std::copy(shares.begin(), shares.end(), part.begin());
        // A longer warm-up or cool-down that a rule asks for is taken from the teaching, as far as there is any.
        raise(part[1], minutes_ms(programme_.clearance.limits.warmup_min.value_or(0)), part[2]);
        raise(part[4], minutes_ms(programme_.clearance.limits.cooldown_min.value_or(0)), part[2]);
        arrive(part[0]);
        warm_up(part[1]);
        add_teaching(timeline_, context_, forms(), part[2], script_.day);
        lesson_practice(part[3]);
        lesson_cool_down(part[4]);
        debrief(part[5]);
        script_.exercise_ms = part[1] + part[2] + part[3] + part[4];
    }

    void sitting() {
        const auto& planning = catalogue_.prescription.planning;
        const Minutes minutes = minutes_of(session_, catalogue_.sessions);
        arrive(minutes_ms(planning.arrive_min));
        warm_up(minutes.warm_up_ms);
        work(minutes.work_ms);
        cool_down(minutes.cool_down_ms);
        debrief(minutes_ms(planning.debrief_min));
        script_.exercise_ms = minutes_ms(session_.total_min);
    }

    void finish() {
        script_.total_ms = timeline_.end_ms();
        script_.segments = timeline_.take();
        keep_permitted_easier(script_.segments, programme_.clearance.limits.avoid, catalogue_);
    }

private:
    static void raise(std::int32_t& part, std::int32_t wanted, std::int32_t& from) {
        const std::int32_t more = std::min(std::max(0, wanted - part), from);
        part += more;
        from -= more;
    }

    [[nodiscard]] std::span<const FormUse> forms() const {
        return {session_.forms.begin(), session_.forms.size()};
    }
    [[nodiscard]] bool banned(Avoid ban) const noexcept {
        return programme_.clearance.limits.avoid.has(ban);
    }

    void rate(std::int32_t duration_ms, const char* instruction) {
        timeline_.add(SegmentKind::rate, duration_ms, "session.rate.title", instruction,
                      spread({"session.rate.any", "session.rate.mood"}, duration_ms));
    }

    void arrive(std::int32_t duration_ms) {
        const std::int32_t rating = std::min(duration_ms, seconds_ms(catalogue_.sessions.rate_s));
        std::vector<std::string> said{"session.arrive.check"};
        if (banned(Avoid::solo)) said.emplace_back("tag.solo");
        for (const std::string_view monitor : programme_.clearance.limits.monitor)
            said.push_back("monitor." + std::string{monitor});
        said.emplace_back(banned(Avoid::dehydration) ? "tag.dehydration" : "session.arrive.water");
        said.emplace_back("session.arrive.space");
        said.emplace_back("session.arrive.stop");
        timeline_.add(SegmentKind::arrive, duration_ms - rating, "session.arrive.title",
                      "session.arrive.say", spread(std::move(said), duration_ms - rating));
        rate(rating, "session.rate");
    }

    void debrief(std::int32_t duration_ms) {
        const std::int32_t rating = std::min(duration_ms, seconds_ms(catalogue_.sessions.rate_s));
        rate(rating, "session.rate.again");
        timeline_.add(
            SegmentKind::debrief, duration_ms - rating, "session.debrief.title",
            "session.debrief.say",
            spread({"session.debrief.effort", "session.debrief.pain", "session.debrief.dizzy",
                    "session.debrief.call", "session.debrief.thanks"},
                   duration_ms - rating));
    }

    void warm_up(std::int32_t duration_ms) {
        std::vector<std::string> texts{"session.warm_up.say"};
        if (programme_.clearance.limits.warmup_min) texts.emplace_back("session.warm_up.long");
        add_rounds(timeline_, catalogue_, uses_of(session_, SessionPart::warm_up),
                   SegmentKind::warm_up, duration_ms, texts);
    }

    void cool_down(std::int32_t duration_ms) {
        std::vector<std::string> texts{"session.cool_down.say"};
        if (banned(Avoid::rapid_posture_change)) texts.emplace_back("session.cool_down.rise");
        add_rounds(timeline_, catalogue_, uses_of(session_, SessionPart::cool_down),
                   SegmentKind::cool_down, duration_ms, texts);
    }

    void practise(std::span<const FormUse> uses, std::int32_t duration_ms) {
        if (duration_ms <= 0) return;
        FittedPractice fitted = fit_practice(context_, uses, duration_ms);
        script_.tempo = fitted.tempo;
        for (Segment& segment : fitted.segments) timeline_.add(std::move(segment));
        script_.no_time.insert(script_.no_time.end(), fitted.no_time.begin(), fitted.no_time.end());
        note_left_out(fitted.left_out);
    }

    void note_left_out(const std::vector<FormIndex>& left_out) {
        for (const FormIndex form : left_out)
            if (std::find(script_.left_out.begin(), script_.left_out.end(), form) ==
                script_.left_out.end())
                script_.left_out.push_back(form);
        std::sort(script_.left_out.begin(), script_.left_out.end());
    }

    [[nodiscard]] const FormUse* closing_form() const {
        for (const FormUse& use : session_.forms)
            if (use.form == knowledge::kForms - 1) return &use;
        return nullptr;
    }

    /// The closing form belongs to the cool-down of a lesson.
    void lesson_practice(std::int32_t duration_ms) {
        std::vector<FormUse> uses;
        for (const FormUse& use : session_.forms)
            if (use.form != knowledge::kForms - 1) uses.push_back(use);
        practise(uses, duration_ms);
    }

    void lesson_cool_down(std::int32_t duration_ms) {
        const FormUse* closing = closing_form();
        const auto allowed = closing != nullptr ? permitted(context_, *closing) : std::nullopt;
        std::vector<Segment> form;
        if (allowed) {
            PracticeContext same_tempo = context_;
            same_tempo.tempo = script_.tempo;
            const auto& spec = catalogue_.forms[allowed->form];
            std::int32_t need = 0;
            for (const auto& step : knowledge::form_steps(spec, allowed->repetitions))
                need += phase_ms(same_tempo, allowed->form, spec.phases[step.phase], script_.tempo);
            if (need + seconds_ms(catalogue_.sessions.filler_min_s) <= duration_ms)
                form = fit_practice(same_tempo, std::array{*allowed}, need).segments;
        }
        std::int32_t used = 0;
        for (const Segment& segment : form) used += segment.duration_ms;
        for (Segment& segment : form) timeline_.add(std::move(segment));
        cool_down(duration_ms - used);
    }

    void work(std::int32_t duration_ms) {
        std::vector<ExerciseUse> aerobic, strength;
        for (const ExerciseUse& use : uses_of(session_, SessionPart::work))
            (is_aerobic(catalogue_.exercises[use.exercise]) ? aerobic : strength).push_back(use);
        std::array<double, 3> weights{static_cast<double>(session_.aerobic_min),
                                      static_cast<double>(session_.strength_min),
                                      static_cast<double>(session_.practice_min)};
        if (weights[0] + weights[1] + weights[2] <= 0)
            weights = {aerobic.empty() ? 0.0 : 1.0, strength.empty() ? 0.0 : 1.0,
                       session_.forms.empty() ? 0.0 : 1.0};
        const auto parts = share_ms(duration_ms, weights);
        const bool strength_first =
            programme_.clearance.limits.prefer.has(Prefer::resistance_low_load);
        const auto sets = [&] {
            const auto dropped = add_strength(timeline_, catalogue_, strength, session_.targets,
                                              parts[1], banned(Avoid::rapid_posture_change));
            script_.no_time_exercises.insert(script_.no_time_exercises.end(), dropped.begin(),
                                             dropped.end());
        };
        if (strength_first) sets();
        add_aerobic(timeline_, catalogue_, aerobic, session_.targets, parts[0]);
        if (!strength_first) sets();
        practise(forms(), parts[2]);
    }

    const Programme& programme_;
    const Session& session_;
    const PracticeContext& context_;
    const Catalogue& catalogue_;
    SessionScript& script_;
    Timeline timeline_;
};

Error rest_day(int day) {
    return {ErrorCode::not_found, fmt::format("day {} is a rest day", day), "--day",
            "rest days hold only the practice on demand; choose another day"};
}

}  // namespace

int permitted_breath_level(const Programme& programme, Stage stage, int level, bool natural_only,
                           const knowledge::FormLimits& limits,
                           const knowledge::BreathingPack& breathing) {
    if (natural_only) return 0;
    int most = knowledge::kBreathLevels - 1;
    if (limits.breath_level_max) most = std::min(most, *limits.breath_level_max);
    if (stage == Stage::S0 || programme.cautions.has(Caution::hypertension))
        most = std::min(most, breathing.hypertension_or_withdrawal_max_level);
    if (programme.cautions.has(Caution::pregnancy))
        most = std::min(most, breathing.pregnancy_max_level);
    return std::clamp(level, 0, most);
}

PracticeContext practice_context(const Programme& programme, Stage stage, int level,
                                 bool natural_only, const SessionOptions& options,
                                 const Catalogue& catalogue) {
    PracticeContext context;
    context.catalogue = &catalogue;
    context.limits = knowledge::form_limits(catalogue.forms, catalogue.limit_effects, stage,
                                            programme.cautions, programme.clearance.limits.avoid);
    for (const FormIndex form : programme.left_out) context.limits.forms[form].left_out = true;
    const int permitted_level = permitted_breath_level(programme, stage, level, natural_only,
                                                       context.limits, catalogue.breathing);
    const bool cautious = stage == Stage::S0 || programme.cautions.has(Caution::hypertension);
    bool silent = options.silent || programme.cautions.has(Caution::pelvic_floor);
    for (const knowledge::FormLimit& limit : context.limits.forms)
        silent = silent || limit.adaptations.has(knowledge::Adaptation::soft_exhale);
    context.guide =
        breath_guide(catalogue.breathing, permitted_level, natural_only, cautious, silent);
    context.tempo = options.tempo;
    return context;
}

Result<SessionScript> compile_session(const Programme& programme, int day, int session_index,
                                      const SessionOptions& options, const Catalogue& catalogue) {
    constexpr int kDays = kWeeks * 7;
    if (day < 1 || day > kDays)
        return fail({ErrorCode::out_of_range, fmt::format("day {} is outside the programme", day),
                     "--day", "give a day from 1 to 84"});
    const ProgrammeWeek& week = programme.weeks[static_cast<std::size_t>((day - 1) / 7)];
    const ProgrammeDay& on = week.days[static_cast<std::size_t>((day - 1) % 7)];
    if (on.session_count == 0) return fail(rest_day(day));
    if (session_index < 0 || session_index >= on.session_count)
        return fail({ErrorCode::not_found,
                     fmt::format("day {} has no session {}", day, session_index), "--session",
                     fmt::format("give a number from 0 to {}", on.session_count - 1)});
    const std::size_t place = on.first_session + static_cast<std::size_t>(session_index);
    const Session& session = programme.sessions.at(place);
    const std::string where =
        fmt::format("/weeks/{}/days/{}/sessions/{}", (day - 1) / 7, (day - 1) % 7, session_index);
    if (session.total_min < 1)
        return fail({ErrorCode::bad_input, "the session has no minutes", where,
                     "prescribe again from the record"});
    SINEW_TRY([[maybe_unused]] const int checked,
              check_exercises(session, programme, catalogue, where));

    SessionScript script;
    script.day = day;
    script.session = session_index;
    script.date = on.date;
    script.session_kind = session.kind;
    script.setting = session.setting;
    script.group = options.group;
    script.if_progress = week.if_progress;
    script.needs_new_screening = week.needs_new_screening;
    script.targets = session.targets;
    script.natural_breath_only = session.natural_breath_only;
    script.catalogue_hash = programme.catalogue_hash;
    const int wanted = std::clamp<int>(
        options.breath_level.value_or(session.breath_level.low), session.breath_level.low,
        std::max(session.breath_level.low, session.breath_level.high));
    const PracticeContext context = practice_context(
        programme, week.stage, wanted, session.natural_breath_only, options, catalogue);
    script.breath_level =
        permitted_breath_level(programme, week.stage, wanted, session.natural_breath_only,
                               context.limits, catalogue.breathing);
    for (const FormIndex form : programme.left_out) script.left_out.push_back(form);
    script.stop_rules = applicable_stop_rules(catalogue, programme.clearance.facts);

    Compiler compiler{programme, session, context, script};
    if (session.setting == Setting::class_lesson && !session.forms.empty())
        compiler.lesson();
    else
        compiler.sitting();
    compiler.finish();
    return script;
}

}  // namespace sinew::session
