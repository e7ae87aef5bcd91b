// A table of arms or of contrasts as a network of trials: what each cell means, by the measure asked for.
#pragma once

#include <sinew/effect/effects.hpp>
#include <sinew/network/trials.hpp>

#include <optional>
#include <vector>

namespace sinew::care {

struct NetworkTableQuestion {
    effect::Renames renames = {};
    std::optional<effect::Measure> measure = {};
    std::optional<effect::Shape> shape = {};  ///< arm or contrast; nothing: told from the columns
};

struct NetworkTable {
    network::Network network;
    effect::Effects
        ledger;  ///< rows used and left out, measure, direction, warnings, steps: no effects
    bool participants = false;  ///< every arm says how many people it had
};

/// Shapes `arm` (study, arm or treatment, and n mean sd|se, events n, or events time) and `contrast` (study, base, trt, y, v,
/// with v_base or `covariances` for multi-arm studies) of the table contract. A study with an empty cell gets 1/2 in every
/// cell of all its arms; one without any event tells nothing of a ratio and is left out and listed.
/// SMD: g against the first arm, standard deviation pooled over all arms; cov(g_i, g_j) = 1/n_1 + g_i g_j / (2 N).
/// @param covariances  columns study, row_i, row_j, cov
/// @errors every fault with row and column; a measure that the columns do not give
/// @source docs/methods/network.md
[[nodiscard]] Checked<NetworkTable> network_table(
    const domain::StudyTable& table, const NetworkTableQuestion& question,
    const std::optional<domain::StudyTable>& covariances = {});

}  // namespace sinew::care
