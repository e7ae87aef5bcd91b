#include <sinew/base/text.hpp>
#include <sinew/knowledge/phrase_text.hpp>
#include <sinew/render/checklists.hpp>
#include <sinew/render/day_order.hpp>
#include <sinew/render/view.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace sinew::render {
using namespace domain;
using knowledge::Catalogue;
using knowledge::Words;
namespace {

std::string clock_text(int minute) { return fmt::format("{:02}:{:02}", minute / 60, minute % 60); }

std::string zones_text(Intensity low, Intensity high, const Words& words) {
    const std::string from = words("zone." + std::string{name_of(low)});
    return low == high ? from : from + "–" + words("zone." + std::string{name_of(high)});
}

std::string setting_text(Setting setting, const Words& words) {
    switch (setting) {
        case Setting::self_practice: return words("setting.self_practice");
        case Setting::with_another: return words("programme.supervised");
        case Setting::staff_onsite: return words("programme.with_staff");
        case Setting::class_lesson: return words("setting.class");
        case Setting::bedside: return words("setting.bedside");
    }
    return {};
}

/// What kind of session, in the words of the person: walking rather than "aerobic" where walking is what is done.
std::string session_title(const Session& session, const Catalogue& catalogue, const Words& words) {
    if (session.kind == SessionKind::mind_body)
        return words(session.forms.empty() ? "modality.breathing" : "modality.yijinjing");
    if (session.kind == SessionKind::aerobic)
        for (const ExerciseUse& use : session.exercises)
            if (use.part == SessionPart::work)
                return words("modality." +
                             std::string{name_of(catalogue.exercises[use.exercise].modality)});
    return words("modality." + std::string{name_of(session.kind)});
}

std::vector<std::string> target_lines(const Session& session, const Catalogue& catalogue,
                                      const Words& words) {
    const Targets& t = session.targets;
    std::vector<std::string> lines{zones_text(t.zone_low, t.zone_high, words)};
    if (t.effort.high > 0)
        lines.push_back(words("programme.effort.range", {{"low", std::to_string(t.effort.low)},
                                                         {"high", std::to_string(t.effort.high)}}));
    if (t.hr_bpm)
        lines.push_back(words(
            "programme.heart_rate.range",
            {{"low", std::to_string(t.hr_bpm->low)}, {"high", std::to_string(t.hr_bpm->high)}}));
    // Slow forms are led by the breath; the talk test is for what makes one breathe harder.
    if (session.aerobic_min > 0)
        lines.push_back(words(
            "programme.talk_test.say",
            {{"talk", words("talk." + key_word(catalogue.prescription.zone(t.zone_high).talk))}}));
    return lines;
}

std::string exercise_line(const ExerciseUse& use, const Catalogue& catalogue, const Words& words) {
    const knowledge::Exercise& exercise = catalogue.exercises[use.exercise];
    const std::string name = exercise.name[static_cast<std::size_t>(words.language())];
    if (use.amount == 0) return name;
    if (exercise.unit == DoseUnit::s && use.amount >= 120 && use.amount % 60 == 0)
        return name + " " + minutes_text(use.sets * use.amount / 60, words);
    if (exercise.unit == DoseUnit::s && use.sets == 1)
        return name + " " + words("programme.seconds", {{"seconds", std::to_string(use.amount)}});
    if (exercise.unit == DoseUnit::s)
        return name +
               fmt::format(" {} × {}", use.sets,
                           words("programme.seconds", {{"seconds", std::to_string(use.amount)}}));
    return name + " " +
           words("programme.sets_of",
                 {{"sets", std::to_string(use.sets)}, {"repetitions", std::to_string(use.amount)}});
}

std::string form_line(const FormUse& use, const Catalogue& catalogue, const Words& words) {
    std::string line = words("form." + catalogue.forms[use.form].id + ".name");
    if (use.repetitions > 1) line += fmt::format(" ×{}", use.repetitions);
    if (use.variant != Variant::full)
        line += " (" + words("variant." + std::string{name_of(use.variant)}) + ")";
    return line;
}

SessionView session_view(const Session& session, const Catalogue& catalogue, const Words& words) {
    SessionView view;
    view.title = session_title(session, catalogue, words);
    view.when = words("programme." + std::string{name_of(session.when)});
    if (session.start_minute >= 0) view.when = clock_text(session.start_minute);
    view.minutes = minutes_text(session.total_min, words);
    view.setting = setting_text(session.setting, words);
    view.targets = target_lines(session, catalogue, words);
    const auto part = [&](const char* key, int minutes) {
        if (minutes > 0) view.parts.push_back(words(key) + " " + minutes_text(minutes, words));
    };
    part("programme.warm_up", session.warm_up_min);
    part("modality.aerobic", session.aerobic_min);
    part("modality.resistance", session.strength_min);
    part(session.forms.empty() ? "modality.breathing" : "programme.forms", session.practice_min);
    part("programme.cool_down", session.cool_down_min);
    for (const FormUse& use : session.forms) view.forms.push_back(form_line(use, catalogue, words));
    for (const ExerciseUse& use : session.exercises)
        view.exercises.push_back(exercise_line(use, catalogue, words));
    return view;
}

WeekView week_view(const Programme& programme, std::size_t index, const Words& words) {
    const ProgrammeWeek& week = programme.weeks[index];
    WeekView view;
    view.number = static_cast<int>(index) + 1;
    view.name = words("programme.week_n", {{"n", std::to_string(view.number)}});
    view.stage = words("stage." + std::string{name_of(week.stage)});
    view.if_progress = week.if_progress;
    view.rescreen = week.needs_new_screening;
    const std::string none = "–";
    const auto days_times = [&](int days, int minutes) {
        return days == 0 ? none : fmt::format("{} × {}", days, minutes_text(minutes, words));
    };
    view.aerobic = days_times(week.dose.aerobic_days, week.dose.aerobic_minutes);
    view.strength = days_times(week.dose.strength_days, week.dose.strength_minutes);
    int practices = 0, shortest = 0, longest = 0;
    const Session* hardest = nullptr;
    for (const ProgrammeDay& day : week.days)
        for (std::size_t s = 0; s < day.session_count; ++s) {
            const Session& session = programme.sessions[day.first_session + s];
            if (session.kind == SessionKind::aerobic || session.kind == SessionKind::combined)
                if (hardest == nullptr || session.targets.zone_high > hardest->targets.zone_high)
                    hardest = &session;
            if (session.practice_min == 0) continue;
            ++practices;
            shortest = practices == 1 ? session.practice_min
                                      : std::min<int>(shortest, session.practice_min);
            longest = std::max<int>(longest, session.practice_min);
        }
    view.zone = hardest == nullptr
                    ? none
                    : zones_text(hardest->targets.zone_low, hardest->targets.zone_high, words);
    view.heart_rate = none;
    if (hardest != nullptr && hardest->targets.hr_bpm)
        view.heart_rate =
            fmt::format("{}–{}", hardest->targets.hr_bpm->low, hardest->targets.hr_bpm->high);
    if (practices == 0)
        view.practice = none;
    else if (shortest == longest)
        view.practice = days_times(practices, shortest);
    else
        view.practice = fmt::format(
            "{} × {}", practices,
            words("programme.minutes.range",
                  {{"low", std::to_string(shortest)}, {"high", std::to_string(longest)}}));
    view.total = minutes_text(week.dose.total_minutes, words);
    return view;
}

FormView form_view(const FormUse& use, const Catalogue& catalogue, const Words& words) {
    const std::string& id = catalogue.forms[use.form].id;
    const std::string key = "form." + id + ".";
    return {use.form,
            id,
            words(key + "name"),
            words(key + "purpose"),
            words("variant." + std::string{name_of(use.variant)}),
            use.repetitions > 1 ? fmt::format("×{}", use.repetitions) : std::string{},
            words(key + "easier"),
            words(key + "seated"),
            use.variant == Variant::seated};
}

/// The deepest way in which each form is practised anywhere in the programme, and the forms of the first week.
void collect_forms(const Programme& programme, const Catalogue& catalogue, const Words& words,
                   ProgrammeView& view) {
    std::array<std::optional<FormUse>, 14> deepest{};
    std::set<FormIndex> first_week;
    const auto take = [&](const FormUse& use) {
        auto& kept = deepest[use.form];
        if (!kept || kept->variant < use.variant) kept = use;
    };
    for (std::size_t w = 0; w < programme.weeks.size(); ++w)
        for (const ProgrammeDay& day : programme.weeks[w].days)
            for (std::size_t s = 0; s < day.session_count; ++s)
                for (const FormUse& use : programme.sessions[day.first_session + s].forms) {
                    take(use);
                    if (w == 0) first_week.insert(use.form);
                }
    for (std::size_t i = 0; i < programme.on_demand.form_count; ++i)
        take(programme.on_demand.forms[i]);
    for (const auto& use : deepest)
        if (use) view.forms.push_back(form_view(*use, catalogue, words));
    view.first_week_forms.assign(first_week.begin(), first_week.end());
}

void collect_exercises(const Programme& programme, const Catalogue& catalogue, const Words& words,
                       ProgrammeView& view) {
    std::set<ExerciseIndex> seen;
    for (const Session& session : programme.sessions)
        for (const ExerciseUse& use : session.exercises) {
            if (!seen.insert(use.exercise).second) continue;
            const knowledge::Exercise& exercise = catalogue.exercises[use.exercise];
            const auto language = static_cast<std::size_t>(words.language());
            std::string dose =
                exercise_line(use, catalogue, words).substr(exercise.name[language].size());
            view.exercises.push_back(
                {exercise.name[language], exercise.cue[language], std::string{trim(dose)}});
        }
}

void describe_on_demand(const Programme& programme, const Catalogue& catalogue, const Words& words,
                        ProgrammeView& view) {
    const OnDemand& practice = programme.on_demand;
    view.on_demand = words("choice.on_demand.title");
    view.on_demand_minutes = minutes_text((practice.total_s + 59) / 60, words);
    view.on_demand_steps.push_back(words("craving.rate_now"));
    if (practice.breath_s > 0)
        view.on_demand_steps.push_back(words(
            "sheet.breathe_for",
            {{"seconds", std::to_string(practice.breath_s)},
             {"how", words("breath_level." + std::to_string(practice.breath_level) + ".say")}}));
    for (std::size_t i = 0; i < practice.form_count; ++i)
        view.on_demand_steps.push_back(form_line(practice.forms[i], catalogue, words));
    view.on_demand_steps.push_back(words("craving.rate_again"));
    view.on_demand_steps.push_back(words("craving.all_useful"));
}

}  // namespace

