#include <sinew/clinic/consent_use.hpp>
#include <sinew/clinic/counselling_use.hpp>
#include <sinew/clinic/entries_use.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/programme_use.hpp>
#include <sinew/clinic/record_use.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/clinic/talk_use.hpp>
#include <sinew/fhir/care_plan.hpp>

#include <algorithm>

namespace sinew::clinic {
namespace {

/// The consent in words, as a copy of its scope travels with what it allows (42 CFR 2.32).
OrderedJson scope_of(const Document& consent, const Json& body) {
    OrderedJson scope{{"consent", id_text(consent.id)}};
    for (const char* key : {"purpose", "purpose_text", "recipient", "classes", "start", "until",
                            "signer", "given_at", "text_version"})
        if (body.contains(key)) scope[key] = OrderedJson(body[key]);
    return scope;
}

std::string scope_text(const OrderedJson& scope, const knowledge::Words& words) {
    std::string classes;
    for (const auto& one : scope.value("classes", OrderedJson::array()))
        classes += (classes.empty() ? "" : ", ") + one.get<std::string>();
    const auto until = scope.find("until");
    return words("clinic.notice.scope", {{"recipient", scope.value("recipient", "")},
                                         {"purpose", scope.value("purpose", "")},
                                         {"classes", classes},
                                         {"start", scope.value("start", "")},
                                         {"until", until != scope.end() && until->is_string()
                                                       ? until->get<std::string>()
                                                       : words("clinic.notice.no_end")}});
}

/// The programme in force as FHIR, with labels and notice inside. Nothing in force: null.
Result<OrderedJson> care_plan_of(const ReadStore& store, const Id& person,
                                 const std::string& notice, const std::string& scope,
                                 const Acting& acting) {
    SINEW_TRY(const auto kept, programme_in_force(store, person));
    if (!kept) return OrderedJson(nullptr);
    SINEW_TRY(const auto value, programme_value(*kept, acting));
    OrderedJson bundle = fhir::care_plan_bundle(value.programme, value.record.goals,
                                                "urn:uuid:" + id_text(person), acting.words());
    bundle["meta"]["security"] = OrderedJson::array(
        {{{"system", "http://terminology.hl7.org/CodeSystem/v3-Confidentiality"}, {"code", "R"}},
         {{"system", "http://terminology.hl7.org/CodeSystem/v3-ActCode"}, {"code", "42CFRPart2"}}});
    for (auto& entry : bundle["entry"]) {
        auto& resource = entry["resource"];
        if (resource.value("resourceType", "") != "CarePlan") continue;
        resource["note"].push_back({{"text", notice}});
        if (!scope.empty()) resource["note"].push_back({{"text", scope}});
    }
    return bundle;
}

bool holds(const std::vector<std::string>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

/// Keeps the line that accounts for a disclosure, and answers with its id.
Result<Id> account_for(WriteStore& store, const Id& person, OrderedJson body,
                       const Acting& acting) {
    const Id id = acting.new_id();
    body["at"] = instant_text(acting.now);
    body["by"] = id_text(acting.account);
    body["by_name"] = acting.name;
    if (auto added = store.add(
            first_version(DocumentKind::disclosure, id, person, acting.today, "", body, acting));
        !added)
        return fail(added.error());
    return id;
}

}  // namespace

Checked<DisclosureSaid> read_disclosure(const Json& json) {
    Faults faults;
    const StrictBody body{json, "", faults};
    body.only({"basis", "consent", "recipient", "court_order", "nature", "what"});
    DisclosureSaid said;
    said.basis = body.one_of("basis", {"consent", "medical_emergency", "court_order"});
    if (said.basis.empty() && !body.has("basis")) body.fault("basis", "missing", "");
    said.consent = body.maybe_id("consent");
    said.recipient = body.text("recipient", 2, 200);
    said.court_order = body.maybe_text("court_order", 500).value_or("");
    said.nature = body.maybe_text("nature", 500).value_or("");
    said.what = body.texts("what", 10, 40);
    if (said.basis == "consent" && !said.consent)
        body.fault("consent", "which consent it rests on is not said", "name one that is in force");
    if (said.basis == "medical_emergency" && trim(said.nature).size() < 3)
        body.fault("nature", "the nature of the emergency is not said", "say what happened");
    if (said.basis == "court_order" && trim(said.court_order).size() < 3)
        body.fault("court_order", "no court order is named",
                   "name court, date and number; without one, a consent for legal proceedings");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return said;
}

Result<OrderedJson> disclose(WriteStore& store, const Id& person, const DisclosureSaid& said,
                             const Acting& acting) {
    if (auto there = person_document(store, person); !there) return fail(there.error());
    const auto words = acting.words();
    std::vector<std::string> what = said.what;
    OrderedJson scope = OrderedJson::object();
    if (said.basis == "consent") {
        SINEW_TRY(const Document consent,
                  consent_that_allows(store, person, *said.consent, what, acting.today));
        SINEW_TRY(const Json body, body_of(consent));
        if (text_in(body, "recipient") != said.recipient)
            return fail({ErrorCode::conflict, "this consent names another recipient", "/recipient",
                         "give it to the one who is named, or record another consent"});
        scope = scope_of(consent, body);
        if (what.empty())
            for (const auto& one : scope["classes"]) what.push_back(one.get<std::string>());
    } else if (what.empty()) {
        // The least that helps in an emergency, and no more than a court can have asked for.
        what = {"record"};
    }
    const std::string notice = words("clinic.notice.part2.long");
    OrderedJson sent;
    sent["format"] = "sinew.disclosure/1";
    sent["notice"] = notice;
    sent["basis"] = said.basis;
    sent["recipient"] = said.recipient;
    if (!scope.empty()) {
        sent["scope"] = scope;
        sent["scope_words"] = scope_text(scope, words);
    }
    SINEW_TRY(const OrderedJson view, person_view(store, person));
    sent["labels"] = view["labels"];
    sent["what"] = what;
    if (holds(what, "record")) {
        SINEW_TRY(auto record, record_view(store, person));
        sent["record"] = std::move(record.record);
    }
    if (holds(what, "programme")) {
        SINEW_TRY(sent["programme"],
                  care_plan_of(store, person, notice, sent.value("scope_words", ""), acting));
    }
    if (holds(what, "check_ins")) {
        SINEW_TRY(sent["check_ins"], entries_view(store, person, {}, {}, {}, 0));
    }
    if (holds(what, "notes")) {
        SINEW_TRY(sent["notes"], notes_view(store, person));
    }
    if (holds(what, "counselling_notes")) {
        // Only what the one who gives it wrote, and only on the person's own consent for it (CMP-012).
        if (said.basis != "consent")
            return fail({ErrorCode::conflict,
                         "notes of counselling are given on the person's own consent only", "/what",
                         "record a consent of the purpose counselling_notes"});
        SINEW_TRY(sent["counselling_notes"],
                  counselling_notes_view(store, person, std::nullopt, acting));
        sent["counselling_notes"] = OrderedJson(sent["counselling_notes"]["notes"]);
    }
    if (holds(what, "messages")) {
        SINEW_TRY(sent["messages"], messages_view(store, person));
    }
    OrderedJson line{{"recipient", said.recipient}, {"what", what}, {"basis", said.basis}};
    line["consent"] = id_or_null(said.consent);
    if (!said.nature.empty()) line["nature"] = said.nature;
    if (!said.court_order.empty()) line["court_order"] = said.court_order;
    line["notice"] = notice;
    SINEW_TRY(const Id id, account_for(store, person, std::move(line), acting));
    sent["disclosure"] = id_text(id);
    return sent;
}

Result<OrderedJson> disclose_care_plan(WriteStore& store, const Id& person,
                                       const std::optional<Id>& consent, const Acting& acting) {
    if (!consent)
        return fail({ErrorCode::conflict, "which consent it rests on is not said", "consent",
                     "name one that is in force and covers the programme"});
    SINEW_TRY(const Document document,
              consent_that_allows(store, person, *consent, {"programme"}, acting.today));
    SINEW_TRY(const Json body, body_of(document));
    const auto words = acting.words();
    const OrderedJson scope = scope_of(document, body);
    const std::string notice = words("clinic.notice.part2.long");
    SINEW_TRY(auto bundle, care_plan_of(store, person, notice, scope_text(scope, words), acting));
    if (bundle.is_null()) return fail(nothing_here("there is no programme in force", "programme"));
    OrderedJson line{{"recipient", text_in(body, "recipient")},
                     {"what", OrderedJson::array({"programme"})},
                     {"basis", "consent"},
                     {"consent", id_text(*consent)},
                     {"notice", notice}};
    SINEW_TRY(const Id id, account_for(store, person, std::move(line), acting));
    bundle["identifier"] = {{"system", "urn:ietf:rfc:3986"}, {"value", "urn:uuid:" + id_text(id)}};
    return bundle;
}

Result<OrderedJson> disclosures_view(const ReadStore& store, const Id& person) {
    SINEW_TRY(const auto documents, all_of(store, DocumentKind::disclosure, person));
    OrderedJson list = OrderedJson::array();
    for (const Document& document : documents) {
        SINEW_TRY(const Json body, body_of(document));
        OrderedJson json{{"id", id_text(document.id)},
                         {"at", text_in(body, "at")},
                         {"recipient", text_in(body, "recipient")},
                         {"what", OrderedJson(body.value("what", Json::array()))},
                         {"basis", text_in(body, "basis")}};
        json["consent"] = text_or_null(text_in(body, "consent"));
        const std::string name = name_of_account(store, id_in(body, "by"));
        json["by"] = name.empty() ? text_in(body, "by_name") : name;
        json["notice"] = text_in(body, "notice");
        list.push_back(std::move(json));
    }
    return list;
}

}  // namespace sinew::clinic
