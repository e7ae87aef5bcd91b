#include <sinew/base/ensure.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/draws.hpp>
#include <sinew/trend/alert_chart.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::trend {
namespace {

struct Farthest {
    double jump = 0;   ///< largest distance of a single value from the centre
    double drift = 0;  ///< likewise, of the smoothed value
};

/// Draws how the baseline would go on if nothing changed.
class UnchangedFutures {
public:
    UnchangedFutures(const SerialFit& fit, std::span<const DayValue> baseline, double centre,
                     const ChartSettings& settings)
        : fit_{fit},
          last_{baseline.back()},
          centre_{centre},
          settings_{settings},
          stream_{settings.seed, "unchanged futures"} {
        const auto first_gap =
            1.0 + static_cast<double>((baseline.front().day +
                                       std::chrono::days{settings.baseline_days - 1} -
                                       baseline.back().day)
                                          .count());
        for (const SerialFit::Point& point : fit.points())
            links_.push_back({Link::over(point.memory, first_gap),
                              Link::over(point.memory, settings.every_days)});
    }

    Farthest draw() {
        const std::size_t at = any_point();
        const SerialFit::Point& point = fit_.points()[at];
        const double sd =
            std::sqrt(point.residual_sum / numerics::chi_squared_draw(stream_, fit_.degrees()));
        const double level = point.coefficients[0] + sd * std::sqrt(point.cross_inverse[0]) *
                                                         numerics::normal_draw(stream_);
        double error = (last_.value - level) / sd;
        double smoothed = centre_;
        Farthest farthest;
        Link link = links_[at].first;
        for (int day = 0; day < settings_.horizon_days; day += settings_.every_days) {
            error = link.kept * error + link.fresh * numerics::normal_draw(stream_);
            link = links_[at].second;
            const double value = level + sd * error;
            smoothed += settings_.smoothing * (value - smoothed);
            farthest.jump = std::max(farthest.jump, std::abs(value - centre_));
            farthest.drift = std::max(farthest.drift, std::abs(smoothed - centre_));
        }
        return farthest;
    }

private:
    /// What is left of an error after some days, and how much of a fresh one comes in.
    struct Link {
        double kept = 0, fresh = 0;
        static Link over(double memory, double gap) {
            const double kept = std::pow(memory, gap);
            return {kept, std::sqrt(1 - kept * kept)};
        }
    };

    std::size_t any_point() {
        double left = stream_.uniform();
        for (std::size_t i = 0; i < fit_.points().size(); ++i) {
            left -= fit_.points()[i].weight;
            if (left < 0) return i;
        }
        return fit_.points().size() - 1;
    }

