// The matrix G of a random term as a smooth function of free coordinates. Inside the room only: carries Eigen.
#pragma once

#include <sinew/multilevel/fit.hpp>

#include <Eigen/Dense>
#include <limits>
#include <vector>

namespace sinew::multilevel {

/// One coordinate of the climb.
struct Coordinate {
    enum class Kind : std::uint8_t { variance, sd, correlation, factor } kind = Kind::variance;
    double low = 0, high = std::numeric_limits<double>::infinity();
    std::size_t column = 0;  ///< of G it belongs to; of `factor`: row * q + column
};

/// G and its derivatives at a place.
struct ShapeAt {
    Eigen::MatrixXd g = {};
    std::vector<Eigen::MatrixXd> first = {};                ///< dG / d coordinate
    std::vector<std::vector<Eigen::MatrixXd>> second = {};  ///< empty when G is linear
};

/// Variances and correlations are reported; the climb moves variances (`scaled`, `diagonal`, `compound`), standard
/// deviations with one correlation (`hetero_compound`, and `unstructured` of two columns), or the entries of a triangular
/// factor of G (`unstructured` of more), whose G is never indefinite.
class TermShape {
public:
    /// @errors bad_input  a held value out of range, or some but not all of an unstructured G of three columns or more
    [[nodiscard]] static Result<TermShape> of(const RandomTerm& term, std::size_t columns);

    [[nodiscard]] const std::vector<Coordinate>& free() const noexcept { return free_; }
    [[nodiscard]] bool linear() const noexcept { return linear_; }
    [[nodiscard]] std::size_t columns() const noexcept { return columns_; }
    /// No row of this term can vary: every variance is held at 0.
    [[nodiscard]] bool void_term() const noexcept { return void_; }

    /// A place with every free variance at `variance` and every free correlation at 0.5 (or the middle of its range).
    [[nodiscard]] Eigen::VectorXd start(double variance) const;
    [[nodiscard]] ShapeAt at(const Eigen::VectorXd& free) const;

    /// Number of reported variances and correlations, and which of them are held.
    [[nodiscard]] std::size_t variances() const noexcept { return held_variance_.size(); }
    [[nodiscard]] std::size_t correlations() const noexcept { return held_correlation_.size(); }
    [[nodiscard]] bool held_variance(std::size_t index) const {
        return held_variance_[index].has_value();
    }
    [[nodiscard]] bool held_correlation(std::size_t index) const {
        return held_correlation_[index].has_value();
    }

private:
    [[nodiscard]] ShapeAt scaled_at(const Eigen::VectorXd& full) const;
    [[nodiscard]] ShapeAt compound_at(const Eigen::VectorXd& full) const;
    [[nodiscard]] ShapeAt hetero_at(const Eigen::VectorXd& full) const;
    [[nodiscard]] ShapeAt factor_at(const Eigen::VectorXd& full) const;
    [[nodiscard]] ShapeAt full_at(const Eigen::VectorXd& full) const;

    Structure structure_ = Structure::scaled;
    std::size_t columns_ = 1;
    bool linear_ = true, void_ = false;
    std::vector<Coordinate> free_;
    std::vector<std::size_t> place_;  ///< of each free coordinate among all
    Eigen::VectorXd held_;            ///< all coordinates; held values filled in
    std::vector<std::optional<double>> held_variance_, held_correlation_;
};

}  // namespace sinew::multilevel
