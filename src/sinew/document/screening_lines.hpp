// The plain machine interface of screening: one JSON line of facts in, one line of clearance out.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/document/answered_line.hpp>
#include <sinew/domain/clearance.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <string>
#include <string_view>

namespace sinew::document {

/// outcome, complete, missing, optional_unknown, fired_rules, merged_limits, need, permitted_meanwhile.
[[nodiscard]] OrderedJson clearance_json(const domain::Clearance& clearance,
                                         const knowledge::ScreeningPack& pack);

/// Answers one line; never fails: what cannot be answered carries an `error` object and its `id` where readable.
/// @param number  line number from 1, for fault places
[[nodiscard]] AnsweredLine answer_screening_line(std::string_view line, std::size_t number,
                                                 const knowledge::Catalogue& catalogue);

}  // namespace sinew::document
