// `sinew evidence bayes --dose-column`: dose curves of treatments under priors.
#pragma once

#include <sinew/care/bayes_use.hpp>
#include <sinew/cli/call.hpp>
#include <sinew/document/evidence_bayes_dose_json.hpp>

namespace sinew::cli {

/// --dose-column, --class-column, --curve, --class-prior, --ed50-prior, --unit-dose, --at
[[nodiscard]] std::vector<OptionSpec> bayes_dose_options();

/// Options of dose curves without --dose-column are faults.
void check_bayes_dose_options(const Call& call, Faults& faults);

[[nodiscard]] Exit run_bayes_dose(Call& call, const care::BayesQuestion& asked,
                                  const knowledge::Citations& citations);

}  // namespace sinew::cli
