// A linear mixed model with known sampling covariance: what it is made of. First header of the room.
#pragma once

#include <sinew/multilevel/known_covariance.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sinew::multilevel {

/// How the random effects of one group vary and go together (G, q x q over the columns of Z).
enum class Structure : std::uint8_t {
    scaled,           ///< one variance; columns independent, or as `levels` says
    diagonal,         ///< a variance for each column, independent
    compound,         ///< one variance, one correlation
    hetero_compound,  ///< a variance for each column, one correlation
    unstructured,     ///< a variance for each column, a correlation for each pair
};

/// One random part of the model: rows of one `group` share effects, groups are independent.
///
/// A random intercept is a group alone. `inner | outer` of metafor is `group` = outer and `inner` = the inner level of each
/// row. Random slopes are a `design` with a column for each effect (metafor's GEN).
struct RandomTerm {
    std::string name = {};                ///< for messages and tables: "study", "study/effect_id"
    std::vector<std::size_t> group = {};  ///< of each row, numbered from 0
    std::vector<std::size_t> inner = {};  ///< level of each row, numbered from 0; empty: one level
    std::vector<std::string> inner_names = {};
    numerics::Matrix design = {};  ///< k x q, instead of `inner`; empty: ones
    Structure structure = Structure::scaled;
    /// Known correlation between groups (ones as `variance`), for `scaled` with one column only: the random effects have
    /// covariance sigma2 * levels. Empty: independent groups.
    KnownCovariance levels = {};
    /// Components held at a value; a shorter list leaves the rest to be estimated.
    std::vector<std::optional<double>> fixed_variance = {};
    std::vector<std::optional<double>> fixed_correlation = {};
};

/// y = X b + sum Z_j u_j + e, u_j ~ N(0, G_j), e ~ N(0, V) with V known.
struct MixedModel {
    std::vector<double> y = {};
    numerics::Matrix x = {};              ///< k x p
    std::vector<std::string> names = {};  ///< of the columns of x; "intrcpt" is the intercept
    KnownCovariance v = {};
    std::vector<RandomTerm> terms = {};
};

/// A random intercept of each group.
[[nodiscard]] RandomTerm random_intercept(std::string name, std::vector<std::size_t> group);

/// Effects of the `inner` levels within each `outer` group.
[[nodiscard]] RandomTerm inner_within_outer(std::string name, std::vector<std::size_t> inner,
                                            std::vector<std::size_t> outer, Structure structure);

/// Random effects of the columns of `design` (k x q) in each group.
[[nodiscard]] RandomTerm random_slopes(std::string name, numerics::Matrix design,
                                       std::vector<std::size_t> group, Structure structure);

/// One effect a row, with covariance sigma2 * correlation: V + tau2 P of multi-arm contrasts.
[[nodiscard]] RandomTerm correlated_rows(std::string name, KnownCovariance correlation);

/// A column of ones, k x 1, as X of a model without moderators.
[[nodiscard]] numerics::Matrix intercept_only(std::size_t rows);

}  // namespace sinew::multilevel
