// Trim and fill: how many studies a lopsided funnel lacks on one side, and the pooled effect with their mirror images.
#pragma once

#include <sinew/pooling/fit.hpp>

#include <cstdint>

namespace sinew::pooling {

/// How the number of missing studies is estimated.
enum class Missing : std::uint8_t { L0, R0, Q0 };
/// The side of the funnel on which studies are missing.
enum class Side : std::uint8_t { left, right };

[[nodiscard]] std::string_view code_of(Missing estimator) noexcept;
[[nodiscard]] std::string_view code_of(Side side) noexcept;
/// @errors not_found
[[nodiscard]] Result<Missing> missing_of(std::string_view code);
[[nodiscard]] Result<Side> side_of(std::string_view code);

struct TrimFill {
    Missing estimator = Missing::L0;
    Side side = Side::left;
    bool side_given = false;  ///< else from the slope of the effects on their standard errors
    std::size_t k0 = 0;       ///< studies filled in
    double se_k0 = 0;         ///< NaN where its formula has no root
    double p_k0 = 0;          ///< R0 only: chance of so many if none are missing; NaN else
    std::vector<double> filled_yi = {}, filled_vi = {};
    MeanFit fit;  ///< of all studies and the filled-in ones
    int rounds = 0;
};

/// @errors bad_input  fewer than 3 studies; no side given and every study equally precise; as pooled_mean
///         did_not_converge  the number of missing studies swings
/// @source duval2000
[[nodiscard]] Result<TrimFill> trim_fill(std::span<const double> yi, std::span<const double> vi,
                                         const Settings& settings = {},
                                         Missing estimator = Missing::L0,
                                         std::optional<Side> side = {});

}  // namespace sinew::pooling