    const SerialFit& fit_;
    DayValue last_;
    double centre_;
    const ChartSettings& settings_;
    RandomStream stream_;
    std::vector<std::pair<Link, Link>> links_;  ///< of each point: to the first day, between days
};

/// The pair of limits that the same number of futures pass each, chosen so that the stated share passes at least one.
Farthest limits_from(const std::vector<Farthest>& futures, double rate) {
    std::vector<double> jumps;
    std::vector<double> drifts;
    for (const Farthest& future : futures) {
        jumps.push_back(future.jump);
        drifts.push_back(future.drift);
    }
    std::sort(jumps.begin(), jumps.end());
    std::sort(drifts.begin(), drifts.end());
    // The true future is one more of the same kind: with `allowed` of N drawn ones beyond, it is beyond with a chance of
    // (allowed + 1) / (N + 1).
    const auto share = static_cast<std::size_t>(rate * static_cast<double>(futures.size() + 1));
    const std::size_t allowed = share > 0 ? share - 1 : 0;
    Farthest limits{jumps.back(), drifts.back()};
    for (std::size_t at = futures.size(); at-- > 0;) {
        const Farthest next{jumps[at], drifts[at]};
        const auto beyond = static_cast<std::size_t>(
            std::count_if(futures.begin(), futures.end(), [&](const Farthest& future) {
                return future.jump > next.jump || future.drift > next.drift;
            }));
        if (beyond > allowed) break;
        limits = next;
    }
    return limits;
}

std::span<const DayValue> baseline_of(const Series& series, const ChartSettings& settings) {
    const Day to = series.values.front().day + std::chrono::days{settings.baseline_days - 1};
    const auto after = std::find_if(series.values.begin(), series.values.end(),
                                    [&](const DayValue& value) { return value.day > to; });
    return {series.values.begin(), after};
}

/// The chart before any day is read.
std::optional<AlertChart> limits_set_by(std::span<const DayValue> baseline,
                                        const ChartSettings& settings) {
    if (baseline.size() < settings.fewest) return std::nullopt;
    AlertChart chart;
    chart.settings = settings;
    const Day first = baseline.front().day;
    chart.baseline_to = first + std::chrono::days{settings.baseline_days - 1};
    chart.baseline_values = baseline.size();
    LinearModel model;
    for (const DayValue& value : baseline)
        model.add(days_since(first, value.day), value.value, {1.0});
    const auto fit = fit_serial(model, settings.memory);
    if (!fit) return std::nullopt;
    chart.centre = fit->coefficient(0).centre();
    chart.spread = fit->spread();
    chart.memory = fit->memory();
    UnchangedFutures unchanged{*fit, baseline, chart.centre, settings};
    std::vector<Farthest> futures(static_cast<std::size_t>(settings.futures));
    for (Farthest& future : futures) future = unchanged.draw();
    const Farthest limits = limits_from(futures, settings.false_alarm_rate);
    chart.jump_limit = limits.jump;
    chart.drift_limit = limits.drift;
    return chart;
}

/// The same from a chart that was made of the same baseline.
AlertChart limits_of(const AlertChart& before) {
    AlertChart chart;
    chart.settings = before.settings;
    chart.baseline_to = before.baseline_to;
    chart.baseline_values = before.baseline_values;
    chart.centre = before.centre;
    chart.spread = before.spread;
    chart.memory = before.memory;
    chart.jump_limit = before.jump_limit;
    chart.drift_limit = before.drift_limit;
    return chart;
}

void read_days(std::span<const DayValue> values, double bad, AlertChart& chart) {
    double smoothed = chart.centre;
    for (const DayValue& value : values) {
        smoothed += chart.settings.smoothing * (value.value - smoothed);
        chart.days.push_back({value.day, value.value, smoothed});
        const double jump = value.value - chart.centre;
        const double drift = smoothed - chart.centre;
        if (std::abs(jump) > chart.jump_limit)
            chart.alarms.push_back({value.day, Alarm::jump, bad * jump > 0, value.value});
        if (std::abs(drift) > chart.drift_limit)
            chart.alarms.push_back({value.day, Alarm::drift, bad * drift > 0, smoothed});
    }
}

}  // namespace

std::optional<AlertChart> alert_chart(const Series& series, const ChartSettings& settings,
                                      const std::optional<ChartBefore>& before) {
    SINEW_ENSURE(settings.futures >= 99 && settings.every_days >= 1 && settings.horizon_days >= 1,
                 "a chart needs futures to set its limits by");
    if (series.values.empty()) return std::nullopt;
    const std::span<const DayValue> baseline = baseline_of(series, settings);
    auto chart = before && before->chart.settings == settings &&
                         std::ranges::equal(baseline_of(before->series, settings), baseline)
                     ? limits_of(before->chart)
                     : limits_set_by(baseline, settings);
    if (!chart) return std::nullopt;
    read_days(std::span{series.values}.subspan(baseline.size()), -good_sign(series.better), *chart);
    return chart;
}

double chance_of_run(int run, int times, double failing) {
    SINEW_ENSURE(run >= 1, "a run has at least one failure");
    // state[k]: chance of no run so far and k failures at the end.
    std::vector<double> state(static_cast<std::size_t>(run), 0.0);
    state[0] = 1;
    double happened = 0;
    for (int time = 0; time < times; ++time) {
        double alive = 0;
        for (const double chance : state) alive += chance;
        happened += state.back() * failing;
        for (std::size_t k = state.size(); k-- > 1;) state[k] = state[k - 1] * failing;
        state[0] = alive * (1 - failing);
    }
    return happened;
}

int quiet_limit(std::size_t answered, std::size_t due, int within, double false_alarm_rate) {
    SINEW_ENSURE(answered <= due, "no more answers than were due");
    constexpr int kPoints = 64;
    std::vector<double> failing;
    for (int i = 0; i < kPoints; ++i)
        failing.push_back(1 - numerics::beta_quantile((i + 0.5) / kPoints,
                                                      static_cast<double>(answered) + 1,
                                                      static_cast<double>(due - answered) + 1));
    for (int run = 2; run <= within; ++run) {
        double sum = 0;
        for (const double chance : failing) sum += chance_of_run(run, within, chance);
        if (sum / kPoints <= false_alarm_rate) return run;
    }
    return within + 1;
}

}  // namespace sinew::trend
