#include <sinew/care/session_use.hpp>
#include <sinew/clinic/class_use.hpp>
#include <sinew/clinic/clearance_use.hpp>
#include <sinew/clinic/flags.hpp>
#include <sinew/clinic/session_use.hpp>
#include <sinew/document/session_json.hpp>
#include <sinew/render/day_order.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::clinic {
namespace {

std::optional<double> number_in(const Json& json, const char* key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_number() ? std::optional{found->get<double>()}
                                                     : std::nullopt;
}

std::string clock_text(int minute) {
    const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
    return two(minute / 60) + ":" + two(minute % 60);
}

std::string state_of(const PlannedSession& planned, const NotedByPlace& noted, Day today) {
    if (const auto found = noted.find({planned.day, planned.session}); found != noted.end()) {
        const std::string& status = found->second.status;
        if (status == "done" || status == "partly" || status == "stopped") return status;
        return "past";
    }
    return planned.date > today ? "ahead" : planned.date == today ? "open" : "past";
}

/// @errors conflict: why it must wait, and what is permitted meanwhile
Result<void> training_goes_on(const MayTrain& may, const knowledge::Words& words) {
    if (may.training) return {};
    std::string hint;
    for (const auto activity : may.meanwhile)
        hint += (hint.empty() ? "" : ", ") +
                words("activity." + std::string{domain::name_of(activity)});
    return fail({ErrorCode::conflict, words("clinic.training.waits"), "programme", hint});
}

}  // namespace

Result<std::vector<SessionNoted>> sessions_noted(const ReadStore& store, const Id& person) {
    SINEW_TRY(const auto documents, all_of(store, DocumentKind::session_done, person));
    std::vector<SessionNoted> list;
    for (const Document& document : documents) {
        SINEW_TRY(const Json body, body_of(document));
        const Json& said = body.at("session_done");
        SessionNoted one;
        one.id = document.id;
        one.day = said.value("day", 0);
        one.session = said.value("session", 0);
        one.date = document.day.value_or(day_of(document.recorded_at));
        one.status = text_in(said, "status");
        one.minutes = number_in(said, "minutes");
        one.effort = number_in(said, "effort");
        one.hr_mean = number_in(said, "hr_mean");
        if (const auto signs = said.find("stop_signs"); signs != said.end() && signs->is_array())
            for (const Json& sign : *signs)
                if (sign.is_string()) one.stop_signs.push_back(sign.get<std::string>());
        one.how = text_in(said, "how");
        one.script = text_in(said, "script");
        one.recorded_at = document.recorded_at;
        list.push_back(std::move(one));
    }
    return list;
}

NotedByPlace by_place(const std::vector<SessionNoted>& noted, Day start) {
    NotedByPlace places;
    for (const SessionNoted& one : noted) {
        if (one.day < 1 || one.date < start) continue;
        const auto [at, is_new] = places.try_emplace({one.day, one.session}, one);
        // A session begun twice counts as it went best: done outranks a stop before it.
        if (!is_new && (at->second.status != "done" || one.status == "done")) at->second = one;
    }
    return places;
}

std::vector<PlannedSession> planned_sessions(const domain::Programme& programme,
                                             std::optional<Day> from, std::optional<Day> to) {
    std::vector<PlannedSession> list;
    int number = 0;
    for (const domain::ProgrammeWeek& week : programme.weeks)
        for (const domain::ProgrammeDay& day : week.days) {
            ++number;
            if ((from && day.date < *from) || (to && day.date > *to)) continue;
            for (const domain::Session* session : render::in_order_of_the_day(programme, day)) {
                const auto place = session - &programme.sessions[day.first_session];
                list.push_back({number, static_cast<int>(place), day.date, session,
                                week.needs_new_screening, week.if_progress});
            }
        }
    return list;
}

std::optional<int> programme_day(const domain::Programme& programme, Day date) {
    const auto since = (date - programme.start).count();
    if (since < 0 || since >= domain::kWeeks * 7) return std::nullopt;
    return static_cast<int>(since) + 1;
}

std::string session_label(const domain::Session& session, const knowledge::Catalogue& catalogue,
                          const knowledge::Words& words) {
    using domain::SessionKind;
    if (session.kind == SessionKind::mind_body)
        return words(session.forms.empty() ? "modality.breathing" : "modality.yijinjing");
    if (session.kind == SessionKind::aerobic)
        for (const domain::ExerciseUse& use : session.exercises)
            if (use.part == domain::SessionPart::work)
                return words("modality." + std::string{domain::name_of(
                                               catalogue.exercises[use.exercise].modality)});
    return words("modality." + std::string{domain::name_of(session.kind)});
}

OrderedJson session_line(const PlannedSession& planned, const NotedByPlace& noted,
                         const std::map<Day, Id>& in_class, Day today, const Acting& acting) {
    const domain::Session& session = *planned.prescribed;
    const auto words = acting.words();
    OrderedJson json;
    json["day"] = planned.day;
    json["session"] = planned.session;
    json["date"] = day_text(planned.date);
    json["time"] = session.start_minute >= 0 ? OrderedJson(clock_text(session.start_minute))
                                             : OrderedJson(nullptr);
    json["label"] = session_label(session, acting.packs(), words);
    json["kind"] = domain::name_of(session.kind);
    json["minutes"] = session.total_min;
    json["zone"] = words("zone." + std::string{domain::name_of(session.targets.zone_high)});
    json["when"] = words("programme." + std::string{domain::name_of(session.when)});
    json["state"] = state_of(planned, noted, today);
    json["needs_new_screening"] = planned.needs_new_screening;
    json["in_class"] = nullptr;
    if (session.setting == domain::Setting::class_lesson)
        if (const auto found = in_class.find(planned.date); found != in_class.end())
            json["in_class"] = id_text(found->second);
    return json;
}

