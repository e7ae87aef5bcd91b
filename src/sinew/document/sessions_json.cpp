#include <sinew/document/record_fields.hpp>
#include <sinew/document/sessions_json.hpp>

#include <fmt/format.h>

#include <map>

namespace sinew::document {
namespace {

using namespace domain;
using knowledge::Catalogue;

/// Bounds that catch a typing slip; they are not clinical limits. The schema states the same.
constexpr NumberBounds kDay{"day", 1, kWeeks * 7, "", true};
constexpr NumberBounds kSession{"session", 0, 9, "", true};
constexpr NumberBounds kMinutesDone{"minutes_done", 0, 600, "min"};
constexpr NumberBounds kEffort{"effort_0_10", 0, 10, ""};
constexpr NumberBounds kHeartRate{"hr_mean", 30, 260, "/min"};
constexpr NumberBounds kCraving{"craving", 0, 100, ""};
constexpr NumberBounds kPain{"pain", 0, 10, ""};
constexpr NumberBounds kRestingHr{"resting_hr", 25, 200, "/min"};
constexpr NumberBounds kLnRmssd{"lnrmssd", 0, 8, "ln ms"};
constexpr NumberBounds kLnRmssdSd{"lnrmssd_sd", 0.01, 5, "ln ms"};
constexpr NumberBounds kSleep{"sleep_h", 0, 24, "h"};
constexpr NumberBounds kPercent{"diary_se", 0, 100, "%"};
constexpr NumberBounds kPhq9{"phq9", 0, 27, "", true};
constexpr NumberBounds kCows{"cows", 0, 48, "", true};
constexpr NumberBounds kGap{"gap_days", 0, 3650, "days", true};

struct Reader {
    const Programme& programme;
    const Catalogue& catalogue;
    WeekLog log;

