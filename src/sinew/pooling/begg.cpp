#include <sinew/base/ensure.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/pooling/begg.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace sinew::pooling {
namespace {

constexpr std::size_t kMostExact = 500;

/// Sums over groups of ties of t(t-1), t(t-1)(t-2) and t(t-1)(2t+5).
struct Ties {
    double pairs = 0, triples = 0, spread = 0;
};
Ties ties_of(std::span<const double> values) {
    std::vector<double> sorted{values.begin(), values.end()};
    std::sort(sorted.begin(), sorted.end());
    Ties ties;
    for (std::size_t i = 0; i < sorted.size();) {
        std::size_t end = i + 1;
        while (end < sorted.size() && sorted[end] == sorted[i]) ++end;
        const double t = static_cast<double>(end - i);
        ties.pairs += t * (t - 1);
        ties.triples += t * (t - 1) * (t - 2);
        ties.spread += t * (t - 1) * (2 * t + 5);
        i = end;
    }
    return ties;
}

int sign_of(double value) { return (value > 0) - (value < 0); }

}  // namespace

double kendall_cdf(long concordant, std::size_t n) {
    if (concordant < 0) return 0;
    // Chances of each number of concordant pairs: one more value adds 0 to m pairs, all equally likely.
    std::vector<double> chances{1.0}, next;
    for (std::size_t m = 1; m < n; ++m) {
        next.assign(chances.size() + m, 0.0);
        double running = 0;
        for (std::size_t t = 0; t < next.size(); ++t) {
            if (t < chances.size()) running += chances[t];
            if (t > m && t - m - 1 < chances.size()) running -= chances[t - m - 1];
            next[t] = running / static_cast<double>(m + 1);
        }
        chances.swap(next);
    }
    double sum = 0;
    const std::size_t last = std::min(static_cast<std::size_t>(concordant), chances.size() - 1);
    for (std::size_t t = 0; t <= last; ++t) sum += chances[t];
    return std::min(sum, 1.0);
}

Result<RankTest> rank_test(std::span<const double> yi, std::span<const double> vi) {
    SINEW_ENSURE(yi.size() == vi.size(), "one variance an effect");
    const std::size_t k = yi.size();
    if (k < 3)
        return fail({ErrorCode::bad_input, "a rank test needs three studies",
                     std::to_string(k) + (k == 1 ? " study" : " studies"),
                     "with fewer than ten it cannot tell much either"});
    double weight = 0, first = 0;
    for (std::size_t i = 0; i < k; ++i) {
        weight += 1 / vi[i];
        first += yi[i] / vi[i];
    }
    std::vector<double> standardised(k);
    for (std::size_t i = 0; i < k; ++i)
        standardised[i] = (yi[i] - first / weight) / std::sqrt(vi[i] - 1 / weight);
    const Ties x = ties_of(standardised), y = ties_of(vi);
    const double n = static_cast<double>(k), pairs = n * (n - 1) / 2;
    const double untied = std::sqrt((pairs - x.pairs / 2) * (pairs - y.pairs / 2));
    if (!(untied > 0))
        return fail({ErrorCode::bad_input,
                     "every study is equally precise, so nothing can depend on precision", "vi",
                     "this test does not apply to these studies"});
    long score = 0;
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = i + 1; j < k; ++j)
            score += sign_of(standardised[i] - standardised[j]) * sign_of(vi[i] - vi[j]);
    RankTest made;
    made.k = k;
    made.tau = static_cast<double>(score) / untied;
    made.exact = x.pairs == 0 && y.pairs == 0 && k <= kMostExact;
    if (made.exact) {
        const long concordant = std::lround((pairs + static_cast<double>(score)) / 2);
        made.pval = std::min(
            1.0, 2 * std::min(kendall_cdf(concordant, k), 1 - kendall_cdf(concordant - 1, k)));
        return made;
    }
    const double variance = (n * (n - 1) * (2 * n + 5) - x.spread - y.spread) / 18 +
                            x.pairs * y.pairs / (2 * n * (n - 1)) +
                            (k > 2 ? x.triples * y.triples / (9 * n * (n - 1) * (n - 2)) : 0.0);
    made.pval =
        2 * numerics::normal_cdf(-std::abs(static_cast<double>(score)) / std::sqrt(variance));
    return made;
}

}  // namespace sinew::pooling
