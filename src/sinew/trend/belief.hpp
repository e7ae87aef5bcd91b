// What is believed of one unknown number after the data have spoken: a mixture of scaled t distributions.
#pragma once

#include <vector>

namespace sinew::trend {

struct Interval {
    double low = 0;
    double high = 0;
    [[nodiscard]] bool holds(double value) const noexcept { return low <= value && value <= high; }
};

class Belief {
public:
    struct Part {
        double weight = 0;  ///< sums to 1 over the parts
        double centre = 0;
        double scale = 0;  ///< above 0
    };

    Belief(std::vector<Part> parts, double degrees) noexcept
        : parts_{std::move(parts)}, degrees_{degrees} {}

    [[nodiscard]] double centre() const noexcept;  ///< mean of the parts' centres
    [[nodiscard]] double cdf(double value) const;
    /// @param p  in (0, 1)
    [[nodiscard]] double quantile(double p) const;
    /// The central interval that holds `level` (such as 0.95).
    [[nodiscard]] Interval interval(double level) const;

private:
    std::vector<Part> parts_;
    double degrees_;
};

}  // namespace sinew::trend
