// Two doubles side by side: what every x86-64 and ARM register holds. Arithmetic is lane by lane, as written: the same bits on
// every machine.
#pragma once

#include <cstring>

namespace sinew::numerics {

using Lanes __attribute__((vector_size(16))) = double;

[[nodiscard]] inline Lanes load_lanes(const double* from) noexcept {
    Lanes lanes;
    std::memcpy(&lanes, from, sizeof lanes);
    return lanes;
}

inline void store_lanes(double* to, Lanes lanes) noexcept { std::memcpy(to, &lanes, sizeof lanes); }

}  // namespace sinew::numerics
