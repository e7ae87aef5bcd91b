#include <sinew/care/trend_use.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace sinew::care {
namespace {

using domain::Observation;
using domain::WhenAsked;
using Group = std::vector<const Observation*>;

trend::Missing reason_of(const Observation& observation) {
    return static_cast<trend::Missing>(observation.missing.value_or(domain::WhyMissing::unknown));
}

/// The mean of each day's values at one kind of moment.
trend::Series series_of(const Group& group, WhenAsked moment, trend::Better better, Day as_of) {
    std::map<Day, std::pair<double, int>> days;
    std::map<Day, trend::Missing> missing;
    for (const Observation* one : group) {
        if (one->moment != moment || one->day > as_of) continue;
        if (!one->value) {
            missing.emplace(one->day, reason_of(*one));
            continue;
        }
        auto& [sum, count] = days[one->day];
        sum += *one->value;
        ++count;
    }
    trend::Series series;
    series.better = better;
    for (const auto& [day, value] : days)
        series.values.push_back({day, value.first / value.second});
    for (const auto& [day, reason] : missing)
        if (!days.contains(day)) series.missing.emplace_back(day, reason);
    return series;
}

/// Before and after joined by their bout, or by the day; in order of time.
std::vector<trend::Bout> bouts_of(const Group& group, Day as_of) {
    std::map<std::pair<Day, std::string>, trend::Bout> bouts;
    std::map<std::string, Day> day_of_bout;
    for (const Observation* one : group) {
        if (one->moment == WhenAsked::now || one->day > as_of) continue;
        Day day = one->day;
        if (!one->bout.empty()) day = day_of_bout.emplace(one->bout, day).first->second;
        trend::Bout& bout = bouts[{day, one->bout}];
        (one->moment == WhenAsked::before ? bout.before : bout.after) = one->value;
        if (one->practice) bout.exercised = *one->practice;
    }
    std::vector<trend::Bout> list;
    for (const auto& [key, bout] : bouts)
        if (bout.before || bout.after) list.push_back(bout);
    return list;
}

std::vector<trend::PracticeDay> practice_days_of(const Group& group, const trend::Series& series,
                                                 WhenAsked moment) {
    std::map<Day, bool> practice;
    for (const Observation* one : group)
        if (one->moment == moment && one->practice) practice[one->day] |= *one->practice;
    std::vector<trend::PracticeDay> days;
    for (const trend::DayValue& value : series.values)
        if (const auto found = practice.find(value.day); found != practice.end())
            days.push_back({value.day, value.value, found->second});
    return days;
}

void judge_attention(OutcomeTrend& trend) {
    if (trend.quiet) trend.attention.push_back(Attention::quiet);
    if (trend.chart)
        for (const trend::AlertDay& alarm : trend.chart->alarms)
            if (alarm.worse && (trend.coverage.as_of - alarm.day).count() < kAlarmRecentDays) {
                trend.attention.push_back(Attention::worse_alarm);
                break;
            }
    if (trend.level.verdict == trend::ChangeVerdict::worsened)
        trend.attention.push_back(Attention::worsened);
    if (!trend.bouts) return;
    const bool worse = trend.outcome->lower_is_better
                           ? trend.bouts->verdict == trend::BoutVerdict::rose
                           : trend.bouts->verdict == trend::BoutVerdict::fell;
    if (worse) trend.attention.push_back(Attention::rose_after_bouts);
}

bool offsets_differ(const Group& group) {
    std::set<int> offsets;
    for (const Observation* one : group)
        if (one->offset_min) offsets.insert(*one->offset_min);
    return offsets.size() > 1;
}

/// What was made of the same values of the same day by the same settings.
bool holds_still(const TrendMemory::Kept& kept, const OutcomeTrend& now,
                 const std::vector<trend::Bout>& bouts, Day as_of, const TrendQuestion& question) {
    return kept.trend.outcome == now.outcome && kept.trend.before_sessions == now.before_sessions &&
           kept.trend.coverage.as_of == as_of && kept.baseline_days == question.baseline_days &&
           kept.trend.series == now.series && kept.bouts == bouts;
}

std::optional<OutcomeTrend> trend_of(const Group& group, const knowledge::OutcomeSpec& outcome,
                                     Day as_of, const TrendQuestion& question,
                                     TrendMemory* memory) {
    OutcomeTrend result;
    result.outcome = &outcome;
    result.person = group.front()->person;
    result.mixed_offsets = offsets_differ(group);
    const auto better = outcome.lower_is_better ? trend::Better::lower : trend::Better::higher;
    result.series = series_of(group, WhenAsked::now, better, as_of);
    const trend::Series before = series_of(group, WhenAsked::before, better, as_of);
    result.before_sessions = before.values.size() > result.series.values.size();
    if (result.before_sessions) result.series = before;
    if (result.series.values.empty()) return std::nullopt;
    const WhenAsked moment = result.before_sessions ? WhenAsked::before : WhenAsked::now;
    const auto bouts = bouts_of(group, as_of);
    if (question.design) memory = nullptr;
    const TrendMemory::Kept* const earlier =
        memory ? memory->find(result.person, outcome.id) : nullptr;
    if (earlier && holds_still(*earlier, result, bouts, as_of, question)) {
        OutcomeTrend same = earlier->trend;
        same.mixed_offsets = result.mixed_offsets;
        return same;
    }

    // Sessions are not on every day: between them silence is no silence. Two a week is taken as due at least.
    constexpr int kSessionsEveryDays = 4;
    const int every = result.before_sessions ? std::max(outcome.every_days, kSessionsEveryDays)
                                             : outcome.every_days;
    result.coverage = trend::coverage_of(result.series, as_of, {.every_days = every});
    trend::LevelSettings level;
    level.baseline_days = level.recent_days = question.baseline_days;
    std::optional<trend::Precision> precision;
    if (outcome.reliability && outcome.sd)
        precision = trend::Precision{.reliability = *outcome.reliability, .sd = *outcome.sd};
    result.level =
        trend::level_change(result.series, as_of, precision, outcome.important_difference, level);
    const std::span<const trend::DayValue> values{result.series.values};
    const auto late = std::find_if(values.begin(), values.end(), [&](const trend::DayValue& value) {
        return value.day > as_of - std::chrono::days{kSlopeDays};
    });
    result.slope = trend::robust_slope({late, values.end()});
    result.steps = trend::change_points(values.last(std::min(values.size(), kStepValues)));
    const trend::ChartSettings chart{.every_days = every};
    std::optional<trend::ChartBefore> chart_before;
    if (earlier && earlier->trend.chart)
        chart_before.emplace(earlier->trend.series, *earlier->trend.chart);
    result.chart = trend::alert_chart(result.series, chart, chart_before);
    result.chart_values = static_cast<std::size_t>(
        std::count_if(values.begin(), values.end(), [&](const trend::DayValue& value) {
            return (value.day - values.front().day).count() < chart.baseline_days;
        }));
    const int slots = std::max(1, 90 / every);
    const std::size_t silent_slots =
        static_cast<std::size_t>(result.coverage.silent_for_days / every);
    const std::size_t due_then =
        result.coverage.due - std::min(silent_slots, result.coverage.due - 1);
    const int limit =
        trend::quiet_limit(std::min(result.coverage.answered, due_then), due_then, slots, 0.05);
    result.quiet_limit_days = limit * every;
    result.quiet = due_then >= 3 && result.coverage.silent_for_days >= result.quiet_limit_days;
    if (!bouts.empty()) {
        std::vector<double> usual;
        if (!result.before_sessions)
            for (const trend::DayValue& value : result.series.values) usual.push_back(value.value);
        result.bouts = trend::bout_effect(bouts, usual);
    }
    if (question.design) {
        trend::PracticeSettings settings;
        settings.design = question.design->kind;
        settings.block_days = question.design->block_days;
        result.practice = trend::practice_effect(practice_days_of(group, result.series, moment),
                                                 better, settings);
    }
    judge_attention(result);
    if (memory) memory->keep(outcome.id, {bouts, question.baseline_days, result});
    return result;
}

}  // namespace

