// The kernels of the slow layer on this machine: a plain reference, and lanes of 256 and 512 bits. All give the same bits.
#pragma once

#include <sinew/ensemble/slow_job.hpp>

#include <cstdint>

namespace sinew::ensemble {

enum class Target : std::uint8_t { reference, avx2, avx512 };

/// Whether this machine can run it. `reference` always.
[[nodiscard]] bool available(Target target) noexcept;
/// The widest that is available.
[[nodiscard]] Target best_target() noexcept;

/// @pre available(target)
template <class Real>
[[nodiscard]] const SlowKernels<Real>& slow_kernels(Target target);

namespace reference {
template <class Real>
[[nodiscard]] SlowKernels<Real> slow_kernels();
}
namespace vectors {
/// Nothing inside when the machine's architecture has no such target. @pre target is not reference
template <class Real>
[[nodiscard]] SlowKernels<Real> slow_kernels(Target target);
}  // namespace vectors

}  // namespace sinew::ensemble
