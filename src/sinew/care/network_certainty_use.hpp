// Certainty of a network's comparisons: what each study contributes to each of them, and what was said of the studies.
#pragma once

#include <sinew/care/network_use.hpp>
#include <sinew/evidence/network_certainty.hpp>

#include <vector>

namespace sinew::care {

struct NetworkCertaintyQuestion {
    bool every = false;  ///< all comparisons, not only those against the reference
    std::optional<double> important = {};
    double null_effect = 0;
    bool randomised = true;
    std::vector<evidence::Judgement> judgements = {};  ///< for every comparison
};

struct RatedComparison {
    std::size_t treatment = 0, other = 0;  ///< treatment minus other
    network::Comparison told = {};
    evidence::ComparisonInputs inputs = {};
    evidence::Certainty certainty = {};
};

struct NetworkCertaintyAnswer {
    NetworkAnswer network;
    std::vector<RatedComparison> comparisons;
};

/// Columns `risk_of_bias` and `indirectness` (low, some, high; empty = not assessed; one word a study) weigh by what the
/// studies contribute. People are those in the arms of the two treatments; incoherence is that of the comparison where it
/// has direct and indirect evidence, else that of the network.
/// @errors those of network_answer; a word that is none of the three, two words for one study
/// @source nikolakopoulou2020
[[nodiscard]] Checked<NetworkCertaintyAnswer> network_certainty(
    const domain::StudyTable& table, NetworkQuestion network,
    const NetworkCertaintyQuestion& question, const knowledge::CertaintyRules& rules,
    const std::optional<domain::StudyTable>& covariances = {});

}  // namespace sinew::care
