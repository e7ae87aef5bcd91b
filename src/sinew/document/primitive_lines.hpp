// The plain machine interface of prescription arithmetic: one JSON line with a question in, one line with its answer out.
#pragma once

#include <sinew/document/answered_line.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <cstddef>
#include <string_view>

namespace sinew::document {

/// Kinds: zone, hr, hrmax, vo2r, stage, tier, start, clip, load, acwr, ewma, change, adapt, gap, flags, energy.
/// Answers one line; never fails: what is no JSON, lacks a key, names an unknown word or has a wrong type carries an
/// `error` object and its `id` where readable. A refusal that the rules define (`target: null`, `zone: null`) is an answer.
/// Readings of doubtful cases: docs/methods/prescription-arithmetic.md.
/// @param number     line number from 1, for fault places
/// @param catalogue  read with Part::prescription
[[nodiscard]] AnsweredLine answer_primitive_line(std::string_view line, std::size_t number,
                                                 const knowledge::Catalogue& catalogue);

}  // namespace sinew::document
