#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/order_statistics.hpp>
#include <sinew/trend/robust_line.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::trend {
namespace {

/// Of a normal distribution: SD / median absolute deviation.
constexpr double kMadToSd = 1.4826022185056018;

/// How much wider the interval of a slope becomes when neighbouring days resemble each other: half-width of the serial fit
/// against 1.96 standard errors of independent errors. At least 1.
std::optional<double> widening(std::span<const DayValue> days, const PulledIn& pulled,
                               const RobustSettings& settings, double& memory) {
    LinearModel model{.width = 2, .times = {}, .values = {}, .columns = {}};
    for (std::size_t i = 0; i < days.size(); ++i) {
        const double day = days_since(days.front().day, days[i].day);
        model.add(day, pulled.values[i], {1.0, day});
    }
    const auto serial = fit_serial(model, settings.memory);
    const auto plain = fit_serial(
        model, {.lowest = -1e-9, .highest = 1e-9, .shape_low = 1, .shape_high = 1, .points = 1});
    if (!serial || !plain) return std::nullopt;
    memory = serial->memory();
    const Interval wide = serial->coefficient(1).interval(settings.level);
    const auto& point = plain->points().front();
    const double error = std::sqrt(point.cross_inverse[3] * point.residual_sum / plain->degrees());
    const double z = numerics::normal_quantile(0.5 + settings.level / 2);
    return std::max(1.0, (wide.high - wide.low) / (2 * z * error));
}

}  // namespace

PulledIn pulled_in(std::span<const double> values, double pull_in_sd) {
    PulledIn result{{values.begin(), values.end()}, 0};
    std::vector<double> room{values.begin(), values.end()};
    const double middle = numerics::median_of(room);
    room.assign(values.begin(), values.end());
    const double reach = pull_in_sd * kMadToSd * numerics::median_absolute_deviation(room);
    if (!(reach > 0)) return result;
    for (double& value : result.values) {
        const double inside = std::clamp(value, middle - reach, middle + reach);
        result.pulled += inside == value ? 0 : 1;
        value = inside;
    }
    return result;
}

std::optional<Slope> robust_slope(std::span<const DayValue> values,
                                  const RobustSettings& settings) {
    if (values.size() < settings.fewest) return std::nullopt;
    std::vector<double> raw;
    for (const DayValue& value : values) raw.push_back(value.value);
    Slope slope;
    slope.values = values.size();
    const auto factor =
        widening(values, pulled_in(raw, settings.pull_in_sd), settings, slope.memory);
    if (!factor) return std::nullopt;
    std::vector<double> slopes;
    slopes.reserve(values.size() * (values.size() - 1) / 2);
    for (std::size_t i = 0; i < values.size(); ++i)
        for (std::size_t j = i + 1; j < values.size(); ++j)
            slopes.push_back((values[j].value - values[i].value) /
                             days_since(values[i].day, values[j].day));
    std::sort(slopes.begin(), slopes.end());
    const double pairs = static_cast<double>(slopes.size());
    const double n = static_cast<double>(values.size());
    // Kendall's variance of the number of rising less falling pairs; ties in value are left in, which widens the interval.
    const double reach = numerics::normal_quantile(0.5 + settings.level / 2) * *factor *
                         std::sqrt(n * (n - 1) * (2 * n + 5) / 18);
    const double low_rank = (pairs - reach) / 2;
    const double high_rank = (pairs + reach) / 2;
    const auto at = [&](double rank) {
        return slopes[static_cast<std::size_t>(std::clamp(rank, 0.0, pairs - 1))];
    };
    slope.interval = {at(std::floor(low_rank) - 1), at(std::ceil(high_rank))};
    slope.per_day = numerics::median_of(slopes);
    return slope;
}

}  // namespace sinew::trend
