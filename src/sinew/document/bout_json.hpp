// A bout's metrics, and a match with its prescription, as documents.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/bout_use.hpp>
#include <sinew/care/match_use.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::document {

/// Minutes to 0.1, heart rates to 1, impulses to 0.1; a metric that is not there is null and named in `missing`, with why.
[[nodiscard]] OrderedJson bout_json(const domain::RecordedActivity& activity,
                                    const care::BoutMetrics& metrics,
                                    const care::BoutPerson& person,
                                    const knowledge::Catalogue& catalogue,
                                    const knowledge::Words& words);

[[nodiscard]] OrderedJson match_json(const domain::RecordedActivity& activity,
                                     const care::MatchedSession& matched,
                                     const care::MatchWanted& wanted,
                                     const knowledge::Catalogue& catalogue,
                                     const knowledge::Words& words);

}  // namespace sinew::document
