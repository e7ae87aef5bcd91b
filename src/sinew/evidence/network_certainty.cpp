#include <sinew/base/text.hpp>
#include <sinew/evidence/network_certainty.hpp>

#include <algorithm>

namespace sinew::evidence {
namespace {

constexpr double kWhole = 100;  // per cent

Concern concern_of(const StudyShare& study, CertaintyDomain domain) {
    return domain == CertaintyDomain::risk_of_bias ? study.risk_of_bias : study.indirectness;
}

double steps_of(Concern concern, const knowledge::CertaintyRules& rules) {
    switch (concern) {
        case Concern::low: return 0;
        case Concern::some: return 1;
        case Concern::high: return 2;
        case Concern::unassessed: return rules.risk_of_bias_unassessed;
    }
    return 0;
}

std::string domain_word(CertaintyDomain domain) {
    return domain == CertaintyDomain::risk_of_bias ? "risk_of_bias" : "indirectness";
}

DomainRating unjudged(CertaintyDomain domain) {
    DomainRating rating{.domain = domain, .steps = 0, .judgement = true};
    rating.reason.key = domain == CertaintyDomain::risk_of_bias
                            ? "synthesis.certainty.not_judged"
                            : "synthesis.certainty.contribution.indirectness_untold";
    return rating;
}

}  // namespace

DomainRating rate_by_contribution(CertaintyDomain domain, std::span<const StudyShare> studies,
                                  const knowledge::CertaintyRules& rules) {
    DomainRating rating{.domain = domain};
    double mean = 0, high = 0, some = 0, unassessed = 0;
    const StudyShare* worst = nullptr;
    double heaviest = 0;
    for (const StudyShare& study : studies) {
        const Concern concern = concern_of(study, domain);
        const double part = study.share * steps_of(concern, rules);
        mean += part;
        if (concern == Concern::high) high += study.share;
        if (concern == Concern::some) some += study.share;
        if (concern == Concern::unassessed) unassessed += study.share;
        if (part > heaviest) {
            heaviest = part;
            worst = &study;
        }
    }
    rating.steps = mean >= rules.contribution_very_serious ? 2
                   : mean >= rules.contribution_serious    ? 1
                                                           : 0;
    const auto per_cent = [](double share) { return fixed_text(kWhole * share, 0); };
    rating.reason = {
        "synthesis.certainty.contribution." + domain_word(domain) + (worst ? "" : "_low"),
        {{"high", per_cent(high)},
         {"some", per_cent(some)},
         {"unassessed", per_cent(unassessed)},
         {"mean", fixed_text(mean, 2)},
         {"study", worst ? worst->study : ""},
         {"share", worst ? per_cent(worst->share) : "0"}}};
    return rating;
}

DomainRating rate_incoherence(const ComparisonInputs& in, int inconsistency,
                              const knowledge::CertaintyRules& rules) {
    DomainRating rating{.domain = CertaintyDomain::incoherence};
    if (!in.incoherence_p) {
        rating.reason = {"synthesis.certainty.incoherence.unseen"};
        return rating;
    }
    const double p = *in.incoherence_p;
    const int found = p < rules.incoherence_very_serious_p ? 2
                      : p < rules.incoherence_serious_p    ? 1
                                                           : 0;
    rating.steps = std::max(0, found - inconsistency);
    const std::string scope = in.incoherence_local ? "local" : "global";
    rating.reason = {"synthesis.certainty.incoherence." + scope +
                         (found == 0             ? "_agree"
                          : rating.steps < found ? "_counted"
                                                 : "_apart"),
                     {{"p", fixed_text(p, 3)}}};
    return rating;
}

Certainty rate_comparison(const ComparisonInputs& in, const std::vector<Judgement>& judgements,
                          const knowledge::CertaintyRules& rules) {
    Certainty certainty = rate_certainty(in.numbers, {}, rules);
    for (DomainRating& rating : certainty.domains) {
        if (rating.domain == CertaintyDomain::risk_of_bias)
            rating = in.bias_told ? rate_by_contribution(rating.domain, in.studies, rules)
                                  : unjudged(rating.domain);
        if (rating.domain == CertaintyDomain::indirectness)
            rating = in.indirectness_told ? rate_by_contribution(rating.domain, in.studies, rules)
                                          : unjudged(rating.domain);
        if (rating.domain == CertaintyDomain::small_study)
            rating.reason = {"synthesis.certainty.small_study.network"};
    }
    const auto inconsistency =
        std::ranges::find(certainty.domains, CertaintyDomain::inconsistency, &DomainRating::domain);
    certainty.domains.insert(std::next(inconsistency),
                             rate_incoherence(in, inconsistency->steps, rules));
    apply_judgements(certainty, judgements);
    certainty.level = level_after(
        in.numbers.randomised ? CertaintyLevel::high : CertaintyLevel::low, certainty.domains);
    return certainty;
}

}  // namespace sinew::evidence
