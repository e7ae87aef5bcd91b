#include <sinew/hrv/nonlinear.hpp>
#include <sinew/hrv/template_matches.hpp>
#include <sinew/numerics/lanes.hpp>
#include <sinew/numerics/straight_line.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::hrv {
namespace {

/// Mean of the logarithms of counts, over their number. Equal counts share a logarithm.
double mean_log(const std::vector<std::uint32_t>& counts) {
    std::vector<std::uint32_t> how_often(counts.size() + 1, 0);
    for (const std::uint32_t count : counts) ++how_often[count];
    const auto all = static_cast<double>(counts.size());
    double sum = 0;
    for (std::size_t count = 1; count < how_often.size(); ++count)
        if (how_often[count] > 0)
            sum += how_often[count] * std::log(static_cast<double>(count) / all);
    return sum / all;
}

/// Sum over whole windows of `size` of the squares about each window's straight line. @source peng1994
double squares_about_lines(std::span<const double> profile, std::size_t size) {
    const auto n = static_cast<double>(size);
    const double centre = (n - 1) / 2, spread = n * (n * n - 1) / 12;
    double sum = 0;
    for (std::size_t begin = 0; begin + size <= profile.size(); begin += size) {
        const double first = profile[begin];  // taken off: sums of squares keep their digits
        numerics::Lanes value_sums{}, turned_sums{}, square_sums{}, places{0, 1};
        std::size_t k = 0;
        for (; k + 2 <= size; k += 2) {
            const numerics::Lanes pair = numerics::load_lanes(&profile[begin + k]) - first;
            value_sums += pair;
            turned_sums += places * pair;
            square_sums += pair * pair;
            places += 2;
        }
        double values = value_sums[0] + value_sums[1], turned = turned_sums[0] + turned_sums[1],
               squares = square_sums[0] + square_sums[1];
        if (k < size) {
            const double value = profile[begin + k] - first;
            values += value;
            turned += static_cast<double>(k) * value;
            squares += value * value;
        }
        const double slope_part = turned - centre * values;
        sum += std::max(0.0, squares - values * values / n - slope_part * slope_part / spread);
    }
    return sum;
}

}  // namespace

std::optional<Poincare> poincare_of(std::span<const double> nn_ms,
                                    std::span<const Stretch> stretches) {
    std::size_t pairs = 0;
    double across = 0, along = 0;
    for (const Stretch& stretch : stretches)
        for (std::size_t i = stretch.begin + 1; i < stretch.end; ++i, ++pairs) {
            across += nn_ms[i] - nn_ms[i - 1];
            along += nn_ms[i] + nn_ms[i - 1];
        }
    if (pairs < 2) return std::nullopt;
    const auto count = static_cast<double>(pairs);
    across /= count;
    along /= count;
    double across_squares = 0, along_squares = 0;
    for (const Stretch& stretch : stretches)
        for (std::size_t i = stretch.begin + 1; i < stretch.end; ++i) {
            const double a = nn_ms[i] - nn_ms[i - 1] - across, b = nn_ms[i] + nn_ms[i - 1] - along;
            across_squares += a * a;
            along_squares += b * b;
        }
    Poincare shape;
    shape.sd1_ms = std::sqrt(across_squares / 2 / (count - 1));
    shape.sd2_ms = std::sqrt(along_squares / 2 / (count - 1));
    if (shape.sd2_ms > 0) shape.ratio = shape.sd1_ms / shape.sd2_ms;
    shape.ellipse_area_ms2 = M_PI * shape.sd1_ms * shape.sd2_ms;
    return shape;
}

std::optional<double> sample_entropy(const MatchingPairs& pairs) {
    if (pairs.of_one_more == 0) return std::nullopt;
    return std::log(static_cast<double>(pairs.of_length) / static_cast<double>(pairs.of_one_more));
}

Entropies entropies_of(const TemplateMatches& matches) {
    return {sample_entropy(matches.pairs),
            mean_log(matches.of_length) - mean_log(matches.of_one_more)};
}

std::vector<std::size_t> window_sizes(std::size_t from, std::size_t to,
                                      std::size_t steps_per_octave) {
    std::vector<std::size_t> sizes;
    for (int step = 0;; ++step) {
        const double exact =
            static_cast<double>(from) *
            std::exp2(static_cast<double>(step) / static_cast<double>(steps_per_octave));
        const auto size = static_cast<std::size_t>(std::floor(exact + 0.5));
        if (size > to) return sizes;
        if (sizes.empty() || size > sizes.back()) sizes.push_back(size);
    }
}

std::vector<double> profile_of(std::span<const double> nn_ms) {
    double mean = 0;
    for (const double nn : nn_ms) mean += nn;
    mean /= static_cast<double>(nn_ms.size());
    std::vector<double> profile(nn_ms.size());
    double sum = 0;
    for (std::size_t i = 0; i < nn_ms.size(); ++i) profile[i] = sum += nn_ms[i] - mean;
    return profile;
}

std::optional<double> fluctuation_of(std::span<const double> profile, std::size_t size) {
    if (size < 2 || profile.size() < size) return std::nullopt;
    const double values = static_cast<double>(profile.size() / size * size);
    const double square = squares_about_lines(profile, size) / values;
    return square > 0 ? std::optional{std::sqrt(square)} : std::nullopt;
}

std::optional<double> scaling_exponent(std::span<const double> profile,
                                       std::span<const std::size_t> sizes) {
    std::vector<double> log_size, log_fluctuation;
    for (const std::size_t size : sizes) {
        const double values = static_cast<double>(profile.size() / size * size);
        const double square = squares_about_lines(profile, size) / values;
        if (!(square > 0)) return std::nullopt;
        log_size.push_back(std::log(static_cast<double>(size)));
        log_fluctuation.push_back(0.5 * std::log(square));
    }
    if (log_size.size() < 2) return std::nullopt;
    return numerics::fit_line(log_size, log_fluctuation).slope;
}

}  // namespace sinew::hrv
