// Which fractional polynomial of the dose: all of them by their deviance, and a closed test from complex to simple.
#pragma once

#include <sinew/dose_response/curve_fit.hpp>

#include <array>

namespace sinew::dose_response {

/// The usual powers. 0 is the logarithm. @source royston2008
inline constexpr std::array<double, 8> kUsualPowers{-2, -1, -0.5, 0, 0.5, 1, 2, 3};

struct FractionalSettings {
    double alpha = 0.05;  ///< of each step of the closed test
    bool random_slope =
        true;  ///< every candidate has the same random part, the slope of the straight dose between studies
    std::optional<double> shift = {};  ///< nothing: `usual_shift` where a dose is not positive
    bool second_degree = true;         ///< false: FP1 only
};

struct FractionalCandidate {
    std::vector<double> powers;
    double deviance =
        0;  ///< -2 log likelihood (ML) of all effects; NaN when its terms cannot be told apart
};

struct ClosedStep {
    std::string against;  ///< "no effect of the dose", "straight line", "one power"
    double difference = 0, p = 0;
    std::size_t degrees = 0;
};

struct FractionalChoice {
    CurveBasis chosen;
    double null_deviance = 0;
    std::vector<FractionalCandidate> first;   ///< FP1, best first
    std::vector<FractionalCandidate> second;  ///< FP2, best first
    std::vector<ClosedStep> steps;            ///< as far as the test went
    bool dose_matters = false;  ///< false: the first step did not reject; the straight line is kept
    FractionalSettings settings;
};

/// Powers by maximum likelihood of all effects together; then best FP2 against nothing, the straight line and best FP1, in
/// that order; each step that does not reject stops at the simpler curve.
/// @errors bad_input: a dose below zero without a shift; fewer effects than three
/// @source royston2008 (function selection procedure)
[[nodiscard]] Result<FractionalChoice> choose_fractional(std::span<const StudyContrasts> studies,
                                                         const FractionalSettings& settings = {});

}  // namespace sinew::dose_response
