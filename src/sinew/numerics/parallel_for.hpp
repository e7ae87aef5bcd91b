// Independent pieces of work on several threads. The only place in the house where threads start for arithmetic.
#pragma once

#include <cstddef>
#include <functional>

namespace sinew::numerics {

/// Calls `piece(0)` .. `piece(count - 1)`, each once, on at most `threads` threads (0: as many as the machine has). Pieces must
/// not touch each other's results; then the outcome does not depend on `threads`. The first exception of the lowest
/// piece is thrown again when all have ended.
void parallel_for(std::size_t count, unsigned threads,
                  const std::function<void(std::size_t)>& piece);

}  // namespace sinew::numerics
