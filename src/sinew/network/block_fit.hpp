// The one fit of this room: independent blocks with known covariance, linear means, one heterogeneity variance.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/numerics/matrix.hpp>

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace sinew::network {

/// How the heterogeneity variance is found.
enum class Tau2Method : std::uint8_t {
    common,  ///< tau2 = 0
    dl,      ///< generalised moments (one equation: the expected Q)
    pm,      ///< Paule and Mandel: the tau2 at which Q equals its degrees of freedom
    ml,
    reml,
};

[[nodiscard]] std::string_view name_of(Tau2Method method) noexcept;  ///< "FE", "DL", "PM", ...

/// The contrasts of one study: y ~ N(design * b, covariance + tau2 * spread), spread 1 on the diagonal and 1/2 beside it.
struct Block {
    std::span<const double> y;
    const numerics::Matrix* covariance = nullptr;
    numerics::Matrix design;
};

struct BlockFit {
    double tau2 = 0;
    std::vector<double> b;
    numerics::Matrix covariance;  ///< of b
    double residual_sum = 0;      ///< weighted squares at this tau2
    double Q = 0;                 ///< the same at tau2 = 0
    std::size_t effects = 0;      ///< contrasts
    double log_likelihood = 0;    ///< restricted for REML (metafor's constant), else full
    int evaluations = 0;          ///< of the likelihood or of Q
    bool several_maxima = false;  ///< the likelihood has more than one; the highest was taken
};

/// @errors bad_input: fewer independent contrasts than parameters ("not identifiable")
/// @source jackson2012 (DL generalised)
/// @source docs/methods/network.md
[[nodiscard]] Result<BlockFit> fit_blocks(std::span<const Block> blocks, Tau2Method method);

/// The same at a heterogeneity variance that is given.
/// @pre tau2 >= 0
[[nodiscard]] Result<BlockFit> fit_blocks_at(std::span<const Block> blocks, double tau2);

}  // namespace sinew::network
