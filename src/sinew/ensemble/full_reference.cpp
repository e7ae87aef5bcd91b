// The kernels of the full day one number at a time: what every instruction set is held against.
#include <sinew/ensemble/full_kernels.hpp>
#include <sinew/ensemble/plain_lane.hpp>

#define HWY_INLINE inline
#define HWY_NOINLINE [[gnu::noinline]]
#define HWY_ATTR
#define SINEW_UNROLL

namespace sinew::ensemble::reference {

// clang-format off
#include <sinew/ensemble/lane_functions.inc.hpp>
#include <sinew/ensemble/slow_prepare.inc.hpp>
#include <sinew/ensemble/slow_course.inc.hpp>
#include <sinew/ensemble/minute_prepare.inc.hpp>
#include <sinew/ensemble/minute_course.inc.hpp>
#include <sinew/ensemble/full_table.inc.hpp>
// clang-format on

template <class Real>
FullKernels<Real> full_kernels() {
    return full_table<PlainLane<Real>>();
}
template FullKernels<double> full_kernels<double>();
template FullKernels<float> full_kernels<float>();

}  // namespace sinew::ensemble::reference
