// A multilevel answer as a document: metafor's names for the same quantities.
#pragma once

#include <sinew/care/multilevel_use.hpp>
#include <sinew/document/evidence_json.hpp>

namespace sinew::document {

/// {k, p, studies, clusters, method, test, level, random, names, b, se, stat, pval, ci_lb, ci_ub, components: [{name, groups,
/// columns, variance, se, i2, correlation, se_correlation, intervals}], sigma2, tau2, rho, logLik, deviance, AIC, BIC, AICc, QE, QEp,
/// QM, QMp, QM_names, I2, vt, pi_lb, pi_ub, robust: {...} or null, groups: [{term, group, column, value, se, pi_lb, pi_ub}],
/// convergence, rows_used, rows_left_out, warnings, methods_text}. Shares and limits in per cent and on the analysis scale.
[[nodiscard]] OrderedJson multilevel_json(const care::MultilevelAnswer& answer,
                                          const knowledge::Citations& citations);

/// What was done, with its sources, for pasting into a paper.
[[nodiscard]] std::string multilevel_methods(const care::MultilevelAnswer& answer,
                                             const knowledge::Citations& citations);

/// "CR2", "CR1S" ...
[[nodiscard]] std::string_view correction_code(multilevel::Correction correction);

}  // namespace sinew::document
