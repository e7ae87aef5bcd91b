#include <sinew/document/record_fields.hpp>
#include <sinew/document/session_list_reader.hpp>

#include <fmt/format.h>

namespace sinew::document {
namespace {

using namespace domain;
using knowledge::Catalogue;

/// Bounds that catch a slip or a forgery, not clinical limits; the schema states the same.
constexpr NumberBounds kMinutes{"minutes", 0, 240, "min", true};
constexpr NumberBounds kWeekMinutes{"minutes", 0, 5040, "min", true};
constexpr NumberBounds kDaysAWeek{"days", 0, 7, "days", true};
constexpr NumberBounds kPercent{"percent", 0, 100, "%", true};
constexpr NumberBounds kHeartRate{"heart rate", 30, 260, "/min", true};
constexpr NumberBounds kEffort{"effort", 0, 10, "", true};
constexpr NumberBounds kBorg{"borg", 0, 20, "", true};
constexpr NumberBounds kCount{"count", 0, 50, "", true};
constexpr NumberBounds kAmount{"amount", 0, 14400, "", true};
constexpr NumberBounds kLevel{"level", 0, 10, "", true};
constexpr NumberBounds kSeconds{"seconds", 0, 3600, "s", true};
constexpr std::size_t kMostSessionsADay = 3;

template <class Whole>
Whole whole_in(const Node& node, const NumberBounds& field) {
    return static_cast<Whole>(number_in(node, field).value_or(0));
}
std::int16_t short_in(const Node& node, const NumberBounds& field) {
    return whole_in<std::int16_t>(node, field);
}

/// "[low, high]".
Range range_in(const Node& node, const NumberBounds& field) {
    const auto ends = node.items();
    if (ends.size() != 2) {
        if (node.json().is_array()) node.fault("a range has two ends", "write [lowest, highest]");
        return {};
    }
    const Range range{short_in(ends[0], field), short_in(ends[1], field)};
    if (range.low > range.high)
        node.fault("this range runs backwards", "write the lower end first");
    return range;
}

bool flag_in(const Node& node) {
    if (node.json().is_null()) node.fault("true or false is wanted here", "give true or false");
    return node.yes();
}

/// False, with a fault, when a list is longer than a programme's can be.
bool fits(const Node& list, std::size_t most) {
    if (!list.json().is_array() || list.json().size() <= most) return true;
    list.fault(fmt::format("{} entries", list.json().size()),
               fmt::format("there can be {} at most", most));
    return false;
}

Targets read_targets(const Node& node) {
    Targets targets;
    if (!is_object(node)) return targets;
    only_keys(node, {"zone", "pct_hrr", "hr", "no_hr", "effort", "borg", "talk"});
    const Node zone = node.get("zone");
    const auto ends = zone.items();
    if (ends.size() == 2) {
        targets.zone_low = word_of<Intensity>(ends[0]).value_or(Intensity::very_light);
        targets.zone_high = word_of<Intensity>(ends[1]).value_or(Intensity::very_light);
        if (targets.zone_low > targets.zone_high)
            zone.fault("this range runs backwards", "write the lighter zone first");
    } else if (zone.json().is_array()) {
        zone.fault("a range has two ends", "write [lightest, hardest]");
    }
    if (const auto pct = node.maybe("pct_hrr")) targets.pct_hrr = range_in(*pct, kPercent);
    if (const auto rate = node.maybe("hr")) {
        targets.no_heart_rate = NoHeartRate::none;
        if (is_object(*rate)) {
            only_keys(*rate, {"low", "high", "unit", "alarm"});
            const Range band{short_in(rate->get("low"), kHeartRate),
                             short_in(rate->get("high"), kHeartRate)};
            if (band.low > band.high)
                rate->fault("this band runs backwards", "low must not be above high");
            targets.hr_bpm = band;
            targets.hr_alarm_bpm = short_in(rate->get("alarm"), kHeartRate);
        }
        if (node.maybe("no_hr"))
            node.get("no_hr").fault("a reason against the heart rate beside a heart rate",
                                    "keep one of the two");
    } else {
        targets.no_heart_rate =
            word_of<NoHeartRate>(node.get("no_hr")).value_or(NoHeartRate::not_aerobic);
    }
    targets.effort = range_in(node.get("effort"), kEffort);
    targets.borg = range_in(node.get("borg"), kBorg);
    return targets;
}

StrengthDose read_strength(const Node& node) {
    StrengthDose dose;
    if (!is_object(node)) return dose;
    only_keys(node, {"pct_1rm", "sets", "reps", "effort_max"});
    dose.pct_1rm = range_in(node.get("pct_1rm"), kPercent);
    dose.sets = range_in(node.get("sets"), kCount);
    dose.reps = range_in(node.get("reps"), kCount);
    dose.effort_max = short_in(node.get("effort_max"), kEffort);
    return dose;
}

std::optional<ExerciseIndex> exercise_of(const Node& node, const knowledge::ExercisePack& pack) {
    const std::string id = node.text();
    if (const auto found = pack.find(id)) return found;
    std::vector<std::string> ids;
    for (const auto& exercise : pack.exercises) ids.push_back(exercise.id);
    const auto near = nearest_word(id, ids);
    node.faults().add(ErrorCode::not_found, node.at(),
                      "unknown exercise \"" + id.substr(0, 40) + "\"",
                      near ? "did you mean " + *near + "?" : "see `sinew explain exercises`");
    return std::nullopt;
}

void read_exercises(const Node& list, const Catalogue& catalogue, Session& session) {
    if (!fits(list, 14)) return;
    for (const Node& item : list.items()) {
        if (!is_object(item)) continue;
        only_keys(item, {"exercise", "name", "part", "sets", "amount", "unit"});
        ExerciseUse use;
        use.exercise =
            exercise_of(item.get("exercise"), catalogue.exercises).value_or(ExerciseIndex{0});
        use.part = word_of<SessionPart>(item.get("part")).value_or(SessionPart::work);
        use.sets = whole_in<std::uint8_t>(item.get("sets"), kCount);
        use.amount = short_in(item.get("amount"), kAmount);
        session.exercises.push_back(use);
    }
}

template <class Take>
void read_forms(const Node& list, std::size_t most, const knowledge::FormsPack& forms,
                Take&& take) {
    if (!fits(list, most)) return;
    for (const Node& item : list.items()) {
        if (!is_object(item)) continue;
        only_keys(item, {"form", "name", "variant", "repetitions", "new"});
        FormUse use;
        use.form = form_of(item.get("form"), forms).value_or(FormIndex{0});
        use.variant = word_of<Variant>(item.get("variant")).value_or(Variant::seated);
        use.repetitions = whole_in<std::uint8_t>(item.get("repetitions"), kCount);
        use.is_new = flag_in(item.get("new"));
        take(use);
    }
}

void read_minutes(const Node& node, Session& session) {
    if (!is_object(node)) return;
    only_keys(node, {"total", "warm_up", "aerobic", "strength", "practice", "cool_down"});
    session.total_min = short_in(node.get("total"), kMinutes);
    session.warm_up_min = short_in(node.get("warm_up"), kMinutes);
    session.aerobic_min = short_in(node.get("aerobic"), kMinutes);
    session.strength_min = short_in(node.get("strength"), kMinutes);
    session.practice_min = short_in(node.get("practice"), kMinutes);
    session.cool_down_min = short_in(node.get("cool_down"), kMinutes);
}

Session read_session(const Node& node, const Catalogue& catalogue) {
    Session session;
    if (!is_object(node)) return session;
    only_keys(node, {"session", "kind", "when", "start", "setting", "minutes", "targets",
                     "strength", "exercises", "block", "forms", "breath", "why"});
    session.kind = word_of<SessionKind>(node.get("kind")).value_or(SessionKind::mind_body);
    session.when = word_of<DayPart>(node.get("when")).value_or(DayPart::morning);
    session.setting = word_of<Setting>(node.get("setting")).value_or(Setting::self_practice);
    if (const auto start = node.maybe("start"))
        session.start_minute = static_cast<std::int16_t>(clock_time_of(*start).value_or(-1));
    read_minutes(node.get("minutes"), session);
    session.targets = read_targets(node.get("targets"));
    if (const auto strength = node.maybe("strength")) session.strength = read_strength(*strength);
    read_exercises(node.get("exercises"), catalogue, session);
    if (const auto block = node.maybe("block"))
        session.block = word_of<PracticeBlock>(*block).value_or(PracticeBlock::settle);
    read_forms(node.get("forms"), 14, catalogue.forms,
               [&](const FormUse& use) { session.forms.push_back(use); });
    const Node breath = node.get("breath");
    if (is_object(breath)) {
        only_keys(breath, {"levels", "natural_only"});
        session.breath_level = range_in(breath.get("levels"), kLevel);
        session.natural_breath_only = flag_in(breath.get("natural_only"));
    }
    return session;
}

void read_day(const Node& node, Day date, const Catalogue& catalogue, ProgrammeDay& day,
              Programme& programme) {
    day.date = date;
    day.first_session = static_cast<std::uint16_t>(programme.sessions.size());
    if (!is_object(node)) return;
    only_keys(node, {"day", "date", "weekday", "rest", "main_session", "targets", "sessions"});
    if (const auto said = day_of(node.get("date")); said && *said != date)
        node.get("date").fault("not the day that follows from the start",
                               "it is " + day_text(date));
    day.rest = flag_in(node.get("rest"));
    const Node sessions = node.get("sessions");
    if (!fits(sessions, kMostSessionsADay)) return;
    for (const Node& item : sessions.items())
        programme.sessions.push_back(read_session(item, catalogue));
    day.session_count = static_cast<std::uint8_t>(programme.sessions.size() - day.first_session);
    if (day.rest && day.session_count > 0)
        sessions.fault("sessions on a rest day", "leave them out, or set rest to false");
    if (const auto main = node.maybe("main_session")) {
        const NumberBounds within{"main_session", 0, std::max(0.0, day.session_count - 1.0), "",
                                  true};
        day.main_session = static_cast<std::int8_t>(number_in(*main, within).value_or(0));
        if (day.session_count == 0)
            main->fault("a main session on a day without sessions", "write null");
    }
}

WeekDose read_dose(const Node& node) {
    WeekDose dose;
    if (!is_object(node)) return dose;
    only_keys(node, {"aerobic_minutes", "aerobic_days", "pct_hrr", "effort", "strength_minutes",
                     "strength_days", "total_minutes"});
    dose.aerobic_minutes = short_in(node.get("aerobic_minutes"), kMinutes);
    dose.aerobic_days = short_in(node.get("aerobic_days"), kDaysAWeek);
    dose.pct_hrr = range_in(node.get("pct_hrr"), kPercent);
    dose.effort = range_in(node.get("effort"), kEffort);
    dose.strength_minutes = short_in(node.get("strength_minutes"), kMinutes);
    dose.strength_days = short_in(node.get("strength_days"), kDaysAWeek);
    dose.total_minutes = short_in(node.get("total_minutes"), kWeekMinutes);
    return dose;
}

}  // namespace

std::optional<FormIndex> form_of(const Node& node, const knowledge::FormsPack& forms) {
    const std::string id = node.text();
    if (const auto found = forms.find(id)) return found;
    std::vector<std::string> ids;
    for (const auto& form : forms.forms) ids.push_back(form.id);
    const auto near = nearest_word(id, ids);
    node.faults().add(ErrorCode::not_found, node.at(), "unknown form \"" + id.substr(0, 40) + "\"",
                      near ? "did you mean " + *near + "?" : "there is: " + join(ids, ", "));
    return std::nullopt;
}

void read_weeks(const Node& weeks, const Catalogue& catalogue, Programme& programme) {
    const auto list = weeks.items();
    if (weeks.json().is_array() && list.size() != programme.weeks.size()) {
        weeks.fault(fmt::format("{} weeks", list.size()),
                    fmt::format("a programme has {}", programme.weeks.size()));
        return;
    }
    for (std::size_t w = 0; w < list.size(); ++w) {
        ProgrammeWeek& week = programme.weeks[w];
        if (!is_object(list[w])) continue;
        only_keys(list[w],
                  {"week", "if_progress", "stage", "needs_new_screening", "block", "dose", "days"});
        week.if_progress = flag_in(list[w].get("if_progress"));
        week.needs_new_screening = flag_in(list[w].get("needs_new_screening"));
        week.stage = word_of<Stage>(list[w].get("stage")).value_or(Stage::S0);
        week.block = word_of<PracticeBlock>(list[w].get("block")).value_or(PracticeBlock::settle);
        week.dose = read_dose(list[w].get("dose"));
        const Node days = list[w].get("days");
        const auto entries = days.items();
        if (days.json().is_array() && entries.size() != week.days.size()) {
            days.fault(fmt::format("{} days", entries.size()), "a week has 7");
            continue;
        }
        for (std::size_t d = 0; d < entries.size(); ++d)
            read_day(entries[d], programme.start + std::chrono::days{static_cast<int>(w * 7 + d)},
                     catalogue, week.days[d], programme);
    }
}

void read_on_demand(const Node& node, const Catalogue& catalogue, OnDemand& practice) {
    if (!is_object(node)) return;
    only_keys(node, {"seated_breathing_only", "total_s", "breath_s", "breath_level", "forms",
                     "whole_sequence"});
    practice.seated_breathing_only = flag_in(node.get("seated_breathing_only"));
    practice.total_s = short_in(node.get("total_s"), kSeconds);
    practice.breath_s = short_in(node.get("breath_s"), kSeconds);
    practice.breath_level = whole_in<std::uint8_t>(node.get("breath_level"), kLevel);
    read_forms(node.get("forms"), practice.forms.size(), catalogue.forms,
               [&](const FormUse& use) { practice.forms[practice.form_count++] = use; });
    read_forms(node.get("whole_sequence"), 6, catalogue.forms,
               [&](const FormUse& use) { practice.whole_sequence.push_back(use); });
}

}  // namespace sinew::document
