// Small steps that every use case takes with the store's documents: find the newest, read its body, lay down the next version.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/clinic/acting.hpp>

#include <string>
#include <string_view>

namespace sinew::clinic {

/// The body as JSON. @errors storage when it cannot be read: it was written by us
[[nodiscard]] Result<Json> body_of(const Document& document);

/// A first version, ready to be added.
[[nodiscard]] Document first_version(DocumentKind kind, const Id& id, std::optional<Id> person,
                                     std::optional<Day> day, std::string state,
                                     const OrderedJson& body, const Acting& acting);
/// The version after `before`, of the same person and kind.
[[nodiscard]] Document next_version(const Document& before, std::string state,
                                    const OrderedJson& body, const Acting& acting);

/// The document of that kind that was begun last; nothing when there is none.
[[nodiscard]] Result<std::optional<Document>> newest_of(const ReadStore& store, DocumentKind kind,
                                                        std::optional<Id> person,
                                                        std::optional<std::string> state = {});
[[nodiscard]] Result<std::vector<Document>> all_of(const ReadStore& store, DocumentKind kind,
                                                   std::optional<Id> person = {});

/// @errors conflict when `version` is not the document's: somebody else changed it first
[[nodiscard]] Result<void> same_version(const Document& document, std::optional<int> version);

/// The first of many faults, with how many more there are.
[[nodiscard]] Error first_of(const Faults& faults);
/// A Checked as a Result, where only one fault can travel on.
template <class T>
[[nodiscard]] Result<T> told_once(Checked<T> checked) {
    if (!checked) return fail(first_of(checked.error()));
    return *std::move(checked);
}

/// A member that is a text; empty when it is not there.
[[nodiscard]] std::string text_in(const Json& json, std::string_view key);
[[nodiscard]] std::optional<Id> id_in(const Json& json, std::string_view key);
[[nodiscard]] std::optional<Day> day_in(const Json& json, std::string_view key);
[[nodiscard]] OrderedJson id_or_null(const std::optional<Id>& id);
[[nodiscard]] OrderedJson day_or_null(const std::optional<Day>& day);
[[nodiscard]] OrderedJson text_or_null(const std::string& text);

/// The day of an instant, counted in UTC.
[[nodiscard]] Day day_of(Instant when) noexcept;
/// The name a colleague knows an account by; empty when it is gone or the program itself.
[[nodiscard]] std::string name_of_account(const ReadStore& store, const std::optional<Id>& account);

[[nodiscard]] Error nothing_here(std::string what, std::string where = {});
[[nodiscard]] Error not_accepted(std::string what, std::string where, std::string hint);

}  // namespace sinew::clinic
