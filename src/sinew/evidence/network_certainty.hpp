// How sure one comparison of a network makes us: studies weigh in the domains by what they contribute to it.
#pragma once

#include <sinew/evidence/certainty.hpp>

#include <span>

namespace sinew::evidence {

/// What a person said of one study in one domain. Unassessed is its own word: silence is not "low".
enum class Concern : std::uint8_t { low, some, high, unassessed };

/// One study's part in a comparison.
struct StudyShare {
    std::string study = {};
    double share = 0;  ///< of the evidence on this comparison, 0 to 1
    Concern risk_of_bias = Concern::unassessed;
    Concern indirectness = Concern::unassessed;
};

struct ComparisonInputs {
    CertaintyInputs numbers = {};              ///< of the comparison; I2 and tau2 of the network
    std::vector<StudyShare> studies = {};      ///< shares add up to 1
    bool bias_told = false;                    ///< the table has a word on risk of bias
    bool indirectness_told = false;            ///< and on indirectness
    std::optional<double> incoherence_p = {};  ///< direct against indirect, or design by treatment
    bool incoherence_local = false;            ///< of this very comparison
};

/// Within-study bias or indirectness: the mean of the studies' concerns (low 0, some 1, high 2; unassessed as
/// `risk_of_bias_unassessed`), weighted by contribution, becomes steps at the rules' limits. The reason names the shares
/// and the study that weighs most among those of concern.
/// @source nikolakopoulou2020 (weighting by contribution; the limits are ours)
[[nodiscard]] DomainRating rate_by_contribution(CertaintyDomain domain,
                                                std::span<const StudyShare> studies,
                                                const knowledge::CertaintyRules& rules);

/// Direct against indirect evidence. What `inconsistency` already took is not taken twice.
[[nodiscard]] DomainRating rate_incoherence(const ComparisonInputs& inputs, int inconsistency,
                                            const knowledge::CertaintyRules& rules);

/// All domains of one comparison. A judgement replaces what was computed. @source nikolakopoulou2020, guyatt2011
[[nodiscard]] Certainty rate_comparison(const ComparisonInputs& inputs,
                                        const std::vector<Judgement>& judgements,
                                        const knowledge::CertaintyRules& rules);

}  // namespace sinew::evidence

namespace sinew::domain {
template <>
struct Names<evidence::Concern> {
    static constexpr auto all =
        std::to_array<std::string_view>({"low", "some", "high", "unassessed"});
};
}  // namespace sinew::domain