const TrendMemory::Kept* TrendMemory::find(const std::string& person,
                                           const std::string& outcome) const {
    const auto found = kept_.find({person, outcome});
    return found == kept_.end() ? nullptr : &found->second;
}

void TrendMemory::keep(const std::string& outcome, Kept kept) {
    std::pair key{kept.trend.person, outcome};
    kept_.insert_or_assign(std::move(key), std::move(kept));
}

TrendAnswer trends_of(const std::vector<Observation>& observations, const TrendQuestion& question,
                      const knowledge::Catalogue& catalogue, TrendMemory* memory) {
    TrendAnswer answer;
    std::map<std::pair<std::string, std::string>, Group> groups;
    for (const Observation& one : observations) {
        answer.as_of = std::max(answer.as_of, one.day);
        const bool wanted = (!question.only || one.outcome == *question.only) &&
                            (!question.only_person || one.person == *question.only_person);
        if (wanted) groups[{one.person, one.outcome}].push_back(&one);
    }
    if (question.as_of) answer.as_of = *question.as_of;
    for (const auto& [key, group] : groups)
        if (auto trend = trend_of(group, *catalogue.outcomes.find(key.second), answer.as_of,
                                  question, memory))
            answer.trends.push_back(*std::move(trend));
    // Whoever needs a look comes first, with all outcomes together.
    std::map<std::string, std::pair<int, std::size_t>> order;
    for (const OutcomeTrend& trend : answer.trends) {
        const int gravest =
            trend.attention.empty() ? 99 : static_cast<int>(trend.attention.front());
        auto& place = order.try_emplace(trend.person, 99, order.size()).first->second;
        place.first = std::min(place.first, gravest);
    }
    std::stable_sort(answer.trends.begin(), answer.trends.end(),
                     [&](const OutcomeTrend& one, const OutcomeTrend& other) {
                         return order.at(one.person) < order.at(other.person);
                     });
    return answer;
}

}  // namespace sinew::care
