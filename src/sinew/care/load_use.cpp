#include <sinew/care/load_use.hpp>
#include <sinew/prescribe/week_summary.hpp>

#include <algorithm>
#include <map>

namespace sinew::care {
namespace {

/// The averages of a day over the days known in a row up to it; the ratio once the long one means something.
void average(LoadDay& day, const std::vector<double>& known, const knowledge::LoadPack& load) {
    day.acute = prescribe::weighted_average(known, load.acute_days);
    day.chronic = prescribe::weighted_average(known, load.chronic_days);
    if (known.size() >= static_cast<std::size_t>(load.chronic_days) && *day.chronic > 0)
        day.ratio = *day.acute / *day.chronic;
}

/// Sums of weeks and averages of days, once every week holds its days.
LoadHistory finish(std::vector<LoadWeek> weeks, std::size_t trailing,
                   const knowledge::Catalogue& catalogue) {
    const auto& spec = catalogue.prescription.load;
    LoadHistory history;
    std::vector<double> sums, days;
    for (std::size_t i = 0; i < weeks.size(); ++i) {
        LoadWeek& week = weeks[i];
        week.week = prescribe::week_load(week.days, spec);
        if (week.week.weekly)
            sums.push_back(*week.week.weekly);
        else
            sums.clear();
        if (i > 0 && week.week.weekly && weeks[i - 1].week.weekly)
            week.change =
                prescribe::week_change(*weeks[i - 1].week.weekly, *week.week.weekly, spec);
        // Averages run over days known in a row; days of the last week still to come do not break it.
        const std::size_t until = i + 1 == weeks.size() ? 7 - trailing : 7;
        for (std::size_t d = 0; d < until; ++d) {
            LoadDay day{.day = week.first + std::chrono::days{static_cast<int>(d)},
                        .load = week.days[d],
                        .acute = {},
                        .chronic = {},
                        .ratio = {}};
            if (day.load)
                days.push_back(*day.load);
            else
                days.clear();
            average(day, days, catalogue.load);
            history.days.push_back(day);
        }
    }
    history.acute_to_chronic = prescribe::acute_to_chronic(sums, spec);
    history.known_days = static_cast<int>(days.size());
    if (!history.days.empty()) {
        history.acute = history.days.back().acute;
        history.chronic = history.days.back().chronic;
        history.ratio = history.days.back().ratio;
    }
    history.weeks = std::move(weeks);
    return history;
}

Day monday_of(Day day) { return day - std::chrono::days{static_cast<int>(weekday_of(day))}; }

}  // namespace

LoadHistory load_history(const std::vector<BoutLoad>& bouts, OtherDays others,
                         const knowledge::Catalogue& catalogue) {
    if (bouts.empty()) return {};
    std::map<Day, std::optional<double>> by_day;
    for (const BoutLoad& bout : bouts) {
        const auto [place, first] = by_day.emplace(bout.day, bout.load);
        if (first) continue;
        if (place->second && bout.load)
            *place->second += *bout.load;
        else
            place->second.reset();
    }
    const Day first_day = by_day.begin()->first, last_day = by_day.rbegin()->first;
    std::vector<LoadWeek> weeks;
    for (Day monday = monday_of(first_day); monday <= last_day; monday += std::chrono::days{7}) {
        LoadWeek week;
        week.first = monday;
        for (int d = 0; d < 7; ++d) {
            const Day day = monday + std::chrono::days{d};
            const auto found = by_day.find(day);
            auto& load = week.days[static_cast<std::size_t>(d)];
            if (found != by_day.end())
                load = found->second;
            else if (others == OtherDays::rest)
                load = 0.0;
        }
        weeks.push_back(week);
    }
    const auto trailing =
        static_cast<std::size_t>((weeks.back().first + std::chrono::days{6} - last_day).count());
    return finish(std::move(weeks), others == OtherDays::rest ? 0 : trailing, catalogue);
}

LoadHistory load_history(const domain::Programme& programme,
                         const std::vector<domain::WeekLog>& logs,
                         const knowledge::Catalogue& catalogue) {
    std::vector<domain::WeekLog> ordered = logs;
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto& a, const auto& b) { return a.week < b.week; });
    std::vector<LoadWeek> weeks;
    for (const domain::WeekLog& log : ordered) {
        // A week that nobody noted stands between two that were: not known, all seven days.
        while (!weeks.empty() &&
               weeks.back().first + std::chrono::days{7} <
                   programme.weeks[static_cast<std::size_t>(log.week)].days[0].date) {
            LoadWeek unknown;
            unknown.first = weeks.back().first + std::chrono::days{7};
            weeks.push_back(unknown);
        }
        LoadWeek week;
        week.first = programme.weeks[static_cast<std::size_t>(log.week)].days[0].date;
        week.days = prescribe::summarise_week(programme, log, catalogue.prescription,
                                              catalogue.screening.session_rules)
                        .day_loads;
        weeks.push_back(week);
    }
    return weeks.empty() ? LoadHistory{} : finish(std::move(weeks), 0, catalogue);
}

}  // namespace sinew::care
