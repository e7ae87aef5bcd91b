// The machine's clock, wrapped: only the edge of the program may ask it.
#pragma once

#include <sinew/base/calendar.hpp>

#include <cstdint>

namespace sinew {

/// This second, UTC.
[[nodiscard]] Instant clock_now() noexcept;

/// Milliseconds since 1970, UTC: the first half of an id.
[[nodiscard]] std::uint64_t clock_now_ms() noexcept;

/// Seconds on a clock that never jumps back; only differences mean anything.
[[nodiscard]] double steady_seconds() noexcept;

}  // namespace sinew
