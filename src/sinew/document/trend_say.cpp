#include <sinew/base/text.hpp>
#include <sinew/document/trend_say.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::document {
namespace {

using namespace trend;
using Values = std::vector<std::pair<std::string_view, std::string>>;

std::string count(std::size_t number) { return number_text(static_cast<double>(number)); }

/// Names of verdicts as keys of the text pack.
const char* key_of(ChangeVerdict verdict) {
    switch (verdict) {
        case ChangeVerdict::improved: return "improved";
        case ChangeVerdict::worsened: return "worsened";
        case ChangeVerdict::no_clear_change: return "no_clear_change";
        case ChangeVerdict::too_little: return "too_little";
    }
    return "";
}

/// Which way the level went, where that is clear.
const char* direction_key(const LevelChange& level) {
    switch (level.verdict) {
        case ChangeVerdict::too_little: return "too_little";
        case ChangeVerdict::no_clear_change: return "none";
        case ChangeVerdict::improved:
        case ChangeVerdict::worsened: break;
    }
    return level.change < 0 ? "lower" : "higher";
}

}  // namespace

int TrendSay::decimals() const noexcept {
    const double span = trend_.outcome->highest - trend_.outcome->lowest;
    return span >= 50 ? 0 : span > 10 ? 1 : 2;
}

std::string TrendSay::number(double value) const {
    const std::string text = fixed_text(value, decimals());
    return text.starts_with('-') && text.find_first_of("123456789") == std::string::npos
               ? text.substr(1)
               : text;
}

std::string TrendSay::signed_number(double value) const {
    const std::string text = number(value);
    return value > 0 && text.find_first_of("123456789") != std::string::npos ? "+" + text : text;
}

std::string TrendSay::unit() const {
    const std::string& unit = trend_.outcome->unit;
    const char* key = unit == "%"       ? "percent"
                      : unit == "/min"  ? "per_min"
                      : unit == "ln ms" ? "ln_ms"
                                        : unit.c_str();
    return words_(std::string{"trend.unit."} + key);
}

std::string TrendSay::interval(const Interval& interval) const {
    return words_("trend.interval",
                  {{"low", signed_number(interval.low)}, {"high", signed_number(interval.high)}});
}

std::string TrendSay::outcome() const {
    const std::string name = words_("trend.outcome." + trend_.outcome->id);
    return trend_.before_sessions ? words_("trend.before_sessions", {{"outcome", name}}) : name;
}

std::string TrendSay::headline() const {
    const LevelChange& level = trend_.level;
    const std::string days = number_text(level.settings.baseline_days);
    switch (level.verdict) {
        case ChangeVerdict::too_little:
            return words_("trend.change.too_little", {{"outcome", outcome()},
                                                      {"early", count(level.baseline_values)},
                                                      {"late", count(level.recent_values)},
                                                      {"days", days}});
        case ChangeVerdict::no_clear_change:
            return words_("trend.change.none", {{"outcome", outcome()},
                                                {"days", days},
                                                {"interval", interval(*level.interval)},
                                                {"unit", unit()}});
        case ChangeVerdict::improved:
        case ChangeVerdict::worsened: break;
    }
    return words_(level.change < 0 ? "trend.change.lower" : "trend.change.higher",
                  {{"outcome", outcome()},
                   {"size", number(std::abs(level.change))},
                   {"unit", unit()},
                   {"days", days},
                   {"interval", interval(*level.interval)}});
}

std::string TrendSay::size() const {
    const auto& outcome = *trend_.outcome;
    switch (trend_.level.size) {
        case SizeVerdict::not_known: return words_("trend.size.not_known");
        case SizeVerdict::below:
        case SizeVerdict::at_least: break;
    }
    return words_(
        trend_.level.size == SizeVerdict::below ? "trend.size.below" : "trend.size.at_least",
        {{"mid", number_text(outcome.important_difference.value_or(0))},
         {"unit", unit()},
         {"status", words_("trend.status." + outcome.important_status)}});
}

