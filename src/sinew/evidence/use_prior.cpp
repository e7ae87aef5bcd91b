#include <sinew/evidence/cell.hpp>
#include <sinew/evidence/use_prior.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::evidence {
namespace {

constexpr double kWidthOf95 =
    3.9199;  // two normal quantiles, as the golden cases of the contract print it

const knowledge::PriorSpec* entry_for(std::string_view outcome, knowledge::Course course,
                                      std::string_view modality,
                                      const knowledge::SynthesisRules& rules) {
    const knowledge::PriorSpec* any = nullptr;
    for (const auto& entry : rules.priors) {
        if (entry.outcome != outcome || entry.course != course) continue;
        if (entry.modality == modality) return &entry;
        if (entry.modality == "any") any = &entry;
    }
    return any;
}

/// "low" one step down is "very_low", and that stays.
std::string lowered(std::string grade, int steps) {
    static constexpr const char* kGrades[] = {"high", "moderate", "low", "very_low"};
    int at = 3;
    for (int i = 0; i < 4; ++i)
        if (grade == kGrades[i]) at = i;
    return kGrades[std::min(3, at + steps)];
}

}  // namespace

std::optional<UsePrior> prior_for(std::string_view outcome, knowledge::Course course,
                                  std::string_view modality, const knowledge::Trials& trials,
                                  const knowledge::SynthesisRules& rules) {
    const bool borrowed = modality == kYijinjing;
    const auto* entry = entry_for(outcome, course, borrowed ? "mind_body" : modality, rules);
    if (!entry) return {};
    UsePrior prior{.id = entry->id,
                   .grade = entry->grade,
                   .status = entry->status,
                   .from = entry->from,
                   .borrowed = borrowed};
    if (entry->rule == knowledge::PriorRule::given) {
        prior.mean = entry->mean.value_or(0);
        prior.sd = entry->sd.value_or(0);
    } else {
        const auto pool = std::find_if(trials.pooled.begin(), trials.pooled.end(),
                                       [&](const auto& p) { return p.row == entry->from; });
        if (pool == trials.pooled.end() || !pool->estimate) return {};
        const double half = std::fabs(*pool->estimate) / 2;
        if (entry->rule == knowledge::PriorRule::half_published) {
            prior.mean = *pool->estimate / 2;
            prior.sd = half;
        } else {
            if (!pool->ci_lb || !pool->ci_ub) return {};
            prior.mean = *pool->estimate;
            prior.sd = std::max((*pool->ci_ub - *pool->ci_lb) / kWidthOf95, half);
        }
    }
    if (borrowed) {
        prior.sd *= rules.yijinjing_sd_factor;
        prior.grade = lowered(prior.grade, rules.yijinjing_grade_steps);
    }
    prior.prediction_sd = std::hypot(prior.sd, rules.prediction_tau);
    return prior;
}

}  // namespace sinew::evidence
