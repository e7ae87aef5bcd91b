#include <sinew/base/ensure.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/order_statistics.hpp>
#include <sinew/trend/level_change.hpp>

#include <cmath>
#include <numeric>

namespace sinew::trend {
namespace {

struct Window {
    std::vector<double> days;
    std::vector<double> values;
    [[nodiscard]] double median() const {
        std::vector<double> room = values;
        return numerics::median_of(room);
    }
    [[nodiscard]] double mean() const {
        return std::accumulate(values.begin(), values.end(), 0.0) /
               static_cast<double>(values.size());
    }
};

Window window_of(const Series& series, Day from, Day to) {
    Window window;
    for (const DayValue& value : series.values) {
        if (value.day < from || value.day > to) continue;
        window.days.push_back(days_since(series.values.front().day, value.day));
        window.values.push_back(value.value);
    }
    return window;
}

double standard_error_of(const Precision& precision, std::size_t before,
                         std::size_t after) noexcept {
    return precision.sd * std::sqrt(1 - precision.reliability) *
           std::sqrt(1 / static_cast<double>(before) + 1 / static_cast<double>(after));
}

/// Judges by the person's own noise: value = level + change * (in the last window), errors with memory.
void judge_by_own_noise(const Window& first, const Window& last, LevelChange& result) {
    const PulledIn early = pulled_in(first.values, result.settings.pull_in_sd);
    const PulledIn late = pulled_in(last.values, result.settings.pull_in_sd);
    LinearModel model{.width = 2, .times = {}, .values = {}, .columns = {}};
    for (std::size_t i = 0; i < first.days.size(); ++i)
        model.add(first.days[i], early.values[i], {1.0, 0.0});
    for (std::size_t i = 0; i < last.days.size(); ++i)
        model.add(last.days[i], late.values[i], {1.0, 1.0});
    const auto fit = fit_serial(model, result.settings.memory);
    if (!fit) return;
    const Belief belief = fit->coefficient(1);
    result.noise = NoiseSource::own;
    result.pulled = early.pulled + late.pulled;
    result.memory = fit->memory();
    result.change = belief.centre();
    result.interval = belief.interval(result.settings.level);
    const double z = numerics::normal_quantile(0.5 + result.settings.level / 2);
    result.standard_error = (result.interval->high - result.interval->low) / (2 * z);
}

void judge_by_precision(const Window& first, const Window& last, const Precision& precision,
                        LevelChange& result) {
    result.noise = NoiseSource::published;
    result.change = last.mean() - first.mean();
    result.standard_error = standard_error_of(precision, first.values.size(), last.values.size());
    const double z = numerics::normal_quantile(0.5 + result.settings.level / 2);
    result.interval = Interval{result.change - z * result.standard_error,
                               result.change + z * result.standard_error};
}

}  // namespace

double reliable_change_index(double difference, const Precision& precision, std::size_t before,
                             std::size_t after) noexcept {
    return difference / standard_error_of(precision, before, after);
}

LevelChange level_change(const Series& series, Day as_of, std::optional<Precision> precision,
                         std::optional<double> important, const LevelSettings& settings) {
    SINEW_ENSURE(!series.values.empty() && series.values.back().day <= as_of,
                 "a change needs an answer, and none from the future");
    using std::chrono::days;
    LevelChange result;
    result.settings = settings;
    result.baseline_from = series.values.front().day;
    result.baseline_to = result.baseline_from + days{settings.baseline_days - 1};
    result.recent_to = as_of;
    result.recent_from = as_of - days{settings.recent_days - 1};
    const Window first = window_of(series, result.baseline_from, result.baseline_to);
    const Window last = result.recent_from > result.baseline_to
                            ? window_of(series, result.recent_from, as_of)
                            : Window{};
    result.baseline_values = first.values.size();
    result.recent_values = last.values.size();
    result.baseline = first.median();
    if (last.values.empty()) return result;
    result.recent = last.median();
    result.change = result.recent - result.baseline;
    if (first.values.size() >= settings.fewest && last.values.size() >= settings.fewest)
        judge_by_own_noise(first, last, result);
    if (result.noise == NoiseSource::none && precision && precision->sd > 0 &&
        precision->reliability < 1)
        judge_by_precision(first, last, *precision, result);
    if (important)
        result.size =
            std::abs(result.change) >= *important ? SizeVerdict::at_least : SizeVerdict::below;
    if (!result.interval) return result;
    result.reliable_change = result.change / result.standard_error;
    const double sign = good_sign(series.better);
    result.verdict = result.interval->holds(0)  ? ChangeVerdict::no_clear_change
                     : sign * result.change > 0 ? ChangeVerdict::improved
                                                : ChangeVerdict::worsened;
    return result;
}

}  // namespace sinew::trend
