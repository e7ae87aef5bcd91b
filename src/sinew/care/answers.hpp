// Typed answers: what a person or a therapist writes at a prompt, understood generously and never guessed.
#pragma once

#include <sinew/care/questions.hpp>

#include <optional>
#include <string_view>

namespace sinew::care {

/// Yes or no in the words of both languages: y, yes, true, 是, 有 / n, no, false, 否, 不, 没有. Case does not matter.
[[nodiscard]] std::optional<bool> parse_yes_no(std::string_view text);

/// A fact's value: yes/no; a number, with the fact's own unit or none; a word of its list, its place in it counted from 1,
/// or its words in a language; "never" / 从未 where that is an answer. A unit the fact does not have is refused.
/// @errors bad_input not understood, out_of_range
[[nodiscard]] Result<domain::Reading> parse_answer(domain::FactIndex fact, std::string_view text,
                                                   const knowledge::Catalogue& catalogue);

/// Lays one typed answer to a question over the record, observed at `when`, the moment of judging.
/// @errors what was not understood, in words that say what is wanted; the record is then untouched
[[nodiscard]] Result<domain::Record> answered(domain::Record record, const Question& question,
                                              std::string_view text, Instant when,
                                              const knowledge::Catalogue& catalogue);

}  // namespace sinew::care
