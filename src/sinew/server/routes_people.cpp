// People, their records, clearances and programmes.
#include <sinew/clinic/clearance_use.hpp>
#include <sinew/clinic/consent_use.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/programme_use.hpp>
#include <sinew/clinic/record_use.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/clinic/why_use.hpp>
#include <sinew/server/care_answers.hpp>
#include <sinew/server/care_routes.hpp>
#include <sinew/server/identity.hpp>
#include <sinew/server/problem.hpp>

namespace sinew::server {
namespace {

Answer sheet(const Call& call, clinic::SheetKind kind, const char* media, const char* name) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    auto bytes = clinic::programme_sheet(call.store, *call.person, kind, *acting);
    if (!bytes) return bytes.error();
    // The name of the file tells a bystander nothing.
    return file_answer(media, *std::move(bytes), name);
}

}  // namespace

Answer get_people(const Call& call) {
    const auto acting = acting_on_asked_day(call);
    if (!acting) return acting.error();
    const auto limit =
        whole_of_query(call.request, "limit", 1, static_cast<int>(clinic::kMostRows));
    if (!limit) return limit.error();
    const auto after = whole_of_query(call.request, "cursor", 0, 1'000'000);
    if (!after) return after.error();
    clinic::CaseloadQuestion question;
    question.find = call.request.parameter("find");
    question.due = call.request.parameter("due");
    auto who = clinic::Reaching::of(call.store, acting->account);
    if (!who) return who.error();
    question.who = *std::move(who);
    const auto named = call.request.parameter("named");
    if (!named.empty() && named != "me")
        return Error{ErrorCode::bad_input, "unknown word", "query named",
                     "use me, or leave it out"};
    if (named == "me") question.named = acting->account;
    question.after = static_cast<std::size_t>(after->value_or(0));
    if (*limit) question.limit = static_cast<std::size_t>(**limit);
    auto page = call.clinic.caseload.page(call.clinic.store(), question, *acting);
    if (!page) return page.error();
    return Response{
        .status = 200, .headers = {{"Content-Type", "application/json"}}, .body = *std::move(page)};
}

Answer post_people(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto said = clinic::read_person_said(*json, {"bundle"}, acting->today);
    if (!said) return said.error();
    std::optional<clinic::LaidBundle> bundle;
    if (const auto found = json->find("bundle"); found != json->end() && !found->is_null()) {
        auto laid = clinic::read_sent_bundle(found->dump(), std::nullopt, *acting);
        if (!laid) return laid.error();
        bundle = *std::move(laid);
    }
    const Id id = acting->new_id();
    return change_of(
        call, 201,
        [id, said = *said, bundle,
         acting = *acting](clinic::WriteStore& store) -> Result<OrderedJson> {
            SINEW_TRY(auto made, clinic::take_in(store, id, said, acting));
            if (bundle) {
                const auto kept =
                    clinic::keep_record(store, id, bundle->record, std::nullopt, acting);
                if (!kept) return fail(kept.error());
            }
            // The route does not know the person yet: the log must.
            clinic::AuditEntry entry;
            entry.person = id;
            if (const auto told = store.append(entry); !told) return fail(told.error());
            return made;
        },
        id);
}

Answer get_person(const Call& call) { return seen(clinic::person_view(call.store, *call.person)); }

Answer patch_person(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto said = clinic::read_person_said(*json, {"reason"}, acting->today);
    if (!said) return said.error();
    const auto document = clinic::person_document(call.store, *call.person);
    if (!document) return document.error();
    if (auto no = refuse_other_version(call.request, document->version)) return *std::move(no);
    const std::string reason = clinic::text_in(*json, "reason");
    return change_here(
        call, 200,
        [person = *call.person, said = *said, version = document->version, reason,
         acting = *acting](clinic::WriteStore& store) {
            return clinic::correct_person(store, person, said, version, reason, acting);
        },
        reason);
}

Answer post_person_invitation(const Call& call) {
    return change_here(
        call, 200,
        [person = *call.person, now = call.now,
         &settings = call.clinic.settings()](clinic::WriteStore& store) -> Result<OrderedJson> {
            SINEW_TRY(const auto accounts, store.accounts());
            std::optional<clinic::Account> account;
            for (const clinic::Account& one : accounts)
                if (one.person == person && one.state != clinic::AccountState::closed)
                    account = one;
            if (!account) {
                SINEW_TRY(account, new_account(store, clinic::Role::person, "", "", now));
                account->person = person;
                if (const auto put = store.put(*account); !put) return fail(put.error());
            }
            SINEW_TRY(const Invited invited, invite(store, *account, settings, now));
            return invitation_json(invited, account->id);
        });
}

Answer get_record(const Call& call) {
    const auto view = clinic::record_view(call.store, *call.person);
    if (!view) return view.error();
    return json_answer(200, view->record, view->version);
}

