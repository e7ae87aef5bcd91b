#include <sinew/numerics/register_width.hpp>

namespace sinew::numerics {

Width widest_lanes() noexcept {
#if defined(__x86_64__)
    static const Width widest = __builtin_cpu_supports("avx512f") ? Width::eight
                                : __builtin_cpu_supports("avx2")  ? Width::four
                                                                  : Width::two;
    return widest;
#else
    return Width::two;
#endif
}

}  // namespace sinew::numerics
