// Series with known memory for the tests of this room, and the bounds a fixed-seed count must keep.
#pragma once

#include <sinew/numerics/draws.hpp>
#include <sinew/trend/series.hpp>

#include <cmath>
#include <vector>

namespace sinew::trend {

/// Stationary normal errors of variance 1 whose neighbours correlate by `memory`.
inline std::vector<double> made_errors(RandomStream& stream, std::size_t count, double memory) {
    std::vector<double> errors;
    double error = numerics::normal_draw(stream);
    for (std::size_t i = 0; i < count; ++i) {
        errors.push_back(error);
        error = memory * error + std::sqrt(1 - memory * memory) * numerics::normal_draw(stream);
    }
    return errors;
}

inline Day made_day(long offset) { return Day{std::chrono::days{20'000 + offset}}; }

inline Series made_series(const std::vector<double>& values, Better better = Better::lower) {
    Series series;
    series.better = better;
    for (std::size_t i = 0; i < values.size(); ++i)
        series.values.push_back({made_day(static_cast<long>(i)), values[i]});
    return series;
}

/// Binomial bounds: a share of exactly `p` leaves [p - reach, p + reach] once in 10,000 series of this many repeats.
inline double reach_of(double p, int repeats) { return 3.89 * std::sqrt(p * (1 - p) / repeats); }

}  // namespace sinew::trend
