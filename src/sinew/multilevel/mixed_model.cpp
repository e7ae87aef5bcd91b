#include <sinew/multilevel/mixed_model.hpp>

#include <numeric>

namespace sinew::multilevel {

RandomTerm random_intercept(std::string name, std::vector<std::size_t> group) {
    return {.name = std::move(name), .group = std::move(group)};
}

RandomTerm inner_within_outer(std::string name, std::vector<std::size_t> inner,
                              std::vector<std::size_t> outer, Structure structure) {
    return {.name = std::move(name),
            .group = std::move(outer),
            .inner = std::move(inner),
            .structure = structure};
}

RandomTerm random_slopes(std::string name, numerics::Matrix design, std::vector<std::size_t> group,
                         Structure structure) {
    return {.name = std::move(name),
            .group = std::move(group),
            .design = std::move(design),
            .structure = structure};
}

RandomTerm correlated_rows(std::string name, KnownCovariance correlation) {
    std::vector<std::size_t> rows(correlation.variance.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    return {.name = std::move(name), .group = std::move(rows), .levels = std::move(correlation)};
}

numerics::Matrix intercept_only(std::size_t rows) { return {rows, 1, 1.0}; }

}  // namespace sinew::multilevel
