// Shares of an output's variance: what each input, or group of inputs, brings alone and with the others.
#pragma once

#include <sinew/numerics/uncertain_function.hpp>

#include <cstdint>

namespace sinew::numerics {

struct SobolPlan {
    std::size_t samples = 1024;  ///< rows of each of the two matrices, at least 2
    std::uint64_t seed = 1;
    unsigned threads = 0;  ///< 0: as many as the machine has; the answer does not depend on it
    std::size_t replicates = 500;  ///< of the bootstrap over rows; 0 = no intervals
    double level = 0.95;           ///< of the intervals
    /// Which inputs are moved together, by their places; empty: each input alone. Costs samples x (groups + 2) evaluations.
    std::vector<std::vector<std::size_t>> groups = {};
};

/// An index is a share of the variance, up to the chance of the sample: it may come out a little below 0 or above 1.
struct VarianceShare {
    double first = 0, first_low = 0, first_high = 0;  ///< alone; ends of its interval
    double total = 0, total_low = 0, total_high = 0;  ///< with everything it takes part in
};

struct SobolOutput {
    double mean = 0, variance = 0;      ///< of the output over both matrices
    std::vector<VarianceShare> shares;  ///< by group; NaN throughout when the output does not vary
};

struct SobolAnswer {
    std::vector<SobolOutput> outputs;
    std::size_t evaluations = 0;
    std::size_t rows_used = 0;  ///< rows of the sample where every point had an answer
};

/// Sampling scheme of Saltelli (A, B and A with one group of columns from B), estimators of Jansen, intervals by the bootstrap of rows.
/// Bit-identical for any number of threads. Streams: `sensitivity.sobol.a` and `.b` at the index of the row, `sensitivity.bootstrap`.
/// @pre samples >= 2; at least one input and one output; groups not empty, each place below the number of inputs
/// @source saltelli2010, jansen1999
[[nodiscard]] SobolAnswer sobol_indices(const UncertainFunction& function, const SobolPlan& plan,
                                        const EvaluationsDone& progress = {});

}  // namespace sinew::numerics
