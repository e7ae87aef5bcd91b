// Screening of many inputs by the method of Morris: one input moved at a time along random paths.
#pragma once

#include <sinew/numerics/uncertain_function.hpp>

#include <cstdint>

namespace sinew::numerics {

struct MorrisPlan {
    std::size_t trajectories = 40;  ///< at least 2; each costs inputs + 1 evaluations
    std::size_t levels = 8;         ///< even, at least 2: probabilities (j + 1/2) / levels
    std::uint64_t seed = 1;
    unsigned threads = 0;  ///< 0: as many as the machine has; the answer does not depend on it
};

/// An elementary effect is the change of the output over the step of an input's probability, which is 1/2: what the output would do if it
/// went on so over the whole distribution of the input.
struct ElementaryEffect {
    double mu = 0;             ///< mean: with its sign
    double mu_star = 0;        ///< mean of the absolute values: how much the input matters
    double sigma = 0;          ///< sd: curved, or acting together with others
    double mu_star_error = 0;  ///< standard error of mu_star
    std::size_t used = 0;      ///< trajectories with an answer on both sides
};

struct MorrisAnswer {
    std::vector<std::vector<ElementaryEffect>> effects;  ///< by output, by input
    std::size_t evaluations = 0;
    std::size_t unanswered = 0;  ///< points that had no answer
};

/// Bit-identical for any number of threads. Streams: `sensitivity.morris`, index trajectory.
/// @pre trajectories >= 2; levels even and >= 2; at least one input and one output
/// @source morris1991, campolongo2007 (mu*)
[[nodiscard]] MorrisAnswer elementary_effects(const UncertainFunction& function,
                                              const MorrisPlan& plan,
                                              const EvaluationsDone& progress = {});

}  // namespace sinew::numerics
