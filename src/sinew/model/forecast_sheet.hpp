// What all draws leave behind, a row a day and a draw a column, and the bands over it.
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

namespace sinew::model {

inline constexpr std::array<double, 5> kBandLevels{0.05, 0.25, 0.50, 0.75, 0.95};
using Band = std::array<double, 5>;  ///< at kBandLevels

class Sheet {
public:
    Sheet(std::size_t days, std::size_t draws) : draws_{draws}, values_(days * draws) {}
    [[nodiscard]] double& at(std::size_t day, std::size_t draw) noexcept {
        return values_[day * draws_ + draw];
    }
    [[nodiscard]] std::span<double> row(std::size_t day) noexcept {
        return {values_.data() + day * draws_, draws_};
    }
    [[nodiscard]] std::size_t days() const noexcept { return values_.size() / draws_; }
    [[nodiscard]] std::size_t draws() const noexcept { return draws_; }

private:
    std::size_t draws_;
    std::vector<double> values_;
};

/// Reorders `values`. @pre not empty
[[nodiscard]] Band band_of(std::span<double> values);

/// Of every row; reorders them.
[[nodiscard]] std::vector<Band> bands_of(Sheet& sheet, unsigned threads);

/// `a` - `b`, draw by draw. @pre both of one size, neither reordered yet
[[nodiscard]] Sheet difference_of(Sheet& a, Sheet& b);

}  // namespace sinew::model
