// The certainty use case: a researcher's own effects or a pooled answer in, the inputs of GRADE out.
#pragma once

#include <sinew/care/effects_use.hpp>
#include <sinew/evidence/certainty.hpp>

#include <optional>

namespace sinew::care {

/// Pools the effects (REML, Knapp-Hartung) and, from ten studies on, regresses them on their standard errors (Egger).
/// @param people  all groups together; nothing: summed from the columns n1i and n2i, ni or n where every row has them
/// @errors did_not_converge, or what the fit refuses
/// @source sterne2011, viechtbauer2010
[[nodiscard]] Result<evidence::CertaintyInputs> certainty_inputs(
    const effect::Effects& effects, std::optional<double> people,
    const knowledge::CertaintyRules& rules);

}  // namespace sinew::care
