// Where a function of one number crosses zero, and where it is least.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>

namespace sinew::numerics {

/// A zero of `f` between `low` and `high`, to the last few bits; nothing when f(low) and f(high) have one sign, when a
/// value is not a number, or after `most_steps` evaluations.
/// @source alefeld1995 (algorithm 748, as in Boost.Math)
[[nodiscard]] std::optional<double> root_between(const std::function<double(double)>& f, double low,
                                                 double high, std::uint64_t most_steps = 200);

struct Minimum {
    double at = 0, value = 0;
};

/// A local minimum of `f` between `low` and `high`, `at` to about half the digits of a double (no method that looks at
/// values alone can do better). f must be finite there.
/// @source brent1973 (golden section with parabolas, as in Boost.Math)
[[nodiscard]] Minimum minimum_between(const std::function<double(double)>& f, double low,
                                      double high, std::uint64_t most_steps = 200);

}  // namespace sinew::numerics
