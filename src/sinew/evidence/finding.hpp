// What one row of results says about one comparison, and whether its number may be pooled.
#pragma once

#include <sinew/knowledge/trial_rules.hpp>
#include <sinew/knowledge/trials.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::evidence {

/// What the exercise arm was held against.
enum class Comparison : std::uint8_t {
    control,       ///< an arm without training, or nobody (within-person rows)
    dose,          ///< the same training, easier: a cell of its own
    head_to_head,  ///< another training
};

/// Why a row's number is not pooled. The order is from the plainest reason to the subtlest.
enum class Standing : std::uint8_t {
    usable,
    excluded_study,
    recalled,
    within_person,
    median,
    direction_only,
    not_randomised,
    design_unknown,
    one_arm_only,  ///< the comparator's numbers were not printed
    no_variance,
    same_people,    ///< another row of the same people speaks in this cell
    other_measure,  ///< another scale than the cell's
};

struct Finding {
    const knowledge::TrialResult* row = nullptr;
    const knowledge::TrialResult* partner = nullptr;  ///< the comparator's row, for arms
    const knowledge::TrialStudy* study = nullptr;
    const knowledge::TrialArm* arm = nullptr;
    Comparison comparison = Comparison::control;
    std::string
        control;  ///< attention .. drug, "NA" where the word fits none, "none" where nobody was compared
    Standing standing = Standing::direction_only;
    knowledge::ResultMeasure measure = knowledge::ResultMeasure::none;
    std::optional<double> yi, vi;  ///< below zero = the outcome's own direction, never turned
    double n = 0;                  ///< people behind it; 0 = not printed
    std::string how;  ///< "change scores", "scores afterwards", or the row's own derivation
    bool change_wanted = false;  ///< baselines differ, but change SDs were not printed
};

/// One finding for each row of an exercise arm, in the order of the table.
/// Two arms of means become Hedges' g: on change scores when the baselines differ by more than `rules.baseline_difference`
/// SD and both change SDs are there, else on scores afterwards. Variance N/(n1 n2) + g^2 / (2 (N - 3.94)).
/// Held to cases G01 to G09 of tests/golden/evidence/published_arithmetic.csv.
/// @source docs/methods/synthesis.md
[[nodiscard]] std::vector<Finding> findings_of(const knowledge::Trials& trials,
                                               const knowledge::SynthesisRules& rules);

}  // namespace sinew::evidence

namespace sinew::domain {
template <>
struct Names<evidence::Comparison> {
    static constexpr auto all =
        std::to_array<std::string_view>({"control", "dose", "head_to_head"});
};
template <>
struct Names<evidence::Standing> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"usable", "excluded_study", "recalled", "within_person", "median", "direction_only",
         "not_randomised", "design_unknown", "one_arm_only", "no_variance", "same_people",
         "other_measure"});
};
}  // namespace sinew::domain
