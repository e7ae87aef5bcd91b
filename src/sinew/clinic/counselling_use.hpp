// Notes of counselling, kept apart: sealed with a key of their own, read by who wrote them, by a colleague only on the person's separate
// consent that names them; in no export, timeline, search or summary (42 CFR 2.11 and 2.31(b)).
#pragma once

#include <sinew/clinic/kept_documents.hpp>

namespace sinew::clinic {

/// Own notes; with a consent of the purpose counselling_notes in force that names this colleague, those of the others too.
/// Shape: CounsellingNotes of the contract; `others` counts what stays closed.
/// @errors conflict when the consent does not cover it; not_found
[[nodiscard]] Result<OrderedJson> counselling_notes_view(const ReadStore& store, const Id& person,
                                                         const std::optional<Id>& consent,
                                                         const Acting& acting);
[[nodiscard]] Result<OrderedJson> add_counselling_note(WriteStore& store, const Id& person,
                                                       const std::string& text,
                                                       const Acting& acting);
/// How many there are: all that a copy of one's own data says of them.
[[nodiscard]] Result<std::size_t> counselling_notes_kept(const ReadStore& store, const Id& person);

}  // namespace sinew::clinic