std::string minutes_text(int minutes, const Words& words) {
    return words("programme.minutes.value", {{"minutes", std::to_string(minutes)}});
}

std::vector<std::string> honesty_lines(const Programme& programme, const Words& words) {
    std::vector<std::string> lines;
    const bool forms = std::any_of(programme.sessions.begin(), programme.sessions.end(),
                                   [](const Session& s) { return !s.forms.empty(); });
    const bool heart_rate =
        std::any_of(programme.sessions.begin(), programme.sessions.end(),
                    [](const Session& s) { return s.targets.hr_bpm.has_value(); });
    const bool strength = std::any_of(programme.sessions.begin(), programme.sessions.end(),
                                      [](const Session& s) { return s.strength_min > 0; });
    if (forms || programme.on_demand.form_count > 0) {
        lines.push_back(words("honesty.yijinjing"));
        lines.push_back(words("honesty.symptom_table"));
        lines.push_back(words("honesty.met_proxy"));
    }
    if (heart_rate) lines.push_back(words("honesty.hr"));
    if (strength) lines.push_back(words("honesty.resistance"));
    for (const char* key : {"honesty.intensity", "honesty.substance_use", "honesty.not_a_cure",
                            "honesty.thresholds_ours"})
        lines.push_back(words(key));
    if (words.language() == Language::zh) lines.push_back(words("honesty.zh_draft"));
    return lines;
}

