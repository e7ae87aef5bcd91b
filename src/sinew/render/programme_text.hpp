// Decisions and programmes for the terminal.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/render/terminal_page.hpp>

#include <string>

namespace sinew::render {

/// The decision, limits and needs, week 1 day by day, how it grows, forms, exercises, practice on demand, honesty, open
/// questions; with `explain` also every choice with its grounds and the checklists.
[[nodiscard]] std::string programme_text(const domain::Programme& programme,
                                         const knowledge::Catalogue& catalogue,
                                         const knowledge::Words& words, const TextStyle& style);

/// Every fired rule with the facts it read, its source, grade and status; what was fine (a count, with `explain` a list);
/// what is missing and why; what would change the answer; what is permitted meanwhile.
[[nodiscard]] std::string clearance_text(const domain::Clearance& clearance,
                                         const knowledge::Catalogue& catalogue,
                                         const knowledge::Words& words, const TextStyle& style);

/// One choice: answer, facts with values, rules, sources with citations, grade and status in words, what speaks against
/// it, what gave way, what would change it.
[[nodiscard]] std::string choice_text(const domain::Choice& choice,
                                      const domain::Clearance& clearance,
                                      const knowledge::Catalogue& catalogue,
                                      const knowledge::Words& words, const TextStyle& style);

}  // namespace sinew::render
