#include <sinew/base/ensure.hpp>
#include <sinew/pooling/fit_inference.hpp>
#include <sinew/pooling/leave_one_out.hpp>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace sinew::pooling {
namespace {

std::optional<Error> unfit(std::span<const double> yi, std::span<const double> vi,
                           const Settings& settings) {
    SINEW_ENSURE(yi.size() == vi.size(), "one variance an effect");
    if (!settings.weights.empty())
        return Error{ErrorCode::bad_input,
                     "own weights are not carried over to fits of fewer studies",
                     {},
                     "leave the weights out"};
    return wrong_with(yi, vi, settings);
}

std::optional<MeanFit> settled(Result<MeanFit> fit) {
    if (!fit) return std::nullopt;
    return *std::move(fit);
}

}  // namespace

Result<std::vector<MeanStep>> leave_one_out(std::span<const double> yi, std::span<const double> vi,
                                            const Settings& settings) {
    if (auto wrong = unfit(yi, vi, settings)) return fail(*std::move(wrong));
    const std::size_t k = yi.size();
    if (k < 2)
        return fail({ErrorCode::bad_input, "one study only: none can be left out", "row 1",
                     "give two studies or more"});
    // The studies but the first; putting study i where i + 1 stood moves the gap on by one.
    std::vector<double> y{yi.begin() + 1, yi.end()}, v{vi.begin() + 1, vi.end()};
    Workspace workspace;
    std::vector<MeanStep> steps;
    steps.reserve(k);
    for (std::size_t i = 0; i < k; ++i) {
        steps.push_back({i, settled(pooled_mean(y, v, settings, workspace))});
        if (i + 1 == k) break;
        y[i] = yi[i];
        v[i] = vi[i];
    }
    return steps;
}

Result<std::vector<MeanStep>> cumulative_means(std::span<const double> yi,
                                               std::span<const double> vi,
                                               std::span<const double> order,
                                               const Settings& settings) {
    SINEW_ENSURE(order.size() == yi.size(), "one place in the order a study");
    if (auto wrong = unfit(yi, vi, settings)) return fail(*std::move(wrong));
    for (std::size_t i = 0; i < order.size(); ++i)
        if (!std::isfinite(order[i]))
            return fail({ErrorCode::bad_input, "the study has no place in the order",
                         "row " + std::to_string(i + 1), "give a number, such as the year"});
    std::vector<std::size_t> rows(yi.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    std::stable_sort(rows.begin(), rows.end(),
                     [&](std::size_t a, std::size_t b) { return order[a] < order[b]; });
    std::vector<double> y, v;
    y.reserve(rows.size());
    v.reserve(rows.size());
    Workspace workspace;
    std::vector<MeanStep> steps;
    steps.reserve(rows.size());
    for (const std::size_t row : rows) {
        y.push_back(yi[row]);
        v.push_back(vi[row]);
        steps.push_back({row, settled(pooled_mean(y, v, settings, workspace))});
    }
    return steps;
}

}  // namespace sinew::pooling
