// How the trials become a synthesis, as data: outcomes, priors for use, thresholds of certainty (knowledge/trials/synthesis.json).
#pragma once

#include <sinew/knowledge/pack_reader.hpp>
#include <sinew/knowledge/trial_words.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::knowledge {

struct SynthesisOutcome {
    std::string id;
    Better direction = Better::lower_better;
    bool self_reported = true;        ///< nobody who knows the group stays out of the answer
    double important_difference = 0;  ///< on the SMD scale, above 0
    std::string important_status;
};

/// Where the mean and the SD of a prior come from.
enum class PriorRule : std::uint8_t {
    given,                      ///< both stand in the pack
    published_against_control,  ///< the published value; SD the larger of its SE and half its size
    half_published,             ///< half the published value, SD the same half
};

struct PriorSpec {
    std::string id, outcome, modality;  ///< modality "any" = where no other entry names it
    Course course = Course::chronic;
    PriorRule rule = PriorRule::given;
    std::optional<double> mean, sd;  ///< PriorRule::given
    std::string from;                ///< row of pooled.csv for the other two
    std::string grade;               ///< low | very_low
    std::string status;
};

/// A test of arithmetic on published numbers: do the printed subgroups differ as their authors say?
struct SubgroupCheck {
    std::string id;
    std::vector<std::string> rows;  ///< of pooled.csv
};

struct CertaintyRules {
    double optimal_information_size = 400;  ///< people, all groups together
    double i2_serious = 50, i2_very_serious = 75;
    int small_study_tests_from = 10;
    double mixed_share =
        0.25;  ///< directions disagree when the smaller side is at least this share
    double contribution_serious = 0.5,
           contribution_very_serious = 1.5;  ///< mean concern of studies
    double incoherence_serious_p = 0.10, incoherence_very_serious_p = 0.01;
    int risk_of_bias_self_reported = 1, risk_of_bias_unassessed = 1, indirectness = 1;
};

struct SynthesisRules {
    std::string version, status;
    std::vector<SynthesisOutcome> outcomes;
    std::vector<PriorSpec> priors;
    std::vector<SubgroupCheck> subgroup_checks;
    CertaintyRules certainty;
    double tau_prior_scale = 0.5;      ///< half-normal, for k = 2 to 4
    double prediction_tau = 0.3;       ///< goes into every prediction from a prior
    double baseline_difference = 0.2;  ///< in SD; beyond it change scores are preferred
    double yijinjing_sd_factor = 1.5;
    int yijinjing_grade_steps = 1;

    [[nodiscard]] const SynthesisOutcome* outcome(std::string_view id) const noexcept;
};

void read_synthesis_rules(const Json& json, const std::string& name, SynthesisRules& rules,
                          Faults& faults);

}  // namespace sinew::knowledge

namespace sinew::domain {
template <>
struct Names<knowledge::PriorRule> {
    static constexpr auto all =
        std::to_array<std::string_view>({"given", "published_against_control", "half_published"});
};
}  // namespace sinew::domain
