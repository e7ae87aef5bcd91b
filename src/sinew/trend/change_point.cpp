#include <sinew/numerics/order_statistics.hpp>
#include <sinew/trend/change_point.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

namespace sinew::trend {
namespace {

LinearModel level_only(std::span<const DayValue> values) {
    LinearModel model;
    for (const DayValue& value : values)
        model.add(days_since(values.front().day, value.day), value.value, {1.0});
    return model;
}

double median_of(std::span<const DayValue> values) {
    std::vector<double> plain;
    for (const DayValue& value : values) plain.push_back(value.value);
    return numerics::median_of(plain);
}

struct Step {
    std::size_t at = 0;
    ChangePoint told;
};

std::optional<Step> strongest_step(std::span<const DayValue> values,
                                   const ChangePointSettings& settings) {
    if (values.size() < 2 * settings.fewest) return std::nullopt;
    const auto flat = fit_serial(level_only(values), settings.memory);
    if (!flat) return std::nullopt;
    LinearModel model{.width = 2,
                      .times = {},
                      .values = {},
                      .columns = {},
                      .precisions = {0.0, 1 / settings.step_variance}};
    for (const DayValue& value : values)
        model.add(days_since(values.front().day, value.day), value.value, {1.0, 1.0});
    std::vector<double> evidence(values.size(), 0.0);
    Step best;
    double sum = 0;
    for (std::size_t at = 1; at < values.size(); ++at) {
        model.columns[2 * (at - 1) + 1] = 0.0;
        if (at < settings.fewest || values.size() - at < settings.fewest) continue;
        const auto step = fit_serial(model, settings.memory);
        if (!step) return std::nullopt;
        evidence[at] = std::exp(std::min(step->log_evidence() - flat->log_evidence(), 600.0));
        sum += evidence[at];
        if (best.at == 0 || evidence[at] > evidence[best.at]) {
            best.at = at;
        }
    }
    const double dates = static_cast<double>(values.size() - 2 * settings.fewest + 1);
    best.told = {.first_after = values[best.at].day,
                 .evidence = sum / dates,
                 .before = median_of(values.first(best.at)),
                 .after = median_of(values.subspan(best.at))};
    // The central interval of the belief in the date: each candidate's share of the evidence.
    const double tail = (1 - settings.level) / 2 * sum;
    double passed = 0;
    bool started = false;
    for (std::size_t at = settings.fewest; at + settings.fewest <= values.size(); ++at) {
        passed += evidence[at];
        if (!started && passed >= tail) {
            best.told.earliest = values[at].day;
            started = true;
        }
        best.told.latest = values[at].day;
        if (passed >= sum - tail) break;
    }
    return best;
}

void search(std::span<const DayValue> values, const ChangePointSettings& settings,
            std::vector<ChangePoint>& found) {
    if (found.size() >= settings.most_steps) return;
    const auto step = strongest_step(values, settings);
    if (!step || step->told.evidence < settings.least_evidence) return;
    found.push_back(step->told);
    search(values.first(step->at), settings, found);
    search(values.subspan(step->at), settings, found);
}

}  // namespace

std::vector<ChangePoint> change_points(std::span<const DayValue> values,
                                       const ChangePointSettings& settings) {
    std::vector<ChangePoint> found;
    search(values, settings, found);
    std::sort(found.begin(), found.end(), [](const ChangePoint& one, const ChangePoint& other) {
        return one.first_after < other.first_after;
    });
    return found;
}

}  // namespace sinew::trend
