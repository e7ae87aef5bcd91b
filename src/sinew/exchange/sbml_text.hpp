// The slow layer in SBML, Level 3 Version 2: the language in which biology exchanges models.
#pragma once

#include <sinew/exchange/model_numbers.hpp>

namespace sinew::exchange {

/// States are parameters with rate rules, drives and read-outs assignment rules, time in days. Training comes as the doses of seven
/// weekdays (`dose_A_0` .. `dose_M_6`); an event at midnight moves the weekday on and makes a solver stop where the inputs jump.
/// Not in it: jumps after a day of use, medication as doses (E_m is a number), minutes round a bout.
/// @source docs/methods/exchange.md
[[nodiscard]] std::string sbml_text(const ModelExport& model);

}  // namespace sinew::exchange
