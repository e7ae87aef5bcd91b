#include <sinew/model/forecast_sheet.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::model {

/// Sorts once and reads all quantiles off: type 7, as numerics::quantile_of.
Band band_of(std::span<double> values) {
    std::sort(values.begin(), values.end());
    Band band;
    for (std::size_t i = 0; i < band.size(); ++i) {
        const double place = kBandLevels[i] * static_cast<double>(values.size() - 1);
        const auto low = static_cast<std::size_t>(place);
        const std::size_t high = std::min(low + 1, values.size() - 1);
        const double share = place - static_cast<double>(low);
        band[i] = values[low] + share * (values[high] - values[low]);
    }
    return band;
}

std::vector<Band> bands_of(Sheet& sheet, unsigned threads) {
    std::vector<Band> bands(sheet.days());
    numerics::parallel_for(sheet.days(), threads,
                           [&](std::size_t day) { bands[day] = band_of(sheet.row(day)); });
    return bands;
}

Sheet difference_of(Sheet& a, Sheet& b) {
    Sheet difference{a.days(), a.draws()};
    for (std::size_t day = 0; day < a.days(); ++day)
        for (std::size_t k = 0; k < a.draws(); ++k)
            difference.at(day, k) = a.at(day, k) - b.at(day, k);
    return difference;
}

}  // namespace sinew::model
