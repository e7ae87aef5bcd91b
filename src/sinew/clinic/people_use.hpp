// Who somebody is: taken in by a code, a name only where it is wanted, in the language and framing of the person.
#pragma once

#include <sinew/clinic/kept_documents.hpp>

namespace sinew::clinic {

/// What a form may say of a person; nothing = not said.
struct PersonSaid {
    std::optional<std::string> code, name, contact, emergency_contact;
    std::optional<Day> born;
    bool born_unknown = false;  ///< said to be unknown
    std::optional<domain::Language> language;
    std::optional<domain::Framing> framing;
};

/// @errors every fault with its place; keys that belong to the request alone are in `also`
[[nodiscard]] Checked<PersonSaid> read_person_said(const Json& json,
                                                   std::initializer_list<std::string_view> also,
                                                   Day today);

/// A person, an empty record, and nothing more. The code is made when none is given.
/// @param id  of the person, given by the caller who must name it before the write
/// @errors conflict when the code is taken
[[nodiscard]] Result<OrderedJson> take_in(WriteStore& store, const Id& id, const PersonSaid& said,
                                          const Acting& acting);
/// @errors conflict, not_found
[[nodiscard]] Result<OrderedJson> correct_person(WriteStore& store, const Id& person,
                                                 const PersonSaid& said, std::optional<int> version,
                                                 const std::string& reason, const Acting& acting);

/// The person's document. @errors not_found: nobody of that id, or erased
[[nodiscard]] Result<Document> person_document(const ReadStore& store, const Id& person);
[[nodiscard]] Result<OrderedJson> person_view(const ReadStore& store, const Id& person);
/// {id, code, name}
[[nodiscard]] OrderedJson person_line(const Id& person, const Json& body);

/// The language and framing a person reads in.
struct PersonWords {
    domain::Language language = domain::Language::en;
    domain::Framing framing = domain::Framing::secular;
};
[[nodiscard]] PersonWords words_of_person(const Json& body);

}  // namespace sinew::clinic
