#include <sinew/prescribe/week_flags.hpp>

#include <algorithm>
#include <span>

namespace sinew::prescribe {
namespace {

using domain::WeekFlag;
using knowledge::FlagSpec;
using Series = std::span<const std::optional<double>>;

/// Whether enough known values of the flag's window pass its test.
template <class Passes>
bool enough(Series series, const FlagSpec& flag, Passes&& passes) noexcept {
    const auto window = static_cast<std::size_t>(flag.of_last);
    if (window > 0 && series.size() > window) series = series.last(window);
    const auto count = std::count_if(series.begin(), series.end(),
                                     [&](const auto& value) { return value && passes(*value); });
    return count >= flag.in_at_least;
}

bool at_least(Series series, const FlagSpec& flag) noexcept {
    return enough(series, flag, [&](double value) { return value >= flag.threshold; });
}
bool above(Series series, const FlagSpec& flag) noexcept {
    return enough(series, flag, [&](double value) { return value > flag.threshold; });
}
bool below(Series series, const FlagSpec& flag) noexcept {
    return enough(series, flag, [&](double value) { return value < flag.threshold; });
}
bool at_least(std::optional<double> value, const FlagSpec& flag) noexcept {
    return value && *value >= flag.threshold;
}

}  // namespace

domain::WeekFlags week_flags(const WeekMeasures& week,
                             const knowledge::AdaptationSpec& spec) noexcept {
    domain::WeekFlags flags;
    const auto of = [&](WeekFlag flag) -> const FlagSpec& {
        return spec.flags[static_cast<std::size_t>(flag)];
    };
    const auto stronger_of = [&](WeekFlag strong, bool is_strong, WeekFlag amber, bool is_amber) {
        if (is_strong)
            flags.add(strong);
        else if (is_amber)
            flags.add(amber);
    };
    stronger_of(
        WeekFlag::effort_plus2_x2, at_least(week.effort_excess, of(WeekFlag::effort_plus2_x2)),
        WeekFlag::effort_plus1_x2, at_least(week.effort_excess, of(WeekFlag::effort_plus1_x2)));
    stronger_of(
        WeekFlag::rhr_plus10_2d, at_least(week.rhr_delta_last2, of(WeekFlag::rhr_plus10_2d)),
        WeekFlag::rhr_plus6_9_2d, at_least(week.rhr_delta_last2, of(WeekFlag::rhr_plus6_9_2d)));
    stronger_of(WeekFlag::sleep_lt5_3n, below(week.sleep_h_last3, of(WeekFlag::sleep_lt5_3n)),
                WeekFlag::sleep_lt6_3n, below(week.sleep_h_last3, of(WeekFlag::sleep_lt6_3n)));
    stronger_of(WeekFlag::phq9_plus5, at_least(week.phq9_change, of(WeekFlag::phq9_plus5)),
                WeekFlag::phq9_plus3_4, at_least(week.phq9_change, of(WeekFlag::phq9_plus3_4)));
    if (below(week.lnrmssd_z_last3, of(WeekFlag::lnrmssd_low_3d)))
        flags.add(WeekFlag::lnrmssd_low_3d);
    if (at_least(week.pain_change, of(WeekFlag::pain_plus2))) flags.add(WeekFlag::pain_plus2);
    if (above(week.craving_delta_last3, of(WeekFlag::craving_up_2of3)))
        flags.add(WeekFlag::craving_up_2of3);
    if (at_least(week.monotony, of(WeekFlag::monotony_ge2))) flags.add(WeekFlag::monotony_ge2);
    if (week.cows_band_up) flags.add(WeekFlag::cows_band_up);
    return flags;
}

}  // namespace sinew::prescribe
