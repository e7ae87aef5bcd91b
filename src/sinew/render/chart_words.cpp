#include <sinew/base/text.hpp>
#include <sinew/render/chart_words.hpp>

namespace sinew::render {

chart::Chart chart_in(const care::Words& words) {
    chart::Chart chart;
    chart.no_values = words("chart.no_values");
    return chart;
}

chart::DayWords day_words(const care::Words& words) {
    chart::DayWords days;
    for (std::size_t i = 0; i < days.months.size(); ++i)
        days.months[i] = words("chart.month." + std::to_string(i + 1));
    days.pattern = words("chart.day");
    days.with_year = words("chart.day_of_year");
    return days;
}

std::string said(double value, int decimals) {
    std::string text = fixed_text(value, decimals);
    // What rounds to nothing has no sign.
    if (text.starts_with('-'))
        text.replace(0, 1, text.find_first_of("123456789") == std::string::npos ? "" : "\u2212");
    return text;
}

}  // namespace sinew::render
