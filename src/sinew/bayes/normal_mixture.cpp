#include <sinew/base/ensure.hpp>
#include <sinew/bayes/normal_mixture.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace sinew::bayes {

NormalMixture::NormalMixture(std::vector<double> weights, std::vector<double> means,
                             std::vector<double> sds)
    : weights_{std::move(weights)}, means_{std::move(means)}, sds_{std::move(sds)} {
    SINEW_ENSURE(
        !weights_.empty() && weights_.size() == means_.size() && weights_.size() == sds_.size(),
        "a mixture has parts");
}

double NormalMixture::density(double x) const noexcept {
    double sum = 0;
    for (std::size_t j = 0; j < weights_.size(); ++j) {
        const double z = (x - means_[j]) / sds_[j];
        sum += weights_[j] / sds_[j] * std::exp(-0.5 * z * z);
    }
    return sum * std::numbers::inv_sqrtpi / std::numbers::sqrt2;
}

double NormalMixture::cdf(double x) const noexcept {
    double sum = 0;
    for (std::size_t j = 0; j < weights_.size(); ++j)
        sum += weights_[j] * std::erfc((means_[j] - x) / (sds_[j] * std::numbers::sqrt2));
    return 0.5 * sum;
}

double NormalMixture::mean() const noexcept {
    double sum = 0;
    for (std::size_t j = 0; j < weights_.size(); ++j) sum += weights_[j] * means_[j];
    return sum;
}

double NormalMixture::sd() const noexcept {
    const double centre = mean();
    double sum = 0;
    for (std::size_t j = 0; j < weights_.size(); ++j) {
        const double off = means_[j] - centre;
        sum += weights_[j] * (sds_[j] * sds_[j] + off * off);
    }
    return std::sqrt(sum);
}

double NormalMixture::quantile(double p) const {
    if (!(p > 0 && p < 1)) return std::numeric_limits<double>::quiet_NaN();
    // A first guess from the heaviest part, a bracket by doubling, then Newton's steps that may not leave the bracket.
    const auto heaviest = static_cast<std::size_t>(
        std::max_element(weights_.begin(), weights_.end()) - weights_.begin());
    double x = means_[heaviest];
    double reach = sds_[heaviest];
    double low = x, high = x;
    if (cdf(x) < p)
        for (high = x + reach; cdf(high) < p; high += reach) {
            low = high;
            reach *= 2;
        }
    else
        for (low = x - reach; cdf(low) >= p; low -= reach) {
            high = low;
            reach *= 2;
        }
    x = 0.5 * (low + high);
    for (int step = 0; step < 200; ++step) {
        const double gap = cdf(x) - p;
        (gap < 0 ? low : high) = x;
        const double stride = gap / density(x);
        if (std::abs(stride) <= 2e-16 * (std::abs(x) + sds_[heaviest])) break;
        const double next = x - stride;
        x = next > low && next < high ? next : 0.5 * (low + high);
        if (high - low <= 2e-16 * (std::abs(x) + sds_[heaviest])) break;
    }
    return x;
}

Interval NormalMixture::central(double level) const {
    const double tail = 0.5 * (1 - level);
    return {quantile(tail), quantile(1 - tail)};
}

Interval NormalMixture::shortest(double level) const {
    return shortest_interval([this](double p) { return quantile(p); }, level, false);
}

}  // namespace sinew::bayes
