// The kernels of the slow layer one number at a time: what every instruction set is held against, and what machines without fused
// operations in registers are served by.
#include <sinew/ensemble/plain_lane.hpp>
#include <sinew/ensemble/slow_kernels.hpp>

#define HWY_INLINE inline
#define HWY_NOINLINE [[gnu::noinline]]
#define HWY_ATTR
#define SINEW_UNROLL

namespace sinew::ensemble::reference {

// clang-format off
#include <sinew/ensemble/lane_functions.inc.hpp>
#include <sinew/ensemble/slow_prepare.inc.hpp>
#include <sinew/ensemble/slow_course.inc.hpp>
#include <sinew/ensemble/slow_table.inc.hpp>
// clang-format on

template <class Real>
SlowKernels<Real> slow_kernels() {
    return slow_table<PlainLane<Real>>();
}
template SlowKernels<double> slow_kernels<double>();
template SlowKernels<float> slow_kernels<float>();

}  // namespace sinew::ensemble::reference
