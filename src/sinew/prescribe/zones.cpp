#include <sinew/prescribe/rounding.hpp>
#include <sinew/prescribe/zones.hpp>

namespace sinew::prescribe {

std::optional<domain::Intensity> zone_of(const knowledge::ScaleSpec& scale, double value) noexcept {
    const double x = settled(value);
    if (x < scale.lower.front() || x > scale.top) return std::nullopt;
    std::size_t zone = 0;
    while (zone + 1 < scale.lower.size() && x >= scale.lower[zone + 1]) ++zone;
    return static_cast<domain::Intensity>(
        zone + 1);  // the order of zones is that of Intensity after breathing_only
}

}  // namespace sinew::prescribe
