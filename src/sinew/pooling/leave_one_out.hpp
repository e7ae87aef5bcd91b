// The pooled mean again and again: with each study left out, or with one study added after the other.
#pragma once

#include <sinew/pooling/fit.hpp>

#include <optional>

namespace sinew::pooling {

/// One of the fits. It is absent where the estimate of tau2 did not settle.
struct MeanStep {
    std::size_t row = 0;  ///< of the study that was left out, or added last; from 0
    std::optional<MeanFit> fit = {};
};

/// A fit for each study without it, in the order of the rows.
/// @pre    yi.size() == vi.size()
/// @errors bad_input  as pooled_mean; a single study; own weights in the settings
/// @cost   allocates once, whatever the number of studies
[[nodiscard]] Result<std::vector<MeanStep>> leave_one_out(std::span<const double> yi,
                                                          std::span<const double> vi,
                                                          const Settings& settings = {});

/// A fit for the first, the first two ... studies in ascending `order`; rows with the same order as they stand.
/// @param order  one number a study: the year
/// @errors bad_input  as pooled_mean; an order that is not finite; own weights in the settings
/// @source lau1992
[[nodiscard]] Result<std::vector<MeanStep>> cumulative_means(std::span<const double> yi,
                                                             std::span<const double> vi,
                                                             std::span<const double> order,
                                                             const Settings& settings = {});

}  // namespace sinew::pooling
