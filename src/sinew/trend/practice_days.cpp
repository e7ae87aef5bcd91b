#include <sinew/base/random_stream.hpp>
#include <sinew/numerics/order_statistics.hpp>
#include <sinew/trend/practice_days.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::trend {
namespace {

double median_where(const std::vector<PracticeDay>& days, bool practice) {
    std::vector<double> values;
    for (const PracticeDay& day : days)
        if (day.practice == practice) values.push_back(day.value);
    return numerics::median_of(values);
}

/// value = level + effect * practice (+ drift * day) (+ carry-over * practice the day before).
LinearModel model_of(const std::vector<PracticeDay>& days, bool drift, bool carry_over) {
    LinearModel model{.width = 2u + (drift ? 1u : 0u) + (carry_over ? 1u : 0u),
                      .times = {},
                      .values = {},
                      .columns = {}};
    const double half = days_since(days.front().day, days.back().day) / 2;
    for (std::size_t i = 0; i < days.size(); ++i) {
        const double time = days_since(days.front().day, days[i].day);
        model.add(time, days[i].value, {1.0, days[i].practice ? 1.0 : 0.0});
        if (drift) model.columns.push_back(time / half - 1);
        const bool yesterday =
            i > 0 && days[i - 1].practice && days_since(days[i - 1].day, days[i].day) == 1.0;
        if (carry_over) model.columns.push_back(yesterday ? 1.0 : 0.0);
    }
    return model;
}

double mean_difference(const std::vector<PracticeDay>& days, const std::vector<bool>& practice) {
    double with = 0;
    double without = 0;
    double count = 0;
    for (std::size_t i = 0; i < days.size(); ++i) {
        (practice[i] ? with : without) += days[i].value;
        count += practice[i] ? 1 : 0;
    }
    return with / count - without / (static_cast<double>(days.size()) - count);
}

/// Shuffles the labels as chance gave them: inside each block of days, or over all.
double permutation_p(const std::vector<PracticeDay>& days, const PracticeSettings& settings) {
    std::vector<bool> practice;
    std::vector<std::size_t> block_ends;
    for (std::size_t i = 0; i < days.size(); ++i) {
        practice.push_back(days[i].practice);
        const auto block = [&](std::size_t at) {
            return settings.block_days > 0
                       ? (days[at].day - days.front().day).count() / settings.block_days
                       : 0;
        };
        if (i + 1 == days.size() || block(i) != block(i + 1)) block_ends.push_back(i + 1);
    }
    const double seen = std::abs(mean_difference(days, practice));
    const double close = 1e-12 * (1 + seen);
    RandomStream stream{settings.seed, "practice days"};
    int as_far = 1;  // the days as they were are one of the possible draws
    for (int shuffle = 0; shuffle < settings.shuffles; ++shuffle) {
        std::size_t begin = 0;
        for (const std::size_t end : block_ends) {
            for (std::size_t i = end - begin; i > 1; --i) {
                const std::size_t other = begin + static_cast<std::size_t>(stream.below(i));
                const bool kept = practice[begin + i - 1];
                practice[begin + i - 1] = practice[other];
                practice[other] = kept;
            }
            begin = end;
        }
        as_far += std::abs(mean_difference(days, practice)) >= seen - close ? 1 : 0;
    }
    return static_cast<double>(as_far) / (settings.shuffles + 1);
}

}  // namespace

PracticeEffect practice_effect(const std::vector<PracticeDay>& days, Better better,
                               const PracticeSettings& settings) {
    PracticeEffect result;
    result.settings = settings;
    for (std::size_t i = 0; i < days.size(); ++i) {
        ++(days[i].practice ? result.practice_days : result.other_days);
        if (i > 0 && days[i].practice != days[i - 1].practice) ++result.switches;
    }
    if (result.practice_days > 0) result.with = median_where(days, true);
    if (result.other_days > 0) result.without = median_where(days, false);
    if (result.practice_days < settings.fewest || result.other_days < settings.fewest)
        return result;
    // With one switch a drift and the effect cannot be told apart: then the drift stays in, and the caller says so.
    result.drift_removed = settings.steady_drift && result.switches >= 2;
    const auto fit = fit_serial(model_of(days, result.drift_removed, false), settings.memory);
    if (!fit) return result;
    const Belief belief = fit->coefficient(1);
    result.effect = belief.centre();
    result.interval = belief.interval(settings.level);
    result.memory = fit->memory();
    if (const auto later =
            fit_serial(model_of(days, result.drift_removed, true), settings.memory)) {
        result.carry_over =
            later->coefficient(result.drift_removed ? 3 : 2).interval(settings.level);
        result.carry_over_clear = !result.carry_over->holds(0);
    }
    if (settings.design == DayDesign::randomised)
        result.permutation_p = permutation_p(days, settings);
    const bool clear = result.permutation_p ? *result.permutation_p <= 1 - settings.level
                                            : !result.interval->holds(0);
    result.verdict = !clear                                  ? ChangeVerdict::no_clear_change
                     : good_sign(better) * result.effect > 0 ? ChangeVerdict::improved
                                                             : ChangeVerdict::worsened;
    return result;
}

}  // namespace sinew::trend
