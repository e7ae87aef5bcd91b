// A selection model with a step function: studies whose p-value falls into a later step are seen less (or more) often.
#pragma once

#include <sinew/pooling/fit.hpp>

#include <cstdint>

namespace sinew::pooling {

/// Which p-values decide whether a study is seen.
enum class Alternative : std::uint8_t { greater, less, two_sided };

[[nodiscard]] std::string_view code_of(Alternative alternative) noexcept;  ///< "two.sided"
/// @errors not_found
[[nodiscard]] Result<Alternative> alternative_of(std::string_view code);

struct SelectionSettings {
    std::vector<double> steps = {0.025};  ///< ends of the steps, inside (0, 1); 1 is added
    Alternative alternative = Alternative::greater;
    bool common_effect = false;  ///< tau2 = 0 by assumption
    double level = 0.95;
    double most_delta = 1e4;  ///< a relative chance beyond it cannot be told from these studies
    int most_rounds = 200;
};

/// The chance of being seen in one step of p-values, relative to the first.
struct SelectionStep {
    double from = 0, to = 1;
    std::size_t studies = 0;
    Coefficient
        delta;  ///< b is the relative chance; its test is against 1. First step: 1, without a standard error
};

struct SelectionFit {
    SelectionSettings settings;
    std::size_t k = 0;
    Coefficient mean;              ///< the effect if no study were kept back; z test
    double tau2 = 0, se_tau2 = 0;  ///< se NaN when tau2 is 0 at the edge or fixed
    std::vector<SelectionStep> steps;
    double log_likelihood = 0, log_likelihood_unselected = 0;
    double
        LRT = 0,
        LRTp =
            1;  ///< likelihood ratio test of all relative chances being 1; LRT_df degrees of freedom
    std::size_t LRT_df = 0;
    Coefficient unselected_mean;  ///< of the same model by maximum likelihood without selection
    int rounds = 0;
};

/// Maximum likelihood; standard errors from the observed information.
/// @pre    yi.size() == vi.size()
/// @errors bad_input  fewer than 3 studies; steps that do not lie inside (0, 1); a step without a study (where: the step)
///         did_not_converge  no maximum, or a relative chance above most_delta
/// @source hedges1992, vevea1995
[[nodiscard]] Result<SelectionFit> selection_model(std::span<const double> yi,
                                                   std::span<const double> vi,
                                                   const SelectionSettings& settings = {});

/// The p-value of a study in that direction: 0 to 1.
[[nodiscard]] double p_value(double y, double v, Alternative alternative);

}  // namespace sinew::pooling
