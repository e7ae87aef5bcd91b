// Instruments as a REDCap data dictionary: eighteen columns, one row a question and one a score.
#pragma once

#include <sinew/care/asked_questions.hpp>

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::document {

/// @source docs/how-to/exchange-questionnaires.md (wording recalled, read again in public guides)
inline constexpr std::array<std::string_view, 18> kDictionaryColumns{
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation"};

/// Longest name of a variable.
inline constexpr std::size_t kLongestVariable = 26;

/// RFC 4180, UTF-8, CRLF. The first variable is `record_id`; names are lower case, unique and at most 26 characters; scores are
/// text fields that nobody types in; nothing is an identifier. The same instruments give the same bytes.
/// @param instruments  shippable
[[nodiscard]] std::string data_dictionary(const std::vector<const care::Instrument*>& instruments,
                                          domain::Language language);

}  // namespace sinew::document
