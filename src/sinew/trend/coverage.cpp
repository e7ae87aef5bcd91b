#include <sinew/base/ensure.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/order_statistics.hpp>
#include <sinew/trend/coverage.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::trend {
namespace {

/// Wilcoxon's rank sum as a z value, ties at their mean rank, variance corrected for them.
double rank_sum_z(const std::vector<double>& one, const std::vector<double>& other) {
    std::vector<std::pair<double, bool>> all;
    for (const double value : one) all.emplace_back(value, true);
    for (const double value : other) all.emplace_back(value, false);
    std::sort(all.begin(), all.end());
    const double n1 = static_cast<double>(one.size());
    const double n2 = static_cast<double>(other.size());
    const double n = n1 + n2;
    double sum = 0;
    double ties = 0;
    for (std::size_t i = 0; i < all.size();) {
        std::size_t j = i;
        while (j < all.size() && all[j].first == all[i].first) ++j;
        const double group = static_cast<double>(j - i);
        const double rank = static_cast<double>(i) + (group + 1) / 2;
        for (std::size_t k = i; k < j; ++k) sum += all[k].second ? rank : 0;
        ties += group * group * group - group;
        i = j;
    }
    const double variance = n1 * n2 / 12 * ((n + 1) - ties / (n * (n - 1)));
    return variance > 0 ? (sum - n1 * (n + 1) / 2) / std::sqrt(variance) : 0;
}

}  // namespace

Coverage coverage_of(const Series& series, Day as_of, const CoverageSettings& settings) {
    SINEW_ENSURE(!series.values.empty() && series.values.back().day <= as_of,
                 "a ledger needs an answer, and none from the future");
    Coverage ledger;
    ledger.settings = settings;
    ledger.first = series.values.front().day;
    ledger.as_of = as_of;
    const int every = std::max(1, settings.every_days);
    const auto slot = [&](Day day) { return (day - ledger.first).count() / every; };
    ledger.due = static_cast<std::size_t>(slot(as_of)) + 1;
    std::vector<double> before_silence;
    std::vector<double> before_answer;
    long last_slot = -1;
    for (std::size_t i = 0; i < series.values.size(); ++i) {
        const long now = slot(series.values[i].day);
        if (now != last_slot) ++ledger.answered;
        if (i > 0) {
            const auto gap =
                static_cast<int>((series.values[i].day - series.values[i - 1].day).count());
            ledger.longest_silence_days = std::max(ledger.longest_silence_days, gap - 1);
            (now - last_slot > 1 ? before_silence : before_answer)
                .push_back(series.values[i - 1].value);
        }
        last_slot = now;
    }
    ledger.silent_for_days = static_cast<int>((as_of - series.values.back().day).count());
    ledger.longest_silence_days = std::max(ledger.longest_silence_days, ledger.silent_for_days);
    for (const auto& [day, reason] : series.missing)
        if (day <= as_of) ++ledger.reasons[static_cast<std::size_t>(reason)];
    if (before_silence.size() >= settings.fewest && before_answer.size() >= settings.fewest) {
        const double z = rank_sum_z(before_silence, before_answer);
        if (std::abs(z) > numerics::normal_quantile(1 - settings.hint_tail / 2))
            ledger.before_silence_shift =
                numerics::median_of(before_silence) - numerics::median_of(before_answer);
    }
    return ledger;
}

}  // namespace sinew::trend
