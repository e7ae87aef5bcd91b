// Answers to an instrument as JSON, read into plain numbers. Nothing is refused here: what does not fit is marked.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/score_use.hpp>

namespace sinew::document {

/// A list, named fields or one value, as the instrument takes them; null = missing. Keys it does not know are left alone.
[[nodiscard]] care::AnswerSheet read_answer_sheet(const Json& input,
                                                  const care::Instrument& instrument);

}  // namespace sinew::document
