// A score as FHIR R4: the answers as QuestionnaireResponse and an Observation for each number it gave.
#pragma once

#include <sinew/fhir/questionnaire_response.hpp>

#include <string>
#include <vector>

namespace sinew::fhir {

/// What people must read beside the number, in their language.
struct ScoreRemarks {
    std::string refusal;                ///< why there is no score; empty when there is one
    std::vector<std::string> findings;  ///< red flags first
};

/// A Bundle of type collection. The main output carries the pack's LOINC total beside the local code, and a note of how
/// that code was read; with a refusal it carries a data-absent-reason in place of a value. Same answers, same bytes.
[[nodiscard]] OrderedJson score_bundle(const care::Instrument& instrument, const Json& input,
                                       const care::Score& score, const ScoreRemarks& remarks,
                                       const ResponseHead& head);

}  // namespace sinew::fhir
