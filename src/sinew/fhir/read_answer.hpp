// One answer of a QuestionnaireResponse as the scorer's documents write it.
#pragma once

#include <sinew/care/asked_questions.hpp>
#include <sinew/fhir/resource.hpp>

#include <optional>

namespace sinew::fhir {

/// The ordinalValue (or itemWeight) that stands on a coding, an option or an answer.
[[nodiscard]] std::optional<double> ordinal_of(const Json& holder);

/// valueInteger, valueDecimal, valueCoding (LOINC or our answer code, ordinalValue), valueString, valueBoolean, valueTime,
/// valueQuantity in the question's unit. A stated reason for no answer is null. A number outside its range is carried:
/// the scorer refuses it by the instrument's own rules.
/// @param at  place of the answer, for faults
/// @errors no value or two, a type or code the question does not take, a code and an ordinal that contradict each other
[[nodiscard]] Result<Json> read_answer(const Json& answer, const care::AskedQuestion& question,
                                       const care::Instrument& instrument, const std::string& at);

}  // namespace sinew::fhir
