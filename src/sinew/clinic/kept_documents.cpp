#include <sinew/clinic/kept_documents.hpp>

#include <algorithm>

namespace sinew::clinic {

knowledge::Parts parts_of_clinic() {
    knowledge::Parts parts;
    using knowledge::Part;
    for (const Part part :
         {Part::screening, Part::prescription, Part::forms, Part::keyframes, Part::exercises,
          Part::text, Part::citations, Part::fhir, Part::sessions, Part::questions,
          Part::instruments, Part::load, Part::outcomes})
        parts.add(part);
    return parts;
}

Result<Json> body_of(const Document& document) {
    auto json = Json::parse(document.body, nullptr, false);
    if (json.is_discarded())
        return fail({ErrorCode::storage, "a document of the store cannot be read",
                     id_text(document.id), "check the store: `sinew store check`"});
    return json;
}

Document first_version(DocumentKind kind, const Id& id, std::optional<Id> person,
                       std::optional<Day> day, std::string state, const OrderedJson& body,
                       const Acting& acting) {
    Document made;
    made.id = id;
    made.kind = kind;
    made.person = person;
    made.day = day;
    made.state = std::move(state);
    made.body = body.dump();
    made.recorded_at = acting.now;
    if (acting.account != Id{}) made.recorded_by = acting.account;
    return made;
}

Document next_version(const Document& before, std::string state, const OrderedJson& body,
                      const Acting& acting) {
    Document next = first_version(before.kind, before.id, before.person, before.day,
                                  std::move(state), body, acting);
    next.version = before.version + 1;
    return next;
}

Result<std::vector<Document>> all_of(const ReadStore& store, DocumentKind kind,
                                     std::optional<Id> person) {
    DocumentQuery query;
    query.kind = kind;
    query.person = person;
    return store.documents(query);
}

Result<std::optional<Document>> newest_of(const ReadStore& store, DocumentKind kind,
                                          std::optional<Id> person,
                                          std::optional<std::string> state) {
    DocumentQuery query;
    query.kind = kind;
    query.person = person;
    query.state = std::move(state);
    SINEW_TRY(auto list, store.documents(query));
    // Ids sort by when they were given; the order of days is not the order of making.
    const auto last = std::max_element(
        list.begin(), list.end(),
        [](const Document& one, const Document& other) { return one.id < other.id; });
    if (last == list.end()) return std::optional<Document>{};
    return std::optional<Document>{std::move(*last)};
}

Result<void> same_version(const Document& document, std::optional<int> version) {
    if (!version || *version == document.version) return {};
    return fail({ErrorCode::conflict, "somebody else changed it first", "If-Match",
                 "read it again, then change it"});
}

Error first_of(const Faults& faults) {
    Error first = faults.list().front();
    if (const std::size_t more = faults.list().size() - 1; more > 0)
        first.hint += (first.hint.empty() ? "" : "; ") + std::to_string(more) + " more " +
                      (more == 1 ? "fault" : "faults");
    return first;
}

std::string text_in(const Json& json, std::string_view key) {
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

std::optional<Id> id_in(const Json& json, std::string_view key) {
    const auto id = read_id(text_in(json, key));
    return id ? std::optional{*id} : std::nullopt;
}

std::optional<Day> day_in(const Json& json, std::string_view key) {
    const auto day = read_day(text_in(json, key));
    return day ? std::optional{*day} : std::nullopt;
}

OrderedJson id_or_null(const std::optional<Id>& id) {
    return id ? OrderedJson(id_text(*id)) : OrderedJson(nullptr);
}
OrderedJson day_or_null(const std::optional<Day>& day) {
    return day ? OrderedJson(day_text(*day)) : OrderedJson(nullptr);
}
OrderedJson text_or_null(const std::string& text) {
    return text.empty() ? OrderedJson(nullptr) : OrderedJson(text);
}

Day day_of(Instant when) noexcept { return std::chrono::floor<std::chrono::days>(when); }

std::string name_of_account(const ReadStore& store, const std::optional<Id>& account) {
    if (!account) return {};
    const auto found = store.account(*account);
    return found && *found ? (*found)->name : std::string{};
}

Error nothing_here(std::string what, std::string where) {
    return {ErrorCode::not_found, std::move(what), std::move(where), ""};
}

Error not_accepted(std::string what, std::string where, std::string hint) {
    return {ErrorCode::bad_input, std::move(what), std::move(where), std::move(hint)};
}

}  // namespace sinew::clinic