std::vector<std::string> TrendSay::details() const {
    std::vector<std::string> lines;
    if (trend_.quiet)
        lines.push_back(
            words_("trend.quiet", {{"days", number_text(trend_.coverage.silent_for_days)},
                                   {"limit", number_text(trend_.quiet_limit_days)}}));
    if (trend_.chart) {
        // The first day of each kind and direction: the days after it say the same again.
        for (const Alarm kind : {Alarm::jump, Alarm::drift})
            for (const bool worse : {true, false})
                for (const AlertDay& alarm : trend_.chart->alarms) {
                    if (alarm.alarm != kind || alarm.worse != worse) continue;
                    lines.push_back(words_(std::string{"trend.alarm."} +
                                               (kind == Alarm::jump ? "jump" : "drift") +
                                               (worse ? ".worse" : ".better"),
                                           {{"day", day_text(alarm.day)},
                                            {"value", number(alarm.value)},
                                            {"unit", unit()}}));
                    break;
                }
    }
    for (const ChangePoint& step : trend_.steps)
        lines.push_back(words_("trend.step", {{"day", day_text(step.first_after)},
                                              {"earliest", day_text(step.earliest)},
                                              {"latest", day_text(step.latest)},
                                              {"before", number(step.before)},
                                              {"after", number(step.after)},
                                              {"unit", unit()}}));
    // A slope that could lead across the whole scale within a week tells a person nothing; the document still holds it.
    const double span = trend_.outcome->highest - trend_.outcome->lowest;
    const auto& slope = trend_.slope;
    if (slope && 7 * (slope->interval.high - slope->interval.low) < span)
        lines.push_back(
            words_("trend.slope", {{"days", number_text(care::kSlopeDays)},
                                   {"slope", signed_number(7 * trend_.slope->per_day)},
                                   {"interval", interval({7 * trend_.slope->interval.low,
                                                          7 * trend_.slope->interval.high})},
                                   {"unit", unit()}}));
    const Coverage& ledger = trend_.coverage;
    lines.push_back(
        words_("trend.coverage", {{"answered", count(ledger.answered)},
                                  {"due", count(ledger.due)},
                                  {"percent", fixed_text(100 * ledger.share(), 0)},
                                  {"longest", number_text(ledger.longest_silence_days)}}));
    if (ledger.before_silence_shift)
        lines.push_back(words_(
            "trend.coverage.hint",
            {{"direction", words_(*ledger.before_silence_shift > 0 ? "trend.coverage.high"
                                                                   : "trend.coverage.low")}}));
    if (trend_.mixed_offsets) lines.push_back(words_("trend.offsets"));
    return lines;
}

std::vector<std::string> TrendSay::bouts() const {
    std::vector<std::string> lines;
    if (!trend_.bouts) return lines;
    const BoutEffect& effect = *trend_.bouts;
    const std::string pairs = count(effect.pairs);
    switch (effect.verdict) {
        case BoutVerdict::too_few_bouts:
            lines.push_back(words_("trend.bouts.too_few_bouts",
                                   {{"pairs", pairs}, {"fewest", count(effect.settings.fewest)}}));
            return lines;
        case BoutVerdict::no_clear_effect:
            lines.push_back(words_("trend.bouts.no_clear_effect",
                                   {{"interval", interval(effect.change->interval)},
                                    {"unit", unit()},
                                    {"pairs", pairs}}));
            break;
        case BoutVerdict::fell:
        case BoutVerdict::rose: {
            const bool fell = effect.verdict == BoutVerdict::fell;
            lines.push_back(words_(fell ? "trend.bouts.fell" : "trend.bouts.rose",
                                   {{"size", number(std::abs(effect.change->estimate))},
                                    {"unit", unit()},
                                    {"interval", interval(effect.change->interval)},
                                    {"count", count(fell ? effect.fell : effect.rose)},
                                    {"pairs", pairs}}));
            break;
        }
    }
    const auto tell = [&](const char* key, const MeanChange& change) {
        lines.push_back(words_(key, {{"estimate", signed_number(change.estimate)},
                                     {"unit", unit()},
                                     {"interval", interval(change.interval)}}));
    };
    if (effect.missing_after + effect.missing_before > 0)
        lines.push_back(words_("trend.bouts.missing", {{"before", count(effect.missing_before)},
                                                       {"after", count(effect.missing_after)}}));
    if (effect.adjusted) tell("trend.bouts.adjusted", *effect.adjusted);
    if (effect.regression_to_mean_likely)
        lines.push_back(words_("trend.bouts.regression",
                               {{"excess", fixed_text(*effect.excess_before_sd, 1)}}));
    if (effect.against_no_bout)
        tell("trend.bouts.against", *effect.against_no_bout);
    else if (effect.regression_to_mean_likely)
        lines.push_back(words_("trend.bouts.unchecked"));
    return lines;
}

std::vector<std::string> TrendSay::practice() const {
    std::vector<std::string> lines;
    if (!trend_.practice) return lines;
    const PracticeEffect& effect = *trend_.practice;
    Values values{{"with", count(effect.practice_days)},
                  {"without", count(effect.other_days)},
                  {"size", number(std::abs(effect.effect))},
                  {"unit", unit()}};
    if (effect.interval) values.emplace_back("interval", interval(*effect.interval));
    lines.push_back(words_(std::string{"trend.practice."} + key_of(effect.verdict), values));
    if (effect.verdict == ChangeVerdict::too_little) return lines;
    if (effect.permutation_p)
        lines.push_back(words_("trend.practice.permutation",
                               {{"percent", fixed_text(100 * *effect.permutation_p, 1)}}));
    else if (effect.switches < 2)
        lines.push_back(words_("trend.practice.one_switch"));
    if (effect.carry_over_clear) lines.push_back(words_("trend.practice.carry_over"));
    return lines;
}

