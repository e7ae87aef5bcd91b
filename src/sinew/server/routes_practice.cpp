// Sessions, scripts, check-ins, today, change, and the week's adaptation.
#include <sinew/base/text.hpp>
#include <sinew/clinic/adaptation_use.hpp>
#include <sinew/clinic/change_use.hpp>
#include <sinew/clinic/entries_use.hpp>
#include <sinew/clinic/flags.hpp>
#include <sinew/clinic/session_use.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/clinic/talk_use.hpp>
#include <sinew/clinic/timeline_use.hpp>
#include <sinew/clinic/today_use.hpp>
#include <sinew/server/care_answers.hpp>
#include <sinew/server/care_routes.hpp>

namespace sinew::server {
namespace {

Result<int> number_of_path(const Call& call, std::string_view part, int lowest, int highest) {
    const auto found = call.parts.find(part);
    const auto number = found == call.parts.end() ? std::nullopt : parse_number(found->second);
    if (!number || *number < lowest || *number > highest || *number != static_cast<int>(*number))
        return fail(
            {ErrorCode::not_found, "there is no such day or session", std::string{part}, ""});
    return static_cast<int>(*number);
}

}  // namespace

Answer get_sessions(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto from = day_of_query(call.request, "from");
    if (!from) return from.error();
    const auto to = day_of_query(call.request, "to");
    if (!to) return to.error();
    return seen(clinic::sessions_view(call.store, *call.person, *from, *to, *acting));
}

Answer get_script(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto day = number_of_path(call, "day", 1, domain::kWeeks * 7);
    if (!day) return day.error();
    const auto session = number_of_path(call, "session", 0, 9);
    if (!session) return session.error();
    clinic::ScriptWish wish;
    const auto level = whole_of_query(call.request, "breath_level", 0, 4);
    if (!level) return level.error();
    wish.breath_level = *level;
    if (const auto text = call.request.parameter("tempo"); !text.empty()) {
        wish.tempo = parse_number(text);
        if (!wish.tempo || *wish.tempo < 0.5 || *wish.tempo > 2)
            return Error{ErrorCode::out_of_range, "tempo is outside its range", "query tempo",
                         "give a factor from 0.5 to 2"};
    }
    wish.seated = call.request.parameter("seated") == "true";
    return seen(clinic::script_view(call.store, *call.person, *day, *session, wish, *acting));
}

Answer get_on_demand(const Call& call) { return view_on_asked_day(call, clinic::on_demand_view); }

Answer get_meanwhile(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto activity = domain::named<domain::Activity>(call.parts.find("activity")->second);
    if (!activity)
        return Error{ErrorCode::not_found, "there is no such activity", "activity",
                     "use one of: " + domain::all_names<domain::Activity>()};
    return seen(clinic::meanwhile_view(call.store, *call.person, *activity, *acting));
}

Answer post_entries(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "", faults};
    body.only({"entries"});
    if (!body.has("entries")) body.fault("entries", "missing", "");
    if (!faults.none()) return faults;
    auto entries = clinic::read_entries((*json)["entries"], acting->packs());
    if (!entries) return entries.error();
    return change_here(call, 200,
                       [person = *call.person, entries = *std::move(entries),
                        acting = *acting](clinic::WriteStore& store) -> Result<OrderedJson> {
                           SINEW_TRY(const auto kept,
                                     clinic::keep_entries(store, person, entries, acting));
                           return clinic::entries_json(kept);
                       });
}

Answer get_entries(const Call& call) {
    const auto from = day_of_query(call.request, "from");
    if (!from) return from.error();
    const auto to = day_of_query(call.request, "to");
    if (!to) return to.error();
    const auto after = id_of_query(call.request, "after");
    if (!after) return after.error();
    const auto limit = whole_of_query(call.request, "limit", 1, 1000);
    if (!limit) return limit.error();
    return seen(clinic::entries_view(call.store, *call.person, *from, *to, *after,
                                     static_cast<std::size_t>(limit->value_or(200))));
}

Answer get_today(const Call& call) { return view_on_asked_day(call, clinic::today_view); }
Answer get_offline(const Call& call) { return view_on_asked_day(call, clinic::offline_view); }
Answer get_change(const Call& call) { return view_on_asked_day(call, clinic::change_view); }

Answer get_coping_plan(const Call& call) {
    return seen(clinic::coping_plan_view(call.store, *call.person));
}

Answer put_coping_plan(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto plan = clinic::read_coping_plan(*json);
    if (!plan) return plan.error();
    std::optional<int> version;
    if (const auto said = call.request.header("if-match"); !said.empty()) {
        const auto before = clinic::coping_plan_view(call.store, *call.person);
        if (!before) return before.error();
        version = (*before)["version"].get<int>();
        if (auto no = refuse_other_version(call.request, *version)) return *std::move(no);
    }
    return change_here(call, 200,
                       [person = *call.person, plan = *plan, version,
                        acting = *acting](clinic::WriteStore& store) {
                           return clinic::keep_coping_plan(store, person, plan, version, acting);
                       });
}

Answer get_messages(const Call& call) {
    return seen(clinic::messages_view(call.store, *call.person));
}

Answer post_message(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "", faults};
    body.only({"text"});
    const std::string text = body.text("text", 1, 4000);
    if (!faults.none()) return faults;
    return change_here(call, 201,
                       [person = *call.person, text, acting = *acting](clinic::WriteStore& store) {
                           return clinic::write_message(store, person, text, acting);
                       });
}

Answer post_messages_read(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    return change_here(call, 204,
                       [person = *call.person,
                        acting = *acting](clinic::WriteStore& store) -> Result<OrderedJson> {
                           if (const auto done = clinic::read_messages(store, person, acting);
                               !done)
                               return fail(done.error());
                           return OrderedJson{};
                       });
}

Answer get_notes(const Call& call) { return seen(clinic::notes_view(call.store, *call.person)); }

Answer post_note(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "", faults};
    body.only({"text", "kind"});
    const std::string text = body.text("text", 1, 20'000);
    const std::string kind = body.one_of("kind", {"note", "call", "visit"});
    if (!faults.none()) return faults;
    return change_here(
        call, 201,
        [person = *call.person, text, kind, acting = *acting](clinic::WriteStore& store) {
            return clinic::add_note(store, person, text, kind, acting);
        });
}

Answer get_flags(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    return seen(clinic::open_flags_view(call.store, *call.person, *acting));
}

Answer get_timeline(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto limit = whole_of_query(call.request, "limit", 1, 1000);
    if (!limit) return limit.error();
    return seen(clinic::timeline_view(
        call.store, *call.person,
        *limit ? static_cast<std::size_t>(**limit) : clinic::kTimelineLines, *acting));
}

Answer get_adaptation(const Call& call) { return view_on_asked_day(call, clinic::adaptation_view); }

Answer post_adaptation(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    auto said = clinic::read_adaptation(*json);
    if (!said) return said.error();
    auto proof = proof_in(call, *json);
    if (!proof) return proof.error();
    said->proved_by = proof->proved_by;
    return change_here(
        call, 200,
        signed_with(
            call, *proof,
            [person = *call.person, said = *said, acting = *acting](clinic::WriteStore& store) {
                return clinic::decide_adaptation(store, person, said, acting);
            }),
        said->reason);
}

}  // namespace sinew::server
