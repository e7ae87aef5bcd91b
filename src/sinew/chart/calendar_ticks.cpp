#include <sinew/base/calendar.hpp>
#include <sinew/base/text.hpp>
#include <sinew/chart/calendar_ticks.hpp>
#include <sinew/chart/number_label.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace sinew::chart {
namespace {

constexpr double kHour = 3600;
constexpr double kShortest = 2;  ///< seconds that are told as plain numbers

bool counts_in_hours(Span span) {
    return std::max(std::abs(span.low), std::abs(span.high)) > 1.5 * kHour;
}

/// Days that a calendar of four-digit years knows; a span beyond them is told in plain numbers.
constexpr double kFirstDay = -719162, kLastDay = 2932896;

std::string two(unsigned number) {
    return number < 10 ? "0" + std::to_string(number) : std::to_string(number);
}

std::string told(const DayWords& words, Day day, bool year) {
    const std::chrono::year_month_day date{day};
    const unsigned month = static_cast<unsigned>(date.month());
    const std::string& name = words.months[month - 1];
    return fill(year ? words.with_year : words.pattern,
                {{"year", std::to_string(static_cast<int>(date.year()))},
                 {"month", name.empty() ? two(month) : name},
                 {"day", name.empty() ? two(static_cast<unsigned>(date.day()))
                                      : std::to_string(static_cast<unsigned>(date.day()))}});
}

/// First days of months, `each` months apart, January among them.
std::vector<double> month_starts(Span span, int each) {
    using namespace std::chrono;
    const Day from{days{static_cast<int>(std::floor(span.low))}};
    year_month at{year_month_day{from}.year(), January};
    std::vector<double> found;
    for (;; at += months{each}) {
        const double day = static_cast<double>(Day{at / 1}.time_since_epoch().count());
        if (day > span.high) return found;
        if (day >= span.low) found.push_back(day);
    }
}

std::vector<double> every(Span span, int each, int offset) {
    std::vector<double> found;
    const double first = std::ceil((span.low - offset) / each) * each + offset;
    for (double day = first; day <= span.high; day += each) found.push_back(day);
    return found;
}

std::vector<double> day_places(Span span, int most) {
    const double length = span.high - span.low;
    // 1970-01-05 was a Monday: weeks start there.
    constexpr std::array<std::array<int, 2>, 5> kDays{{{1, 0}, {2, 0}, {7, 4}, {14, 4}, {28, 4}}};
    for (const auto& [each, offset] : kDays)
        if (length / each <= most + 1)
            if (auto found = every(span, each, offset);
                found.size() <= static_cast<std::size_t>(most))
                return found;
    for (const int each : {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000})
        if (length / 28 / each <= 2.0 * most + 2)
            if (auto found = month_starts(span, each);
                found.size() <= static_cast<std::size_t>(most))
                return found;
    return {};
}

}  // namespace

std::string clock_unit(Span span) {
    if (span.high - span.low < kShortest) return "s";
    return counts_in_hours(span) ? "h:min" : "min:s";
}

std::vector<Tick> clock_ticks(Span span, int most) {
    constexpr std::array<double, 19> kSteps{
        1,   2,    5,     10,        15,        30,        60,         120,        300,       600,
        900, 1800, kHour, 2 * kHour, 3 * kHour, 6 * kHour, 12 * kHour, 24 * kHour, 48 * kHour};
    if (span.high - span.low < kShortest) return ticks_of(Axis{}, span, most);
    const bool hours = counts_in_hours(span);
    for (const double step : kSteps) {
        if (hours && step < 60) continue;
        if ((span.high - span.low) / step > most + 1) continue;
        const double first = std::ceil(span.low / step - 1e-9),
                     last = std::floor(span.high / step + 1e-9);
        if (last - first + 1 > std::max(most, 1)) continue;
        std::vector<Tick> ticks;
        for (double k = first; k <= last; ++k)
            ticks.push_back({k * step, clock_label(k * step, hours)});
        return ticks;
    }
    Axis hours_axis;
    auto ticks = ticks_of(hours_axis, {span.low / kHour, span.high / kHour}, most);
    for (Tick& tick : ticks) {
        tick.value *= kHour;
        tick.label += " h";
    }
    return ticks;
}

std::vector<Tick> day_ticks(const DayWords& words, Span span, int most) {
    if (span.low < kFirstDay || span.high > kLastDay) return ticks_of(Axis{}, span, most);
    std::vector<Tick> ticks;
    std::chrono::year year{};
    for (const double place : day_places(span, std::max(most, 1))) {
        const Day day{std::chrono::days{static_cast<int>(place)}};
        const auto this_year = std::chrono::year_month_day{day}.year();
        ticks.push_back({place, told(words, day, ticks.empty() || this_year != year)});
        year = this_year;
    }
    return ticks;
}

}  // namespace sinew::chart
