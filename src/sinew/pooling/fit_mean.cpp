#include <sinew/base/ensure.hpp>
#include <sinew/pooling/fit_inference.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace sinew::pooling {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Many fits ask for the same quantile one after the other.
double kept_critical(const Settings& settings, double degrees, Workspace& workspace) {
    const double key = settings.test == WaldTest::z ? 0 : degrees;
    if (workspace.level != settings.level || workspace.degrees != key) {
        workspace.level = settings.level;
        workspace.degrees = key;
        workspace.quantile = critical(settings.test, settings.level, degrees);
    }
    return workspace.quantile;
}

/// Mean and variance with the caller's weights a: sum a y / sum a, sum a^2 (v + tau2) / (sum a)^2.
void weigh(std::span<const double> yi, std::span<const double> vi, std::span<const double> weights,
           double tau2, double& mean, double& variance) {
    double sum = 0, first = 0, second = 0;
    for (std::size_t i = 0; i < yi.size(); ++i) {
        sum += weights[i];
        first += weights[i] * yi[i];
        second += weights[i] * weights[i] * (vi[i] + tau2);
    }
    mean = first / sum;
    variance = second / (sum * sum);
}

}  // namespace

Result<MeanFit> pooled_mean(std::span<const double> yi, std::span<const double> vi,
                            const Settings& settings, Workspace& workspace) {
    SINEW_ENSURE(yi.size() == vi.size(), "one variance an effect");
    if (auto wrong = wrong_with(yi, vi, settings)) return fail(*std::move(wrong));
    if (workspace.weights.size() < yi.size()) workspace.weights.resize(yi.size());
    MeanSweep sweep{yi, vi, std::span{workspace.weights}.first(yi.size())};
    MeanFit made;
    made.k = yi.size();
    SINEW_TRY(made.tau2, tau2_of(sweep, settings));
    const double tau2 = made.tau2.value;
    made.heterogeneity = heterogeneity_of(sweep.at(0), made.k, 1, settings.method, tau2);
    const Sums& sums = sweep.at(tau2);
    double mean = sweep.mean(), variance = 1 / sums.weight, residual = sums.residual;
    if (!settings.weights.empty()) {
        weigh(yi, vi, settings.weights, tau2, mean, variance);
        const double moved = mean - sweep.mean();
        residual += sums.weight * moved * moved;
    }
    made.q = variance_factor(settings.test, sums.residual, made.k, 1);
    made.ddf = test_degrees(settings.test, made.k, 1);
    const double quantile = kept_critical(settings, made.ddf, workspace);
    variance *= made.q;
    made.mean = tested(mean, std::sqrt(variance), made.ddf, settings.test == WaldTest::z, quantile);
    // With one study there is nothing to judge the spread of true effects by.
    double reach = made.k < 2 && !settings.tau2 ? kNone
                   : settings.prediction == Prediction::hts
                       ? prediction_critical(settings, made.k, 1)
                   : settings.method == Method::common ? kNone
                                                       : quantile;
    reach *= std::sqrt(tau2 + variance);
    made.prediction = {mean - reach, mean + reach};
    LogProduct product;
    for (const double v : vi) product.take(v + tau2);
    const double k = static_cast<double>(made.k);
    const double twice = product.value() + residual;
    const double log_circle = std::log(2 * std::numbers::pi);
    made.log_likelihood =
        settings.method == Method::reml
            ? -0.5 * ((k - 1) * log_circle + twice + sweep.log_cross() - sweep.log_design())
            : -0.5 * (k * log_circle + twice);
    return made;
}

Result<MeanFit> pooled_mean(std::span<const double> yi, std::span<const double> vi,
                            const Settings& settings) {
    Workspace workspace;
    return pooled_mean(yi, vi, settings, workspace);
}

}  // namespace sinew::pooling
