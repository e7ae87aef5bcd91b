// Memory of a block: the same quantity of consecutive draws side by side. Its size depends on the number only, never on the machine.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace sinew::ensemble {

/// Draws in a block: a register of 512 bits.
template <class Real>
inline constexpr std::size_t kBlock = 64 / sizeof(Real);

template <class Real>
struct alignas(64) Lanes {
    Real at[kBlock<Real>];
};

}  // namespace sinew::ensemble
