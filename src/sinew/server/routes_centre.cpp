// The centre, its classes, consents and what left it, the demonstration, and what the packs hold for a page.
#include <sinew/clinic/centre_use.hpp>
#include <sinew/clinic/class_use.hpp>
#include <sinew/clinic/consent_use.hpp>
#include <sinew/clinic/demonstration.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/clinic/today_use.hpp>
#include <sinew/server/care_answers.hpp>
#include <sinew/server/care_routes.hpp>

namespace sinew::server {
namespace {

Answer view_of_class(const Call& call, PersonView view) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto id = id_of_path(call, "class");
    if (!id) return id.error();
    return seen(view(call.store, *id, *acting));
}

}  // namespace

Answer get_centre(const Call& call) {
    const auto centre = clinic::centre_of(call.store);
    if (!centre) return centre.error();
    return json_answer(200, clinic::centre_json(*centre), centre->version);
}

Answer put_centre(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto centre = clinic::read_centre(*json);
    if (!centre) return centre.error();
    const auto before = clinic::centre_of(call.store);
    if (!before) return before.error();
    if (auto no = refuse_other_version(call.request, before->version)) return *std::move(no);
    Answer answer = change_of(
        call, 200,
        [centre = *centre, version = before->version, acting = *acting](clinic::WriteStore& store) {
            return clinic::keep_centre(store, centre, version, acting);
        },
        std::nullopt);
    std::get<ThenWrite>(answer).committed = [&caseload = call.clinic.caseload] {
        caseload.moved(std::nullopt);
    };
    return answer;
}

Answer get_classes(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto from = day_of_query(call.request, "from");
    if (!from) return from.error();
    const auto to = day_of_query(call.request, "to");
    if (!to) return to.error();
    return seen(clinic::classes_view(call.store, *from, *to, *acting));
}

Answer post_class(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto said = clinic::read_class(*json, true, acting->packs());
    if (!said) return said.error();
    return change_of(
        call, 201,
        [id = acting->new_id(), said = *said, acting = *acting](clinic::WriteStore& store) {
            return clinic::plan_class(store, id, said, acting);
        },
        std::nullopt);
}

Answer get_class(const Call& call) { return view_of_class(call, clinic::class_view); }

Answer patch_class(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto id = id_of_path(call, "class");
    if (!id) return id.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto said = clinic::read_class(*json, false, acting->packs());
    if (!said) return said.error();
    const auto before = clinic::class_of(call.store, *id);
    if (!before) return before.error();
    if (auto no = refuse_other_version(call.request, before->document.version))
        return *std::move(no);
    return change_of(
        call, 200,
        [id = *id, said = *said, version = before->document.version,
         acting = *acting](clinic::WriteStore& store) {
            return clinic::change_class(store, id, said, version, acting);
        },
        std::nullopt);
}

Answer get_class_sheet(const Call& call) { return view_of_class(call, clinic::class_sheet_view); }

Answer put_attendance(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto id = id_of_path(call, "class");
    if (!id) return id.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto attended = clinic::read_attendance(*json);
    if (!attended) return attended.error();
    return change_of(
        call, 200,
        [id = *id, attended = *attended, acting = *acting](clinic::WriteStore& store) {
            return clinic::keep_attendance(store, id, attended, acting);
        },
        std::nullopt);
}

Answer get_class_script(const Call& call) { return view_of_class(call, clinic::class_script_view); }

Answer get_consents(const Call& call) { return view_of_person(call, clinic::consents_view); }

Answer post_consent(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto said = clinic::read_consent(*json);
    if (!said) return said.error();
    return change_here(
        call, 201,
        [person = *call.person, said = *said, acting = *acting](clinic::WriteStore& store) {
            return clinic::record_consent(store, person, said, acting);
        });
}

