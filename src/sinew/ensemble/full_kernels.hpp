// The kernels of the full day on this machine: a plain reference, and lanes of 256 and 512 bits. All give the same bits.
#pragma once

#include <sinew/ensemble/full_job.hpp>
#include <sinew/ensemble/slow_kernels.hpp>

namespace sinew::ensemble {

/// @pre available(target)
template <class Real>
[[nodiscard]] const FullKernels<Real>& full_kernels(Target target);

namespace reference {
template <class Real>
[[nodiscard]] FullKernels<Real> full_kernels();
}
namespace vectors {
/// Nothing inside when the machine's architecture has no such target. @pre target is not reference
template <class Real>
[[nodiscard]] FullKernels<Real> full_kernels(Target target);
}  // namespace vectors

}  // namespace sinew::ensemble