Result<OrderedJson> sessions_view(const ReadStore& store, const Id& person, std::optional<Day> from,
                                  std::optional<Day> to, const Acting& acting) {
    SINEW_TRY(const auto kept, programme_in_force(store, person));
    OrderedJson list = OrderedJson::array();
    if (!kept) return list;
    SINEW_TRY(const auto value, programme_value(*kept, acting));
    SINEW_TRY(const auto noted, sessions_noted(store, person));
    SINEW_TRY(const auto classes, classes_of_person(store, person, from, to));
    const NotedByPlace places = by_place(noted, value.programme.start);
    for (const PlannedSession& planned : planned_sessions(value.programme, from, to))
        list.push_back(session_line(planned, places, classes, acting.today, acting));
    return list;
}

Result<MayTrain> may_train(const ReadStore& store, const Id& person,
                           const std::optional<KeptProgramme>& programme, const Acting& acting) {
    MayTrain may;
    const auto words = acting.words();
    SINEW_TRY(const auto clearance, newest_clearance(store, person, acting.packs()));
    if (!clearance) {
        may.open.push_back(words("clinic.training.not_screened"));
        return may;
    }
    const Day decided = clearance->document.day.value_or(clearance->as_of.day());
    const auto standing = standing_screening(
        clearance->record, decided, clearance->as_of.when, acting.today,
        programme ? rescreening_day(programme->answer(), decided) : std::nullopt, acting.packs());
    may.outcome = standing.outcome;
    // A fact that only went stale since is asked again; it does not end what was signed. A referral or a stop does, and so
    // does a week of re-screening.
    const bool worse = standing.outcome >= domain::Outcome::refer_first;
    const bool allowed = standing.decided.training_allowed() && !worse;
    may.clearance = allowed ? standing.decided : standing.clearance;
    if (may.clearance.permitted_meanwhile) may.meanwhile = *may.clearance.permitted_meanwhile;
    if (!allowed)
        may.open.push_back(words("outcome." + std::string{domain::name_of(standing.outcome)}));
    if (standing.rescreening_due) {
        may.open.push_back(words("clinic.training.rescreen"));
        // What is always permitted while questions are open, unless the rules left even less.
        if (allowed) may.meanwhile = {domain::Activity::seated_breathing};
    }
    // A stop sign or a grave answer that nobody has looked at yet: training waits (knowledge/screening: "stop_now", "refer_first").
    SINEW_TRY(const LookedAt looked, looked_at(store, person));
    SINEW_TRY(const auto flags, flags_of_entries(store, person, looked, acting));
    if (std::any_of(flags.begin(), flags.end(), [](const auto& flag) { return flag.grave; })) {
        may.open.push_back(words("clinic.training.flag"));
        if (allowed) may.meanwhile = {domain::Activity::seated_breathing};
    }
    if (!programme) may.open.push_back(words("clinic.training.no_programme"));
    may.training = may.open.empty();
    return may;
}

void sit_down(domain::Programme& programme) {
    for (domain::Session& session : programme.sessions)
        for (domain::FormUse& use : session.forms) use.variant = domain::Variant::seated;
    for (domain::FormUse& use : programme.on_demand.forms) use.variant = domain::Variant::seated;
}

Result<OrderedJson> script_view(const ReadStore& store, const Id& person, int day, int session,
                                const ScriptWish& wish, const Acting& acting) {
    SINEW_TRY(const auto kept, programme_in_force(store, person));
    if (!kept) return fail(nothing_here("there is no programme in force", "programme"));
    SINEW_TRY(const MayTrain may, may_train(store, person, kept, acting));
    if (auto goes_on = training_goes_on(may, acting.words()); !goes_on)
        return fail(goes_on.error());
    SINEW_TRY(auto value, programme_value(*kept, acting));
    if (wish.seated) sit_down(value.programme);
    care::SessionOptions options;
    options.tempo = wish.tempo;
    options.breath_level = wish.breath_level;
    SINEW_TRY(const auto script,
              care::compile_session(value.programme, day, session, options, acting.packs()));
    return document::session_script_json(script, acting.packs(), acting.words());
}

Result<OrderedJson> on_demand_view(const ReadStore& store, const Id& person, const Acting& acting) {
    SINEW_TRY(const auto kept, programme_in_force(store, person));
    SINEW_TRY(const MayTrain may, may_train(store, person, kept, acting));
    if (kept && may.training) {
        SINEW_TRY(const auto value, programme_value(*kept, acting));
        return document::session_script_json(
            care::compile_on_demand(value.programme, {}, acting.packs()), acting.packs(),
            acting.words());
    }
    return meanwhile_view(store, person, domain::Activity::seated_breathing, acting);
}

Result<OrderedJson> meanwhile_view(const ReadStore& store, const Id& person,
                                   domain::Activity activity, const Acting& acting) {
    SINEW_TRY(const auto kept, programme_in_force(store, person));
    SINEW_TRY(const MayTrain may, may_train(store, person, kept, acting));
    if (!may.outcome)
        return fail({ErrorCode::conflict, acting.words()("clinic.training.not_screened"), "", ""});
    SINEW_TRY(const auto script, care::compile_meanwhile(activity, may.clearance, acting.packs()));
    return document::session_script_json(script, acting.packs(), acting.words());
}

}  // namespace sinew::clinic
