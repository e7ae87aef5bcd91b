#include <sinew/network/ranking.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/draws.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sinew::network {

std::vector<double> p_scores(const NetworkFit& fit, Small small) {
    const std::size_t treatments = fit.treatments();
    std::vector<double> scores(treatments, 0.0);
    const double sign = small == Small::good ? -1.0 : 1.0;
    for (std::size_t i = 0; i < treatments; ++i) {
        for (std::size_t j = 0; j < treatments; ++j) {
            if (i == j) continue;
            const double se = std::sqrt(fit.variance(i, j));
            scores[i] += numerics::normal_cdf(sign * fit.effect(i, j) / se);
        }
        scores[i] /= static_cast<double>(treatments - 1);
    }
    return scores;
}

Ranking simulate_ranks(const NetworkFit& fit, const RankSettings& settings) {
    const std::size_t treatments = fit.treatments();
    Ranking ranking;
    ranking.settings = settings;
    ranking.chance = numerics::Matrix{treatments, treatments};
    const Eigen::LLT<Eigen::MatrixXd> factor{Eigen::MatrixXd{numerics::view(fit.covariance)}};
    const Eigen::MatrixXd lower = factor.matrixL();
    const double sign = settings.small == Small::good ? 1.0 : -1.0;
    RandomStream stream{settings.seed, "network.ranks"};
    Eigen::VectorXd normal(static_cast<Eigen::Index>(fit.b.size()));
    std::vector<double> value(treatments, 0.0);
    std::vector<std::size_t> order(treatments);
    for (std::size_t draw = 0; draw < settings.draws; ++draw) {
        for (double& number : normal) number = numerics::normal_draw(stream);
        const Eigen::VectorXd shift = lower * normal;
        for (std::size_t i = 1; i < treatments; ++i)
            value[i] = sign * (fit.b[i - 1] + shift[static_cast<Eigen::Index>(i - 1)]);
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return value[a] < value[b]; });
        for (std::size_t rank = 0; rank < treatments; ++rank)
            ranking.chance.at(order[rank], rank) += 1;
    }
    for (double& count : ranking.chance.values) count /= static_cast<double>(settings.draws);
    for (std::size_t i = 0; i < treatments; ++i) {
        double below = 0, area = 0, median = 0;
        for (std::size_t rank = 0; rank < treatments; ++rank) {
            below += ranking.chance.at(i, rank);
            if (rank + 1 < treatments) area += below;
            if (median == 0 && below >= 0.5) median = static_cast<double>(rank + 1);
        }
        ranking.sucra.push_back(area / static_cast<double>(treatments - 1));
        ranking.median_rank.push_back(median);
    }
    return ranking;
}

}  // namespace sinew::network
