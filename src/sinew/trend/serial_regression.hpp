// The one engine of this room: a linear model whose errors remember their past, with the strength of that memory unknown.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/trend/belief.hpp>

#include <initializer_list>
#include <span>
#include <vector>

namespace sinew::trend {

/// How the unknown memory of the errors (correlation of two errors one unit of time apart) is weighted before the data
/// speak: a beta density on [lowest, highest], summed at the middles of `points` equal steps. The shapes are no belief about
/// people: they were chosen so that intervals of a mean cover 93 to 97 % at every memory from 0 to 0.6 and from 8 values up
/// (docs/methods/trends.md). Every result carries the setting it was computed with.
struct MemoryPrior {
    double lowest = -1.0;
    double highest = 1.0;
    double shape_low = 0.15;
    double shape_high = 0.65;
    int points = 32;

    friend bool operator==(const MemoryPrior&, const MemoryPrior&) = default;
};

/// y = X b + e, rows in order of time; e is stationary, normal, and correlated by memory^(distance in time).
struct LinearModel {
    std::size_t width = 1;        ///< columns of X
    std::vector<double> times;    ///< whole numbers, strictly rising: bouts, days
    std::vector<double> values;   ///< one a row
    std::vector<double> columns;  ///< row by row, rows * width numbers; the first column is 1
    /// For each column 0 (nothing is known) or the precision of a normal prior around 0, in units of 1 / spread^2.
    /// Empty: nothing is known of any. Only comparisons of models need it (change_point).
    std::vector<double> precisions = {};

    void add(double time, double value, std::initializer_list<double> row) {
        times.push_back(time);
        values.push_back(value);
        columns.insert(columns.end(), row);
    }
};

/// The fit: for each point of the grid its weight after the data, coefficients and their covariance.
class SerialFit {
public:
    struct Point {
        double memory = 0;
        double weight = 0;
        double residual_sum = 0;            ///< whitened residual sum of squares
        std::vector<double> coefficients;   ///< width
        std::vector<double> cross_inverse;  ///< (X'V^-1 X)^-1, width * width
    };

    SerialFit(std::vector<Point> points, std::size_t width, double degrees,
              double log_evidence) noexcept
        : points_{std::move(points)},
          width_{width},
          degrees_{degrees},
          log_evidence_{log_evidence} {}

    /// What is believed of weights[0] b_0 + weights[1] b_1 + ...
    [[nodiscard]] Belief contrast(std::span<const double> weights) const;
    [[nodiscard]] Belief coefficient(std::size_t column) const;
    [[nodiscard]] double memory() const noexcept;  ///< mean correlation at distance 1
    [[nodiscard]] double spread()
        const noexcept;  ///< SD of single errors, root of the mean variance
    [[nodiscard]] double degrees() const noexcept { return degrees_; }
    [[nodiscard]] const std::vector<Point>& points() const noexcept { return points_; }
    /// Logarithm of the integrated likelihood, up to a constant shared by models of the same values.
    [[nodiscard]] double log_evidence() const noexcept { return log_evidence_; }

private:
    std::vector<Point> points_;
    std::size_t width_;
    double degrees_;
    double log_evidence_;
};

/// Fits the model with flat priors on the coefficients and on the logarithm of the spread: the choice under which coverage
/// depends on neither. What remains to be judged is the memory, and that is what the simulation does.
/// @errors bad_input  fewer rows than width + 2, times that do not rise by whole steps, columns that do not tell apart, values without any spread
/// @source docs/methods/trends.md (derivation and simulation), berger1985
/// @cost   points * rows * width^2
[[nodiscard]] Result<SerialFit> fit_serial(const LinearModel& model, const MemoryPrior& prior);

}  // namespace sinew::trend
