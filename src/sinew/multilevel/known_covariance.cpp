#include <sinew/multilevel/known_covariance.hpp>

#include <cmath>
#include <map>

namespace sinew::multilevel {

KnownCovariance independent(std::vector<double> variance) {
    return {.variance = std::move(variance)};
}

KnownCovariance correlated_in_clusters(std::vector<double> variance,
                                       std::span<const std::size_t> cluster, double rho) {
    KnownCovariance made{.variance = std::move(variance)};
    if (rho == 0) return made;
    std::map<std::size_t, std::vector<std::size_t>> rows_of;
    for (std::size_t row = 0; row < cluster.size(); ++row) rows_of[cluster[row]].push_back(row);
    for (const auto& [name, rows] : rows_of)
        for (std::size_t a = 0; a < rows.size(); ++a)
            for (std::size_t b = a + 1; b < rows.size(); ++b)
                made.pairs.push_back(
                    {rows[a], rows[b],
                     rho * std::sqrt(made.variance[rows[a]] * made.variance[rows[b]])});
    return made;
}

KnownCovariance dense_covariance(numerics::Matrix matrix) {
    KnownCovariance made;
    for (std::size_t row = 0; row < matrix.rows; ++row)
        made.variance.push_back(matrix.at(row, row));
    made.dense = std::move(matrix);
    return made;
}

}  // namespace sinew::multilevel
