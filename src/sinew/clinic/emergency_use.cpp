#include <sinew/clinic/emergency_use.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/clinic/treating_team.hpp>

#include <algorithm>

namespace sinew::clinic {
namespace {

constexpr const char* kWaits = "waits";  ///< for somebody to look at it
constexpr const char* kReviewed = "reviewed";

std::string folded(std::string_view text) {
    std::string plain{trim(text)};
    for (char& c : plain)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return plain;
}

Error nobody_found() { return nothing_here("there is nobody of that code or name", "/whom"); }

/// Exactly one person of that code or whole name. No search: emergency access is no way to look around.
Result<Document> person_called(const ReadStore& store, const std::string& whom) {
    const std::string wanted = folded(whom);
    SINEW_TRY(const auto people, all_of(store, DocumentKind::person));
    std::optional<Document> found;
    for (const Document& document : people) {
        if (document.state == "erased") continue;
        SINEW_TRY(const Json body, body_of(document));
        if (folded(text_in(body, "code")) == wanted) return document;
        if (folded(text_in(body, "name")) != wanted) continue;
        if (found) return fail(nobody_found());
        found = document;
    }
    if (!found) return fail(nobody_found());
    return *std::move(found);
}

std::optional<Instant> instant_in(const Json& body, const char* key) {
    const auto moment = read_moment(text_in(body, key));
    return moment ? std::optional{moment->earliest} : std::nullopt;
}

OrderedJson access_json(const ReadStore& store, const Document& document, const Json& body,
                        const Acting& acting) {
    OrderedJson json{{"id", id_text(document.id)}};
    const bool own = id_in(body, "by") == acting.account;
    const bool clinical = acting.role == Role::therapist || acting.role == Role::clinician;
    json["person"] = clinical ? id_or_null(document.person) : OrderedJson(nullptr);
    std::string code;
    if (document.person)
        if (const auto person = person_document(store, *document.person))
            if (const auto who = body_of(*person)) code = text_in(*who, "code");
    json["code"] = code;
    const std::string name = name_of_account(store, id_in(body, "by"));
    json["by"] = name.empty() ? text_in(body, "by_name") : name;
    json["own"] = own;
    json["reason"] = text_in(body, "reason");
    // Words may tell why somebody is in treatment: not for those who look after accounts (CMP-011).
    json["words"] = clinical ? text_in(body, "words") : "";
    json["at"] = text_in(body, "at");
    json["until"] = text_in(body, "until");
    const auto until = instant_in(body, "until");
    json["open"] = until && *until > acting.now;
    json["state"] = document.state;
    const auto at = instant_in(body, "at");
    json["overdue"] = document.state == kWaits && at && *at + kReviewWithin <= acting.now;
    json["review"] = nullptr;
    if (const auto review = body.find("review"); review != body.end()) {
        json["review"] = {{"by", text_in(*review, "by_name")},
                          {"at", text_in(*review, "at")},
                          {"justified", review->value("justified", false)},
                          {"words", clinical ? text_in(*review, "words") : ""}};
    }
    return json;
}

Result<std::vector<Document>> accesses_of(const ReadStore& store, const Id& person) {
    return all_of(store, DocumentKind::emergency_access, person);
}

}  // namespace

Checked<EmergencyAsked> read_emergency(const Json& json) {
    Faults faults;
    const StrictBody body{json, "", faults};
    body.only({"whom", "reason", "words"});
    EmergencyAsked asked;
    asked.whom = body.text("whom", 1, 200);
    if (const auto reason = body.word<EmergencyReason>("reason"))
        asked.reason = *reason;
    else if (!body.has("reason"))
        body.fault("reason", "missing", "use one of: " + domain::all_names<EmergencyReason>());
    asked.words = body.text("words", 10, 1000);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return asked;
}

Result<Id> called(const ReadStore& store, const std::string& whom) {
    SINEW_TRY(const Document person, person_called(store, whom));
    return person.id;
}

Result<OrderedJson> open_emergency(WriteStore& store, const EmergencyAsked& asked,
                                   const Acting& acting) {
    SINEW_TRY(const Document person, person_called(store, asked.whom));
    SINEW_TRY(const Reaching own, Reaching::of(store, acting.account));
    SINEW_TRY(const bool treats, own.reaches(store, person.id));
    if (treats)
        return fail({ErrorCode::conflict, "you treat this person: no emergency access is needed",
                     "/whom", "open their page"});
    SINEW_TRY(const auto open, emergency_now(store, acting.account, person.id, acting.now));
    if (open) {
        SINEW_TRY(const auto document, store.document(*open));
        SINEW_TRY(const Json body, body_of(*document));
        return access_json(store, *document, body, acting);
    }
    OrderedJson body;
    body["by"] = id_text(acting.account);
    body["by_name"] = acting.name;
    body["role"] = domain::name_of(acting.role);
    body["reason"] = domain::name_of(asked.reason);
    body["words"] = asked.words;
    body["at"] = instant_text(acting.now);
    body["until"] = instant_text(acting.now + kEmergencyLasts);
    const Document document = first_version(DocumentKind::emergency_access, acting.new_id(),
                                            person.id, acting.today, kWaits, body, acting);
    if (auto added = store.add(document); !added) return fail(added.error());
    // 42 CFR 2.51(c): recipient, who disclosed, when, and the nature of the emergency, at once.
    const OrderedJson line{
        {"recipient", acting.name},
        {"what", {"person", "record", "clearance", "programme"}},
        {"basis", asked.reason == EmergencyReason::medical_emergency ? "medical_emergency"
                                                                     : "emergency_access"},
        {"consent", nullptr},
        {"nature", asked.words},
        {"access", id_text(document.id)},
        {"notice", acting.words()("clinic.notice.part2.long")},
        {"at", instant_text(acting.now)},
        {"by", id_text(acting.account)},
        {"by_name", acting.name}};
    if (auto added = store.add(first_version(DocumentKind::disclosure, acting.new_id(), person.id,
                                             acting.today, "", line, acting));
        !added)
        return fail(added.error());
    return access_json(store, document, Json::parse(body.dump()), acting);
}

Result<std::optional<Id>> emergency_now(const ReadStore& store, const Id& account, const Id& person,
                                        Instant now) {
    SINEW_TRY(const auto documents, accesses_of(store, person));
    for (const Document& document : documents) {
        SINEW_TRY(const Json body, body_of(document));
        const auto until = instant_in(body, "until");
        if (id_in(body, "by") == account && until && *until > now)
            return std::optional{document.id};
    }
    return std::optional<Id>{};
}

Result<bool> emergency_waits(const ReadStore& store, const Id& person) {
    SINEW_TRY(const auto documents, accesses_of(store, person));
    return std::any_of(documents.begin(), documents.end(),
                       [](const Document& one) { return one.state == kWaits; });
}

Result<OrderedJson> emergencies_view(const ReadStore& store, const Acting& acting) {
    SINEW_TRY(auto documents, all_of(store, DocumentKind::emergency_access));
    std::sort(documents.begin(), documents.end(),
              [](const Document& one, const Document& other) { return one.id > other.id; });
    SINEW_TRY(const Reaching own, Reaching::of(store, acting.account));
    OrderedJson list = OrderedJson::array();
    for (const Document& document : documents) {
        SINEW_TRY(const Json body, body_of(document));
        bool shown = acting.role == Role::administrator || id_in(body, "by") == acting.account;
        if (!shown && document.person) {
            SINEW_TRY(shown, own.reaches(store, *document.person));
        }
        if (shown) list.push_back(access_json(store, document, body, acting));
    }
    return list;
}

Checked<EmergencyReview> read_emergency_review(const Json& json) {
    Faults faults;
    const StrictBody body{json, "", faults};
    body.only({"justified", "words"});
    EmergencyReview review;
    const auto justified = body.maybe_yes("justified");
    if (!justified && !body.has("justified"))
        body.fault("justified", "missing", "say true or false");
    review.justified = justified.value_or(false);
    review.words = body.text("words", 3, 1000);
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return review;
}

Result<OrderedJson> review_emergency(WriteStore& store, const Id& id, const EmergencyReview& review,
                                     const Acting& acting) {
    SINEW_TRY(const auto document, store.document(id));
    const Error absent = nothing_here("there is no such emergency access");
    if (!document || document->kind != DocumentKind::emergency_access || !document->person)
        return fail(absent);
    SINEW_TRY(const Json body, body_of(*document));
    const bool own = id_in(body, "by") == acting.account;
    if (acting.role != Role::administrator && !own) {
        SINEW_TRY(const Reaching mine, Reaching::of(store, acting.account));
        SINEW_TRY(const bool treats, mine.reaches(store, *document->person));
        if (!treats) return fail(absent);
    }
    if (own)
        return fail({ErrorCode::conflict, "somebody else has to look at what you opened", "access",
                     "ask the person's team or an administrator"});
    if (document->state == kReviewed)
        return fail({ErrorCode::conflict, "somebody has looked at it already", "access", ""});
    OrderedJson next = OrderedJson(body);
    next["review"] = {{"by", id_text(acting.account)},
                      {"by_name", acting.name},
                      {"at", instant_text(acting.now)},
                      {"justified", review.justified},
                      {"words", review.words}};
    const Document version = next_version(*document, kReviewed, next, acting);
    if (auto done = store.replace(version); !done) return fail(done.error());
    return access_json(store, version, Json::parse(next.dump()), acting);
}

}  // namespace sinew::clinic
