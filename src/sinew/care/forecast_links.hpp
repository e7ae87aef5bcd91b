// Words of a question put to links of the model: what is to be switched off.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/model/link_share.hpp>

#include <span>
#include <string>

namespace sinew::care {

/// The links that the words name, each once, in the order of the table. A word is a link (LNK-15), a mechanism (affect), a state with all that
/// acts on it or that it acts on (Q), `hypotheses` (every link graded H) or `mechanistic` (autonomic balance, stress axis, immune tone, dopamine
/// and plasticity: the states V, L, N, R, Q; the core tier is left).
/// @errors not_found: a word that names no link
/// @source docs/methods/model.md (section 4, tiers)
[[nodiscard]] Result<model::Links> links_named(std::span<const std::string> words,
                                               std::span<const knowledge::ModelLink> links);

}  // namespace sinew::care
