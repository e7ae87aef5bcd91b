// Answers typed on a command line: "2 1 0 -", "pre=62 post=35", "yes", or JSON.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/score_use.hpp>

#include <string>
#include <vector>

namespace sinew::document {

/// One JSON value as the batch interface takes it. "-", "?" and "null" stand for a missing answer; a list is separated by
/// commas or blanks; a row of two is "15:104".
/// @errors a key the instrument does not know, bare values where fields have names, fields where a list is wanted, bad JSON
[[nodiscard]] Checked<Json> typed_answers(const std::vector<std::string>& words,
                                          const care::Instrument& instrument);

}  // namespace sinew::document
