#include <sinew/base/text.hpp>
#include <sinew/evidence/certainty.hpp>

#include <algorithm>

namespace sinew::evidence {
namespace {

constexpr double kSmallP = 0.10;  // the customary limit of tests for asymmetry, sterne2011

std::string text(double value, int decimals = 2) { return fixed_text(value, decimals); }

/// Does the interval hold values on both sides of `limit`?
bool spans(const CertaintyInputs& in, double limit) { return *in.ci_lb<limit&& * in.ci_ub> limit; }

}  // namespace

DomainRating rate_inconsistency(const CertaintyInputs& in, const knowledge::CertaintyRules& rules) {
    DomainRating rating{.domain = CertaintyDomain::inconsistency};
    if (in.k < 2) {
        rating.reason = {"synthesis.certainty.inconsistency.one"};
        return rating;
    }
    if (!in.I2) {
        rating.reason = {"synthesis.certainty.inconsistency.unknown"};
        return rating;
    }
    rating.steps = *in.I2 >= rules.i2_very_serious ? 2 : *in.I2 >= rules.i2_serious ? 1 : 0;
    std::vector<std::pair<std::string, std::string>> values{{"I2", text(*in.I2, 0)}};
    values.emplace_back("tau2", in.tau2 ? text(*in.tau2, 3) : "NA");
    const bool predicted = in.pi_lb && in.pi_ub;
    if (predicted) {
        values.emplace_back("low", text(*in.pi_lb));
        values.emplace_back("high", text(*in.pi_ub));
        // Where a new study may lie on the other side although the mean does not, one step at least.
        const bool mean_clear = in.ci_lb && in.ci_ub && !spans(in, in.null_effect);
        if (mean_clear && *in.pi_lb<in.null_effect&& * in.pi_ub> in.null_effect &&
            rating.steps == 0 && in.tau2.value_or(0) > 0)
            rating.steps = 1;
    }
    rating.reason = {predicted ? "synthesis.certainty.inconsistency.predicted"
                               : "synthesis.certainty.inconsistency.numbers",
                     std::move(values)};
    return rating;
}

DomainRating rate_imprecision(const CertaintyInputs& in, const knowledge::CertaintyRules& rules) {
    DomainRating rating{.domain = CertaintyDomain::imprecision};
    if (!in.ci_lb || !in.ci_ub) {
        rating.steps = 2;
        rating.reason = {"synthesis.certainty.imprecision.no_size"};
        return rating;
    }
    const bool few = !in.n || *in.n < rules.optimal_information_size;
    bool both = spans(in, in.null_effect);
    if (in.important)
        both = both && (spans(in, in.null_effect - *in.important) ||
                        spans(in, in.null_effect + *in.important));
    rating.steps = (few ? 1 : 0) + (both ? 1 : 0);
    rating.reason = {few && both ? "synthesis.certainty.imprecision.few_and_wide"
                     : few       ? "synthesis.certainty.imprecision.few"
                     : both      ? "synthesis.certainty.imprecision.wide"
                                 : "synthesis.certainty.imprecision.enough",
                     {{"n", in.n ? text(*in.n, 0) : "?"},
                      {"needed", text(rules.optimal_information_size, 0)},
                      {"low", text(*in.ci_lb)},
                      {"high", text(*in.ci_ub)},
                      {"important", in.important ? text(*in.important) : "NA"}}};
    return rating;
}

DomainRating rate_small_study(const CertaintyInputs& in, const knowledge::CertaintyRules& rules) {
    DomainRating rating{.domain = CertaintyDomain::small_study};
    if (in.k < rules.small_study_tests_from) {
        rating.reason = {"synthesis.certainty.small_study.few",
                         {{"k", std::to_string(in.k)},
                          {"needed", std::to_string(rules.small_study_tests_from)}}};
    } else if (!in.egger_p) {
        rating.reason = {"synthesis.certainty.small_study.untested", {{"k", std::to_string(in.k)}}};
    } else {
        rating.steps = *in.egger_p < kSmallP ? 1 : 0;
        rating.reason = {rating.steps ? "synthesis.certainty.small_study.asymmetric"
                                      : "synthesis.certainty.small_study.even",
                         {{"p", text(*in.egger_p, 3)}, {"k", std::to_string(in.k)}}};
    }
    return rating;
}

CertaintyLevel level_after(CertaintyLevel start, const std::vector<DomainRating>& domains) {
    int level = static_cast<int>(start);
    for (const DomainRating& rating : domains) level -= rating.steps;
    return static_cast<CertaintyLevel>(std::max(0, level));
}

void apply_judgements(Certainty& certainty, const std::vector<Judgement>& judgements) {
    for (const Judgement& judged : judgements)
        for (DomainRating& rating : certainty.domains) {
            if (rating.domain != judged.domain) continue;
            rating.steps = judged.steps;
            rating.judgement = true;
            rating.reason = {judged.why.empty() ? "synthesis.certainty.judged"
                                                : "synthesis.certainty.judged_because",
                             {{"steps", std::to_string(judged.steps)}, {"why", judged.why}}};
        }
}

Certainty rate_certainty(const CertaintyInputs& in, const std::vector<Judgement>& judgements,
                         const knowledge::CertaintyRules& rules) {
    Certainty certainty;
    certainty.rated = true;
    DomainRating unjudged;
    unjudged.judgement = true;
    unjudged.reason.key = "synthesis.certainty.not_judged";
    certainty.domains.push_back(unjudged);
    certainty.domains.push_back(rate_inconsistency(in, rules));
    unjudged.domain = CertaintyDomain::indirectness;
    certainty.domains.push_back(unjudged);
    certainty.domains.push_back(rate_imprecision(in, rules));
    certainty.domains.push_back(rate_small_study(in, rules));
    apply_judgements(certainty, judgements);
    certainty.level =
        level_after(in.randomised ? CertaintyLevel::high : CertaintyLevel::low, certainty.domains);
    return certainty;
}

}  // namespace sinew::evidence
