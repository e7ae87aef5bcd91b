// Somebody else's FHIR R4 Questionnaire: which of our instruments it asks, by which linkIds, and what its options are worth.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/asked_questions.hpp>
#include <sinew/domain/names.hpp>

#include <map>
#include <string>
#include <vector>

namespace sinew::fhir {

/// How a question of theirs was told to be one of ours. Wording is never compared.
enum class MatchedBy : std::uint8_t { link, loinc, own_code };

struct MatchedQuestion {
    std::string theirs, ours;  ///< linkIds
    MatchedBy by = MatchedBy::link;
};

struct UnmatchedQuestion {
    std::string link, text, place;  ///< text: theirs, cleaned for showing
};

struct OutsideQuestionnaire {
    const care::Instrument* instrument = nullptr;
    std::string url, version, title;  ///< as the document says, cleaned for showing; may be empty
    std::vector<MatchedQuestion> matched;
    std::vector<UnmatchedQuestion> unmatched;
    std::vector<std::string> missing;  ///< linkIds of ours that must be answered and nobody asks
    /// The ordinal value of an option: by their linkId, then "system|code".
    std::map<std::string, std::map<std::string, double>> ordinals;
};

/// @param asked  the instrument the caller named; null: told by LOINC panel, canonical, item codes or linkIds
/// @errors another resource or FHIR version; nothing tells the instrument, or two; one question asked twice; options that are worth
///         other values than the instrument's (its scores would be wrong): all at once, with pointers
[[nodiscard]] Checked<OutsideQuestionnaire> read_questionnaire(
    const Json& document, const std::string& name, const care::InstrumentPack& pack,
    const care::Instrument* asked = nullptr);

/// The response with our linkIds in place of theirs and an ordinalValue on each coded answer whose option has one, ready for
/// `read_response`. Places stay as they were.
/// @errors conflict: the response answers another questionnaire than this one
[[nodiscard]] Result<Json> in_our_links(Json response, const std::string& name,
                                        const OutsideQuestionnaire& questionnaire);

/// What was recognised, for machines and for the page about it.
[[nodiscard]] OrderedJson outside_questionnaire_json(const OutsideQuestionnaire& questionnaire,
                                                     domain::Language language);

}  // namespace sinew::fhir

namespace sinew::domain {

template <>
struct Names<fhir::MatchedBy> {
    static constexpr auto all = std::to_array<std::string_view>({"link", "loinc", "own_code"});
};

}  // namespace sinew::domain
