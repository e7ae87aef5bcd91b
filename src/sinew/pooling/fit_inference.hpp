// From an estimate and its standard error to its test and intervals: one definition for means and regressions.
#pragma once

#include <sinew/pooling/fit.hpp>

#include <optional>

namespace sinew::pooling {

/// Degrees of freedom of the test: NaN for z.
[[nodiscard]] double test_degrees(WaldTest test, std::size_t k, std::size_t p) noexcept;

/// The upper quantile of an interval of `level`; NaN when a t has no degrees of freedom.
[[nodiscard]] double critical(WaldTest test, double level, double degrees);

[[nodiscard]] Coefficient tested(double b, double se, double degrees, bool normal, double critical);

/// The factor q of Knapp and Hartung on the variance, from the residual sum at the weights of the fit; 1 for z and t.
[[nodiscard]] double variance_factor(WaldTest test, double residual, std::size_t k,
                                     std::size_t p) noexcept;

/// The quantile of a prediction interval, NaN when it has none (k - p - 1 < 1 for hts).
[[nodiscard]] double prediction_critical(const Settings& settings, std::size_t k, std::size_t p);

/// b'C^-1 b over the coefficients other than `skipped` (none when that is the number of coefficients); NaN when a
/// variance is 0.
[[nodiscard]] double joint_statistic(const numerics::Matrix& covariance, std::span<const double> b,
                                     std::size_t skipped);

/// Nothing, or what is wrong with the input.
[[nodiscard]] std::optional<Error> wrong_with(std::span<const double> yi,
                                              std::span<const double> vi, const Settings& settings);

}  // namespace sinew::pooling
