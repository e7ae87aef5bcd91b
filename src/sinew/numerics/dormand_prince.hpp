// An explicit Runge-Kutta method of order 5 with an error estimate, for smooth right-hand sides that are not stiff.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace sinew::numerics {

struct Tolerance {
    double relative = 1e-12, absolute = 1e-13;
    double shortest_step = 1e-9;  ///< of the span: below it the step is taken whatever its error
};

/// What an integration cost.
struct Integration {
    std::size_t steps = 0, refused = 0;
};

/// Takes `values` from `from` to `to` along slope(t, values, slopes&). The error of each step is held below
/// absolute + relative |value| for every value; the fifth-order solution is kept. Breaks in a derivative belong at the ends of a span.
/// @pre    from < to
/// @source dormand1980
template <std::size_t N, class Slope>
Integration integrate(const Slope& slope, double from, double to, std::array<double, N>& values,
                      const Tolerance& tolerance) {
    using Values = std::array<double, N>;
    // Rows of the tableau: what each stage takes of the slopes before it. The last row is the solution itself.
    static constexpr std::array<double, 7> kNode{0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1, 1};
    static constexpr std::array<std::array<double, 6>, 7> kStage{
        {{},
         {1.0 / 5},
         {3.0 / 40, 9.0 / 40},
         {44.0 / 45, -56.0 / 15, 32.0 / 9},
         {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
         {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
         {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}}};
    static constexpr std::array<double, 7> kError{
        71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40};
    Integration cost;
    const double span = to - from;
    double now = from, step = span / 16;
    std::array<Values, 7> k;
    slope(now, values, k[0]);
    while (now < to) {
        const bool last = now + step >= to;
        const double h = last ? to - now : step;
        Values trial{};
        for (std::size_t stage = 1; stage < 7; ++stage) {
            for (std::size_t i = 0; i < N; ++i) {
                double sum = 0;
                for (std::size_t j = 0; j < stage; ++j) sum += kStage[stage][j] * k[j][i];
                trial[i] = values[i] + h * sum;
            }
            slope(now + kNode[stage] * h, trial, k[stage]);
        }
        double worst = 0;
        for (std::size_t i = 0; i < N; ++i) {
            double error = 0;
            for (std::size_t j = 0; j < 7; ++j) error += kError[j] * k[j][i];
            const double size = std::max(std::abs(values[i]), std::abs(trial[i]));
            worst = std::max(
                worst, std::abs(h * error) / (tolerance.absolute + tolerance.relative * size));
        }
        const double change = worst > 0 ? std::clamp(0.9 * std::pow(worst, -0.2), 0.2, 5.0) : 5.0;
        if (worst > 1 && h > tolerance.shortest_step * span) {
            ++cost.refused;
            step = h * change;
            continue;
        }
        ++cost.steps;
        now = last ? to : now + h;
        values = trial;
        k[0] = k[6];  // the last stage is the first of the next step
        step = h * change;
    }
    return cost;
}

}  // namespace sinew::numerics
