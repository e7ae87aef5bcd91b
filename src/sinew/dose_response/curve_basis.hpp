// The terms of a curve that is linear in its coefficients: straight, quadratic, restricted cubic splines, fractional
// polynomials, piecewise lines.
#pragma once

#include <sinew/base/result.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace sinew::dose_response {

enum class CurveKind : std::uint8_t { linear, quadratic, spline, fractional, piecewise };

struct CurveBasis {
    CurveKind kind = CurveKind::linear;
    std::vector<double> knots = {};   ///< spline: three or more, rising; piecewise: one or more
    std::vector<double> powers = {};  ///< fractional: one or two of the usual ones, 0 = logarithm
    double shift = 0;                 ///< fractional: added to every dose
    double scale = 1;                 ///< fractional: divides the shifted dose

    [[nodiscard]] std::size_t size() const noexcept;
    /// The terms at a dose, `size()` of them. Fractional terms need dose + shift > 0 where a power is not positive.
    [[nodiscard]] std::vector<double> at(double dose) const;
    /// "dose", "dose^2", "dose'", ... as printed beside the coefficients.
    [[nodiscard]] std::vector<std::string> names() const;
};

/// Percentiles of Harrell for 3 to 7 knots. Empty for other numbers.
/// @source harrell2015
[[nodiscard]] std::vector<double> knot_percentiles(std::size_t knots);

/// Knots of a restricted cubic spline at those percentiles (0 to 100) of the doses, reference doses included (type 7).
/// @errors bad_input: two knots fall together
[[nodiscard]] Result<std::vector<double>> knots_at(std::span<const double> doses,
                                                   std::span<const double> percentiles);

/// The shift that makes every dose positive: 0 when they are, else the smallest gap between two doses less the lowest.
/// @source royston2008
[[nodiscard]] double usual_shift(std::span<const double> doses);

}  // namespace sinew::dose_response
