// How many doubles a register of this machine holds. Loops that use it give the same bits at every width.
#pragma once

#include <cstdint>

namespace sinew::numerics {

/// Numbers a step takes. Every number goes through the same operations in the same order and sums run in eight lanes whatever
/// the width; only tests choose another than the widest.
enum class Width : std::uint8_t { two, four, eight };

[[nodiscard]] Width widest_lanes() noexcept;

}  // namespace sinew::numerics
