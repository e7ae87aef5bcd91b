// Who treats whom, emergency access, notes of counselling.
#include <sinew/clinic/counselling_use.hpp>
#include <sinew/clinic/emergency_use.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/clinic/treating_team.hpp>
#include <sinew/server/care_answers.hpp>
#include <sinew/server/care_routes.hpp>
#include <sinew/server/problem.hpp>

namespace sinew::server {
namespace {

/// After a change of teams everybody's line may be another.
Answer for_everybody(const Call& call, Answer answer) {
    if (auto* then = std::get_if<ThenWrite>(&answer))
        then->committed = [&caseload = call.clinic.caseload] { caseload.moved(std::nullopt); };
    return answer;
}

Answer refuse_emergency(const Call& call, const std::string& key) {
    call.clinic.logins.failed(key, call.now);
    return ThenWrite{[](clinic::WriteStore& store) -> Result<Response> {
        clinic::AuditEntry entry;
        entry.action = "refused.emergency_access";
        if (const auto told = store.append(entry); !told) return fail(told.error());
        return problem(Refusal{.status = 404,
                               .kind = "not_found",
                               .title = "there is nobody of that code or name",
                               .hint = "type the whole code, or the whole name as it is kept",
                               .where = "/whom"});
    }};
}

}  // namespace

Answer get_teams(const Call& call) { return seen(clinic::teams_view(call.store)); }

Answer post_team(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto said = clinic::read_team(*json, true);
    if (!said) return said.error();
    return change_of(
        call, 201,
        [said = *said, acting = *acting](clinic::WriteStore& store) {
            return clinic::keep_team(store, std::nullopt, said, std::nullopt, acting);
        },
        std::nullopt);
}

Answer patch_team(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto id = id_of_path(call, "team");
    if (!id) return id.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto said = clinic::read_team(*json, false);
    if (!said) return said.error();
    const auto before = call.store.document(*id);
    if (!before) return before.error();
    if (*before)
        if (auto no = refuse_other_version(call.request, (*before)->version)) return *std::move(no);
    const int version = *before ? (*before)->version : 0;
    return for_everybody(
        call, change_of(
                  call, 200,
                  [id = *id, said = *said, version, acting = *acting](clinic::WriteStore& store) {
                      return clinic::keep_team(store, id, said, version, acting);
                  },
                  std::nullopt));
}

Answer get_treated(const Call& call) { return seen(clinic::treated_view(call.store)); }

Answer get_treating_team(const Call& call) { return view_of_person(call, clinic::treating_view); }

Answer put_treating_team(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto said = clinic::read_treating(*json);
    if (!said) return said.error();
    const auto before = clinic::treating_of(call.store, *call.person);
    if (!before) return before.error();
    if (auto no = refuse_other_version(call.request, before->version())) return *std::move(no);
    return change_here(
        call, 200,
        [person = *call.person, said = *said, version = before->version(),
         acting = *acting](clinic::WriteStore& store) {
            return clinic::keep_treating(store, person, said, version, acting);
        },
        said->reason);
}

Answer get_emergencies(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    return seen(clinic::emergencies_view(call.store, *acting));
}

Answer post_emergency(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto asked = clinic::read_emergency(*json);
    if (!asked) return asked.error();
    // Whoever tries out codes waits longer and longer, and every try stands in the chain.
    const std::string key = "emergency:" + id_text(acting->account);
    if (const int wait = call.clinic.logins.wait_of_login(key, call.now))
        return problem(Refusal{.status = 429,
                               .kind = "too_often",
                               .title = "too many tries",
                               .hint = "wait " + std::to_string(wait) + " seconds, then try again",
                               .retry_after_s = wait});
    const auto there = clinic::called(call.store, asked->whom);
    if (!there && there.error().code == ErrorCode::not_found) return refuse_emergency(call, key);
    if (!there) return there.error();
    call.clinic.logins.succeeded(key);
    Answer answer = change_of(
        call, 201,
        [asked = *asked, person = *there,
         acting = *acting](clinic::WriteStore& store) -> Result<OrderedJson> {
            SINEW_TRY(auto opened, clinic::open_emergency(store, asked, acting));
            clinic::AuditEntry entry;
            entry.person = person;
            entry.object = read_id(opened["id"].get<std::string>()).value_or(Id{});
            entry.reason = domain::name_of(asked.reason);
            entry.authority = "emergency " + opened["id"].get<std::string>();
            if (const auto told = store.append(entry); !told) return fail(told.error());
            return opened;
        },
        *there);
    return answer;
}

Answer post_emergency_review(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto id = id_of_path(call, "access");
    if (!id) return id.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto review = clinic::read_emergency_review(*json);
    if (!review) return review.error();
    const auto document = call.store.document(*id);
    if (!document) return document.error();
    const std::optional<Id> person = *document ? (*document)->person : std::nullopt;
    return change_of(
        call, 200,
        [id = *id, person, review = *review,
         acting = *acting](clinic::WriteStore& store) -> Result<OrderedJson> {
            SINEW_TRY(auto reviewed, clinic::review_emergency(store, id, review, acting));
            clinic::AuditEntry entry;
            entry.person = person;
            entry.object = id;
            entry.reason = review.justified ? "justified" : "not justified";
            entry.authority = "emergency " + id_text(id);
            if (const auto told = store.append(entry); !told) return fail(told.error());
            return reviewed;
        },
        person);
}

Answer get_counselling_notes(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto consent = id_of_query(call.request, "consent");
    if (!consent) return consent.error();
    return seen(clinic::counselling_notes_view(call.store, *call.person, *consent, *acting));
}

Answer post_counselling_note(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "", faults};
    body.only({"text"});
    const std::string text = body.text("text", 1, 20'000);
    if (!faults.none()) return faults;
    return change_here(call, 201,
                       [person = *call.person, text, acting = *acting](clinic::WriteStore& store) {
                           return clinic::add_counselling_note(store, person, text, acting);
                       });
}

}  // namespace sinew::server
