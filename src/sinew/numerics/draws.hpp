// Random numbers of other shapes than uniform, from a named stream: the same stream gives the same numbers everywhere.
#pragma once

#include <sinew/base/random_stream.hpp>

namespace sinew::numerics {

/// A standard normal number, by the inverse of its distribution: one uniform number each.
[[nodiscard]] double normal_draw(RandomStream& stream);

/// Standard normal numbers two at a time, for those who need many: a point in the disc instead of an inverse.
/// @source marsaglia1964
class NormalPairs {
public:
    [[nodiscard]] double draw(RandomStream& stream);

private:
    double kept_ = 0;
    bool has_kept_ = false;
};

/// A chi-squared number with `degrees` of freedom, at least 1.
/// @source marsaglia2000 (gamma numbers by a cubed normal and a rejection)
[[nodiscard]] double chi_squared_draw(RandomStream& stream, double degrees);

}  // namespace sinew::numerics
