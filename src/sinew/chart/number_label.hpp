// Numbers as people read them on an axis: a real minus, thin spaces in thousands, powers of ten for the very large and small.
#pragma once

#include <string>

namespace sinew::chart {

/// @param decimals  places after the point, 0 to 12
[[nodiscard]] std::string number_label(double value, int decimals);

/// "10³", "2×10⁻⁴".
[[nodiscard]] std::string power_label(double value);

/// "1:05" for 65 with `hours` false (min:s), "0:01" with it (h:min).
[[nodiscard]] std::string clock_label(double seconds, bool hours);

}  // namespace sinew::chart
