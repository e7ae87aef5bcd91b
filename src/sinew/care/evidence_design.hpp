// "--mods": moderators named in a formula become the columns of a design matrix.
#pragma once

#include <sinew/effect/effects.hpp>
#include <sinew/numerics/matrix.hpp>

namespace sinew::care {

/// A column of the design: what it is called, as in R ("intrcpt", "ablat", "allocrandom").
struct EvidenceDesign {
    numerics::Matrix x = {};
    std::vector<std::string> names = {};
    std::vector<std::string> moderators = {};  ///< columns of the table
    std::vector<std::string> warnings = {};
};

/// The columns that a formula such as "ablat + alloc" or "0 + outcome" names; empty for an empty one.
/// @errors bad_input  anything but names, "+", and a leading "0 +" or "-1" (no intercept)
[[nodiscard]] Result<std::vector<std::string>> moderators_named(std::string_view formula);

/// Numbers as they are; text as treatment contrasts against the first level in byte order (all levels for the first text
/// column when there is no intercept). Rows with a missing moderator are left out of `effects` and listed there.
/// @errors not_found: no such column; bad_input: a text column with one level, a formula that is none
[[nodiscard]] Result<EvidenceDesign> design_of(effect::Effects& effects, std::string_view formula);

}  // namespace sinew::care
