#include <sinew/care/certainty_use.hpp>
#include <sinew/pooling/fit.hpp>

#include <cmath>

namespace sinew::care {
namespace {

/// The sum of a column over all effects; nothing when a row has no number there.
std::optional<double> sum_of(const effect::Effects& effects, std::string_view column) {
    const auto moderator = effect::moderator_of(effects, column);
    if (!moderator || !moderator->numeric) return {};
    double sum = 0;
    for (const double value : moderator->numbers) sum += value;
    return std::isfinite(sum) && sum > 0 ? std::optional{sum} : std::nullopt;
}

std::optional<double> people_in(const effect::Effects& effects) {
    const auto first = sum_of(effects, "n1i"), second = sum_of(effects, "n2i");
    if (first && second) return *first + *second;
    if (const auto all = sum_of(effects, "ni")) return all;
    return sum_of(effects, "n");
}

/// p of the slope on the standard error: weighted least squares with its own scale.
std::optional<double> egger_p(const effect::Effects& effects) {
    numerics::Matrix design{effects.size(), 2, 1.0};
    for (std::size_t i = 0; i < effects.size(); ++i) design.at(i, 1) = std::sqrt(effects.vi[i]);
    pooling::Settings settings;
    settings.method = pooling::Method::common;
    settings.test = pooling::WaldTest::knha;
    const auto fit = pooling::fit(effects.yi, effects.vi, design, settings);
    if (!fit || !std::isfinite(fit->coefficients[1].pval)) return {};
    return fit->coefficients[1].pval;
}

}  // namespace

Result<evidence::CertaintyInputs> certainty_inputs(const effect::Effects& effects,
                                                   std::optional<double> people,
                                                   const knowledge::CertaintyRules& rules) {
    pooling::Settings settings;
    settings.test = effects.size() > 1 ? pooling::WaldTest::knha : pooling::WaldTest::z;
    SINEW_TRY(const auto fit, pooling::pooled_mean(effects.yi, effects.vi, settings));
    evidence::CertaintyInputs in;
    in.k = static_cast<int>(effects.size());
    in.n = people ? people : people_in(effects);
    in.ci_lb = fit.mean.ci_lb;
    in.ci_ub = fit.mean.ci_ub;
    if (effects.size() > 1) {
        in.I2 = fit.heterogeneity.I2;
        in.tau2 = fit.tau2.value;
        if (std::isfinite(fit.prediction.low)) {
            in.pi_lb = fit.prediction.low;
            in.pi_ub = fit.prediction.high;
        }
    }
    if (in.k >= rules.small_study_tests_from) in.egger_p = egger_p(effects);
    return in;
}

}  // namespace sinew::care
