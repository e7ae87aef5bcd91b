// A FHIR R4 QuestionnaireResponse: which instrument it answers and what was answered; and answers written as one.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/asked_questions.hpp>

#include <optional>
#include <string>

namespace sinew::fhir {

/// Whose response it is and when it was given, as the outside document says.
struct ResponseHead {
    std::string subject = "Patient/unknown";  ///< a reference; nothing that names a person
    std::string authored;                     ///< ISO 8601; empty when nobody said
};

struct AnsweredInstrument {
    const care::Instrument* instrument = nullptr;
    Json input;  ///< as the batch interface of scoring takes it
    ResponseHead head;
    std::optional<double> stated_total;  ///< the response's own total item
    std::string total_place;             ///< of that item, for faults
};

/// The instrument is told by the canonical in `questionnaire` (ours, or one that ends in an instrument's id or LOINC panel),
/// else by LOINC item codes in linkIds, unless the caller names it. A Bundle is taken when it holds exactly one response.
/// @param asked  the instrument the caller named; null: find it
/// @errors another resource or FHIR version, a status that is no finished answer, no or another instrument, another major
///         version of it, an unknown linkId, an answer given twice, an answer of a wrong kind: all at once, with pointers
[[nodiscard]] Checked<AnsweredInstrument> read_response(const Json& document,
                                                        const std::string& name,
                                                        const care::InstrumentPack& pack,
                                                        const care::Instrument* asked = nullptr);

/// A stated total that our own score contradicts is no answer to trust.
/// @errors conflict
[[nodiscard]] Result<bool> check_stated_total(const AnsweredInstrument& answered,
                                              const care::Score& score);

/// The answers as a completed QuestionnaireResponse. What does not fit its question is carried as it is.
[[nodiscard]] OrderedJson questionnaire_response(const care::Instrument& instrument,
                                                 const Json& input, const ResponseHead& head);

}  // namespace sinew::fhir
