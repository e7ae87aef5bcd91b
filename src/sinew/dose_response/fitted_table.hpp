// The table of cases that would give the log ratios a study reports: its covariances stand for those of the study.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/dose_response/contrasts.hpp>

#include <span>

namespace sinew::dose_response {

/// Reference first; `effects` and `variances` have one entry fewer.
struct ReportedTable {
    Design design = Design::case_control;
    std::span<const double> cases, totals;
    std::span<const double> effects, variances;
};

/// Keeps the number of cases and the total of every dose, and finds the cases whose ratios are the reported ones.
/// Closed for cohorts; one bracketed root for case-control studies, which always exists.
/// @errors did_not_converge: a dose would need more cases than people
/// @source greenland1992
[[nodiscard]] Result<FittedTable> greenland_longnecker_table(const ReportedTable& reported);

/// Keeps the reported variances, the share of the unexposed and the ratio of others to cases. Two bracketed roots, one
/// inside the other.
/// @errors did_not_converge: no table has these variances and shares
/// @source hamling2008
[[nodiscard]] Result<FittedTable> hamling_table(const ReportedTable& reported);

/// Covariance of the reported effects: variances as reported, correlations of the fitted table.
[[nodiscard]] numerics::Matrix covariance_of(const ReportedTable& reported,
                                             const FittedTable& table);

/// Variance that one level adds to a log ratio: 1/a + 1/b, 1/a - 1/n or 1/a.
[[nodiscard]] double level_variance(Design design, double cases, double total);

}  // namespace sinew::dose_response
