#include <sinew/base/ensure.hpp>
#include <sinew/bayes/chain_diagnostics.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/order_statistics.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace sinew::bayes {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

/// Halves of chains, each of `length`.
struct Halves {
    std::vector<double> values;
    std::size_t length = 0;
    [[nodiscard]] std::size_t count() const { return values.size() / length; }
    [[nodiscard]] std::span<const double> of(std::size_t i) const {
        return {values.data() + i * length, length};
    }
};

/// The middle draw of an odd chain belongs to neither half.
Halves halves_of(std::span<const double> values, std::size_t chains) {
    const std::size_t each = values.size() / chains, half = each / 2;
    Halves made{{}, half};
    for (std::size_t c = 0; c < chains; ++c) {
        const auto chain = values.subspan(c * each, each);
        made.values.insert(made.values.end(), chain.begin(),
                           chain.begin() + static_cast<long>(half));
        made.values.insert(made.values.end(), chain.end() - static_cast<long>(half), chain.end());
    }
    return made;
}

double mean_of(std::span<const double> values) {
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

double variance_of(std::span<const double> values) {
    const double centre = mean_of(values);
    double sum = 0;
    for (const double value : values) sum += (value - centre) * (value - centre);
    return sum / (static_cast<double>(values.size()) - 1);
}

/// Each draw becomes the normal quantile of its rank among all; ties share their mean rank.
Halves rank_normalised(Halves halves) {
    const std::size_t n = halves.values.size();
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return halves.values[a] < halves.values[b]; });
    std::vector<double> scores(n);
    for (std::size_t first = 0; first < n;) {
        std::size_t last = first;
        while (last + 1 < n && halves.values[order[last + 1]] == halves.values[order[first]])
            ++last;
        const double rank = 0.5 * static_cast<double>(first + last) + 1;
        const double score =
            numerics::normal_quantile((rank - 0.375) / (static_cast<double>(n) + 0.25));
        for (std::size_t i = first; i <= last; ++i) scores[order[i]] = score;
        first = last + 1;
    }
    halves.values = std::move(scores);
    return halves;
}

double rhat_of(const Halves& halves) {
    std::vector<double> means;
    double within = 0;
    for (std::size_t i = 0; i < halves.count(); ++i) {
        means.push_back(mean_of(halves.of(i)));
        within += variance_of(halves.of(i));
    }
    within /= static_cast<double>(halves.count());
    const auto n = static_cast<double>(halves.length);
    if (!(within > 0)) return kUnknown;
    return std::sqrt((n * variance_of(means) / within + n - 1) / n);
}

/// Autocovariance at `lag`, averaged over chains.
class Autocovariance {
public:
    explicit Autocovariance(const Halves& halves) : halves_{halves} {
        for (std::size_t i = 0; i < halves.count(); ++i) means_.push_back(mean_of(halves.of(i)));
    }
    [[nodiscard]] double at(std::size_t lag) const {
        double sum = 0;
        for (std::size_t i = 0; i < halves_.count(); ++i) {
            const auto chain = halves_.of(i);
            for (std::size_t t = 0; t + lag < chain.size(); ++t)
                sum += (chain[t] - means_[i]) * (chain[t + lag] - means_[i]);
        }
        return sum / static_cast<double>(halves_.length * halves_.count());
    }
    [[nodiscard]] const std::vector<double>& means() const { return means_; }

private:
    const Halves& halves_;
    std::vector<double> means_;
};

/// Draws worth of independence: pairs of neighbouring correlations are summed while they are positive, each pair no
/// larger than the one before it.
double effective_size(const Halves& halves) {
    const std::size_t length = halves.length;
    if (length < 3) return kUnknown;
    const auto n = static_cast<double>(length);
    const Autocovariance covariance{halves};
    const double within = covariance.at(0) * n / (n - 1);
    double total = within * (n - 1) / n;
    if (halves.count() > 1) total += variance_of(covariance.means());
    if (!(total > 0) || !std::isfinite(total)) return kUnknown;
    const auto correlation = [&](std::size_t lag) {
        return lag == 0 ? 1 : 1 - (within - covariance.at(lag)) / total;
    };
    double pairs = 0, before = std::numeric_limits<double>::infinity(), next_even = 0;
    for (std::size_t lag = 0;; lag += 2) {
        const double even = correlation(lag), odd = correlation(lag + 1);
        const double pair = even + odd;
        const bool last = !(pair > 0) || lag + 5 >= length;
        if (last) {
            // The even correlation where the sum stops is counted once, alone; below zero it only counts at the end of
            // the chain, where the pair as a whole was still positive.
            next_even = pair > 0 ? even : std::max(even, 0.0);
            break;
        }
        before = std::min(pair, before);
        pairs += before;
    }
    const double draws = n * static_cast<double>(halves.count());
    const double time = std::max(-1 + 2 * pairs + next_even, 1 / std::log10(draws));
    return draws / time;
}

double tail_size(std::span<const double> values, std::size_t chains, double p) {
    std::vector<double> sorted(values.begin(), values.end());
    const double mark = numerics::quantile_of(sorted, p);
    std::vector<double> below;
    for (const double value : values) below.push_back(value <= mark ? 1 : 0);
    return effective_size(halves_of(below, chains));
}

}  // namespace

ChainDiagnostics diagnose(std::span<const double> values, std::size_t chains) {
    SINEW_ENSURE(chains >= 1 && values.size() % chains == 0, "chains of one length");
    ChainDiagnostics made{kUnknown, kUnknown, kUnknown, kUnknown, kUnknown, kUnknown, kUnknown};
    if (values.size() / chains < 4) return made;
    made.mean = mean_of(values);
    made.sd = std::sqrt(variance_of(values));
    if (!(made.sd > 0)) return made;
    std::vector<double> sorted(values.begin(), values.end());
    const double middle = numerics::median_of(sorted);
    std::vector<double> folded;
    for (const double value : values) folded.push_back(std::abs(value - middle));
    const Halves halves = halves_of(values, chains), ranked = rank_normalised(halves);
    made.rhat = std::max(rhat_of(ranked), rhat_of(rank_normalised(halves_of(folded, chains))));
    made.ess_bulk = effective_size(ranked);
    made.ess_tail = std::min(tail_size(values, chains, 0.05), tail_size(values, chains, 0.95));
    made.ess_mean = effective_size(halves);
    made.mcse_mean = made.sd / std::sqrt(made.ess_mean);
    return made;
}

}  // namespace sinew::bayes
