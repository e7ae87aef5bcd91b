#include <sinew/document/session_list_json.hpp>

#include <fmt/format.h>

namespace sinew::document {
namespace {

using namespace domain;

OrderedJson range_json(Range range) { return OrderedJson::array({range.low, range.high}); }

OrderedJson forms_json(const FormUse* begin, const FormUse* end,
                       const knowledge::Catalogue& catalogue, const knowledge::Words& words) {
    OrderedJson list = OrderedJson::array();
    for (const FormUse* use = begin; use != end; ++use) {
        const std::string& id = catalogue.forms[use->form].id;
        list.push_back({{"form", id},
                        {"name", words("form." + id + ".name")},
                        {"variant", name_of(use->variant)},
                        {"repetitions", use->repetitions},
                        {"new", use->is_new}});
    }
    return list;
}

/// Which choices a reader of this session may ask about.
OrderedJson why_json(const Session& session) {
    std::vector<std::string> ids{"modality_mix"};
    if (session.aerobic_min > 0)
        ids.insert(ids.end(), {"aerobic_minutes", "aerobic_zone", "heart_rate_target", "effort",
                               "exercise_selection"});
    if (session.strength_min > 0) ids.insert(ids.end(), {"resistance_load", "resistance_days"});
    if (session.kind == SessionKind::combined) ids.emplace_back("combined");
    if (!session.forms.empty())
        ids.insert(ids.end(), {"forms_dose", "forms_order", "forms_variants", "breath_level"});
    ids.insert(ids.end(), {"supervision", "setting"});
    if (session.start_minute >= 0) ids.emplace_back("treatment_timing");
    return ids;
}

OrderedJson session_json(const Session& session, std::size_t index,
                         const knowledge::Catalogue& catalogue, const knowledge::Words& words) {
    OrderedJson json;
    json["session"] = index;
    json["kind"] = name_of(session.kind);
    json["when"] = name_of(session.when);
    json["start"] = session.start_minute < 0
                        ? OrderedJson(nullptr)
                        : OrderedJson(fmt::format("{:02}:{:02}", session.start_minute / 60,
                                                  session.start_minute % 60));
    json["setting"] = name_of(session.setting);
    json["minutes"] = {{"total", session.total_min},       {"warm_up", session.warm_up_min},
                       {"aerobic", session.aerobic_min},   {"strength", session.strength_min},
                       {"practice", session.practice_min}, {"cool_down", session.cool_down_min}};
    json["targets"] = targets_json(session.targets, words);
    json["strength"] = nullptr;
    if (session.strength != StrengthDose{})
        json["strength"] = {{"pct_1rm", range_json(session.strength.pct_1rm)},
                            {"sets", range_json(session.strength.sets)},
                            {"reps", range_json(session.strength.reps)},
                            {"effort_max", session.strength.effort_max}};
    json["exercises"] = OrderedJson::array();
    for (const ExerciseUse& use : session.exercises) {
        const auto& exercise = catalogue.exercises[use.exercise];
        json["exercises"].push_back(
            {{"exercise", exercise.id},
             {"name", exercise.name[static_cast<std::size_t>(words.language())]},
             {"part", name_of(use.part)},
             {"sets", use.sets},
             {"amount", use.amount},
             {"unit", name_of(exercise.unit)}});
    }
    json["block"] =
        session.forms.empty() ? OrderedJson(nullptr) : OrderedJson(name_of(session.block));
    json["forms"] = forms_json(session.forms.begin(), session.forms.end(), catalogue, words);
    json["breath"] = {{"levels", range_json(session.breath_level)},
                      {"natural_only", session.natural_breath_only}};
    json["why"] = why_json(session);
    return json;
}

}  // namespace

OrderedJson dose_json(const WeekDose& dose) {
    return {{"aerobic_minutes", dose.aerobic_minutes},   {"aerobic_days", dose.aerobic_days},
            {"pct_hrr", range_json(dose.pct_hrr)},       {"effort", range_json(dose.effort)},
            {"strength_minutes", dose.strength_minutes}, {"strength_days", dose.strength_days},
            {"total_minutes", dose.total_minutes}};
}

OrderedJson targets_json(const Targets& targets, const knowledge::Words& words) {
    OrderedJson json;
    json["zone"] = OrderedJson::array({name_of(targets.zone_low), name_of(targets.zone_high)});
    json["pct_hrr"] = targets.pct_hrr.high > 0 ? range_json(targets.pct_hrr) : OrderedJson(nullptr);
    if (targets.hr_bpm) {
        json["hr"] = {{"low", targets.hr_bpm->low},
                      {"high", targets.hr_bpm->high},
                      {"unit", "/min"},
                      {"alarm", targets.hr_alarm_bpm}};
    } else {
        json["hr"] = nullptr;
        json["no_hr"] = name_of(targets.no_heart_rate);
    }
    json["effort"] = range_json(targets.effort);
    json["borg"] = range_json(targets.borg);
    json["talk"] = words("talk.of_zone." + std::string{name_of(targets.zone_high)});
    return json;
}

OrderedJson weeks_json(const Programme& programme, const knowledge::Catalogue& catalogue,
                       const knowledge::Words& words) {
    OrderedJson weeks = OrderedJson::array();
    for (std::size_t w = 0; w < programme.weeks.size(); ++w) {
        const ProgrammeWeek& week = programme.weeks[w];
        OrderedJson json;
        json["week"] = w + 1;
        json["if_progress"] = week.if_progress;
        json["stage"] = name_of(week.stage);
        json["needs_new_screening"] = week.needs_new_screening;
        json["block"] = name_of(week.block);
        json["dose"] = dose_json(week.dose);
        json["days"] = OrderedJson::array();
        for (std::size_t d = 0; d < week.days.size(); ++d) {
            const ProgrammeDay& day = week.days[d];
            OrderedJson entry;
            entry["day"] = w * 7 + d + 1;
            entry["date"] = day_text(day.date);
            entry["weekday"] = sinew::name_of(weekday_of(day.date));
            entry["rest"] = day.rest;
            const Session* main = programme.main_session(day);
            entry["main_session"] =
                main == nullptr ? OrderedJson(nullptr) : OrderedJson(day.main_session);
            entry["targets"] =
                main == nullptr ? OrderedJson(nullptr) : targets_json(main->targets, words);
            entry["sessions"] = OrderedJson::array();
            for (std::size_t s = 0; s < day.session_count; ++s)
                entry["sessions"].push_back(
                    session_json(programme.sessions[day.first_session + s], s, catalogue, words));
            json["days"].push_back(std::move(entry));
        }
        weeks.push_back(std::move(json));
    }
    return weeks;
}

OrderedJson on_demand_json(const OnDemand& practice, const knowledge::Catalogue& catalogue,
                           const knowledge::Words& words) {
    OrderedJson json;
    json["seated_breathing_only"] = practice.seated_breathing_only;
    json["total_s"] = practice.total_s;
    json["breath_s"] = practice.breath_s;
    json["breath_level"] = practice.breath_level;
    json["forms"] = forms_json(practice.forms.data(), practice.forms.data() + practice.form_count,
                               catalogue, words);
    json["whole_sequence"] = forms_json(practice.whole_sequence.begin(),
                                        practice.whole_sequence.end(), catalogue, words);
    return json;
}

}  // namespace sinew::document
