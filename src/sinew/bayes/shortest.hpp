// The shortest interval of a distribution that is known by its quantiles.
#pragma once

#include <functional>

namespace sinew::bayes {

struct Interval {
    double low = 0, high = 0;
};

/// The shortest interval that holds `level` of the mass, found over the share left below it. `quantile` takes shares in
/// [0, 1) where `from_zero` (a lowest value exists), in (0, 1) elsewhere. A row of shares is looked at first, so that two
/// peaks do not mislead it.
[[nodiscard]] Interval shortest_interval(const std::function<double(double)>& quantile,
                                         double level, bool from_zero);

}  // namespace sinew::bayes
