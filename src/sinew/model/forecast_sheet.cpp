#include <sinew/model/forecast_sheet.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace sinew::model {

namespace {

/// Puts the values of these ranks (rising, counted from the first value) where a sort would: the middle one first, then each side of it.
void place_ranks(std::span<double> values, std::span<const std::size_t> ranks, std::size_t passed) {
    if (ranks.empty()) return;
    const std::size_t middle = ranks.size() / 2, at = ranks[middle] - passed;
    std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(at),
                     values.end());
    place_ranks(values.first(at), ranks.first(middle), passed);
    place_ranks(values.subspan(at + 1), ranks.subspan(middle + 1), passed + at + 1);
}

}  // namespace

/// All quantiles in one pass over the ranks they read: type 7, as numerics::quantile_of.
Band band_of(std::span<double> values) {
    std::array<std::size_t, 2 * kBandLevels.size()> ranks{};
    std::size_t count = 0;
    const auto place_of = [&](double level) {
        return level * static_cast<double>(values.size() - 1);
    };
    for (const double level : kBandLevels) {
        const auto low = static_cast<std::size_t>(place_of(level));
        for (const std::size_t rank : {low, std::min(low + 1, values.size() - 1)})
            if (count == 0 || ranks[count - 1] < rank) ranks[count++] = rank;
    }
    place_ranks(values, {ranks.data(), count}, 0);
    Band band;
    for (std::size_t i = 0; i < band.size(); ++i) {
        const double place = place_of(kBandLevels[i]);
        const auto low = static_cast<std::size_t>(place);
        const std::size_t high = std::min(low + 1, values.size() - 1);
        band[i] = values[low] + (place - static_cast<double>(low)) * (values[high] - values[low]);
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
