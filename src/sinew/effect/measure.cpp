#include <sinew/base/text.hpp>
#include <sinew/effect/measure.hpp>

#include <algorithm>
#include <array>
#include <vector>

namespace sinew::effect {
namespace {

using enum Measure;

constexpr auto kMeasures = std::to_array<MeasureSpec>({
    {GEN, "GEN", "effect"},
    {MD, "MD", "mean difference", Scale::identity, Ingredients::two_means},
    {SMD, "SMD", "standardised mean difference (Hedges' g)", Scale::identity,
     Ingredients::two_means},
    {SMDH, "SMDH", "standardised mean difference, unequal variances", Scale::identity,
     Ingredients::two_means},
    {ROM, "ROM", "log ratio of means", Scale::log, Ingredients::two_means},
    {D2ORL, "D2ORL", "log odds ratio from a standardised difference, logistic", Scale::log,
     Ingredients::two_means},
    {D2ORN, "D2ORN", "log odds ratio from a standardised difference, normal", Scale::log,
     Ingredients::two_means},
    {RR, "RR", "log risk ratio", Scale::log, Ingredients::two_counts},
    {OR, "OR", "log odds ratio", Scale::log, Ingredients::two_counts},
    {RD, "RD", "risk difference", Scale::identity, Ingredients::two_counts},
    {AS, "AS", "arcsine square root difference", Scale::identity, Ingredients::two_counts},
    {PETO, "PETO", "log odds ratio by Peto's method", Scale::log, Ingredients::two_counts},
    {OR2DL, "OR2DL", "standardised difference from an odds ratio, logistic", Scale::identity,
     Ingredients::two_counts},
    {OR2DN, "OR2DN", "standardised difference from an odds ratio, normal", Scale::identity,
     Ingredients::two_counts},
    {IRR, "IRR", "log incidence rate ratio", Scale::log, Ingredients::two_rates},
    {IRD, "IRD", "incidence rate difference", Scale::identity, Ingredients::two_rates},
    {IRSD, "IRSD", "difference of square roots of incidence rates", Scale::identity,
     Ingredients::two_rates},
    {COR, "COR", "correlation", Scale::identity, Ingredients::correlation},
    {ZCOR, "ZCOR", "Fisher's z of a correlation", Scale::fisher_z, Ingredients::correlation},
    {UCOR, "UCOR", "correlation, bias corrected", Scale::identity, Ingredients::correlation},
    {MC, "MC", "mean change", Scale::identity, Ingredients::before_after},
    {SMCC, "SMCC", "standardised mean change, by the SD of change", Scale::identity,
     Ingredients::before_after},
    {SMCR, "SMCR", "standardised mean change, by the SD before", Scale::identity,
     Ingredients::before_after},
    {ROMC, "ROMC", "log ratio of means after and before", Scale::log, Ingredients::before_after},
    {MN, "MN", "mean", Scale::identity, Ingredients::one_mean},
    {PR, "PR", "proportion", Scale::identity, Ingredients::one_count},
    {PLN, "PLN", "log proportion", Scale::log, Ingredients::one_count},
    {PLO, "PLO", "logit of a proportion", Scale::logit, Ingredients::one_count},
    {PAS, "PAS", "arcsine square root of a proportion", Scale::arcsine, Ingredients::one_count},
    {PFT, "PFT", "Freeman-Tukey double arcsine of a proportion", Scale::freeman_tukey,
     Ingredients::one_count},
    {IR, "IR", "incidence rate", Scale::identity, Ingredients::one_rate},
    {IRLN, "IRLN", "log incidence rate", Scale::log, Ingredients::one_rate},
    {IRS, "IRS", "square root of an incidence rate", Scale::square_root, Ingredients::one_rate},
    {IRFT, "IRFT", "Freeman-Tukey transformed incidence rate", Scale::freeman_tukey,
     Ingredients::one_rate},
    {HR, "HR", "log hazard ratio", Scale::log, Ingredients::hazard},
});

char raised(char letter) {
    return letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 'a' + 'A') : letter;
}

}  // namespace

const MeasureSpec& spec_of(Measure measure) {
    static_assert(kMeasures.size() == static_cast<std::size_t>(HR) + 1);
    return kMeasures[static_cast<std::size_t>(measure)];
}

const MeasureSpec* measure_named(std::string_view code) {
    const auto found =
        std::find_if(kMeasures.begin(), kMeasures.end(), [&](const MeasureSpec& spec) {
            return std::equal(spec.code.begin(), spec.code.end(), code.begin(), code.end(),
                              [](char one, char other) { return one == raised(other); });
        });
    return found == kMeasures.end() ? nullptr : &*found;
}

std::string measure_codes() {
    std::vector<std::string> codes;
    for (const MeasureSpec& spec : kMeasures)
        if (spec.measure != GEN) codes.emplace_back(spec.code);
    return join(codes, " ");
}

}  // namespace sinew::effect
