#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/joint_square.hpp>
#include <sinew/pooling/fit_inference.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::pooling {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

std::string row(std::size_t index) { return "row " + std::to_string(index + 1); }

}  // namespace

double test_degrees(WaldTest test, std::size_t k, std::size_t p) noexcept {
    return test == WaldTest::z ? kNone : static_cast<double>(k) - static_cast<double>(p);
}

double critical(WaldTest test, double level, double degrees) {
    const double upper = 1 - (1 - level) / 2;
    return test == WaldTest::z ? numerics::normal_quantile(upper)
                               : numerics::student_quantile(upper, degrees);
}

Coefficient tested(double b, double se, double degrees, bool normal, double critical) {
    const double stat = b / se;
    const double tail = normal        ? numerics::normal_cdf(-std::abs(stat))
                        : degrees > 0 ? numerics::student_cdf(-std::abs(stat), degrees)
                                      : kNone;
    return {b, se, stat, 2 * tail, b - critical * se, b + critical * se};
}

double variance_factor(WaldTest test, double residual, std::size_t k, std::size_t p) noexcept {
    if (test == WaldTest::z || test == WaldTest::t) return 1;
    const double q = residual <= std::numeric_limits<double>::epsilon()
                         ? 0.0
                         : residual / (static_cast<double>(k) - static_cast<double>(p));
    return test == WaldTest::adhoc ? std::max(1.0, q) : q;
}

double prediction_critical(const Settings& settings, std::size_t k, std::size_t p) {
    if (settings.method == Method::common) return kNone;
    const double df = static_cast<double>(k) - static_cast<double>(p);
    if (settings.prediction == Prediction::hts)
        return df > 1 ? critical(WaldTest::t, settings.level, df - 1) : kNone;
    return critical(settings.test, settings.level, df);
}

double joint_statistic(const numerics::Matrix& covariance, std::span<const double> b,
                       std::size_t skipped) {
    std::vector<std::size_t> kept;
    for (std::size_t j = 0; j < b.size(); ++j)
        if (j != skipped) kept.push_back(j);
    return numerics::joint_square(covariance, b, kept);
}

std::optional<Error> wrong_with(std::span<const double> yi, std::span<const double> vi,
                                const Settings& settings) {
    if (yi.empty())
        return Error{ErrorCode::bad_input, "no study to pool", {}, "give at least one row"};
    for (std::size_t i = 0; i < yi.size(); ++i) {
        if (!std::isfinite(yi[i]))
            return Error{ErrorCode::bad_input, "the effect is not a finite number", row(i),
                         "mend it, or leave the row out"};
        if (!(vi[i] > 0) || !std::isfinite(vi[i]))
            return Error{ErrorCode::bad_input, "the sampling variance is not above 0", row(i),
                         "mend it, or leave the row out"};
    }
    if (!(settings.level > 0 && settings.level < 1))
        return Error{ErrorCode::out_of_range,
                     "the level of an interval lies between 0 and 100 per cent",
                     {},
                     "95 is usual"};
    if (settings.tau2 && !(*settings.tau2 >= 0 && std::isfinite(*settings.tau2)))
        return Error{
            ErrorCode::out_of_range, "a fixed tau2 is not below 0", {}, "0 is the common effect"};
    if (settings.weights.empty()) return {};
    if (settings.weights.size() != yi.size())
        return Error{ErrorCode::bad_input, "not one weight a study", {}, "give one for each row"};
    double sum = 0;
    for (std::size_t i = 0; i < yi.size(); ++i) {
        if (!(settings.weights[i] >= 0) || !std::isfinite(settings.weights[i]))
            return Error{ErrorCode::bad_input, "the weight is below 0 or not finite", row(i),
                         "weights are at least 0"};
        sum += settings.weights[i];
    }
    if (!(sum > 0))
        return Error{ErrorCode::bad_input, "all weights are 0", {}, "one at least is above 0"};
    return {};
}

}  // namespace sinew::pooling