Answer put_record(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto record = clinic::read_sent_record(*json, *acting);
    if (!record) return record.error();
    const auto view = clinic::record_view(call.store, *call.person);
    if (!view) return view.error();
    if (auto no = refuse_other_version(call.request, view->version)) return *std::move(no);
    return change_here(
        call, 200,
        [person = *call.person, record = *record, version = view->version,
         acting = *acting](clinic::WriteStore& store) -> Result<OrderedJson> {
            SINEW_TRY(const int next, clinic::keep_record(store, person, record, version, acting));
            return OrderedJson{{"version", next}};
        },
        std::string{call.request.header("x-reason")});
}

Answer post_bundle(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto before =
        clinic::record_of(call.store, *call.person, clinic::judged_now(*acting), acting->packs());
    if (!before) return before.error();
    const auto laid = clinic::read_sent_bundle(call.request.body, before->record, *acting);
    if (!laid) return laid.error();
    return change_here(call, 200,
                       [person = *call.person, laid = *laid, version = before->document.version,
                        acting = *acting](clinic::WriteStore& store) -> Result<OrderedJson> {
                           SINEW_TRY(const int next, clinic::keep_record(store, person, laid.record,
                                                                         version, acting));
                           return OrderedJson{{"version", next}, {"notes", laid.notes}};
                       });
}

Answer get_questions(const Call& call) { return view_of_person(call, clinic::questions_view); }

Answer post_answers(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "", faults};
    body.only({"answers"});
    if (!body.has("answers") || !(*json)["answers"].is_object())
        body.fault("answers", "answers by question are wanted here", "");
    if (!faults.none()) return faults;
    const auto before =
        clinic::record_of(call.store, *call.person, clinic::judged_now(*acting), acting->packs());
    if (!before) return before.error();
    const auto record = clinic::answered_record(before->record, (*json)["answers"], *acting);
    if (!record) return record.error();
    return change_here(call, 200,
                       [person = *call.person, record = *record, version = before->document.version,
                        acting = *acting](clinic::WriteStore& store) -> Result<OrderedJson> {
                           const auto kept =
                               clinic::keep_record(store, person, record, version, acting);
                           if (!kept) return fail(kept.error());
                           return clinic::questions_view(store, person, acting);
                       });
}

Answer get_clearance(const Call& call) { return view_of_person(call, clinic::clearance_view); }

Answer post_clearance(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    return change_here(call, 201,
                       [person = *call.person, acting = *acting](clinic::WriteStore& store) {
                           return clinic::screen_now(store, person, acting);
                       });
}

Answer get_programme(const Call& call) { return view_of_person(call, clinic::programme_view); }

Answer post_programme(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    std::optional<Day> start;
    if (!call.request.body.empty()) {
        const auto json = body_of(call.request);
        if (!json) return json.error();
        Faults faults;
        const clinic::StrictBody body{*json, "", faults};
        body.only({"start"});
        start = body.maybe_day("start");
        if (!faults.none()) return faults;
    }
    return change_here(call, 201,
                       [person = *call.person, start, acting = *acting](clinic::WriteStore& store) {
                           return clinic::prescribe_now(store, person, start, acting);
                       });
}

Answer post_programme_decision(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "", faults};
    body.only({"decision", "version", "reason", "proof"});
    const std::string decision = body.one_of("decision", {"sign", "decline"});
    if (decision.empty() && !body.has("decision")) body.fault("decision", "missing", "");
    clinic::SignedAs as;
    as.sign = decision == "sign";
    as.version = body.whole("version", 1, 1'000'000).value_or(0);
    as.reason = body.maybe_text("reason", 1000).value_or("");
    if (!faults.none()) return faults;
    // A signature is made by whoever holds the account now, not by an open window (CMP-024).
    const auto proof = proof_in(call, *json);
    if (!proof) return proof.error();
    as.proved_by = proof->proved_by;
    return change_here(
        call, 200,
        signed_with(call, *proof,
                    [person = *call.person, as, acting = *acting](clinic::WriteStore& store) {
                        return clinic::decide_programme(store, person, as, acting);
                    }),
        as.reason);
}

Answer get_programme_pdf(const Call& call) {
    return sheet(call, clinic::SheetKind::pdf, "application/pdf", "practice.pdf");
}
Answer get_programme_ics(const Call& call) {
    return sheet(call, clinic::SheetKind::ics, "text/calendar", "practice.ics");
}
Answer get_programme_html(const Call& call) {
    return sheet(call, clinic::SheetKind::html, "text/html", "practice.html");
}

Answer get_programme_fhir(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto consent = id_of_query(call.request, "consent");
    if (!consent) return consent.error();
    return ThenWrite{[person = *call.person, consent = *consent,
                      acting = *acting](clinic::WriteStore& store) -> Result<Response> {
        SINEW_TRY(const auto bundle, clinic::disclose_care_plan(store, person, consent, acting));
        Response response = json_answer(200, bundle);
        response.headers.front().second = "application/fhir+json";
        return response;
    }};
}

Answer get_why(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    return seen(clinic::why_view(call.store, *call.person,
                                 std::string{call.request.parameter("place")}, *acting));
}

}  // namespace sinew::server
