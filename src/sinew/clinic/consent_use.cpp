#include <sinew/clinic/consent_use.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/strict_body.hpp>

#include <algorithm>

namespace sinew::clinic {
namespace {

/// Version of the consent texts of knowledge/text/clinic.json that a form shows.
constexpr const char* kTextVersion = "1.0.0";

std::string state_on(const Document& document, const Json& body, Day today) {
    if (document.state == "revoked") return "revoked";
    const auto until = day_in(body, "until");
    return until && *until < today ? "expired" : "in_force";
}

OrderedJson consent_json(const Document& document, const Json& body, Day today) {
    OrderedJson json{{"id", id_text(document.id)}};
    for (const char* key : {"purpose", "purpose_text", "recipient", "classes", "start"})
        if (body.contains(key)) json[key] = OrderedJson(body[key]);
    json["until"] = day_or_null(day_in(body, "until"));
    json["state"] = state_on(document, body, today);
    for (const char* key : {"language", "text_version", "method", "signer", "witness"})
        if (body.contains(key)) json[key] = OrderedJson(body[key]);
    json["revoked_at"] = text_or_null(text_in(body, "revoked_at"));
    json["version"] = document.version;
    return json;
}

Result<Document> consent_of(const ReadStore& store, const Id& person, const Id& consent) {
    SINEW_TRY(auto document, store.document(consent));
    if (!document || document->kind != DocumentKind::consent || document->person != person)
        return fail(nothing_here("there is no such consent", "consent"));
    return *std::move(document);
}

}  // namespace

Checked<ConsentSaid> read_consent(const Json& json) {
    Faults faults;
    const StrictBody body{json, "", faults};
    body.only({"purpose", "purpose_text", "recipient", "classes", "start", "until", "language",
               "method", "signer", "witness"});
    ConsentSaid said;
    if (const auto purpose = body.word<Purpose>("purpose"))
        said.purpose = *purpose;
    else if (!body.has("purpose"))
        body.fault("purpose", "missing", "use one of: " + domain::all_names<Purpose>());
    said.purpose_text = body.maybe_text("purpose_text", 500).value_or("");
    if (said.purpose == Purpose::other && trim(said.purpose_text).empty())
        body.fault("purpose_text", "another purpose must be named", "say what it is for");
    said.recipient = body.text("recipient", 2, 200);
    said.classes = body.texts("classes", 10, 40);
    constexpr std::array<std::string_view, 6> kClasses{"record", "programme", "check_ins",
                                                       "notes",  "messages",  "counselling_notes"};
    if (said.classes.empty()) body.fault("classes", "missing", "name what may be given");
    for (const std::string& one : said.classes)
        if (std::find(kClasses.begin(), kClasses.end(), one) == kClasses.end())
            body.fault("classes", "unknown class \"" + one + "\"",
                       "use record, programme, check_ins, notes, messages, counselling_notes");
    const bool notes = std::any_of(
        said.classes.begin(), said.classes.end(),
        [](const std::string& one) { return one == "notes" || one == "counselling_notes"; });
    if (notes && said.purpose != Purpose::counselling_notes)
        body.fault("classes", "notes need a consent of their own",
                   "record a separate consent with the purpose counselling_notes");
    if (said.purpose == Purpose::counselling_notes && (!notes || said.classes.size() > 1))
        body.fault("classes", "this consent is for notes and nothing else",
                   "record the others in a consent of their own");
    if (const auto start = body.day("start")) said.start = *start;
    said.until = body.maybe_day("until");
    if (said.until && *said.until < said.start)
        body.fault("until", "it would end before it begins", "");
    said.language = body.word<domain::Language>("language").value_or(said.language);
    said.method = body.one_of("method", {"paper", "spoken", "screen"});
    if (said.method.empty() && !body.has("method")) body.fault("method", "missing", "");
    said.signer = body.text("signer", 1, 120);
    said.witness = body.maybe_text("witness", 120).value_or("");
    if (said.method == "spoken" && trim(said.witness).empty())
        body.fault("witness", "a spoken consent needs a witness", "name who heard it");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return said;
}

Result<OrderedJson> consents_view(const ReadStore& store, const Id& person, const Acting& acting) {
    SINEW_TRY(const auto documents, all_of(store, DocumentKind::consent, person));
    OrderedJson list = OrderedJson::array();
    for (const Document& document : documents) {
        SINEW_TRY(const Json body, body_of(document));
        list.push_back(consent_json(document, body, acting.today));
    }
    return list;
}

Result<OrderedJson> record_consent(WriteStore& store, const Id& person, const ConsentSaid& said,
                                   const Acting& acting) {
    if (auto there = person_document(store, person); !there) return fail(there.error());
    OrderedJson body;
    body["purpose"] = domain::name_of(said.purpose);
    body["purpose_text"] = said.purpose_text;
    body["recipient"] = said.recipient;
    body["classes"] = said.classes;
    body["start"] = day_text(said.start);
    body["until"] = day_or_null(said.until);
    body["language"] = domain::name_of(said.language);
    body["text_version"] = kTextVersion;
    body["method"] = said.method;
    body["signer"] = said.signer;
    body["witness"] = said.witness;
    body["given_at"] = instant_text(acting.now);
    const Document document = first_version(DocumentKind::consent, acting.new_id(), person,
                                            said.start, "in_force", body, acting);
    if (auto added = store.add(document); !added) return fail(added.error());
    return consent_json(document, Json::parse(body.dump()), acting.today);
}

Result<OrderedJson> revoke_consent(WriteStore& store, const Id& person, const Id& consent,
                                   const std::string& reason, const Acting& acting) {
    SINEW_TRY(const Document document, consent_of(store, person, consent));
    SINEW_TRY(const Json body, body_of(document));
    if (document.state == "revoked") return consent_json(document, body, acting.today);
    OrderedJson next = OrderedJson(body);
    next["revoked_at"] = instant_text(acting.now);
    if (!reason.empty()) next["revoked_because"] = reason;
    const Document version = next_version(document, "revoked", next, acting);
    if (auto done = store.replace(version); !done) return fail(done.error());
    return consent_json(version, Json::parse(next.dump()), acting.today);
}

Result<Document> consent_that_allows(const ReadStore& store, const Id& person, const Id& consent,
                                     const std::vector<std::string>& classes, Day today) {
    SINEW_TRY(Document document, consent_of(store, person, consent));
    SINEW_TRY(const Json body, body_of(document));
    const auto refuse = [&](std::string what) {
        return fail({ErrorCode::conflict, std::move(what), "consent",
                     "record a consent that covers it, or leave it out"});
    };
    const std::string state = state_on(document, body, today);
    if (state == "revoked") return refuse("this consent was revoked");
    if (state == "expired") return refuse("this consent has ended");
    if (const auto start = day_in(body, "start"); start && *start > today)
        return refuse("this consent has not begun");
    for (const std::string& wanted : classes) {
        const Json allowed = body.value("classes", Json::array());
        if (std::find(allowed.begin(), allowed.end(), wanted) == allowed.end())
            return refuse("this consent does not cover " + wanted);
    }
    return document;
}

}  // namespace sinew::clinic
