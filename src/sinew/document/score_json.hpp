// A score as JSON: the answer alone for a batch line, or with everything it rests on.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/score_use.hpp>

#include <string>

namespace sinew::document {

/// The outputs by name; or error_kind, item and error, with the outputs that are told even so.
[[nodiscard]] OrderedJson output_json(const care::Instrument& instrument, const care::Score& score);

/// What a refusal names: "item 4 (gooseflesh)", "slept_hours", "the answers".
[[nodiscard]] std::string item_named(const care::Instrument& instrument,
                                     const care::Refusal& refusal);
/// One sentence, in the language: what is wrong and what would be right.
[[nodiscard]] std::string refusal_text(const care::Instrument& instrument,
                                       const care::Refusal& refusal, domain::Language language);

/// One output as it is told: null, a number, true, a word, a list.
[[nodiscard]] OrderedJson value_json(const care::Instrument& instrument,
                                     const knowledge::OutputSpec& output, const care::Score& score);

/// The answer with its ground: instrument, version, hash, output, findings, bands with their status, minimal important
/// difference, equations with their error, licence, sources.
[[nodiscard]] OrderedJson score_json(const care::Instrument& instrument, const care::Score& score,
                                     const Json& input, domain::Language language);

/// One entry of `sinew measure score --list --json`.
[[nodiscard]] OrderedJson instrument_json(const care::Instrument& instrument,
                                          domain::Language language);

}  // namespace sinew::document
