#include <sinew/dose_response/slope_likelihood.hpp>
#include <sinew/numerics/root.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace sinew::dose_response {

SlopeLikelihood::SlopeLikelihood(std::span<const DesignBlock> blocks, bool random)
    : random_{random} {
    for (const DesignBlock& block : blocks) {
        Prepared study{block.y, block.s.llt(), 0};
        study.log_det = 2 * Eigen::MatrixXd{study.root.matrixL()}.diagonal().array().log().sum();
        studies_.push_back(std::move(study));
    }
}

SlopeSums SlopeLikelihood::sums_of(const Prepared& study, const Eigen::VectorXd& x) {
    const Eigen::VectorXd wx = study.root.solve(x);
    SlopeSums sum;
    sum.xx = x.dot(wx);
    sum.xy = study.y.dot(wx);
    sum.yy = study.y.dot(study.root.solve(study.y));
    sum.log_det = study.log_det;
    sum.rows = static_cast<double>(x.size());
    return sum;
}

SlopePlace SlopeLikelihood::best(const std::vector<SlopeSums>& sums,
                                 std::optional<double> slope) const {
    double information = 0;
    for (const SlopeSums& sum : sums) information += sum.xx;
    SlopePlace best = at(sums, 0, slope);
    if (!random_ || !(information > 0)) return best;
    const double unit = static_cast<double>(sums.size()) / information;
    constexpr std::array<double, 10> kWalk{0, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 1000};
    std::size_t lowest = 0;
    for (std::size_t i = 1; i < kWalk.size(); ++i)
        if (const SlopePlace here = at(sums, unit * kWalk[i], slope);
            here.log_likelihood > best.log_likelihood) {
            best = here;
            lowest = i;
        }
    const auto minimum = numerics::minimum_between(
        [&](double size) { return -at(sums, unit * size, slope).log_likelihood; },
        kWalk[lowest == 0 ? 0 : lowest - 1], kWalk[std::min(lowest + 1, kWalk.size() - 1)]);
    const SlopePlace refined = at(sums, unit * minimum.at, slope);
    return refined.log_likelihood > best.log_likelihood ? refined : best;
}

/// (S + t x x')^-1 by the formula of Sherman and Morrison: no matrix is factored again.
SlopePlace SlopeLikelihood::at(const std::vector<SlopeSums>& sums, double tau2,
                               std::optional<double> slope) {
    SlopePlace place{.tau2 = tau2};
    double xx = 0, xy = 0, yy = 0, rest = 0;
    for (const SlopeSums& sum : sums) {
        const double grown = 1 + tau2 * sum.xx;
        xx += sum.xx / grown;
        xy += sum.xy / grown;
        yy += sum.yy - tau2 * sum.xy * sum.xy / grown;
        rest += sum.log_det + std::log(grown) + sum.rows * std::log(2 * std::numbers::pi);
    }
    place.slope = slope ? *slope : xx > 0 ? xy / xx : 0;
    place.log_likelihood =
        -0.5 * (rest + yy - 2 * place.slope * xy + place.slope * place.slope * xx);
    return place;
}

}  // namespace sinew::dose_response
