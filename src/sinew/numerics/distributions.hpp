// Distribution functions and their inverses as plain functions of doubles: normal, Student t, chi-squared, F, binomial, beta.
#pragma once

namespace sinew::numerics {

/// P(Z <= z) for a standard normal Z.
[[nodiscard]] double normal_cdf(double z) noexcept;

/// The z with P(Z <= z) = p. NaN unless 0 < p < 1.
[[nodiscard]] double normal_quantile(double p);

/// P(T <= t) for Student's t with `degrees` of freedom (a real number above 0). NaN for other degrees.
[[nodiscard]] double student_cdf(double t, double degrees);

/// The t with P(T <= t) = p. NaN unless 0 < p < 1 and degrees > 0.
[[nodiscard]] double student_quantile(double p, double degrees);

/// Density of a standard normal number at z.
[[nodiscard]] double normal_density(double z) noexcept;

/// Logarithm of the density of Student's t with `degrees` of freedom at t. NaN unless degrees > 0.
[[nodiscard]] double student_log_density(double t, double degrees);

/// P(X > x) for a chi-squared X with `degrees` of freedom. NaN unless x >= 0 and degrees > 0.
[[nodiscard]] double chi_squared_upper_tail(double x, double degrees);

/// The x with P(X <= x) = p for a chi-squared X. NaN unless 0 < p < 1 and degrees > 0.
[[nodiscard]] double chi_squared_quantile(double p, double degrees);

/// P(X > x) for an F variable with `upper` and `lower` degrees of freedom. NaN unless x >= 0 and both are above 0.
[[nodiscard]] double fisher_upper_tail(double x, double upper, double lower);

/// The x with P(X <= x) = p for an F variable. NaN unless 0 < p < 1 and both degrees are above 0.
[[nodiscard]] double fisher_quantile(double p, double upper, double lower);

/// P(X <= k) for the number of successes in `trials` with chance p each. 0 below 0; NaN unless trials >= 0 and 0 <= p <= 1.
[[nodiscard]] double binomial_cdf(int k, int trials, double p);

/// The x with P(X <= x) = p for a beta distribution; with a = k + 1, b = n - k + 1 the quantile of a proportion after k of n.
/// NaN unless 0 <= p <= 1 and both shapes are above 0.
[[nodiscard]] double beta_quantile(double p, double a, double b);

}  // namespace sinew::numerics
