#include <sinew/care/condition_words.hpp>
#include <sinew/clinic/caseload_row.hpp>
#include <sinew/clinic/emergency_use.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/session_use.hpp>
#include <sinew/clinic/talk_use.hpp>
#include <sinew/clinic/treating_team.hpp>

#include <algorithm>
#include <cctype>

namespace sinew::clinic {
namespace {

/// What a row is made of, before it is put into words.
struct Seen {
    Day today{};
    std::optional<StandingScreening> standing;
    std::optional<KeptProgramme> programme;
    NotedByPlace noted;
    std::optional<Day> last_seen;
    bool quiet = false, waiting_message = false, entry_flags = false;
    care::TrendAnswer trends;
    std::vector<std::string> due;
};

void later(std::optional<Day>& day, Day other) {
    if (!day || *day < other) day = other;
}

const Json* week_of(const Json& answer, Day today) {
    const auto start = day_in(answer, "start");
    const auto weeks = answer.find("weeks");
    if (!start || weeks == answer.end() || today < *start) return nullptr;
    const auto index = static_cast<std::size_t>((today - *start).count() / 7);
    return index < weeks->size() ? &(*weeks)[index] : nullptr;
}

/// The week that was finished last, from 1, when nobody has decided about it.
std::optional<int> undecided_week(const Json& answer, Day today,
                                  const std::vector<Document>& adaptations) {
    const auto start = day_in(answer, "start");
    if (!start || today < *start) return std::nullopt;
    const int finished = static_cast<int>((today - *start).count() / 7);
    if (finished < 1 || finished > domain::kWeeks) return std::nullopt;
    for (const Document& one : adaptations)
        if (const auto body = body_of(one); body && body->value("week", 0) >= finished &&
                                            one.state != "proposed" &&
                                            text_in(*body, "start") == text_in(answer, "start"))
            return std::nullopt;
    return finished;
}

std::string label_of(const Json& session, const Acting& acting, const knowledge::Words& words) {
    const std::string kind = text_in(session, "kind");
    if (kind == "mind_body") {
        const bool forms = session.contains("forms") && !session["forms"].empty();
        return words(forms ? "modality.yijinjing" : "modality.breathing");
    }
    if (kind == "aerobic" && session.contains("exercises"))
        for (const Json& use : session["exercises"])
            if (text_in(use, "part") == "work")
                for (const auto& exercise : acting.packs().exercises.exercises)
                    if (exercise.id == text_in(use, "exercise"))
                        return words("modality." + std::string{domain::name_of(exercise.modality)});
    return words("modality." + kind);
}

OrderedJson next_session(const Seen& seen, const Acting& acting, const knowledge::Words& words) {
    if (!seen.programme) return nullptr;
    const Json& answer = seen.programme->answer();
    for (const Json& week : answer.value("weeks", Json::array()))
        for (const Json& day : week.value("days", Json::array())) {
            const auto date = day_in(day, "date");
            if (!date || *date < seen.today) continue;
            for (const Json& session : day.value("sessions", Json::array())) {
                const int number = day.value("day", 0), place = session.value("session", 0);
                if (seen.noted.contains({number, place})) continue;
                OrderedJson json;
                json["date"] = day_text(*date);
                json["time"] = session.contains("start") ? OrderedJson(session["start"])
                                                         : OrderedJson(nullptr);
                json["label"] = label_of(session, acting, words);
                json["minutes"] = session.value("minutes", Json::object()).value("total", 0);
                json["day"] = number;
                json["session"] = place;
                return json;
            }
        }
    return nullptr;
}

OrderedJson this_week(const Seen& seen) {
    int planned = 0, done = 0;
    if (seen.programme)
        if (const Json* week = week_of(seen.programme->answer(), seen.today))
            for (const Json& day : week->value("days", Json::array()))
                for (const Json& session : day.value("sessions", Json::array())) {
                    ++planned;
                    const auto found =
                        seen.noted.find({day.value("day", 0), session.value("session", 0)});
                    if (found != seen.noted.end() &&
                        (found->second.status == "done" || found->second.status == "partly"))
                        ++done;
                }
    return {{"done", done}, {"planned", planned}};
}

/// "ask: systolic pressure (mmHg)", "clinician first: resting pressure too high".
std::string outcome_words(const Seen& seen, const Acting& acting, const knowledge::Words& words) {
    if (!seen.standing) return words("clinic.outcome.not_screened");
    const StandingScreening& standing = *seen.standing;
    const auto& pack = acting.packs().screening;
    const auto short_word = [&](domain::Outcome outcome) {
        return words("outcome." + std::string{domain::name_of(outcome)} + ".short");
    };
    std::string why;
    if (!standing.clearance.missing.empty() && standing.outcome == domain::Outcome::incomplete)
        why = care::fact_label(standing.clearance.missing.front().fact, pack, words);
    else
        for (const domain::RuleIndex rule : standing.clearance.fired)
            if (pack.rules[rule].outcome == standing.outcome) {
                why = words("rule." + pack.rules[rule].id + ".title");
                break;
            }
    if (standing.rescreening_due && standing.clearance.training_allowed())
        return words("clinic.outcome.with_reason",
                     {{"outcome", short_word(domain::Outcome::incomplete)},
                      {"reason", words("clinic.outcome.rescreen")}});
    if (why.empty()) return short_word(standing.outcome);
    return words("clinic.outcome.with_reason",
                 {{"outcome", short_word(standing.outcome)}, {"reason", why}});
}

Result<Seen> look(const ReadStore& store, const Document& person, const Centre& centre,
                  const Acting& acting, care::TrendMemory* memory) {
    Seen seen;
    seen.today = acting.today;
    SINEW_TRY(seen.programme, programme_in_force(store, person.id));
    SINEW_TRY(const auto clearance, newest_clearance(store, person.id, acting.packs()));
    if (clearance) {
        const Day decided = clearance->document.day.value_or(clearance->as_of.day());
        seen.standing = standing_screening(
            clearance->record, decided, clearance->as_of.when, acting.today,
            seen.programme ? rescreening_day(seen.programme->answer(), decided) : std::nullopt,
            acting.packs());
    }
    SINEW_TRY(const auto noted, sessions_noted(store, person.id));
    seen.noted = by_place(
        noted, seen.programme ? day_in(seen.programme->answer(), "start").value_or(Day{}) : Day{});
    ObservationQuery rows;
    rows.person = person.id;
    SINEW_TRY(const auto observations, store.observations(rows));
    for (const SessionNoted& one : noted)
        if (one.date <= acting.today) later(seen.last_seen, one.date);
    for (const KeptObservation& row : observations)
        if (row.said.day <= acting.today) later(seen.last_seen, row.said.day);
    SINEW_TRY(const auto messages, all_of(store, DocumentKind::message, person.id));
    for (const Document& message : messages) {
        if (!is_from_person(message)) continue;
        later(seen.last_seen, day_of(message.recorded_at));
        seen.waiting_message = seen.waiting_message || !is_read(message);
    }
    const Day since = seen.last_seen.value_or(person.day.value_or(acting.today));
    const auto silent = (acting.today - since).count();
    seen.quiet = silent >= centre.quiet_days;

    std::vector<domain::Observation> shown;
    for (domain::Observation& one : followed(observations))
        if (one.outcome == "craving_vas" || one.outcome == "mood") shown.push_back(std::move(one));
    care::TrendQuestion question;
    question.as_of = acting.today;
    seen.trends = care::trends_of(shown, question, acting.packs(), memory);

    if (!seen.standing || !seen.standing->holds ||
        seen.standing->outcome >= domain::Outcome::incomplete)
        seen.due.push_back("screening");
    SINEW_TRY(const auto proposed,
              newest_of(store, DocumentKind::programme, person.id, "proposed"));
    if (proposed) seen.due.push_back("sign_programme");
    SINEW_TRY(const auto adaptations, all_of(store, DocumentKind::adaptation, person.id));
    if (seen.programme && undecided_week(seen.programme->answer(), acting.today, adaptations))
        seen.due.push_back("adaptation");
    if (seen.waiting_message) seen.due.push_back("message");
    // The outcomes pack asks for craving every so many days; a day more is due, not yet quiet.
    const auto* craving = acting.packs().outcomes.find("craving_vas");
    if (seen.programme && !seen.quiet && craving != nullptr && silent > craving->every_days)
        seen.due.push_back("check_in");
    SINEW_TRY(const bool looked_in, emergency_waits(store, person.id));
    if (looked_in) seen.due.insert(seen.due.begin(), "emergency_access");
    return seen;
}

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

}  // namespace

Result<CaseloadRow> caseload_row(const ReadStore& store, const Document& person,
                                 const Centre& centre, const Acting& acting,
                                 care::TrendMemory* memory) {
    SINEW_TRY(const Json body, body_of(person));
    SINEW_TRY(Seen seen, look(store, person, centre, acting, memory));
    SINEW_TRY(const LookedAt looked, looked_at(store, person.id));
    CaseloadRow row;
    row.person = person.id;
    row.code = text_in(body, "code");
    row.name = text_in(body, "name");
    row.found_by = lower(row.code + "\n" + row.name);
    SINEW_TRY(const Treating treating, treating_of(store, person.id));
    row.teams = treating.teams;
    row.colleagues = treating.colleagues;
    row.quiet = seen.quiet;
    row.unscreened = !seen.standing || !seen.standing->holds;
    for (const care::OutcomeTrend& trend : seen.trends.trends) {
        const auto attention = gravest(trend);
        if (attention == care::Attention::worse_alarm) ++row.urgency.alarms;
        if (attention == care::Attention::worsened ||
            attention == care::Attention::rose_after_bouts)
            ++row.urgency.worsened;
        row.moved = row.moved || (attention && *attention != care::Attention::quiet) ||
                    trend.level.verdict == trend::ChangeVerdict::improved ||
                    trend.level.verdict == trend::ChangeVerdict::worsened;
    }
    if (seen.standing && seen.standing->outcome >= domain::Outcome::refer_first)
        row.urgency.stopped = 1;
    row.urgency.quiet = seen.quiet ? 1 : 0;
    for (const auto language : {domain::Language::en, domain::Language::zh}) {
        Acting reader = acting;
        reader.language = language;
        const auto words = reader.words();
        SINEW_TRY(auto flags, flags_of_entries(store, person.id, looked, reader));
        const bool raised = !flags.empty();
        if (seen.standing)
            for (RaisedFlag& flag : flags_of_screening(*seen.standing, reader))
                flags.push_back(std::move(flag));
        for (RaisedFlag& flag : flags_of_trends(seen.trends, words))
            flags.push_back(std::move(flag));
        if (language == domain::Language::en) {
            if (raised) seen.due.push_back("review");
            for (const RaisedFlag& flag : flags)
                ++(flag.grave ? row.urgency.grave_flags : row.urgency.flags);
            row.flagged = !flags.empty();
        }
        OrderedJson json;
        json["person"] = person_line(person.id, body);
        json["outcome"] =
            seen.standing ? OrderedJson(domain::name_of(seen.standing->outcome)) : "not_screened";
        json["outcome_words"] = outcome_words(seen, reader, words);
        json["screening_day"] =
            seen.standing ? OrderedJson(day_text(seen.standing->decided_on)) : OrderedJson(nullptr);
        json["screening_valid"] = !row.unscreened;
        json["last_seen"] = day_or_null(seen.last_seen);
        json["quiet"] = seen.quiet;
        json["due"] = seen.due;
        json["next_session"] = next_session(seen, reader, words);
        json["flags"] = OrderedJson::array();
        for (const RaisedFlag& flag : flags)
            json["flags"].push_back(flag_json(flag, words_of_person(body).language));
        json["series"] = OrderedJson::array();
        const Day from = acting.today - std::chrono::days{kSparkDays};
        for (const char* outcome : {"craving_vas", "mood"})
            for (const care::OutcomeTrend& trend : seen.trends.trends)
                if (trend.outcome->id == outcome)
                    json["series"].push_back(series_json(trend, from, words));
        json["week"] = this_week(seen);
        std::string text = json.dump();
        text.pop_back();
        row.json[static_cast<std::size_t>(language)] = std::move(text);
    }
    row.due = seen.due;
    row.urgency.due = static_cast<int>(seen.due.size());
    return row;
}

}  // namespace sinew::clinic