Answer post_revocation(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto consent = id_of_path(call, "consent");
    if (!consent) return consent.error();
    std::string reason;
    if (!call.request.body.empty()) {
        const auto json = body_of(call.request);
        if (!json) return json.error();
        Faults faults;
        const clinic::StrictBody body{*json, "", faults};
        body.only({"reason"});
        reason = body.maybe_text("reason", 500).value_or("");
        if (!faults.none()) return faults;
    }
    return change_here(
        call, 200,
        [person = *call.person, consent = *consent, reason,
         acting = *acting](clinic::WriteStore& store) {
            return clinic::revoke_consent(store, person, consent, reason, acting);
        },
        reason, id_text(*consent));
}

Answer get_disclosures(const Call& call) {
    return seen(clinic::disclosures_view(call.store, *call.person));
}

Answer post_disclosure(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    const auto said = clinic::read_disclosure(*json);
    if (!said) return said.error();
    if (call.emergency && said->basis != "medical_emergency")
        return Error{ErrorCode::conflict, "emergency access gives out for a medical emergency only",
                     "/basis", "the person's own team gives out on a consent"};
    return change_here(
        call, 200,
        [person = *call.person, said = *said, acting = *acting](clinic::WriteStore& store) {
            return clinic::disclose(store, person, said, acting);
        },
        said->nature, said->consent ? id_text(*said->consent) : said->basis);
}

Answer get_my_data(const Call& call) { return view_of_person(call, clinic::my_data); }

Answer post_erasure(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    const auto json = body_of(call.request);
    if (!json) return json.error();
    Faults faults;
    const clinic::StrictBody body{*json, "", faults};
    body.only({"code", "reason"});
    const std::string code = body.text("code", 1, 40);
    const std::string reason = body.text("reason", 5, 500);
    if (!faults.none()) return faults;
    return change_here(
        call, 204,
        [person = *call.person, code,
         acting = *acting](clinic::WriteStore& store) -> Result<OrderedJson> {
            if (const auto done = clinic::erase_person(store, person, code, acting); !done)
                return fail(done.error());
            return OrderedJson{};
        },
        reason);
}

Answer post_demonstration(const Call& call) {
    auto acting = acting_of(call);
    if (!acting) return acting.error();
    clinic::DemonstrationWish wish;
    if (!call.request.body.empty()) {
        const auto json = body_of(call.request);
        if (!json) return json.error();
        Faults faults;
        const clinic::StrictBody body{*json, "", faults};
        body.only({"people"});
        wish.people = body.maybe_whole("people", 1, 500).value_or(wish.people);
        if (!faults.none()) return faults;
    }
    auto hash = call.clinic.logins.hash(clinic::kDemonstrationPassword);
    if (!hash) return hash.error();
    wish.password_hash = *std::move(hash);
    Answer answer = change_of(
        call, 201,
        [wish, acting = *acting](clinic::WriteStore& store) {
            return clinic::make_demonstration(store, wish, acting);
        },
        std::nullopt);
    std::get<ThenWrite>(answer).committed = [&caseload = call.clinic.caseload] {
        caseload.moved(std::nullopt);
    };
    return answer;
}

Answer get_figure(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    return seen(clinic::figure_view(*acting));
}

Answer get_outcomes(const Call& call) {
    const auto acting = acting_of(call);
    if (!acting) return acting.error();
    return seen(clinic::outcomes_view(*acting));
}

Answer get_questionnaire(const Call& call) {
    auto acting = acting_of(call);
    if (!acting) return acting.error();
    if (const auto language = domain::named<domain::Language>(call.request.parameter("lang")))
        acting->language = *language;
    return seen(clinic::questionnaire_view(call.parts.find("instrument")->second, *acting));
}

Answer get_schema(const Call& call) {
    auto text = clinic::schema_text(call.parts.find("name")->second);
    if (!text) return text.error();
    return Response{
        .status = 200, .headers = {{"Content-Type", "application/json"}}, .body = *std::move(text)};
}

}  // namespace sinew::server
