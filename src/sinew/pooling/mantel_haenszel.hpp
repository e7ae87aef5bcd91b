// Pooling by the counts themselves: Mantel and Haenszel, and Peto. No variance of a single study is needed, so tables with
// cells of nothing stay as they are.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/pooling/fit.hpp>

#include <span>
#include <vector>

namespace sinew::pooling {

/// Events and the others of two groups: a and b of the first.
struct CountTable {
    double a = 0, b = 0, c = 0, d = 0;
};

/// Events x over person-time t of two groups.
struct RateTable {
    double x1 = 0, t1 = 0, x2 = 0, t2 = 0;
};

enum class CountMeasure : std::uint8_t { risk_ratio, odds_ratio, risk_difference };
enum class RateMeasure : std::uint8_t { rate_ratio, rate_difference };

/// A chi-squared number with its upper tail; NaN where it is not defined.
struct ChiSquared {
    double statistic = 0, degrees = 0, pval = 1;
};

/// A pooled effect on the analysis scale: ratios as logarithms. NaN where all tables together say nothing of it.
struct CountPooling {
    std::size_t k = 0;      ///< tables
    std::size_t k_yi = 0;   ///< tables with an effect of their own: those that QE, I2 and H2 are of
    Coefficient mean = {};  ///< z test
    double QE = 0, QEp = 1, I2 = 0, H2 = 1;  ///< I2 in per cent, max(0, (Q - df)/Q)
    std::vector<double> weights = {};        ///< of the tables in per cent; metafor's
    ChiSquared mh =
        {};  ///< Mantel and Haenszel's test (odds and rate ratios), with continuity correction
    ChiSquared cochran = {};
    ChiSquared tarone = {};  ///< of one odds ratio in all tables
};

/// @param own_yi, own_vi  effects of the tables by themselves (zeros corrected), for QE; as many as have one
/// @errors bad_input: no table, a negative count, a group without people (where: "row 3")
/// @source mantel1959, robins1986 (variance of the odds ratio), greenland1985 (of the risk ratio), sato1989 (of the risk difference), tarone1985
[[nodiscard]] Result<CountPooling> mantel_haenszel(CountMeasure measure,
                                                   std::span<const CountTable> tables,
                                                   std::span<const double> own_yi,
                                                   std::span<const double> own_vi,
                                                   double level = 0.95);

/// @source greenland1985 (rates)
[[nodiscard]] Result<CountPooling> mantel_haenszel(RateMeasure measure,
                                                   std::span<const RateTable> tables,
                                                   std::span<const double> own_yi,
                                                   std::span<const double> own_vi,
                                                   double level = 0.95);

/// The log odds ratio from observed less expected events of all tables over the sum of their variances; QE is Peto's own.
/// Tables without events, or with nothing else, add nothing and are not counted in k_yi. @source yusuf1985
[[nodiscard]] Result<CountPooling> peto(std::span<const CountTable> tables, double level = 0.95);

}  // namespace sinew::pooling
