// An instrument as a FHIR R4 Questionnaire, in our own topic words.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/asked_questions.hpp>

namespace sinew::fhir {

/// LOINC codes where the pack has them, else the local code system; required, ranges, options with their ordinal value.
/// The same instrument gives the same bytes.
/// @param instrument  shippable
[[nodiscard]] OrderedJson questionnaire(const care::Instrument& instrument,
                                        domain::Language language);

/// A LOINC answer code of the instrument for a value; empty when its pack has none.
[[nodiscard]] std::string answer_code(const care::Instrument& instrument, double value);
/// The value of a LOINC answer code.
[[nodiscard]] std::optional<double> answer_value(const care::Instrument& instrument,
                                                 std::string_view code);

/// One option as a Coding: LOINC or local ("cows:4"), with its label.
[[nodiscard]] OrderedJson option_coding(const care::Instrument& instrument,
                                        const care::AskedOption& option);

}  // namespace sinew::fhir
