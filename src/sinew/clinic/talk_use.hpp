// Words between people: messages of a person and the staff, notes of the staff, and the person's own coping plan.
#pragma once

#include <sinew/clinic/kept_documents.hpp>

namespace sinew::clinic {

[[nodiscard]] bool is_from_person(const Document& message) noexcept;
[[nodiscard]] bool is_read(const Document& message) noexcept;

/// Oldest first. `read` is the other side's.
[[nodiscard]] Result<OrderedJson> messages_view(const ReadStore& store, const Id& person);
[[nodiscard]] Result<OrderedJson> write_message(WriteStore& store, const Id& person,
                                                const std::string& text, const Acting& acting);
/// Marks what the other side wrote as read.
[[nodiscard]] Result<void> read_messages(WriteStore& store, const Id& person, const Acting& acting);
/// Messages to this side that nobody has read.
[[nodiscard]] Result<int> unread_messages(const ReadStore& store, const Id& person, bool for_staff);

[[nodiscard]] Result<OrderedJson> notes_view(const ReadStore& store, const Id& person);
/// @param kind  note, call or visit; a call or visit is what puts a flag to rest
[[nodiscard]] Result<OrderedJson> add_note(WriteStore& store, const Id& person,
                                           const std::string& text, const std::string& kind,
                                           const Acting& acting);

/// Version 0 and empty lists where nothing was kept yet.
[[nodiscard]] Result<OrderedJson> coping_plan_view(const ReadStore& store, const Id& person);
/// @errors every fault
[[nodiscard]] Checked<OrderedJson> read_coping_plan(const Json& json);
[[nodiscard]] Result<OrderedJson> keep_coping_plan(WriteStore& store, const Id& person,
                                                   const OrderedJson& plan,
                                                   std::optional<int> version,
                                                   const Acting& acting);

}  // namespace sinew::clinic
