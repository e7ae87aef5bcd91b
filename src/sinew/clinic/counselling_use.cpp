#include <sinew/clinic/consent_use.hpp>
#include <sinew/clinic/counselling_use.hpp>
#include <sinew/clinic/people_use.hpp>

#include <algorithm>

namespace sinew::clinic {
namespace {

OrderedJson note_json(const Document& document, const Json& body, const ReadStore& store,
                      const Acting& acting) {
    const std::string name = name_of_account(store, id_in(body, "by"));
    return {{"id", id_text(document.id)},
            {"text", text_in(body, "text")},
            {"by", name.empty() ? text_in(body, "by_name") : name},
            {"at", text_in(body, "at")},
            {"own", id_in(body, "by") == acting.account}};
}

/// @errors conflict unless it is in force, of this purpose, and names this colleague
Result<void> consent_names_me(const ReadStore& store, const Id& person, const Id& consent,
                              const Acting& acting) {
    SINEW_TRY(const Document document,
              consent_that_allows(store, person, consent, {"counselling_notes"}, acting.today));
    SINEW_TRY(const Json body, body_of(document));
    if (text_in(body, "recipient") != acting.name)
        return fail({ErrorCode::conflict, "this consent names another recipient", "query consent",
                     "record a consent that names you as you are called here: " + acting.name});
    return {};
}

}  // namespace

Result<OrderedJson> counselling_notes_view(const ReadStore& store, const Id& person,
                                           const std::optional<Id>& consent, const Acting& acting) {
    if (consent)
        if (auto named = consent_names_me(store, person, *consent, acting); !named)
            return fail(named.error());
    SINEW_TRY(auto documents, all_of(store, DocumentKind::counselling_note, person));
    std::sort(documents.begin(), documents.end(),
              [](const Document& one, const Document& other) { return one.id > other.id; });
    OrderedJson json{{"notes", OrderedJson::array()}, {"others", 0}};
    int others = 0;
    for (const Document& document : documents) {
        if (document.recorded_by != acting.account && !consent) {
            ++others;
            continue;
        }
        SINEW_TRY(const Json body, body_of(document));
        json["notes"].push_back(note_json(document, body, store, acting));
    }
    json["others"] = others;
    return json;
}

Result<OrderedJson> add_counselling_note(WriteStore& store, const Id& person,
                                         const std::string& text, const Acting& acting) {
    if (auto there = person_document(store, person); !there) return fail(there.error());
    const OrderedJson body{{"text", text},
                           {"by", id_text(acting.account)},
                           {"by_name", acting.name},
                           {"at", instant_text(acting.now)}};
    const Document document = first_version(DocumentKind::counselling_note, acting.new_id(), person,
                                            acting.today, "", body, acting);
    if (auto added = store.add(document); !added) return fail(added.error());
    // Without its text: answers are kept for a while under the centre's key, and this text is not (CMP-012).
    auto answer = note_json(document, Json::parse(body.dump()), store, acting);
    answer.erase("text");
    return answer;
}

Result<std::size_t> counselling_notes_kept(const ReadStore& store, const Id& person) {
    SINEW_TRY(const auto documents, all_of(store, DocumentKind::counselling_note, person));
    return documents.size();
}

}  // namespace sinew::clinic
