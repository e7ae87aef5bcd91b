#include <sinew/bayes/shortest.hpp>
#include <sinew/numerics/root.hpp>

#include <algorithm>

namespace sinew::bayes {

Interval shortest_interval(const std::function<double(double)>& quantile, double level,
                           bool from_zero) {
    constexpr int kLooks = 24;
    const double below = 1 - level;  // all that may be left out
    const double least = from_zero ? 0 : below * 1e-6, most = below * (1 - 1e-6);
    const auto width = [&](double share) { return quantile(share + level) - quantile(share); };
    const double step = (most - least) / kLooks;
    int best = 0;
    double best_width = width(least);
    for (int look = 1; look <= kLooks; ++look) {
        const double here = width(least + step * look);
        if (here < best_width) {
            best_width = here;
            best = look;
        }
    }
    const double low = least + step * std::max(best - 1, 0);
    const double high = least + step * std::min(best + 1, kLooks);
    const auto minimum = numerics::minimum_between(width, low, high);
    double share = minimum.at;
    if (from_zero && best == 0 && width(0) <= minimum.value) share = 0;
    return {quantile(share), quantile(share + level)};
}

}  // namespace sinew::bayes
