// One estimate with its sampling variance.
#pragma once

namespace sinew::effect {

/// On the analysis scale. Where a measure is not defined for the numbers (a ratio of means of unlike sign, a logarithm of
/// nothing) `yi` or `vi` is NaN or infinite.
struct Estimate {
    double yi = 0;
    double vi = 0;
};

}  // namespace sinew::effect
