#include <sinew/ensemble/full_kernels.hpp>

namespace sinew::ensemble {

bool available(Target target) noexcept {
    if (target == Target::reference) return true;
#if defined(__x86_64__)
    const bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                      __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
    if (target == Target::avx2) return avx2;
    return avx2 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl") &&
           __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512cd");
#else
    return false;
#endif
}

Target best_target() noexcept {
    for (const Target target : {Target::avx512, Target::avx2})
        if (available(target)) return target;
    return Target::reference;
}

template <class Real>
const SlowKernels<Real>& slow_kernels(Target target) {
    static const SlowKernels<Real> plain = reference::slow_kernels<Real>();
    static const SlowKernels<Real> four = vectors::slow_kernels<Real>(Target::avx2);
    static const SlowKernels<Real> eight = vectors::slow_kernels<Real>(Target::avx512);
    switch (target) {
        case Target::avx2: return four;
        case Target::avx512: return eight;
        case Target::reference: break;
    }
    return plain;
}
template const SlowKernels<double>& slow_kernels(Target);
template const SlowKernels<float>& slow_kernels(Target);

template <class Real>
const FullKernels<Real>& full_kernels(Target target) {
    static const FullKernels<Real> plain = reference::full_kernels<Real>();
    static const FullKernels<Real> four = vectors::full_kernels<Real>(Target::avx2);
    static const FullKernels<Real> eight = vectors::full_kernels<Real>(Target::avx512);
    switch (target) {
        case Target::avx2: return four;
        case Target::avx512: return eight;
        case Target::reference: break;
    }
    return plain;
}
template const FullKernels<double>& full_kernels(Target);
template const FullKernels<float>& full_kernels(Target);

}  // namespace sinew::ensemble
