// The plain machine interface of scoring: one JSON line of answers in, one line of output out.
#pragma once

#include <sinew/care/score_use.hpp>
#include <sinew/document/answered_line.hpp>

#include <string_view>

namespace sinew::document {

/// {"id", "instrument", "input"} -> {"id", "output"}. A refusal by the instrument's rules is an output with error_kind.
/// Never fails: a line that is not JSON, lacks a key or names an unknown instrument carries an `error` object.
/// @param number  line number from 1, for fault places
[[nodiscard]] AnsweredLine answer_score_line(std::string_view line, std::size_t number,
                                             care::ScoringDesk& desk);

/// The instrument by its id, or not_found with the nearest id.
[[nodiscard]] Result<const care::Instrument*> instrument_named(const care::InstrumentPack& pack,
                                                               std::string_view id,
                                                               const std::string& where);

}  // namespace sinew::document
