// Effects with their variances as a document and as a table that every other evidence command reads.
#pragma once

#include <sinew/document/evidence_json.hpp>

#include <string>

namespace sinew::document {

/// {measure, shape, level, k, effects: [{row, study, label, cluster, yi, vi, sei, ci_lb, ci_ub}], rows_used, rows_left_out,
/// covariances: [{row_i, row_j, cov}], warnings, methods_text}. Limits are yi -+ the normal quantile times sei, on the analysis scale.
[[nodiscard]] OrderedJson effects_json(const effect::Effects& effects, double level,
                                       const knowledge::Citations& citations);

/// study, yi, vi, sei, measure and cluster first, then the columns of the table that are none of these, but for those whose
/// work is done (a design effect would otherwise be taken twice). Texts are quoted where they must be.
[[nodiscard]] std::string effects_csv(const effect::Effects& effects);

/// What arms share through their control, as `--cov` reads it: study, row_i, row_j, cov, by the data rows of effects_csv.
[[nodiscard]] std::string covariances_csv(const effect::Effects& effects);

/// What was done, for pasting into a paper.
[[nodiscard]] std::string effects_methods(const effect::Effects& effects,
                                          const knowledge::Citations& citations);

}  // namespace sinew::document
