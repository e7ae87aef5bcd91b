// The slow layer as formulas: the very functions that run, run once with symbols.
#pragma once

#include <sinew/exchange/expression.hpp>
#include <sinew/model/parameters.hpp>

#include <string>
#include <vector>

namespace sinew::exchange {

/// Something the equations work out on their way, under the name the specification gives it.
struct Definition {
    std::string symbol;
    Expression value;
};

struct StateEquation {
    std::string symbol;
    Expression target, tau;  ///< of states that are pulled: x' = (target - x) / tau
    bool pulled = true;
    Expression rate;   ///< x' itself, per day
    double start = 0;  ///< of the specification
};

/// A definition names only inputs, states, parameters and definitions before it; an equation names all of them.
struct RecordedModel {
    std::vector<Definition> inputs;  ///< of a day, each with its default
    std::vector<std::string>
        parameters;                  ///< those that the formulas name, in the order of the pack
    std::vector<Definition> drives;  ///< what the equations need: E, E_A .. Psi, K, VAS_cue
    std::vector<StateEquation> states;
    std::vector<Definition> readouts;  ///< what is read off the states: VAS_expected, S_lapse ...
};

/// @source docs/methods/exchange.md
[[nodiscard]] RecordedModel record_slow_layer();

/// The row of the pack a parameter's value comes from: a_K is a_K_op in the opioid class, k_W is k_W_stim in the stimulant class.
[[nodiscard]] std::string_view row_symbol_of(std::string_view parameter,
                                             model::DrugClass drug) noexcept;

}  // namespace sinew::exchange
