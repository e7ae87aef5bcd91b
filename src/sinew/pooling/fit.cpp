#include <sinew/base/ensure.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/pooling/fit_inference.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace sinew::pooling {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// (X'A X)^-1 X'A (V + tau2) A X (X'A X)^-1 in the basis, for weights A of the caller.
std::vector<double> sandwich(BasisSweep& sweep, std::span<const double> weights,
                             std::span<const double> vi, double tau2) {
    const std::size_t p = sweep.coefficients();
    std::vector<double> spread(vi.size()), middle;
    for (std::size_t i = 0; i < vi.size(); ++i)
        spread[i] = weights[i] * weights[i] * (vi[i] + tau2);
    sweep.cross(spread, middle);
    const auto bread = sweep.inverse();
    std::vector<double> half(p * p, 0.0), whole(p * p, 0.0);
    for (std::size_t i = 0; i < p; ++i)
        for (std::size_t j = 0; j < p; ++j)
            for (std::size_t l = 0; l < p; ++l)
                half[i * p + j] += bread[i * p + l] * middle[l * p + j];
    for (std::size_t i = 0; i < p; ++i)
        for (std::size_t j = 0; j < p; ++j)
            for (std::size_t l = 0; l < p; ++l)
                whole[i * p + j] += half[i * p + l] * bread[l * p + j];
    return whole;
}

/// Adjusted share of the weighted variance around the weighted mean that the design explains, per cent.
double adjusted_share(std::span<const double> yi, std::span<const double> weights, double residual,
                      std::size_t p) {
    double sum = 0, first = 0, total = 0;
    for (std::size_t i = 0; i < yi.size(); ++i) {
        sum += weights[i];
        first += weights[i] * yi[i];
    }
    for (std::size_t i = 0; i < yi.size(); ++i)
        total += weights[i] * (yi[i] - first / sum) * (yi[i] - first / sum);
    if (!(total > 0)) return 0;
    const double k = static_cast<double>(yi.size());
    return std::max(0.0, 100 * (1 - residual / total * (k - 1) / (k - static_cast<double>(p))));
}

Result<double> explained(std::span<const double> yi, std::span<const double> vi,
                         const Settings& settings, const Fit& fit, double weighted_residual,
                         std::span<const double> weights) {
    if (!fit.intercept || fit.p < 2) return kNone;
    if (settings.method == Method::common)
        return fit.k > fit.p ? adjusted_share(yi, weights, weighted_residual, fit.p) : kNone;
    if (settings.tau2) return kNone;
    std::vector<double> memory(yi.size());
    MeanSweep alone{yi, vi, memory};
    SINEW_TRY(const Tau2 whole, tau2_of(alone, settings));
    if (whole.value == 0) return 0.0;
    return std::max(0.0, 100 * (whole.value - fit.tau2.value) / whole.value);
}

}  // namespace

Result<Fit> fit(std::span<const double> yi, std::span<const double> vi,
                const numerics::Matrix& design, const Settings& settings,
                std::span<const std::string> names) {
    SINEW_ENSURE(yi.size() == vi.size() && design.rows == yi.size(), "one row for each effect");
    if (auto wrong = wrong_with(yi, vi, settings)) return fail(*std::move(wrong));
    SINEW_TRY(const Basis basis, basis_of(design, names));
    Fit made;
    made.k = yi.size();
    made.p = design.columns;
    made.settings = settings;
    made.settings.weights = {};
    made.names.assign(names.begin(), names.end());
    made.intercept = basis.intercept;
    const bool estimates = settings.method != Method::common && !settings.tau2;
    if (estimates && made.k < made.p + 1 && made.k > 1)
        return fail(
            {ErrorCode::bad_input, "too few studies for random effects with so many coefficients",
             std::to_string(made.k) + " studies, " + std::to_string(made.p) + " coefficients",
             "take fewer moderators, or the common effect (FE)"});
    BasisSweep sweep{basis, yi, vi};
    SINEW_TRY(made.tau2, tau2_of(sweep, settings));
    const double tau2 = made.tau2.value;
    made.heterogeneity = heterogeneity_of(sweep.at(0), made.k, made.p, settings.method, tau2);
    const Sums sums = sweep.at(tau2);
    const double log_cross = sweep.log_cross();
    made.q = variance_factor(settings.test, sums.residual, made.k, made.p);
    double residual = sums.residual, own_residual = sums.residual;
    std::vector<double> covariance(sweep.inverse().begin(), sweep.inverse().end());
    if (!settings.weights.empty()) {
        own_residual = sweep.with(settings.weights).residual;
        covariance = sandwich(sweep, settings.weights, vi, tau2);
        residual = 0;
        for (std::size_t i = 0; i < made.k; ++i)
            residual += sweep.residuals()[i] * sweep.residuals()[i] / (vi[i] + tau2);
    }
    for (double& value : covariance) value *= made.q;
    made.covariance = basis.back_covariance(covariance);
    made.ddf = test_degrees(settings.test, made.k, made.p);
    const double quantile = critical(settings.test, settings.level, made.ddf);
    const std::vector<double> b = basis.back(sweep.solution());
    for (std::size_t j = 0; j < made.p; ++j)
        made.coefficients.push_back(tested(b[j], std::sqrt(made.covariance.at(j, j)), made.ddf,
                                           settings.test == WaldTest::z, quantile));
    const bool only_intercept = made.p == 1 && made.intercept;
    const std::size_t skipped = made.intercept && !only_intercept ? basis.intercept_column : made.p;
    made.QM_df = made.p - (skipped < made.p ? 1 : 0);
    made.QM = joint_statistic(made.covariance, b, skipped);
    if (settings.test == WaldTest::z) {
        made.QMp = numerics::chi_squared_upper_tail(made.QM, static_cast<double>(made.QM_df));
    } else {
        made.QM /= static_cast<double>(made.QM_df);
        made.QMp = numerics::fisher_upper_tail(made.QM, static_cast<double>(made.QM_df), made.ddf);
    }
    SINEW_TRY(made.R2, explained(yi, vi, settings, made, own_residual, sweep.weights()));
    LogProduct product;
    for (const double v : vi) product.take(v + tau2);
    const double log_circle = std::log(2 * std::numbers::pi);
    const double twice = product.value() + residual;
    const double k = static_cast<double>(made.k), p = static_cast<double>(made.p);
    made.log_likelihood =
        settings.method == Method::reml
            ? -0.5 * ((k - p) * log_circle + twice + log_cross - sweep.log_design())
            : -0.5 * (k * log_circle + twice);
    return made;
}

PredictedEffect predicted(const Fit& fit, std::span<const double> row) {
    SINEW_ENSURE(row.size() == fit.p, "one value a coefficient");
    double b = 0, variance = 0;
    for (std::size_t i = 0; i < fit.p; ++i) {
        b += row[i] * fit.coefficients[i].b;
        for (std::size_t j = 0; j < fit.p; ++j)
            variance += row[i] * fit.covariance.at(i, j) * row[j];
    }
    const Settings& settings = fit.settings;
    PredictedEffect made;
    made.effect = tested(b, std::sqrt(variance), fit.ddf, settings.test == WaldTest::z,
                         critical(settings.test, settings.level, fit.ddf));
    const double reach =
        prediction_critical(settings, fit.k, fit.p) * std::sqrt(variance + fit.tau2.value);
    made.prediction = {b - reach, b + reach};
    return made;
}

numerics::Matrix ones(std::size_t studies) { return {studies, 1, 1.0}; }

}  // namespace sinew::pooling
