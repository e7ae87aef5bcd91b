// The machine's clock, wrapped: only the edge of the program may ask it.
#pragma once

#include <sinew/base/calendar.hpp>

namespace sinew {

/// This second, UTC.
[[nodiscard]] Instant clock_now() noexcept;

/// Seconds on a clock that never jumps back; only differences mean anything.
[[nodiscard]] double steady_seconds() noexcept;

}  // namespace sinew
