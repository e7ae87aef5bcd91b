// One slope through the effects of studies when it may differ between them: the likelihood in closed form. Inside the room
// only: carries Eigen.
#pragma once

#include <sinew/dose_response/curve_design.hpp>

#include <limits>
#include <optional>
#include <vector>

namespace sinew::dose_response {

/// Best slope and tau2 at one shape, with the log likelihood.
struct SlopePlace {
    double slope = 0, tau2 = 0, log_likelihood = -std::numeric_limits<double>::infinity();
};

/// Sums of one study for a slope on x: everything the likelihood needs when V = S + tau2 x x'.
struct SlopeSums {
    double xx = 0, xy = 0, yy = 0, log_det = 0, rows = 0;
};

class SlopeLikelihood {
public:
    /// @param blocks  effects and covariances; their terms are not read
    SlopeLikelihood(std::span<const DesignBlock> blocks, bool random);

    /// @param x  the shape at the effects of study `at`, less that of their reference
    template <class X>
    [[nodiscard]] std::vector<SlopeSums> sums_for(const X& x) const {
        std::vector<SlopeSums> sums;
        for (std::size_t at = 0; at < studies_.size(); ++at)
            sums.push_back(sums_of(studies_[at], x(at)));
        return sums;
    }

    /// @param slope  held there; nothing: the best
    [[nodiscard]] SlopePlace best(const std::vector<SlopeSums>& sums,
                                  std::optional<double> slope = {}) const;

private:
    struct Prepared {
        Eigen::VectorXd y;
        Eigen::LLT<Eigen::MatrixXd> root;
        double log_det = 0;
    };
    [[nodiscard]] static SlopeSums sums_of(const Prepared& study, const Eigen::VectorXd& x);
    [[nodiscard]] static SlopePlace at(const std::vector<SlopeSums>& sums, double tau2,
                                       std::optional<double> slope);

    std::vector<Prepared> studies_;
    bool random_;
};

}  // namespace sinew::dose_response
