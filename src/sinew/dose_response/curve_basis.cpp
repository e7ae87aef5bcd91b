#include <sinew/base/text.hpp>
#include <sinew/dose_response/curve_basis.hpp>
#include <sinew/numerics/order_statistics.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::dose_response {
namespace {

double cubed_above(double x, double knot) {
    const double over = std::max(0.0, x - knot);
    return over * over * over;
}

/// The j-th curved term, over the square of the knots' span: cubic between the knots, straight beyond the outer ones.
/// @source harrell2015 (chapter 2)
double spline_term(const std::vector<double>& knots, std::size_t j, double x) {
    const std::size_t k = knots.size();
    const double last = knots[k - 1], before = knots[k - 2], first = knots[0];
    const double span = (last - first) * (last - first);
    return (cubed_above(x, knots[j]) -
            cubed_above(x, before) * (last - knots[j]) / (last - before) +
            cubed_above(x, last) * (before - knots[j]) / (last - before)) /
           span;
}

double power_of(double x, double power) { return power == 0 ? std::log(x) : std::pow(x, power); }

}  // namespace

std::size_t CurveBasis::size() const noexcept {
    switch (kind) {
        case CurveKind::linear: return 1;
        case CurveKind::quadratic: return 2;
        case CurveKind::spline: return knots.size() - 1;
        case CurveKind::fractional: return powers.size();
        case CurveKind::piecewise: return knots.size() + 1;
    }
    return 0;
}

std::vector<double> CurveBasis::at(double dose) const {
    std::vector<double> terms;
    switch (kind) {
        case CurveKind::linear: return {dose};
        case CurveKind::quadratic: return {dose, dose * dose};
        case CurveKind::spline:
            terms.push_back(dose);
            for (std::size_t j = 0; j + 2 < knots.size(); ++j)
                terms.push_back(spline_term(knots, j, dose));
            return terms;
        case CurveKind::fractional: {
            const double x = (dose + shift) / scale;
            for (std::size_t i = 0; i < powers.size(); ++i)
                terms.push_back(i > 0 && powers[i] == powers[i - 1]
                                    ? power_of(x, powers[i]) * std::log(x)
                                    : power_of(x, powers[i]));
            return terms;
        }
        case CurveKind::piecewise:
            terms.push_back(dose);
            for (const double knot : knots) terms.push_back(std::max(0.0, dose - knot));
            return terms;
    }
    return terms;
}

std::vector<std::string> CurveBasis::names() const {
    switch (kind) {
        case CurveKind::linear: return {"dose"};
        case CurveKind::quadratic: return {"dose", "dose^2"};
        case CurveKind::spline: {
            std::vector<std::string> made{"dose"};
            for (std::size_t j = 0; j + 2 < knots.size(); ++j)
                made.push_back("dose" + std::string(j + 1, '\''));
            return made;
        }
        case CurveKind::fractional: {
            std::string x = "dose";
            if (shift != 0) x = "(dose + " + number_text(shift) + ")";
            if (scale != 1) x = "(" + x + " / " + number_text(scale) + ")";
            std::vector<std::string> made;
            for (std::size_t i = 0; i < powers.size(); ++i) {
                const bool again = i > 0 && powers[i] == powers[i - 1];
                std::string name = powers[i] == 0 ? "ln " + x : x + "^" + number_text(powers[i]);
                made.push_back(again ? name + " ln " + x : name);
            }
            return made;
        }
        case CurveKind::piecewise: {
            std::vector<std::string> made{"dose"};
            for (const double knot : knots) made.push_back("dose above " + number_text(knot));
            return made;
        }
    }
    return {};
}

std::vector<double> knot_percentiles(std::size_t knots) {
    switch (knots) {
        case 3: return {10, 50, 90};
        case 4: return {5, 35, 65, 95};
        case 5: return {5, 27.5, 50, 72.5, 95};
        case 6: return {5, 23, 41, 59, 77, 95};
        case 7: return {2.5, 18.33, 34.17, 50, 65.83, 81.67, 97.5};
        default: return {};
    }
}

Result<std::vector<double>> knots_at(std::span<const double> doses,
                                     std::span<const double> percentiles) {
    std::vector<double> knots;
    for (const double percent : percentiles) {
        std::vector<double> copy(doses.begin(), doses.end());
        knots.push_back(numerics::quantile_of(copy, percent / 100));
        if (knots.size() > 1 && !(knots.back() > knots[knots.size() - 2]))
            return fail({ErrorCode::bad_input,
                         "two knots fall on the same dose, " + number_text(knots.back()) +
                             ": too many rows share it",
                         "--knots",
                         "give the knots as doses, such as --knots 30,90,180, or fewer "
                         "of them"});
    }
    return knots;
}

double usual_shift(std::span<const double> doses) {
    std::vector<double> sorted(doses.begin(), doses.end());
    std::sort(sorted.begin(), sorted.end());
    if (sorted.empty() || sorted.front() > 0) return 0;
    double gap = 0;
    for (std::size_t i = 1; i < sorted.size(); ++i) {
        const double step = sorted[i] - sorted[i - 1];
        if (step > 0 && (gap == 0 || step < gap)) gap = step;
    }
    return gap - sorted.front();
}

}  // namespace sinew::dose_response
