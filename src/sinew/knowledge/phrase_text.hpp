// Puts words to phrases: keys and typed values become one sentence in the reader's language.
#pragma once

#include <sinew/domain/choice.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <string>

namespace sinew::knowledge {

/// Needs the catalogue's text, forms, exercises and screening parts as far as the values name them.
[[nodiscard]] std::string phrase_text(const domain::Phrase& phrase, const Catalogue& catalogue,
                                      const Words& words);

/// "a, b and c" as the language writes it; the word for nothing when the list is empty.
[[nodiscard]] std::string list_text(const std::vector<std::string>& items, const Words& words);

/// A fact's label with its value: "COWS 4", "Beta-blocker: yes".
[[nodiscard]] std::string fact_text(domain::FactIndex fact, double value,
                                    const Catalogue& catalogue, const Words& words);

}  // namespace sinew::knowledge
