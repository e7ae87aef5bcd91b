// Facts as documents write them: a bare value, null, or {value, age_h}.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/domain/reading.hpp>
#include <sinew/knowledge/screening_pack.hpp>

#include <string>

namespace sinew::document {

/// The value in the fact's own coding. What cannot be one becomes `invalid`, never a guess.
[[nodiscard]] domain::Reading read_fact_value(const Json& value, const knowledge::FactSpec& fact);

/// Why the value cannot be this fact's, as a sentence for its author; empty when it can.
[[nodiscard]] std::string what_is_wrong(const Json& value, const knowledge::FactSpec& fact);
/// What would be accepted: "a number from 40 to 300 mmHg", "yes or no", "one of: none, local, systemic".
[[nodiscard]] std::string what_is_wanted(const knowledge::FactSpec& fact);

/// Back to JSON: the word, number, true/false, or null for never and absent.
[[nodiscard]] OrderedJson fact_json(const domain::Reading& reading,
                                    const knowledge::FactSpec& fact);

/// A whole `facts` object of a batch line.
/// @errors not_found for a fact the pack does not know, bad_input when `facts` or an {value, age_h} is misshapen.
[[nodiscard]] Result<domain::Intake> read_facts(const Json& facts,
                                                const knowledge::ScreeningPack& pack,
                                                const std::string& at);

}  // namespace sinew::document
