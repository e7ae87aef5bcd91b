// A weighted sum of normal distributions: what a posterior is once tau has been integrated out.
#pragma once

#include <sinew/bayes/shortest.hpp>

#include <vector>

namespace sinew::bayes {

class NormalMixture {
public:
    NormalMixture() = default;
    /// @pre equal lengths, weights >= 0 that sum to 1, SDs > 0
    NormalMixture(std::vector<double> weights, std::vector<double> means, std::vector<double> sds);

    [[nodiscard]] double density(double x) const noexcept;
    [[nodiscard]] double cdf(double x) const noexcept;

    /// The x with cdf(x) = p, to about 1e-13 of the distribution's width. NaN unless 0 < p < 1.
    [[nodiscard]] double quantile(double p) const;
    [[nodiscard]] double mean() const noexcept;
    [[nodiscard]] double sd() const noexcept;

    /// Equal tails outside.
    [[nodiscard]] Interval central(double level) const;

    /// The shortest interval that holds `level` of the mass: the highest-density interval where there is one peak.
    [[nodiscard]] Interval shortest(double level) const;

    [[nodiscard]] const std::vector<double>& weights() const noexcept { return weights_; }
    [[nodiscard]] const std::vector<double>& means() const noexcept { return means_; }
    [[nodiscard]] const std::vector<double>& sds() const noexcept { return sds_; }

private:
    std::vector<double> weights_, means_, sds_;
};

}  // namespace sinew::bayes
