// A mean and an SD out of a median with quartiles or extremes, by named methods that hold for data that are not skewed.
#pragma once

#include <sinew/effect/measure_settings.hpp>
#include <sinew/effect/two_means.hpp>

#include <optional>

namespace sinew::effect {

/// What a paper gave: the median, and the quartiles, the extremes or all of them.
struct QuantileSummary {
    double n = 0;
    double median = 0;
    std::optional<double> lower_quartile = {}, upper_quartile = {};
    std::optional<double> minimum = {}, maximum = {};

    [[nodiscard]] bool has_quartiles() const noexcept { return lower_quartile && upper_quartile; }
    [[nodiscard]] bool has_extremes() const noexcept { return minimum && maximum; }
    /// minimum <= lower quartile <= median <= upper quartile <= maximum, of those that are there.
    [[nodiscard]] bool in_order() const noexcept;
};

/// Nothing when neither both quartiles nor both extremes are there.
/// @source luo2018 (mean), wan2014 (SD; mean of MedianMethod::wan), shi2020 (SD from five numbers)
[[nodiscard]] std::optional<Group> group_of(const QuantileSummary& summary, MedianMethod method);

/// Whether the summary is too lopsided for data that are not skewed, at a level of 5 %. @source shi2023
[[nodiscard]] bool looks_skewed(const QuantileSummary& summary) noexcept;

}  // namespace sinew::effect
