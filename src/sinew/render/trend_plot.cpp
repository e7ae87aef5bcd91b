#include <sinew/base/text.hpp>
#include <sinew/render/trend_plot.hpp>

namespace sinew::render {

TrendPicture picture_of(const care::OutcomeTrend& trend, const std::string& name,
                        const care::Words& words) {
    TrendPicture picture;
    picture.title = name;
    const std::string& unit = trend.outcome->unit;
    const char* key = unit == "%"       ? "percent"
                      : unit == "/min"  ? "per_min"
                      : unit == "ln ms" ? "ln_ms"
                                        : unit.c_str();
    picture.outcome = name + " (" + words(std::string{"trend.unit."} + key) + ")";
    picture.lowest = trend.outcome->lowest;
    picture.highest = trend.outcome->highest;
    for (const trend::DayValue& value : trend.series.values)
        picture.answers.push_back({value.day, value.value});
    for (const auto& [day, reason] : trend.series.missing) picture.missing.push_back(day);
    if (trend.chart) {
        const trend::AlertChart& chart = *trend.chart;
        for (const trend::ChartDay& day : chart.days)
            picture.level.push_back({day.day, day.smoothed, chart.centre - chart.drift_limit,
                                     chart.centre + chart.drift_limit});
        picture.band_name = words("trend.plot.band");
        for (const double limit :
             {chart.centre - chart.jump_limit, chart.centre + chart.jump_limit})
            if (limit > trend.outcome->lowest && limit < trend.outcome->highest)
                picture.limits.push_back({limit, words("trend.plot.limit")});
        for (const trend::AlertDay& alarm : chart.alarms)
            if (picture.alerts.empty() || picture.alerts.back() != alarm.day)
                picture.alerts.push_back(alarm.day);
        picture.footnote = words("trend.plot.footnote",
                                 {{"rate", fixed_text(100 * chart.settings.false_alarm_rate, 0)},
                                  {"days", number_text(chart.settings.horizon_days)}});
    }
    for (const trend::ChangePoint& step : trend.steps)
        picture.changes.push_back({step.first_after, words("trend.plot.step")});
    return picture;
}

}  // namespace sinew::render
