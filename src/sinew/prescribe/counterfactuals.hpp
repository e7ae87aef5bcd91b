// What would have to be different for the answer to be another: one fact at a time, screened again, never guessed.
#pragma once

#include <sinew/domain/clearance.hpp>
#include <sinew/domain/programme.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <span>
#include <vector>

namespace sinew::prescribe {

/// One fact changed to the nearest value at which a fired rule falls silent, and what screening says then.
struct Counterfactual {
    domain::FactIndex fact = 0;
    double value = 0;  ///< in the fact's own coding
    domain::Outcome outcome{};
    domain::Limits limits;
    bool fewer_questions = false;
};

/// For every fired rule and every comparison in it that holds and can change (age and sex cannot). Only those that
/// better the outcome or loosen a limit are kept; those that change the outcome first.
/// @param said  the facts as they were said, before screening
/// @cost one screening for each comparison tried
[[nodiscard]] std::vector<Counterfactual> counterfactuals(
    const domain::Intake& said, const domain::Clearance& clearance,
    std::span<const domain::Override> overrides, const knowledge::Catalogue& catalogue);

/// "With COWS 4 the answer would be: you can train", at most `most`.
[[nodiscard]] std::vector<domain::Phrase> outcome_phrases(const std::vector<Counterfactual>& list,
                                                          const domain::Clearance& clearance,
                                                          std::size_t most);

/// Puts each counterfactual where it belongs: intensity, minutes, company, heart rate, mix.
void add_counterfactuals(domain::Programme& programme, const std::vector<Counterfactual>& list);

}  // namespace sinew::prescribe
