// How sure a body of evidence makes us (GRADE): five domains, computed where numbers can say, judged where a person must.
#pragma once

#include <sinew/evidence/said.hpp>
#include <sinew/knowledge/trial_rules.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::evidence {

enum class CertaintyLevel : std::uint8_t { very_low, low, moderate, high };
enum class CertaintyDomain : std::uint8_t {
    risk_of_bias,
    inconsistency,
    indirectness,
    imprecision,
    small_study,
    incoherence,  ///< of networks alone: direct against indirect evidence
};

/// One domain: how many steps it takes off, why, and whether numbers or a person said so.
struct DomainRating {
    CertaintyDomain domain = CertaintyDomain::risk_of_bias;
    int steps = 0;  ///< 0, 1 or 2
    bool judgement = false;
    Said reason = {};
};

struct Certainty {
    CertaintyLevel level = CertaintyLevel::very_low;
    bool rated = false;  ///< false where nothing was found
    std::vector<DomainRating> domains;
};

/// What can be computed. Absent numbers are absent, never zero.
struct CertaintyInputs {
    int k = 0;
    std::optional<double> n;  ///< people, all groups
    std::optional<double> ci_lb, ci_ub;
    double null_effect = 0;
    std::optional<double> important;  ///< size of the minimal important difference, above 0
    std::optional<double> I2, tau2, pi_lb, pi_ub;
    std::optional<double> egger_p;
    bool randomised = true;
};

/// What a person judged: steps off, and the reason in their own words.
struct Judgement {
    CertaintyDomain domain = CertaintyDomain::risk_of_bias;
    int steps = 0;
    std::string why = {};
};

/// Inconsistency, imprecision and small-study effects from the numbers; risk of bias and indirectness from judgements (0 steps
/// and "not judged" without one). A judgement replaces the computed rating of its domain and says so.
/// @source guyatt2011 (domains, information size), sterne2011 (no tests below ten studies)
[[nodiscard]] Certainty rate_certainty(const CertaintyInputs& inputs,
                                       const std::vector<Judgement>& judgements,
                                       const knowledge::CertaintyRules& rules);

/// Puts judgements in the place of what was computed; the level is left to the caller.
void apply_judgements(Certainty& certainty, const std::vector<Judgement>& judgements);

/// The parts, for cells that have reasons of their own.
[[nodiscard]] DomainRating rate_inconsistency(const CertaintyInputs& inputs,
                                              const knowledge::CertaintyRules& rules);
[[nodiscard]] DomainRating rate_imprecision(const CertaintyInputs& inputs,
                                            const knowledge::CertaintyRules& rules);
[[nodiscard]] DomainRating rate_small_study(const CertaintyInputs& inputs,
                                            const knowledge::CertaintyRules& rules);
/// From `start` down by all steps.
[[nodiscard]] CertaintyLevel level_after(CertaintyLevel start,
                                         const std::vector<DomainRating>& domains);

}  // namespace sinew::evidence

namespace sinew::domain {
template <>
struct Names<evidence::CertaintyLevel> {
    static constexpr auto all =
        std::to_array<std::string_view>({"very_low", "low", "moderate", "high"});
};
template <>
struct Names<evidence::CertaintyDomain> {
    static constexpr auto all =
        std::to_array<std::string_view>({"risk_of_bias", "inconsistency", "indirectness",
                                         "imprecision", "small_study", "incoherence"});
};
}  // namespace sinew::domain
