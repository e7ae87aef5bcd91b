// Which instrument a QuestionnaireResponse answers.
#pragma once

#include <sinew/care/asked_questions.hpp>

#include <string>
#include <string_view>

namespace sinew::fhir {

/// Is the linkId ("/44261-6" or "44261-6") among the codes the pack names under `key`?
[[nodiscard]] bool is_loinc_of(const care::Instrument& instrument, std::string_view key,
                               std::string_view link);

/// @errors not_found: nothing tells it; conflict: two instruments, another than the caller's, another major version
[[nodiscard]] Result<const care::Instrument*> instrument_told(const Json& response,
                                                              const std::string& at,
                                                              const care::InstrumentPack& pack,
                                                              const care::Instrument* asked);

}  // namespace sinew::fhir
