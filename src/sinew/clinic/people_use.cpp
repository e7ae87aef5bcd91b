#include <sinew/clinic/centre_use.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/clinic/treating_team.hpp>
#include <sinew/document/record_json.hpp>

#include <algorithm>
#include <cctype>

namespace sinew::clinic {
namespace {

constexpr std::size_t kLongestCode = 40;
constexpr std::size_t kLongestName = 120;
constexpr std::size_t kLongestContact = 300;

std::string lower(std::string text) {
    for (char& c : text) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

/// A free code, or a conflict. @param self  the person who may keep the code
Result<std::string> settled_code(const ReadStore& store, const std::optional<std::string>& wanted,
                                 const Id& self) {
    SINEW_TRY(const auto people, all_of(store, DocumentKind::person));
    std::size_t highest = people.size();
    for (const Document& other : people) {
        SINEW_TRY(const Json body, body_of(other));
        const std::string code = text_in(body, "code");
        if (wanted && other.id != self && lower(code) == lower(*wanted))
            return fail({ErrorCode::conflict, "this code is taken", "/code", "choose another"});
        if (code.starts_with("P-"))
            if (const auto number = parse_number(code.substr(2)))
                highest = std::max(highest, static_cast<std::size_t>(std::max(0.0, *number)));
    }
    if (wanted && !trim(*wanted).empty()) return std::string{trim(*wanted)};
    std::string number = std::to_string(highest + 1);
    while (number.size() < 4) number.insert(number.begin(), '0');
    return "P-" + number;
}

OrderedJson laid_over(OrderedJson body, const PersonSaid& said) {
    if (said.name) body["name"] = *said.name;
    if (said.contact) body["contact"] = *said.contact;
    if (said.emergency_contact) body["emergency_contact"] = *said.emergency_contact;
    if (said.born_unknown) body["born"] = nullptr;
    if (said.born) body["born"] = day_text(*said.born);
    if (said.language) body["language"] = domain::name_of(*said.language);
    if (said.framing) body["framing"] = domain::name_of(*said.framing);
    return body;
}

std::optional<Id> account_of(const ReadStore& store, const Id& person) {
    const auto accounts = store.accounts();
    if (!accounts) return std::nullopt;
    for (const Account& account : *accounts)
        if (account.person == person && account.state != AccountState::closed) return account.id;
    return std::nullopt;
}

OrderedJson view_of(const Document& document, const Json& body, const std::optional<Id>& account) {
    OrderedJson json = person_line(document.id, body);
    json["born"] = day_or_null(day_in(body, "born"));
    json["language"] = body.value("language", "en");
    json["framing"] = body.value("framing", "secular");
    json["contact"] = text_in(body, "contact");
    json["emergency_contact"] = text_in(body, "emergency_contact");
    if (document.day) json["since"] = day_text(*document.day);
    json["account"] = id_or_null(account);
    json["labels"] = body.contains("labels") ? OrderedJson(body["labels"]) : OrderedJson::object();
    json["version"] = document.version;
    return json;
}

}  // namespace

Checked<PersonSaid> read_person_said(const Json& json, std::initializer_list<std::string_view> also,
                                     Day today) {
    Faults faults;
    const StrictBody body{json, "", faults};
    std::vector<std::string_view> rest{also};
    Json own = json;
    if (own.is_object())
        for (const std::string_view key : rest) own.erase(std::string{key});
    const StrictBody mine{own, "", faults};
    mine.only({"code", "name", "born", "language", "framing", "contact", "emergency_contact"});
    PersonSaid said;
    said.code = mine.maybe_text("code", kLongestCode);
    said.name = mine.maybe_text("name", kLongestName);
    said.contact = mine.maybe_text("contact", kLongestContact);
    said.emergency_contact = mine.maybe_text("emergency_contact", kLongestContact);
    said.born_unknown = own.is_object() && own.contains("born") && own["born"].is_null();
    said.born = mine.maybe_day("born");
    if (said.born && (*said.born > today || whole_years(*said.born, today) > 120))
        mine.fault("born", "nobody alive was born then", "check the year");
    said.language = mine.word<domain::Language>("language");
    said.framing = mine.word<domain::Framing>("framing");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return said;
}

OrderedJson person_line(const Id& person, const Json& body) {
    return {
        {"id", id_text(person)}, {"code", text_in(body, "code")}, {"name", text_in(body, "name")}};
}

PersonWords words_of_person(const Json& body) {
    return {
        domain::named<domain::Language>(text_in(body, "language")).value_or(domain::Language::en),
        domain::named<domain::Framing>(text_in(body, "framing"))
            .value_or(domain::Framing::secular)};
}

Result<Document> person_document(const ReadStore& store, const Id& person) {
    SINEW_TRY(auto found, store.document(person));
    if (!found || found->kind != DocumentKind::person || found->state == "erased")
        return fail(nothing_here("there is no such person"));
    return *std::move(found);
}

Result<OrderedJson> person_view(const ReadStore& store, const Id& person) {
    SINEW_TRY(const Document document, person_document(store, person));
    SINEW_TRY(const Json body, body_of(document));
    return view_of(document, body, account_of(store, person));
}

Result<OrderedJson> take_in(WriteStore& store, const Id& id, const PersonSaid& said,
                            const Acting& acting) {
    SINEW_TRY(const Centre centre, centre_of(store));
    SINEW_TRY(const std::string code, settled_code(store, said.code, id));
    OrderedJson body;
    body["code"] = code;
    body["name"] = "";
    body["born"] = nullptr;
    body["language"] = domain::name_of(centre.language);
    body["framing"] = domain::name_of(centre.framing);
    body["contact"] = "";
    body["emergency_contact"] = "";
    // Every record of a dependence programme is protected unless a centre says otherwise (CMP-001).
    body["labels"] = {{"part2", true}, {"sensitivity", OrderedJson::array({"SUD"})}};
    body = laid_over(std::move(body), said);
    if (auto added = store.add(
            first_version(DocumentKind::person, id, id, acting.today, "active", body, acting));
        !added)
        return fail(added.error());
    OrderedJson record;
    if (said.born) record["person"]["birth_date"] = day_text(*said.born);
    record["assessed_at"] = instant_text(acting.now);
    if (auto added = store.add(first_version(DocumentKind::record, acting.new_id(), id,
                                             acting.today, "", record, acting));
        !added)
        return fail(added.error());
    if (auto begun = begin_treating(store, id, acting); !begun) return fail(begun.error());
    return person_view(store, id);
}

Result<OrderedJson> correct_person(WriteStore& store, const Id& person, const PersonSaid& said,
                                   std::optional<int> version, const std::string& reason,
                                   const Acting& acting) {
    SINEW_TRY(const Document document, person_document(store, person));
    if (auto same = same_version(document, version); !same) return fail(same.error());
    if (trim(reason).empty())
        return fail(not_accepted("a change of what was saved needs its reason", "/reason",
                                 "say why in a few words"));
    SINEW_TRY(const Json body, body_of(document));
    OrderedJson next = laid_over(OrderedJson(body), said);
    if (said.code) {
        SINEW_TRY(next["code"], settled_code(store, said.code, person));
    }
    next["reason"] = reason;
    if (auto done = store.replace(next_version(document, document.state, next, acting)); !done)
        return fail(done.error());
    return person_view(store, person);
}

}  // namespace sinew::clinic
