#include <sinew/prescribe/rounding.hpp>
#include <sinew/prescribe/vo2_reserve.hpp>

namespace sinew::prescribe {

std::optional<double> pct_vo2_reserve(double vo2max, double fraction,
                                      const knowledge::EnergySpec& energy) noexcept {
    if (vo2max <= energy.vo2_rest) return std::nullopt;
    return settled(100 * (fraction * vo2max - energy.vo2_rest) / (vo2max - energy.vo2_rest));
}

}  // namespace sinew::prescribe