    [[nodiscard]] const ProgrammeWeek& week() const {
        return programme.weeks[static_cast<std::size_t>(log.week)];
    }
};

std::optional<double> maybe_number(const Node& node, std::string_view key,
                                   const NumberBounds& bounds) {
    const auto member = node.maybe(key);
    return member ? number_in(*member, bounds) : std::nullopt;
}

/// "it has 0 (mind_body, 12 min), 1 (combined, 30 min)".
std::string what_exists(const ProgrammeDay& day, const Programme& programme) {
    if (day.session_count == 0) return "nothing is prescribed on this day";
    std::string text = "it has ";
    for (std::size_t s = 0; s < day.session_count; ++s) {
        const Session& session = programme.sessions[day.first_session + s];
        text += fmt::format("{}{} ({}, {} min)", s == 0 ? "" : ", ", s, name_of(session.kind),
                            session.total_min);
    }
    return text;
}

/// Whether day and session name one that was prescribed in this week.
bool find_session(const Node& node, const Reader& reader, SessionDone& done) {
    const Node day_node = node.get("day");
    if (!node.has("day")) return false;
    const auto day = number_in(day_node, kDay);
    if (!day) return false;
    const int first = reader.log.week * 7;
    if (*day <= first || *day > first + 7) {
        day_node.faults().add(ErrorCode::not_found, day_node.at(),
                              fmt::format("day {} is not of week {}", *day, reader.log.week + 1),
                              fmt::format("this week has days {} to {}", first + 1, first + 7));
        return false;
    }
    done.day = static_cast<std::uint8_t>(*day - 1);
    const ProgrammeDay& prescribed = reader.week().days[static_cast<std::size_t>(done.day - first)];
    if (!node.maybe("session") && prescribed.session_count > 1) {
        node.faults().add(ErrorCode::bad_input, node.at() + "/session",
                          "which session of the day is not said",
                          what_exists(prescribed, reader.programme));
        return false;
    }
    if (const auto session = node.maybe("session")) {
        const auto number = number_in(*session, kSession);
        if (!number) return false;
        done.session = static_cast<std::uint8_t>(*number);
    }
    if (done.session < prescribed.session_count) return true;
    node.faults().add(ErrorCode::not_found, node.at() + (node.has("session") ? "/session" : "/day"),
                      fmt::format("day {} has no session {}", *day, done.session),
                      what_exists(prescribed, reader.programme));
    return false;
}

void read_session_rules(const Node& list, const std::vector<knowledge::SessionRule>& rules,
                        SessionDone& done) {
    for (const Node& item : list.items()) {
        const std::string id = item.text();
        const auto found = std::find_if(rules.begin(), rules.end(),
                                        [&](const auto& rule) { return rule.id == id; });
        if (found == rules.end()) {
            std::vector<std::string> ids;
            for (const auto& rule : rules) ids.push_back(rule.id);
            const auto near = nearest_word(id, ids);
            item.faults().add(ErrorCode::not_found, item.at(),
                              "unknown session rule \"" + id.substr(0, 40) + "\"",
                              near ? "did you mean " + *near + "?"
                                   : "there is: " + ids.front() + " to " + ids.back());
            continue;
        }
        const auto place = static_cast<std::uint8_t>(found - rules.begin());
        if (std::find(done.session_rules.begin(), done.session_rules.end(), place) !=
            done.session_rules.end())
            item.fault("stands twice in this list", "name each once");
        else
            done.session_rules.push_back(place);
    }
}

/// Minutes and status must tell the same story.
void check_minutes(const Node& node, const SessionDone& done) {
    const bool needs = done.status == DoneStatus::partly || done.status == DoneStatus::stopped;
    if (needs && !node.maybe("minutes_done"))
        node.faults().add(
            ErrorCode::bad_input, node.at() + "/minutes_done", "missing",
            fmt::format("a session that is \"{}\" needs its minutes: whether half was done decides",
                        name_of(done.status)));
    if (done.status == DoneStatus::missed && (done.minutes.value_or(0) > 0 || done.effort))
        node.fault("a missed session has neither minutes nor effort",
                   "leave them out, or set the status to partly");
}

void read_session(const Node& node, Reader& reader,
                  std::map<std::pair<int, int>, std::string>& seen) {
    if (!is_object(node)) return;
    only_keys(node, {"day", "session", "status", "minutes_done", "effort_0_10", "hr_mean",
                     "craving_pre", "craving_post", "pain_pre", "pain_post", "ses_rules"});
    SessionDone done;
    const bool found = find_session(node, reader, done);
    const auto status = node.has("status") ? word_of<DoneStatus>(node.get("status")) : std::nullopt;
    if (!node.has("status")) static_cast<void>(node.get("status"));
    done.status = status.value_or(DoneStatus::missed);
    done.minutes = maybe_number(node, "minutes_done", kMinutesDone);
    done.effort = maybe_number(node, "effort_0_10", kEffort);
    done.hr_mean = maybe_number(node, "hr_mean", kHeartRate);
    done.craving_pre = maybe_number(node, "craving_pre", kCraving);
    done.craving_post = maybe_number(node, "craving_post", kCraving);
    done.pain_pre = maybe_number(node, "pain_pre", kPain);
    done.pain_post = maybe_number(node, "pain_post", kPain);
    if (const auto rules = node.maybe("ses_rules"))
        read_session_rules(*rules, reader.catalogue.screening.session_rules, done);
    if (status) check_minutes(node, done);
    if (!found) return;
    const auto [earlier, is_new] = seen.try_emplace({done.day, done.session}, node.at());
    if (!is_new)
        node.faults().add(
            ErrorCode::conflict, node.at(),
            fmt::format("session {} of day {} stands twice", done.session, done.day + 1),
            "it was noted first at " + earlier->second);
    else if (status)
        reader.log.sessions.push_back(std::move(done));
}

void read_mornings(const Node& list, Reader& reader) {
    for (const Node& node : list.items()) {
        if (!is_object(node)) continue;
        only_keys(node, {"date", "resting_hr", "lnrmssd", "sleep_h", "diary_se"});
        Morning morning;
        morning.resting_hr = maybe_number(node, "resting_hr", kRestingHr);
        morning.lnrmssd = maybe_number(node, "lnrmssd", kLnRmssd);
        morning.sleep_h = maybe_number(node, "sleep_h", kSleep);
        morning.diary_se = maybe_number(node, "diary_se", kPercent);
        const Node date_node = node.get("date");
        if (!node.has("date")) continue;
        const auto date = day_of(date_node);
        if (!date) continue;
        morning.date = *date;
        auto& mornings = reader.log.mornings;
        const auto& days = reader.week().days;
        if (*date < days.front().date || *date > days.back().date)
            date_node.fault("not a day of this week", "the week runs from " +
                                                          day_text(days.front().date) + " to " +
                                                          day_text(days.back().date));
        else if (std::any_of(mornings.begin(), mornings.end(),
                             [&](const Morning& m) { return m.date == *date; }))
            date_node.fault("this morning stands twice", "keep one of the two");
        else
            mornings.push_back(morning);
    }
    std::sort(reader.log.mornings.begin(), reader.log.mornings.end(),
              [](const Morning& a, const Morning& b) { return a.date < b.date; });
}

NowAndBefore read_score(const Node& scores, std::string_view key, const NumberBounds& bounds) {
    const auto node = scores.maybe(key);
    if (!node || !is_object(*node)) return {};
    only_keys(*node, {"now", "before"});
    return {maybe_number(*node, "now", bounds), maybe_number(*node, "before", bounds)};
}

WeekFlags read_flags(const Node& list, const Catalogue& catalogue) {
    const auto& specs = catalogue.prescription.adaptation.flags;
    std::string stops;
    for (const WeekFlag flag : values_of<WeekFlag>())
        if (specs[static_cast<std::size_t>(flag)].level == FlagLevel::stop)
            stops += (stops.empty() ? "" : ", ") + std::string{name_of(flag)};
    WeekFlags flags;
    for (const Node& item : list.items()) {
        const auto flag = item.json().is_string() ? named<WeekFlag>(item.text()) : std::nullopt;
        if (flag && specs[static_cast<std::size_t>(*flag)].level == FlagLevel::stop)
            flags.add(*flag);
        else if (flag)
            item.fault("this flag follows from what was measured",
                       "give the measurements; a person raises: " + stops);
        else
            item.fault("unknown flag", "use one of: " + stops);
    }
    return flags;
}

/// The week a day lies in, if it can still be decided.
bool find_week(const Node& node, const ProgrammeDocument& document, WeekLog& log) {
    const Programme& programme = document.programme;
    if (!node.has("week_of")) {
        node.faults().add(
            ErrorCode::bad_input, node.at() + "/week_of", "missing",
            "name a day of the week that was done, such as \"" + day_text(programme.start) + "\"");
        return false;
    }
    const Node week_of = node.get("week_of");
    const auto day = day_of(week_of);
    if (!day) return false;
    const Day last = programme.start + std::chrono::days{kWeeks * 7 - 1};
    if (*day < programme.start || *day > last) {
        week_of.faults().add(ErrorCode::not_found, week_of.at(), "not a day of this programme",
                             "it runs from " + day_text(programme.start) + " to " + day_text(last));
        return false;
    }
    log.week = static_cast<int>((*day - programme.start).count() / 7);
    if (!document.decided.empty() && document.decided.back().week >= log.week) {
        const auto& latest = document.decided.back();
        week_of.faults().add(
            ErrorCode::conflict, week_of.at(),
            fmt::format("week {} is already decided ({})", latest.week + 1,
                        name_of(latest.decision)),
            latest.week + 1 < kWeeks
                ? "give a day of a later week, or adapt the programme as it was before"
                : "the programme has run its course: screen and prescribe anew");
        return false;
    }
    return true;
}

}  // namespace

Checked<WeekLog> read_week_log(const Json& json, const std::string& name,
                               const ProgrammeDocument& document, const Catalogue& catalogue) {
    Faults faults;
    const Node root{json, name + ":", faults};
    Reader reader{document.programme, catalogue, {}};
    WeekLog& log = reader.log;
    if (is_object(root)) {
        only_keys(root, {"$schema", "week_of", "sessions", "mornings", "scores", "flags",
                         "gap_days", "baseline", "lapse"});
        const bool week_known = find_week(root, document, log);
        std::map<std::pair<int, int>, std::string> seen;
        if (const auto sessions = root.maybe("sessions"); sessions && week_known) {
            log.sessions_noted = true;
            for (const Node& item : sessions->items()) read_session(item, reader, seen);
        }
        if (const auto mornings = root.maybe("mornings"); mornings && week_known)
            read_mornings(*mornings, reader);
        if (const auto scores = root.maybe("scores"); scores && is_object(*scores)) {
            only_keys(*scores, {"phq9", "cows"});
            log.phq9 = read_score(*scores, "phq9", kPhq9);
            log.cows = read_score(*scores, "cows", kCows);
        }
        if (const auto flags = root.maybe("flags")) log.flags = read_flags(*flags, catalogue);
        log.gap_days = maybe_number(root, "gap_days", kGap);
        if (const auto base = root.maybe("baseline"); base && is_object(*base)) {
            only_keys(*base, {"resting_hr", "lnrmssd_mean", "lnrmssd_sd", "diary_se"});
            log.baseline = {maybe_number(*base, "resting_hr", kRestingHr),
                            maybe_number(*base, "lnrmssd_mean", kLnRmssd),
                            maybe_number(*base, "lnrmssd_sd", kLnRmssdSd),
                            maybe_number(*base, "diary_se", kPercent)};
        }
        if (const auto lapse = root.maybe("lapse")) log.lapse = lapse->yes();
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    std::sort(log.sessions.begin(), log.sessions.end(),
              [](const SessionDone& a, const SessionDone& b) {
                  return std::pair{a.day, a.session} < std::pair{b.day, b.session};
              });
    return log;
}

}  // namespace sinew::document
