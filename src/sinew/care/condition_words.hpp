// A rule's condition, and a fact's value, in words a clinician reads.
#pragma once

#include <sinew/knowledge/catalogue.hpp>

#include <string>

namespace sinew::care {

/// "systolic pressure (mmHg) above 200, or diastolic pressure (mmHg) above 110".
[[nodiscard]] std::string condition_words(const knowledge::Condition& condition,
                                          const knowledge::ScreeningPack& pack,
                                          const knowledge::Words& words);

/// The short name of a fact, its own key when the text pack has none.
[[nodiscard]] std::string fact_label(domain::FactIndex fact, const knowledge::ScreeningPack& pack,
                                     const knowledge::Words& words);

/// A value as people say it: "methadone", "yes", "112".
[[nodiscard]] std::string fact_value_words(domain::FactIndex fact, double value,
                                           const knowledge::ScreeningPack& pack,
                                           const knowledge::Words& words);

/// The parts one after the other, with the language's own comma; `pattern` is a text key with {first} and {second}.
[[nodiscard]] std::string spoken_list(const std::vector<std::string>& parts,
                                      const knowledge::Words& words,
                                      std::string_view pattern = "condition.list");

}  // namespace sinew::care
