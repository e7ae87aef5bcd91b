// From what papers print in place of means and SDs: t, F, p, partial eta squared, standard errors, intervals.
#pragma once

namespace sinew::effect {

/// Cohen's d (not corrected) of a two-sample t. @source cochrane_handbook6
[[nodiscard]] double d_from_t(double t, double n1, double n2) noexcept;

/// The size of d of an F with one degree above; its sign is not in F. NaN when F is negative.
[[nodiscard]] double d_from_f(double f, double n1, double n2) noexcept;

/// d of a two-sided p of a two-sample t test (n1 + n2 - 2 degrees); its sign is that of `signed_p`. NaN unless 0 < |p| < 1.
[[nodiscard]] double d_from_p(double signed_p, double n1, double n2);

/// The F with `degrees` below that has this share of variance: eta2 / (1 - eta2) times degrees.
[[nodiscard]] double f_from_partial_eta_squared(double eta_squared, double degrees) noexcept;

/// The size of d of a partial eta squared of two groups of like size: twice Cohen's f. @source cohen1988
[[nodiscard]] double d_from_partial_eta_squared(double eta_squared) noexcept;

/// The SD of change behind a paired t: |mean change| root(n) / |t|.
[[nodiscard]] double sd_of_change_from_paired_t(double mean_change, double t, double n) noexcept;

/// The correlation that an SD of change implies: (sd1^2 + sd2^2 - sd_change^2) / (2 sd1 sd2). Outside [-1, 1] when the three
/// contradict each other.
[[nodiscard]] double implied_correlation(double sd1, double sd2, double sd_of_change) noexcept;

/// The standard error behind limits that lie like many errors from the estimate. @param level  per cent, such as 95
[[nodiscard]] double standard_error_of_interval(double low, double high, double level);

/// The two-sided p of a normal z.
[[nodiscard]] double two_sided_p(double z) noexcept;

}  // namespace sinew::effect
