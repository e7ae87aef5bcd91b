#include <sinew/prescribe/load_monitor.hpp>
#include <sinew/prescribe/rounding.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::prescribe {
namespace {

std::optional<double> ratio(double above, double below) noexcept {
    if (below == 0) return std::nullopt;
    return above / below;
}

double sum(std::span<const double> values) noexcept {
    double total = 0;
    for (const double value : values) total += value;
    return total;
}

}  // namespace

double session_load(double effort, double minutes) noexcept { return settled(effort * minutes); }

WeekLoad week_load(std::span<const std::optional<double>> days,
                   const knowledge::LoadSpec& spec) noexcept {
    WeekLoad load;
    const bool complete =
        days.size() == static_cast<std::size_t>(spec.days_of_week) &&
        std::all_of(days.begin(), days.end(), [](const auto& day) { return day.has_value(); });
    if (!complete) {
        load.flag = LoadFlag::incomplete_week;
        return load;
    }
    const double count = static_cast<double>(days.size());
    double total = 0;
    for (const auto& day : days) total += *day;
    const double mean = total / count;
    load.weekly = settled(total);
    load.daily_mean = mean;
    // Equal days are told by comparing them: a computed spread of 1e-15 is noise, not variation.
    if (std::all_of(days.begin(), days.end(),
                    [&](const auto& day) { return *day == *days.front(); })) {
        load.sd_sample = 0;
        load.flag = *days.front() == 0 ? LoadFlag::no_load : LoadFlag::no_variation;
        return load;
    }
    double squares = 0;
    for (const auto& day : days) squares += (*day - mean) * (*day - mean);
    load.sd_sample = std::sqrt(squares / (count - 1));
    load.monotony = mean / *load.sd_sample;
    load.strain = total * *load.monotony;
    if (settled(*load.monotony) >= spec.monotony_amber) load.flag = LoadFlag::monotony_amber;
    return load;
}

AcuteToChronic acute_to_chronic(std::span<const double> weeks,
                                const knowledge::LoadSpec& spec) noexcept {
    AcuteToChronic answer;
    const auto needed = static_cast<std::size_t>(spec.acwr_weeks);
    if (weeks.size() < needed) {
        answer.building_baseline = true;
        return answer;
    }
    const auto window = weeks.last(needed);
    const double acute = window.back();
    const double count = static_cast<double>(needed);
    answer.coupled = ratio(acute, sum(window) / count);
    answer.uncoupled = ratio(acute, sum(window.first(needed - 1)) / (count - 1));
    return answer;
}

std::optional<double> weighted_average(std::span<const double> daily_loads, double days) noexcept {
    if (daily_loads.empty()) return std::nullopt;
    const double lambda = 2 / (days + 1);
    double average = daily_loads.front();
    for (const double load : daily_loads.subspan(1))
        average = lambda * load + (1 - lambda) * average;
    return average;
}

WeekChange week_change(double last_week, double this_week,
                       const knowledge::LoadSpec& spec) noexcept {
    WeekChange change;
    if (last_week <= 0) return change;
    change.change_pct = settled(100 * (this_week - last_week) / last_week);
    change.verdict = *change.change_pct <= spec.week_change_cap_pct
                         ? WeekChange::Verdict::within_cap
                         : WeekChange::Verdict::over_cap;
    if (change.verdict == WeekChange::Verdict::over_cap)
        change.trim_to = std::floor(settled((100 + spec.week_change_cap_pct) * last_week / 100));
    return change;
}

}  // namespace sinew::prescribe
