// Which stop rules can apply to this person.
#pragma once

#include <sinew/knowledge/catalogue.hpp>

namespace sinew::session {

/// SES ids in the order of the pack, less those whose condition is known not to hold (pregnancy, insulin).
/// An unknown fact keeps its rule. @source knowledge/sessions/plan.json, not_applicable
[[nodiscard]] std::vector<std::string> applicable_stop_rules(const knowledge::Catalogue& catalogue,
                                                             const domain::Intake& facts);

/// True when the fact is known to be no.
[[nodiscard]] bool known_to_be_no(const domain::Intake& facts, domain::FactIndex fact) noexcept;

}  // namespace sinew::session
