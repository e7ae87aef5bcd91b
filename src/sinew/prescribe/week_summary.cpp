#include <sinew/prescribe/week_summary.hpp>

#include <algorithm>
#include <numeric>

namespace sinew::prescribe {
namespace {

using namespace domain;
using Series = std::vector<std::optional<double>>;

/// What a session rule did to its session: end it and training with it, end it, or only ease it.
enum class RuleEffect : std::uint8_t { eases, ends_session, ends_training };

RuleEffect effect_of(const knowledge::SessionRule& rule) {
    if (rule.action == "stop_now" || rule.action == "refer_first") return RuleEffect::ends_training;
    if (rule.action == "end_session" || rule.action == "stop_exercise")
        return RuleEffect::ends_session;
    return RuleEffect::eases;
}

std::optional<double> difference(std::optional<double> a, std::optional<double> b) {
    return a && b ? std::optional{*a - *b} : std::nullopt;
}

std::optional<double> mean_of(const Series& series) {
    double sum = 0;
    int count = 0;
    for (const auto& value : series)
        if (value) {
            sum += *value;
            ++count;
        }
    return count > 0 ? std::optional{sum / count} : std::nullopt;
}

std::optional<double> largest_of(std::optional<double> a, std::optional<double> b) {
    if (!a || !b) return a ? a : b;
    return std::max(*a, *b);
}

/// Bands are named by where they begin.
int band_of(double total, const std::vector<double>& begins) {
    return static_cast<int>(std::upper_bound(begins.begin(), begins.end(), total) - begins.begin());
}

double minutes_of(const SessionDone& done, const Session& prescribed) {
    if (done.minutes) return *done.minutes;
    return done.status == DoneStatus::done ? prescribed.total_min : 0;
}

struct SessionSums {
    Series effort, effort_upper, craving, pain_rise;
    std::optional<double> first_pain, last_pain;
    std::array<std::optional<double>, 7> load{};  ///< by day of the week
};

/// Load of the week's days before anything is noted: a rest day is 0, any other day unknown until all of it is noted.
void sum_sessions(const Programme& programme, const WeekLog& log,
                  const knowledge::PrescriptionPack& pack, WeekSummary& summary,
                  SessionSums& sums) {
    const auto& week = programme.weeks[static_cast<std::size_t>(log.week)];
    std::array<int, 7> open{};
    for (std::size_t d = 0; d < 7; ++d) {
        open[d] = week.days[d].session_count;
        sums.load[d] = 0;
        summary.prescribed += open[d];
    }
    for (const SessionDone& done : log.sessions) {
        const std::size_t d = done.day % 7u;
        const ProgrammeDay& day = week.days[d];
        const Session& prescribed = programme.sessions[day.first_session + done.session];
        ++summary.noted;
        --open[d];
        if (done.status == DoneStatus::missed) continue;
        const double minutes = minutes_of(done, prescribed);
        summary.minutes_done += minutes;
        const bool completed =
            minutes >= pack.adaptation.completed_from_fraction * prescribed.total_min;
        if (completed) {
            ++summary.completed;
            sums.effort.push_back(done.effort);
            if (done.effort) sums.effort_upper.push_back(prescribed.targets.effort.high);
        }
        summary.measures.effort_excess.push_back(
            done.effort ? std::optional{*done.effort - prescribed.targets.effort.high}
                        : std::nullopt);
        if (const auto change = difference(done.craving_post, done.craving_pre))
            sums.craving.push_back(change);
        sums.pain_rise.push_back(difference(done.pain_post, done.pain_pre));
        if (!sums.first_pain) sums.first_pain = done.pain_pre ? done.pain_pre : done.pain_post;
        if (done.pain_post || done.pain_pre)
            sums.last_pain = done.pain_post ? done.pain_post : done.pain_pre;
        auto& load = sums.load[d];
        if (!done.effort)
            load.reset();
        else if (load)
            *load += session_load(*done.effort, minutes);
    }
    for (std::size_t d = 0; d < 7; ++d)
        if (open[d] > 0) sums.load[d].reset();
}

void read_mornings(const WeekLog& log, WeekSummary& summary) {
    Series diary;
    const Baseline& base = log.baseline;
    for (const Morning& morning : log.mornings) {
        summary.measures.rhr_delta_last2.push_back(difference(morning.resting_hr, base.resting_hr));
        auto z = difference(morning.lnrmssd, base.lnrmssd_mean);
        if (z && base.lnrmssd_sd)
            *z /= *base.lnrmssd_sd;
        else
            z.reset();
        summary.measures.lnrmssd_z_last3.push_back(z);
        summary.measures.sleep_h_last3.push_back(morning.sleep_h);
        diary.push_back(morning.diary_se);
    }
    summary.done.rhr_delta_mean = mean_of(summary.measures.rhr_delta_last2);
    summary.done.lnrmssd_z_mean = mean_of(summary.measures.lnrmssd_z_last3);
    summary.done.diary_se_change = difference(mean_of(diary), base.diary_se);
}

void read_session_rules(const WeekLog& log, const std::vector<knowledge::SessionRule>& rules,
                        WeekSummary& summary) {
    for (const SessionDone& done : log.sessions)
        for (const std::uint8_t rule : done.session_rules) {
            const RuleEffect effect = effect_of(rules[rule]);
            if (effect == RuleEffect::eases) continue;
            summary.done.ses_stop = true;
            if (effect == RuleEffect::ends_training)
                summary.done.flags.add(WeekFlag::stop_now_rule);
            auto& list = summary.stopping_rules;
            if (std::find(list.begin(), list.end(), rule) == list.end()) list.push_back(rule);
        }
    std::sort(summary.stopping_rules.begin(), summary.stopping_rules.end());
}

/// @returns which measures the decision had to do without
EnumSet<WeekMeasure> gaps_in(const WeekLog& log, const WeekSummary& summary) {
    EnumSet<WeekMeasure> missing;
    const auto none = [](const Series& series) {
        return std::none_of(series.begin(), series.end(),
                            [](const auto& value) { return value.has_value(); });
    };
    const auto note = [&](bool is_missing, WeekMeasure measure) {
        if (is_missing) missing.add(measure);
    };
    note(!log.sessions_noted || summary.noted < summary.prescribed, WeekMeasure::sessions);
    note(!summary.done.mean_effort, WeekMeasure::effort);
    note(!summary.done.craving_change_mean, WeekMeasure::craving);
    note(!summary.done.pain_change, WeekMeasure::pain);
    note(none(summary.measures.rhr_delta_last2), WeekMeasure::resting_hr);
    note(none(summary.measures.lnrmssd_z_last3), WeekMeasure::lnrmssd);
    note(none(summary.measures.sleep_h_last3), WeekMeasure::sleep);
    note(!summary.done.diary_se_change, WeekMeasure::diary_se);
    note(!summary.measures.phq9_change, WeekMeasure::phq9);
    note(!log.cows.now || !log.cows.before, WeekMeasure::cows);
    note(!summary.load.weekly, WeekMeasure::load);
    note(!log.gap_days, WeekMeasure::gap);
    note(!log.baseline.resting_hr && !log.baseline.lnrmssd_mean && !log.baseline.diary_se,
         WeekMeasure::baseline);
    return missing;
}

}  // namespace

WeekSummary summarise_week(const Programme& programme, const WeekLog& log,
                           const knowledge::PrescriptionPack& pack,
                           const std::vector<knowledge::SessionRule>& session_rules) {
    WeekSummary summary;
    SessionSums sums;
    sum_sessions(programme, log, pack, summary, sums);
    summary.done.week = log.week + 1;
    summary.done.gap_days = log.gap_days;
    if (log.sessions_noted && summary.prescribed > 0)
        summary.done.completed_pct = 100.0 * summary.completed / summary.prescribed;
    summary.done.mean_effort = mean_of(sums.effort);
    summary.done.target_effort_high = mean_of(sums.effort_upper);
    summary.done.craving_change_mean = mean_of(sums.craving);
    for (const auto& rise : sums.pain_rise)
        summary.done.pain_change = largest_of(summary.done.pain_change, rise);
    if (sums.first_pain && sums.last_pain && summary.done.pain_change)
        summary.done.pain_change =
            largest_of(summary.done.pain_change, difference(sums.last_pain, sums.first_pain));
    summary.load = week_load(sums.load, pack.load);
    summary.day_loads = sums.load;
    summary.measures.craving_delta_last3 = sums.craving;
    summary.measures.pain_change = summary.done.pain_change;
    summary.measures.phq9_change = difference(log.phq9.now, log.phq9.before);
    summary.measures.monotony = summary.load.monotony;
    if (log.cows.now && log.cows.before)
        summary.measures.cows_band_up = band_of(*log.cows.now, pack.adaptation.cows_bands_from) >
                                        band_of(*log.cows.before, pack.adaptation.cows_bands_from);
    read_mornings(log, summary);
    read_session_rules(log, session_rules, summary);
    summary.done.flags =
        summary.done.flags | log.flags | week_flags(summary.measures, pack.adaptation);
    summary.not_measured = gaps_in(log, summary);
    return summary;
}

}  // namespace sinew::prescribe