std::vector<std::string> TrendSay::why() const {
    std::vector<std::string> lines;
    const LevelChange& level = trend_.level;
    if (level.verdict == ChangeVerdict::too_little) {
        lines.push_back(words_("trend.would_change.too_little",
                               {{"fewest", count(level.settings.fewest)},
                                {"days", number_text(level.settings.baseline_days)}}));
    } else {
        const bool own = level.noise == NoiseSource::own;
        lines.push_back(
            words_("trend.rule",
                   {{"level", fixed_text(100 * level.settings.level, 0)},
                    {"noise", own ? words_("trend.noise.own")
                                  : words_("trend.noise.published",
                                           {{"status", words_("trend.status." +
                                                              trend_.outcome->precision_status)}})},
                    {"memory", fixed_text(level.memory, 1)},
                    {"change", fixed_text(level.reliable_change, 1)}}));
        const bool clear = level.verdict != ChangeVerdict::no_clear_change;
        lines.push_back(
            clear ? words_("trend.would_change.clear",
                           {{"baseline", number(level.baseline)}, {"unit", unit()}})
                  : words_("trend.would_change.no_clear_change",
                           {{"reach", number((level.interval->high - level.interval->low) / 2)},
                            {"unit", unit()}}));
    }
    if (trend_.chart)
        lines.push_back(
            words_("trend.chart.rate",
                   {{"low", number(std::max(trend_.outcome->lowest,
                                            trend_.chart->centre - trend_.chart->jump_limit))},
                    {"high", number(std::min(trend_.outcome->highest,
                                             trend_.chart->centre + trend_.chart->jump_limit))},
                    {"unit", unit()},
                    {"rate", fixed_text(100 * trend_.chart->settings.false_alarm_rate, 0)},
                    {"days", number_text(trend_.chart->settings.horizon_days)}}));
    else
        lines.push_back(
            words_("trend.chart.none", {{"count", count(trend_.chart_values)},
                                        {"days", number_text(ChartSettings{}.baseline_days)},
                                        {"fewest", count(ChartSettings{}.fewest)}}));
    return lines;
}

std::vector<std::string> TrendSay::attention() const {
    std::vector<std::string> lines;
    const auto tell = [&](const char* key) {
        lines.push_back(words_(std::string{"trend.attention."} + key,
                               {{"outcome", outcome()},
                                {"days", number_text(trend_.coverage.silent_for_days)},
                                {"recent", number_text(care::kAlarmRecentDays)}}));
    };
    for (const care::Attention attention : trend_.attention) switch (attention) {
            case care::Attention::quiet: tell("quiet"); break;
            case care::Attention::worse_alarm: tell("worse_alarm"); break;
            case care::Attention::worsened: tell("worsened"); break;
            case care::Attention::rose_after_bouts: tell("rose_after_bouts"); break;
        }
    return lines;
}

std::string TrendSay::brief(std::optional<care::Attention> gravest) const {
    const auto say = [&](const char* key) {
        return words_(std::string{"trend.brief."} + key,
                      {{"days", number_text(trend_.coverage.silent_for_days)}});
    };
    if (gravest) switch (*gravest) {
            case care::Attention::quiet: return say("quiet");
            case care::Attention::worse_alarm: return say("worse_alarm");
            case care::Attention::rose_after_bouts: return say("rose_after_bouts");
            case care::Attention::worsened: break;  // the direction says it
        }
    return say(direction_key(trend_.level));
}

std::string TrendSay::plain() const {
    return words_(
        std::string{"trend.plain."} + direction_key(trend_.level),
        {{"outcome", outcome()}, {"days", number_text(trend_.level.settings.baseline_days)}});
}

std::string TrendSay::plain_bouts() const {
    if (!trend_.bouts) return "";
    switch (trend_.bouts->verdict) {
        case BoutVerdict::too_few_bouts: return words_("trend.plain.bouts.too_few_bouts");
        case BoutVerdict::no_clear_effect: return words_("trend.plain.bouts.no_clear_effect");
        case BoutVerdict::fell: return words_("trend.plain.bouts.fell");
        case BoutVerdict::rose: return words_("trend.plain.bouts.rose");
    }
    return "";
}

}  // namespace sinew::document
