// A function of independent uncertain inputs, as the methods of sensitivity see it.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace sinew::numerics {

/// One input: its value at a probability in the open interval (0, 1).
struct UncertainInput {
    std::string name;
    std::function<double(double)> quantile;
};

/// Called from several threads at once, with a value of each input in order. A NaN among the outputs says that the point has no answer.
struct UncertainFunction {
    std::vector<UncertainInput> inputs;
    std::size_t outputs = 1;
    std::function<void(std::span<const double> inputs, std::span<double> outputs)> evaluate;
};

/// Told how many of all evaluations are done, from several threads. May be empty.
using EvaluationsDone = std::function<void(std::size_t)>;

}  // namespace sinew::numerics
