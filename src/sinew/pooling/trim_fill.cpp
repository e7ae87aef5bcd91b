#include <sinew/base/ensure.hpp>
#include <sinew/pooling/egger.hpp>
#include <sinew/pooling/fit_inference.hpp>
#include <sinew/pooling/trim_fill.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace sinew::pooling {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr int kMostRounds = 100;

struct Count {
    double k0 = 0, se = 0;
};

/// Signed ranks of distances from the centre -> how many studies are missing on the left.
Count count_missing(std::span<const double> distance, Missing estimator) {
    const std::size_t studies = distance.size();
    std::vector<std::size_t> order(studies);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::abs(distance[a]) < std::abs(distance[b]);
    });
    double right = 0, lowest = 0;  // sum of ranks on the right; largest rank on the left
    for (std::size_t rank = 1; rank <= studies; ++rank) {
        const double one = distance[order[rank - 1]];
        if (one > 0) right += static_cast<double>(rank);
        if (one < 0) lowest = static_cast<double>(rank);
    }
    const double k = static_cast<double>(studies);
    if (estimator == Missing::R0) {
        const double k0 = k - lowest - 1;
        return {k0, std::sqrt(2 * std::max(0.0, k0) + 2)};
    }
    const double k0 = estimator == Missing::L0
                          ? (4 * right - k * (k + 1)) / (2 * k - 1)
                          : k - 0.5 - std::sqrt(std::max(0.0, 2 * k * k - 4 * right + 0.25));
    const double variance = (k * (k + 1) * (2 * k + 1) + 10 * k0 * k0 * k0 + 27 * k0 * k0 +
                             17 * k0 - 18 * k * k0 * k0 - 18 * k * k0 + 6 * k * k * k0) /
                            24;
    if (estimator == Missing::L0) return {k0, 4 * std::sqrt(variance) / (2 * k - 1)};
    return {k0, 2 * std::sqrt(variance) / std::sqrt((k - 0.5) * (k - 0.5) - k0 * (2 * k - k0 - 1))};
}

Result<Side> lacking_side(std::span<const double> yi, std::span<const double> vi,
                          const Settings& settings) {
    Settings own = settings;
    own.test = WaldTest::z;
    const auto line = regression_test(yi, vi, own);
    if (!line) {
        Error error = line.error();
        error.hint = "name the side: left or right";
        return fail(std::move(error));
    }
    return line->slope.b < 0 ? Side::right : Side::left;
}

}  // namespace

std::string_view code_of(Missing estimator) noexcept {
    return estimator == Missing::L0 ? "L0" : estimator == Missing::R0 ? "R0" : "Q0";
}
std::string_view code_of(Side side) noexcept { return side == Side::left ? "left" : "right"; }

Result<Missing> missing_of(std::string_view code) {
    for (const Missing one : {Missing::L0, Missing::R0, Missing::Q0})
        if (code_of(one) == code) return one;
    return fail({ErrorCode::not_found, "unknown estimator of missing studies", std::string{code},
                 "L0, R0 or Q0"});
}
Result<Side> side_of(std::string_view code) {
    for (const Side one : {Side::left, Side::right})
        if (code_of(one) == code) return one;
    return fail({ErrorCode::not_found, "unknown side", std::string{code}, "left or right"});
}

Result<TrimFill> trim_fill(std::span<const double> yi, std::span<const double> vi,
                           const Settings& settings, Missing estimator, std::optional<Side> side) {
    SINEW_ENSURE(yi.size() == vi.size(), "one variance an effect");
    if (!settings.weights.empty())
        return fail({ErrorCode::bad_input,
                     "own weights say nothing of filled-in studies",
                     {},
                     "leave the weights out"});
    if (auto wrong = wrong_with(yi, vi, settings)) return fail(*std::move(wrong));
    const std::size_t k = yi.size();
    if (k < 3)
        return fail({ErrorCode::bad_input, "trim and fill needs three studies",
                     std::to_string(k) + (k == 1 ? " study" : " studies"),
                     "with fewer than ten it cannot tell much either"});
    TrimFill made;
    made.estimator = estimator;
    made.side_given = side.has_value();
    if (side) {
        made.side = *side;
    } else {
        SINEW_TRY(made.side, lacking_side(yi, vi, settings));
    }
    const double turn = made.side == Side::right ? -1 : 1;
    std::vector<std::size_t> order(k);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return turn * yi[a] < turn * yi[b]; });
    std::vector<double> y, v, distance(k);
    for (const std::size_t row : order) {
        y.push_back(turn * yi[row]);
        v.push_back(vi[row]);
    }
    Workspace workspace;
    double centre = 0;
    for (std::size_t before = k; before != made.k0;) {
        before = made.k0;
        if (++made.rounds > kMostRounds)
            return fail({ErrorCode::did_not_converge,
                         "the number of missing studies swings",
                         {},
                         "take another estimator: L0, R0 or Q0"});
        const std::size_t kept = k - made.k0;
        if (kept < 1)
            return fail({ErrorCode::did_not_converge,
                         "every study would be trimmed",
                         {},
                         "take another estimator: L0, R0 or Q0"});
        SINEW_TRY(
            const MeanFit trimmed,
            pooled_mean(std::span{y}.first(kept), std::span{v}.first(kept), settings, workspace));
        centre = trimmed.mean.b;
        for (std::size_t i = 0; i < k; ++i) distance[i] = y[i] - centre;
        const Count count = count_missing(distance, estimator);
        // Halves go to the even number, as IEEE rounding does.
        made.k0 = static_cast<std::size_t>(
            std::clamp(std::nearbyint(count.k0), 0.0, static_cast<double>(k)));
        made.se_k0 = count.se;
    }
    made.p_k0 = estimator == Missing::R0 ? std::pow(0.5, static_cast<double>(made.k0) + 1) : kNone;
    std::vector<double> all_y{yi.begin(), yi.end()}, all_v{vi.begin(), vi.end()};
    for (std::size_t i = k - made.k0; i < k; ++i) {
        made.filled_yi.push_back(turn * (centre - distance[i]));
        made.filled_vi.push_back(v[i]);
    }
    all_y.insert(all_y.end(), made.filled_yi.begin(), made.filled_yi.end());
    all_v.insert(all_v.end(), made.filled_vi.begin(), made.filled_vi.end());
    SINEW_TRY(made.fit, pooled_mean(all_y, all_v, settings, workspace));
    return made;
}

}  // namespace sinew::pooling
