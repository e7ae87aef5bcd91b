#include <sinew/clinic/centre_use.hpp>
#include <sinew/server/care_answers.hpp>

namespace sinew::server {

Result<clinic::Acting> acting_of(const Call& call) {
    clinic::Account account;
    account.id = call.actor->account;
    account.role = call.actor->role;
    account.person = call.actor->person;
    account.name = call.actor->name;
    clinic::Acting acting = call.clinic.acting_as(account, call.now);
    acting.language = language_of(call.request);
    acting.framing = framing_of(call.request);
    SINEW_TRY(const clinic::Centre centre, clinic::centre_of(call.store));
    acting.today = clinic::local_day(call.now, centre.utc_offset_min);
    return acting;
}

Result<clinic::Acting> acting_on_asked_day(const Call& call) {
    SINEW_TRY(auto acting, acting_of(call));
    SINEW_TRY(const auto day, day_of_query(call.request, "date"));
    if (day) acting.today = *day;
    return acting;
}

Result<std::optional<Day>> day_of_query(const Request& request, std::string_view name) {
    const std::string_view text = request.parameter(name);
    if (text.empty()) return std::optional<Day>{};
    SINEW_TRY(const Day day, read_day(text, "query " + std::string{name}));
    return std::optional{day};
}

Result<std::optional<Id>> id_of_query(const Request& request, std::string_view name) {
    const std::string_view text = request.parameter(name);
    if (text.empty()) return std::optional<Id>{};
    SINEW_TRY(const Id id, read_id(text, "query " + std::string{name}));
    return std::optional{id};
}

Result<Id> id_of_path(const Call& call, std::string_view part) {
    const auto found = call.parts.find(part);
    const auto id = found == call.parts.end() ? Result<Id>{Id{}} : read_id(found->second);
    if (!id || *id == Id{})
        return fail({ErrorCode::not_found, "there is nothing of that name", "", ""});
    return *id;
}

Answer seen(const Result<OrderedJson>& answer) {
    if (!answer) return answer.error();
    if (answer->is_object())
        if (const auto version = answer->find("version");
            version != answer->end() && version->is_number_integer())
            return json_answer(200, *answer, version->get<int>());
    return json_answer(200, *answer);
}

Answer view_of_person(const Call& call, PersonView view) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    return seen(view(call.store, *call.person, *acting));
}

Answer view_on_asked_day(const Call& call, PersonView view) {
    const auto acting = acting_on_asked_day(call);
    if (!acting) return acting.error();
    return seen(view(call.store, *call.person, *acting));
}

Answer change_of(const Call& call, int status, CareWork work, std::optional<Id> person) {
    return ThenWrite{
        .work = [status, work = std::move(work)](clinic::WriteStore& store) -> Result<Response> {
            SINEW_TRY(const OrderedJson body, work(store));
            if (status == 204) return empty_answer();
            if (body.is_object())
                if (const auto version = body.find("version");
                    version != body.end() && version->is_number_integer())
                    return json_answer(status, body, version->get<int>());
            return json_answer(status, body);
        },
        .committed =
            [&caseload = call.clinic.caseload, person] {
                if (person) caseload.moved(person);
            }};
}

Answer change_here(const Call& call, int status, CareWork work, std::string reason,
                   std::string authority) {
    const auto told = [work = std::move(work), reason = std::move(reason),
                       authority =
                           std::move(authority)](clinic::WriteStore& store) -> Result<OrderedJson> {
        // Told before the work: the audit line of an erasure must not depend on what it erases.
        if (!reason.empty() || !authority.empty()) {
            clinic::AuditEntry entry;
            entry.reason = reason;
            entry.authority = authority;
            if (const auto done = store.append(entry); !done) return fail(done.error());
        }
        return work(store);
    };
    return change_of(call, status, told, call.person);
}

Result<SignedWith> proof_in(const Call& call, const Json& body) {
    SignedWith with;
    const auto found = body.find("proof");
    if (found == body.end() || found->is_null()) return with;
    if (found->is_string()) {
        with.proof = found->get<std::string>();
        const auto proved = call.clinic.proofs.good(call.session->token_hash, with.proof, call.now);
        if (proved) {
            with.proved_by = *proved;
            return with;
        }
    }
    return fail({ErrorCode::bad_input, "this proof of the signer is not good any more", "/proof",
                 "type your password or one-time code again"});
}

CareWork signed_with(const Call& call, const SignedWith& with, CareWork work) {
    if (with.proof.empty()) return work;
    return [with, work = std::move(work), session = call.session->token_hash, now = call.now,
            &proofs = call.clinic.proofs](clinic::WriteStore& store) -> Result<OrderedJson> {
        SINEW_TRY(auto answer, work(store));
        if (!proofs.take(session, with.proof, now))
            return fail({ErrorCode::bad_input, "this proof of the signer was used a moment ago",
                         "/proof", "type your password or one-time code again"});
        return answer;
    };
}

}  // namespace sinew::server
