// One open question as a form can ask it: its words, why it is asked, what may be answered.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/questions.hpp>
#include <sinew/knowledge/text_pack.hpp>

namespace sinew::clinic {

/// What the questions call the person's substance.
[[nodiscard]] std::string substance_words(const domain::Record& record,
                                          const knowledge::Catalogue& catalogue,
                                          const knowledge::Words& words);

/// Shape: Question of the contract.
[[nodiscard]] OrderedJson question_json(const care::Question& question,
                                        const knowledge::Catalogue& catalogue,
                                        const knowledge::Words& words,
                                        const std::string& substance);

}  // namespace sinew::clinic
