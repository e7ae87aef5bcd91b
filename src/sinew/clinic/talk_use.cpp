#include <sinew/clinic/centre_use.hpp>
#include <sinew/clinic/people_use.hpp>
#include <sinew/clinic/strict_body.hpp>
#include <sinew/clinic/talk_use.hpp>

#include <algorithm>

namespace sinew::clinic {
namespace {

// The state of a message says who wrote it and whether the other side has read it.
constexpr const char* kFromPerson = "from_person";
constexpr const char* kFromPersonRead = "from_person_read";
constexpr const char* kFromStaff = "from_staff";
constexpr const char* kFromStaffRead = "from_staff_read";

OrderedJson message_json(const Document& document, const Json& body, const ReadStore& store) {
    OrderedJson json;
    json["id"] = id_text(document.id);
    json["text"] = text_in(body, "text");
    json["from"] = is_from_person(document) ? "person" : "staff";
    const std::string name = name_of_account(store, id_in(body, "by"));
    json["by"] = name.empty() ? text_in(body, "by_name") : name;
    json["at"] = text_in(body, "at");
    json["read"] = is_read(document);
    return json;
}

OrderedJson written(const std::string& text, const Acting& acting) {
    OrderedJson body{{"text", text}};
    if (acting.account != Id{}) body["by"] = id_text(acting.account);
    body["by_name"] = acting.name;
    body["at"] = instant_text(acting.now);
    return body;
}

}  // namespace

bool is_from_person(const Document& message) noexcept {
    return message.state == kFromPerson || message.state == kFromPersonRead;
}
bool is_read(const Document& message) noexcept {
    return message.state == kFromPersonRead || message.state == kFromStaffRead;
}

Result<OrderedJson> messages_view(const ReadStore& store, const Id& person) {
    SINEW_TRY(auto documents, all_of(store, DocumentKind::message, person));
    std::sort(documents.begin(), documents.end(),
              [](const Document& one, const Document& other) { return one.id < other.id; });
    OrderedJson list = OrderedJson::array();
    for (const Document& document : documents) {
        SINEW_TRY(const Json body, body_of(document));
        list.push_back(message_json(document, body, store));
    }
    return list;
}

Result<OrderedJson> write_message(WriteStore& store, const Id& person, const std::string& text,
                                  const Acting& acting) {
    if (auto there = person_document(store, person); !there) return fail(there.error());
    const OrderedJson body = written(text, acting);
    const Document document =
        first_version(DocumentKind::message, acting.new_id(), person, acting.today,
                      acting.staff() ? kFromStaff : kFromPerson, body, acting);
    if (auto added = store.add(document); !added) return fail(added.error());
    return message_json(document, Json::parse(body.dump()), store);
}

Result<void> read_messages(WriteStore& store, const Id& person, const Acting& acting) {
    SINEW_TRY(const auto documents, all_of(store, DocumentKind::message, person));
    for (Document document : documents) {
        if (is_read(document) || is_from_person(document) != acting.staff()) continue;
        ++document.version;
        document.state = acting.staff() ? kFromPersonRead : kFromStaffRead;
        document.recorded_at = acting.now;
        if (acting.account != Id{}) document.recorded_by = acting.account;
        if (auto done = store.replace(document); !done) return done;
    }
    return {};
}

Result<int> unread_messages(const ReadStore& store, const Id& person, bool for_staff) {
    SINEW_TRY(const auto documents, all_of(store, DocumentKind::message, person));
    return static_cast<int>(
        std::count_if(documents.begin(), documents.end(), [&](const Document& document) {
            return !is_read(document) && is_from_person(document) == for_staff;
        }));
}

Result<OrderedJson> notes_view(const ReadStore& store, const Id& person) {
    SINEW_TRY(auto documents, all_of(store, DocumentKind::note, person));
    std::sort(documents.begin(), documents.end(),
              [](const Document& one, const Document& other) { return one.id > other.id; });
    OrderedJson list = OrderedJson::array();
    for (const Document& document : documents) {
        SINEW_TRY(const Json body, body_of(document));
        const std::string name = name_of_account(store, id_in(body, "by"));
        list.push_back({{"id", id_text(document.id)},
                        {"text", text_in(body, "text")},
                        {"by", name.empty() ? text_in(body, "by_name") : name},
                        {"at", text_in(body, "at")},
                        {"version", document.version},
                        {"kind", document.state}});
    }
    return list;
}

Result<OrderedJson> add_note(WriteStore& store, const Id& person, const std::string& text,
                             const std::string& kind, const Acting& acting) {
    if (auto there = person_document(store, person); !there) return fail(there.error());
    const Document document =
        first_version(DocumentKind::note, acting.new_id(), person, acting.today,
                      kind.empty() ? "note" : kind, written(text, acting), acting);
    if (auto added = store.add(document); !added) return fail(added.error());
    return OrderedJson{{"id", id_text(document.id)},     {"text", text}, {"by", acting.name},
                       {"at", instant_text(acting.now)}, {"version", 1}, {"kind", document.state}};
}

Result<OrderedJson> coping_plan_view(const ReadStore& store, const Id& person) {
    SINEW_TRY(const auto document, newest_of(store, DocumentKind::coping_plan, person));
    OrderedJson json;
    if (document) json = OrderedJson::parse(document->body, nullptr, false);
    if (!document || json.is_discarded()) json = OrderedJson::object();
    for (const char* list : {"triggers", "signs", "helps", "people", "reasons"})
        if (!json.contains(list)) json[list] = OrderedJson::array();
    json["version"] = document ? document->version : 0;
    return json;
}

Checked<OrderedJson> read_coping_plan(const Json& json) {
    Faults faults;
    const StrictBody body{json, "", faults};
    body.only({"triggers", "signs", "helps", "people", "reasons", "version"});
    OrderedJson plan;
    for (const char* list : {"triggers", "signs", "helps", "reasons"})
        plan[list] = body.texts(list, 60, 300);
    plan["people"] = OrderedJson::array();
    if (body.has("people")) {
        auto people = read_call(json["people"], "/people");
        if (people)
            plan["people"] = call_json(*people);
        else
            faults.take(std::move(people).error());
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return plan;
}

Result<OrderedJson> keep_coping_plan(WriteStore& store, const Id& person, const OrderedJson& plan,
                                     std::optional<int> version, const Acting& acting) {
    if (auto there = person_document(store, person); !there) return fail(there.error());
    SINEW_TRY(const auto document, newest_of(store, DocumentKind::coping_plan, person));
    if (!document) {
        if (version.value_or(0) != 0)
            return fail({ErrorCode::conflict, "nothing was kept yet", "If-Match", "read it again"});
        if (auto added = store.add(first_version(DocumentKind::coping_plan, acting.new_id(), person,
                                                 {}, "", plan, acting));
            !added)
            return fail(added.error());
    } else {
        if (auto same = same_version(*document, version); !same) return fail(same.error());
        if (auto done = store.replace(next_version(*document, "", plan, acting)); !done)
            return fail(done.error());
    }
    return coping_plan_view(store, person);
}

}  // namespace sinew::clinic
