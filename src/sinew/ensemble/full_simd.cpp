// The kernels of the full day in registers of 256 and 512 bits, chosen when the program runs (docs/adr/0016-lockstep-lanes.md).
#include <sinew/ensemble/full_kernels.hpp>

#include <cstdint>
#include <type_traits>

// Highway compiles this file once for each instruction set that is left. Those without fused operations would give other bits: machines
// that have no more are served by the reference.
#undef HWY_DISABLED_TARGETS
#define HWY_DISABLED_TARGETS (HWY_SSSE3 | HWY_SSE4 | HWY_AVX3_DL)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "sinew/ensemble/full_simd.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

#ifndef SINEW_UNROLL
#define SINEW_UNROLL _Pragma("GCC unroll 32")
#endif

HWY_BEFORE_NAMESPACE();
namespace sinew::ensemble::HWY_NAMESPACE {
#if HWY_TARGET == HWY_AVX2 || HWY_TARGET == HWY_AVX3
namespace hn = hwy::HWY_NAMESPACE;

// clang-format off
#include <sinew/ensemble/vector_lane.inc.hpp>
#include <sinew/ensemble/lane_functions.inc.hpp>
#include <sinew/ensemble/slow_prepare.inc.hpp>
#include <sinew/ensemble/slow_course.inc.hpp>
#include <sinew/ensemble/minute_prepare.inc.hpp>
#include <sinew/ensemble/minute_course.inc.hpp>
#include <sinew/ensemble/full_table.inc.hpp>
// clang-format on

// Two registers side by side hide nothing that the machine does not hide itself, and spill: measured, docs/methods/ensemble.md.
constexpr std::size_t kParts = 1;

FullKernels<double> full_double() { return full_table<VectorLane<double, kParts>>(); }
FullKernels<float> full_float() { return full_table<VectorLane<float, kParts>>(); }
#endif
}  // namespace sinew::ensemble::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace sinew::ensemble::vectors {

template <>
FullKernels<double> full_kernels<double>(Target target) {
    return target == Target::avx512 ? N_AVX3::full_double() : N_AVX2::full_double();
}
template <>
FullKernels<float> full_kernels<float>(Target target) {
    return target == Target::avx512 ? N_AVX3::full_float() : N_AVX2::full_float();
}

}  // namespace sinew::ensemble::vectors
#endif
