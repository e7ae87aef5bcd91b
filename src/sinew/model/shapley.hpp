// What each mechanism adds to a difference, fairly shared: the mean over random orders of switching the mechanisms off one after another.
#pragma once

#include <sinew/model/link_share.hpp>
#include <sinew/model/parameters.hpp>

#include <cstdint>
#include <functional>

namespace sinew::model {

/// Sampled Shapley values of one draw, by mechanism and outcome. They add up to `all` minus what is left with every mechanism off, whatever
/// the orders.
/// @param all    the differences with everything on, by outcome
/// @param worth  the differences under the given parameters
/// @param orders random orders, stream model.permute keyed by draw and index; 1 or more
/// @source docs/methods/forecast.md (contributions)
[[nodiscard]] std::vector<std::vector<double>> shapley_values(
    const std::vector<Mechanism>& mechanisms, const Parameters& parameters,
    const std::vector<double>& all,
    const std::function<std::vector<double>(const Parameters&)>& worth, std::uint64_t seed,
    std::size_t draw, int orders);

}  // namespace sinew::model