std::vector<std::string> call_lines(const ProgrammeView& view, const Words& words,
                                    const SheetOrigin& origin) {
    const std::string number = words("sheet.call.number");
    return {words("sheet.call.now", {{"items", knowledge::list_text(view.emergency, words)}}),
            origin.emergency_numbers.empty()
                ? number + "  ______________"
                : words("sheet.call.of",
                        {{"label", number},
                         {"number", knowledge::list_text(origin.emergency_numbers, words)}}),
            words("sheet.call.contact") + "  ______________"};
}

ProgrammeView view_of(const Programme& programme, const Catalogue& catalogue, const Words& words) {
    ProgrammeView view;
    view.title = words("programme.title_for", {{"date", day_text(programme.start)}});
    view.start = words("programme.start_date", {{"date", day_text(programme.start)}});
    const std::string stage{name_of(programme.stage)}, tier{name_of(programme.tier)};
    view.stage = words("stage." + stage) + " (" + stage + ")";
    view.stage_aim = words("stage." + stage + ".aim");
    view.tier = words("tier." + tier) + " (" + tier + ")";
    view.clearance = view_of(programme.clearance, catalogue, words);
    for (const ProgrammeDay& day : programme.weeks[0].days) {
        const std::string key = "day." + std::string{sinew::name_of(weekday_of(day.date))};
        DayView shown{words(key + ".short"),
                      words(key + ".long"),
                      day_text(day.date),
                      day.rest || day.session_count == 0,
                      {}};
        for (const Session* session : in_order_of_the_day(programme, day))
            shown.sessions.push_back(session_view(*session, catalogue, words));
        view.days.push_back(std::move(shown));
    }
    for (std::size_t w = 0; w < programme.weeks.size(); ++w)
        view.weeks.push_back(week_view(programme, w, words));
    collect_forms(programme, catalogue, words, view);
    collect_exercises(programme, catalogue, words, view);
    describe_on_demand(programme, catalogue, words, view);
    for (const char* sign :
         {"chest", "faint", "breath", "heart", "confused", "sleepy", "hot", "pain", "sick"})
        view.stop_signs.push_back(words(std::string{"session.stop_signs."} + sign));
    for (const char* key : {"emergency.chest", "emergency.overdose", "emergency.crisis"})
        view.emergency.push_back(words(std::string{key} + ".title"));
    view.honesty = honesty_lines(programme, words);
    for (const FormIndex form : programme.left_out)
        view.left_out.push_back(words("form." + catalogue.forms[form].id + ".name"));
    for (const Choice& choice : programme.choices)
        view.choices.push_back(view_of(choice, programme.clearance.facts, catalogue, words));
    view.cert = cert_items(programme, catalogue, words);
    view.tidier = tidier_items(programme, catalogue, words);
    view.hash = programme.catalogue_hash;
    view.alongside = words("programme.alongside_treatment");
    return view;
}

}  // namespace sinew::render
