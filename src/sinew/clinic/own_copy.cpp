#include <sinew/clinic/class_use.hpp>
#include <sinew/clinic/consent_use.hpp>
#include <sinew/clinic/counselling_use.hpp>
#include <sinew/clinic/people_use.hpp>

#include <algorithm>

namespace sinew::clinic {
namespace {

OrderedJson observation_json(const KeptObservation& row) {
    constexpr std::array<const char*, 3> kMoments{"now", "before", "after"};
    constexpr std::array<const char*, 5> kReasons{"not_asked", "not_answered", "refused", "device",
                                                  "unknown"};
    const auto& said = row.said;
    OrderedJson json{
        {"id", id_text(row.id)}, {"outcome", said.outcome}, {"day", day_text(said.day)}};
    if (said.second_of_day) json["second_of_day"] = *said.second_of_day;
    if (said.offset_min) json["offset_min"] = *said.offset_min;
    json["value"] = said.value ? OrderedJson(*said.value) : OrderedJson(nullptr);
    if (said.missing) json["missing"] = kReasons[static_cast<std::size_t>(*said.missing)];
    json["moment"] = kMoments[static_cast<std::size_t>(said.moment)];
    if (!said.bout.empty()) json["bout"] = said.bout;
    if (said.practice) json["practice"] = *said.practice;
    json["recorded_at"] = instant_text(row.recorded_at);
    if (row.corrects) json["corrects"] = id_text(*row.corrects);
    if (!row.reason.empty()) json["reason"] = row.reason;
    return json;
}

}  // namespace

Result<OrderedJson> my_data(const ReadStore& store, const Id& person, const Acting& acting) {
    OrderedJson json;
    json["format"] = "sinew.my-data/1";
    json["made_at"] = instant_text(acting.now);
    SINEW_TRY(json["person"], person_view(store, person));
    json["notice"] = acting.words()("clinic.notice.own_copy");
    DocumentQuery query;
    query.person = person;
    query.history = true;
    SINEW_TRY(const auto documents, store.documents(query));
    json["documents"] = OrderedJson::array();
    for (const Document& document : documents) {
        if (document.kind == DocumentKind::counselling_note) continue;  // kept apart (CMP-012)
        OrderedJson one{{"id", id_text(document.id)},
                        {"version", document.version},
                        {"kind", domain::name_of(document.kind)}};
        if (document.day) one["day"] = day_text(*document.day);
        if (!document.state.empty()) one["state"] = document.state;
        one["recorded_at"] = instant_text(document.recorded_at);
        if (const std::string by = name_of_account(store, document.recorded_by); !by.empty())
            one["recorded_by"] = by;
        one["content"] = OrderedJson::parse(document.body, nullptr, false);
        json["documents"].push_back(std::move(one));
    }
    SINEW_TRY(json["counselling_notes_kept_apart"], counselling_notes_kept(store, person));
    ObservationQuery rows;
    rows.person = person;
    rows.with_corrected = true;
    SINEW_TRY(const auto observations, store.observations(rows));
    json["observations"] = OrderedJson::array();
    for (const KeptObservation& row : observations)
        json["observations"].push_back(observation_json(row));
    SINEW_TRY(const auto classes, classes_between(store, {}, {}));
    json["classes"] = OrderedJson::array();
    for (const ClassPlanned& one : classes)
        if (std::find(one.people.begin(), one.people.end(), person) != one.people.end())
            json["classes"].push_back({{"id", id_text(one.document.id)},
                                       {"day", day_text(one.day)},
                                       {"title", one.title},
                                       {"state", one.state}});
    SINEW_TRY(const auto attended, all_of(store, DocumentKind::attendance));
    json["attendance"] = OrderedJson::array();
    for (const Document& document : attended) {
        SINEW_TRY(const Json body, body_of(document));
        for (const Json& one : body.value("people", Json::array()))
            if (text_in(one, "person") == id_text(person))
                json["attendance"].push_back({{"class", text_in(body, "class")},
                                              {"day", day_or_null(document.day)},
                                              {"state", text_in(one, "state")}});
    }
    SINEW_TRY(const auto accounts, store.accounts());
    json["accounts"] = OrderedJson::array();
    for (const Account& account : accounts)
        if (account.person == person)
            json["accounts"].push_back({{"id", id_text(account.id)},
                                        {"login", account.login},
                                        {"name", account.name},
                                        {"state", domain::name_of(account.state)},
                                        {"created_at", instant_text(account.created_at)}});
    return json;
}

Result<void> erase_person(WriteStore& store, const Id& person, const std::string& code,
                          const Acting&) {
    SINEW_TRY(const Document document, person_document(store, person));
    SINEW_TRY(const Json body, body_of(document));
    if (std::string{trim(code)} != text_in(body, "code"))
        return fail({ErrorCode::conflict, "this is not the person's code", "/code",
                     "type the code again; nothing was erased"});
    SINEW_TRY(const auto accounts, store.accounts());
    for (Account account : accounts) {
        if (account.person != person) continue;
        account.state = AccountState::closed;
        account.login.clear();
        account.name.clear();
        account.password_hash.clear();
        account.pin_hash.clear();
        account.totp_secret.clear();
        if (auto done = store.end_sessions_of(account.id); !done) return done;
        if (auto done = store.put(account); !done) return done;
    }
    return store.erase_person(person);
}

}  // namespace sinew::clinic
