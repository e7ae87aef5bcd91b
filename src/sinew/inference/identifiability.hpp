// What chosen readings can tell apart: Fisher information of the slow layer's parameters, its directions, and the sets that act alike.
#pragma once

#include <sinew/inference/weekly_course.hpp>
#include <sinew/model/prior.hpp>
#include <sinew/numerics/matrix.hpp>

#include <functional>

namespace sinew::inference {

struct IdentifiabilityQuestion {
    std::vector<std::string> weeks_of;       ///< reference weeks: "S0" .. "S7"
    std::vector<std::string> observed{"C"};  ///< states read
    std::vector<int> weeks{0, 2, 4, 6, 8, 12};
    double error_sd = 0.15;  ///< of one reading, in the state's own unit
    double alike = 0.99;     ///< cosine above which two parameters act alike
    model::DrugClass drug = model::DrugClass::opioid;
    unsigned threads = 0;
};

struct InformedDirection {
    double information = 0;  ///< eigenvalue: how much narrower than the prior, in variance, less 1
    std::vector<std::pair<std::size_t, double>> parts;  ///< parameter, weight; the heaviest first
};

struct AlikeSet {
    std::vector<std::size_t> parameters;
    double smallest_cosine = 1;  ///< between neighbours of the chain that joins them
};

struct IdentifiabilityAnswer {
    std::vector<std::string> parameters;
    numerics::Matrix sensitivities;  ///< reading x parameter, per prior sd, in error sds
    std::size_t informed = 0;        ///< eigenvalues above 1: the readings halve the variance
    std::size_t rank = 0;  ///< of the sensitivities, to 1e-6 of the largest singular value
    std::vector<double> eigenvalues;
    std::vector<InformedDirection> directions;  ///< the informed ones
    std::vector<AlikeSet> sets;
};

/// @errors not_found: a week or a state that is none; out_of_range: an error sd not above 0, no week, weeks beyond two years
/// @source docs/methods/sensitivity.md
[[nodiscard]] Result<IdentifiabilityAnswer> identifiability(
    const model::Prior& prior, const IdentifiabilityQuestion& question);

/// One point of a profile: the misfit (sum of squares in error sds, prior of the others included) that is left when the parameter stands `at`
/// prior sds from its value and all others make up for it, by the linear model; and when they do not.
struct ProfilePoint {
    double at = 0, left = 0, alone = 0;
};
/// @errors not_found: no such parameter in the answer
[[nodiscard]] Result<std::vector<ProfilePoint>> profile(const IdentifiabilityAnswer& answer,
                                                        std::string_view parameter);

}  // namespace sinew::inference
