// The cautious prior for use in a cell: what planning and prescribing may assume until rows arrive, and why.
#pragma once

#include <sinew/evidence/said.hpp>
#include <sinew/knowledge/trial_rules.hpp>
#include <sinew/knowledge/trials.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace sinew::evidence {

/// Normal, on the SMD scale in the outcome's own direction.
struct UsePrior {
    std::string id =
        {};  ///< of the entry in knowledge/trials/synthesis.json; its reason is synthesis.prior.<id>
    double mean = 0, sd = 0;
    double prediction_sd = 0;  ///< with the heterogeneity of a new setting
    std::string grade = {}, status = {};
    std::string from = {};  ///< row of pooled.csv it rests on; empty for a given one
    bool borrowed = false;  ///< from the mind-body class
};

/// The entry that names the modality, else the one for any; YiJinJing takes that of mind-body, wider and graded lower.
/// Nothing where no entry fits or the published row is not there.
[[nodiscard]] std::optional<UsePrior> prior_for(std::string_view outcome, knowledge::Course course,
                                                std::string_view modality,
                                                const knowledge::Trials& trials,
                                                const knowledge::SynthesisRules& rules);

}  // namespace sinew::evidence
