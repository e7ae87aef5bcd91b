// Reads weeks, days and sessions of a programme document back; the other half of session_list_json.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/knowledge/pack_reader.hpp>

namespace sinew::document {

/// A form by its id; an unknown one is told with the nearest id.
[[nodiscard]] std::optional<domain::FormIndex> form_of(const knowledge::Node& node,
                                                       const knowledge::FormsPack& forms);

/// Fills `weeks` and `sessions`. Days follow `programme.start`; what only repeats other numbers or puts them into words
/// (names, talk test, why) is not read.
/// @errors every fault at once, each with its JSON pointer, into the node's faults
void read_weeks(const knowledge::Node& weeks, const knowledge::Catalogue& catalogue,
                domain::Programme& programme);
void read_on_demand(const knowledge::Node& node, const knowledge::Catalogue& catalogue,
                    domain::OnDemand& practice);

}  // namespace sinew::document
