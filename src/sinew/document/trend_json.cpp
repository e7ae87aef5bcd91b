#include <sinew/base/text.hpp>
#include <sinew/document/trend_json.hpp>
#include <sinew/document/trend_say.hpp>

#include <array>

namespace sinew::document {
namespace {

using namespace trend;

constexpr auto kChange =
    std::to_array<std::string_view>({"improved", "worsened", "no_clear_change", "too_little"});
constexpr auto kBouts =
    std::to_array<std::string_view>({"fell", "no_clear_effect", "rose", "too_few_bouts"});
constexpr auto kSize = std::to_array<std::string_view>({"not_known", "below", "at_least"});
constexpr auto kNoise = std::to_array<std::string_view>({"own", "published", "none"});
constexpr auto kAttention =
    std::to_array<std::string_view>({"quiet", "worse_alarm", "worsened", "rose_after_bouts"});
constexpr auto kReasons =
    std::to_array<std::string_view>({"not_asked", "not_answered", "refused", "device", "unknown"});

template <std::size_t N, class Enum>
std::string_view word(const std::array<std::string_view, N>& words, Enum value) {
    return words[static_cast<std::size_t>(value)];
}

/// Shown with four decimals; nothing is decided on the rounded value.
OrderedJson number(double value) { return round_half_away(value, 4); }

OrderedJson interval_json(const Interval& interval) {
    return OrderedJson::array({number(interval.low), number(interval.high)});
}

OrderedJson memory_json(const MemoryPrior& prior) {
    return {{"lowest", prior.lowest},
            {"highest", prior.highest},
            {"shape_low", prior.shape_low},
            {"shape_high", prior.shape_high},
            {"points", prior.points}};
}

OrderedJson level_json(const care::OutcomeTrend& trend) {
    const LevelChange& level = trend.level;
    const auto& outcome = *trend.outcome;
    OrderedJson json = {{"verdict", word(kChange, level.verdict)},
                        {"baseline", number(level.baseline)},
                        {"baseline_values", level.baseline_values},
                        {"recent_values", level.recent_values}};
    json["recent"] = level.recent_values > 0 ? number(level.recent) : OrderedJson(nullptr);
    json["change"] = level.recent_values > 0 ? number(level.change) : OrderedJson(nullptr);
    json["interval"] = level.interval ? interval_json(*level.interval) : OrderedJson(nullptr);
    json["reliable_change"] = level.interval ? number(level.reliable_change) : OrderedJson(nullptr);
    json["noise"] = word(kNoise, level.noise);
    json["memory"] = number(level.memory);
    json["pulled_in"] = level.pulled;
    json["size"] = word(kSize, level.size);
    json["important_difference"] = {
        {"value", outcome.important_difference ? OrderedJson(*outcome.important_difference)
                                               : OrderedJson(nullptr)},
        {"status", outcome.important_status},
        {"source", outcome.important_source}};
    json["settings"] = {{"baseline_days", level.settings.baseline_days},
                        {"recent_days", level.settings.recent_days},
                        {"fewest", level.settings.fewest},
                        {"level", level.settings.level},
                        {"pull_in_sd", level.settings.pull_in_sd},
                        {"memory_prior", memory_json(level.settings.memory)}};
    return json;
}

OrderedJson coverage_json(const care::OutcomeTrend& trend) {
    const Coverage& ledger = trend.coverage;
    OrderedJson json = {{"due", ledger.due},
                        {"answered", ledger.answered},
                        {"every_days", ledger.settings.every_days},
                        {"longest_silence_days", ledger.longest_silence_days},
                        {"silent_for_days", ledger.silent_for_days},
                        {"quiet_limit_days", trend.quiet_limit_days},
                        {"quiet", trend.quiet}};
    OrderedJson reasons = OrderedJson::object();
    for (std::size_t i = 0; i < kReasons.size(); ++i)
        if (ledger.reasons[i] > 0) reasons[std::string{kReasons[i]}] = ledger.reasons[i];
    json["noted_missing"] = std::move(reasons);
    json["before_silence_shift"] =
        ledger.before_silence_shift ? number(*ledger.before_silence_shift) : OrderedJson(nullptr);
    return json;
}

OrderedJson chart_json(const AlertChart& chart) {
    OrderedJson alarms = OrderedJson::array();
    for (const AlertDay& alarm : chart.alarms)
        alarms.push_back({{"day", day_text(alarm.day)},
                          {"kind", alarm.alarm == Alarm::jump ? "jump" : "drift"},
                          {"worse", alarm.worse},
                          {"value", number(alarm.value)}});
    return {{"centre", number(chart.centre)},
            {"spread", number(chart.spread)},
            {"jump_limit", number(chart.jump_limit)},
            {"drift_limit", number(chart.drift_limit)},
            {"baseline_values", chart.baseline_values},
            {"alarms", std::move(alarms)},
            {"settings",
             {{"baseline_days", chart.settings.baseline_days},
              {"false_alarm_rate", chart.settings.false_alarm_rate},
              {"horizon_days", chart.settings.horizon_days},
              {"smoothing", chart.settings.smoothing},
              {"futures", chart.settings.futures},
              {"seed", chart.settings.seed},
              {"memory_prior", memory_json(chart.settings.memory)}}}};
}

OrderedJson change_json(const std::optional<MeanChange>& change) {
    if (!change) return nullptr;
    return {{"estimate", number(change->estimate)},
            {"interval", interval_json(change->interval)},
            {"memory", number(change->memory)}};
}

OrderedJson bouts_json(const BoutEffect& effect) {
    return {{"verdict", word(kBouts, effect.verdict)},
            {"bouts", effect.bouts},
            {"pairs", effect.pairs},
            {"missing_before", effect.missing_before},
            {"missing_after", effect.missing_after},
            {"fell", effect.fell},
            {"same", effect.same},
            {"rose", effect.rose},
            {"change", change_json(effect.change)},
            {"adjusted", change_json(effect.adjusted)},
            {"against_no_bout", change_json(effect.against_no_bout)},
            {"comparison_pairs", effect.comparison_pairs},
            {"regression_to_mean_likely", effect.regression_to_mean_likely},
            {"settings",
             {{"level", effect.settings.level},
              {"fewest", effect.settings.fewest},
              {"memory_prior", memory_json(effect.settings.memory)}}}};
}

OrderedJson practice_json(const PracticeEffect& effect) {
    OrderedJson json = {{"verdict", word(kChange, effect.verdict)},
                        {"practice_days", effect.practice_days},
                        {"other_days", effect.other_days},
                        {"switches", effect.switches},
                        {"effect", number(effect.effect)}};
    json["interval"] = effect.interval ? interval_json(*effect.interval) : OrderedJson(nullptr);
    json["drift_removed"] = effect.drift_removed;
    json["permutation_p"] =
        effect.permutation_p ? number(*effect.permutation_p) : OrderedJson(nullptr);
    json["carry_over"] =
        effect.carry_over ? interval_json(*effect.carry_over) : OrderedJson(nullptr);
    json["settings"] = {
        {"design", effect.settings.design == DayDesign::randomised ? "randomised" : "phases"},
        {"block_days", effect.settings.block_days},
        {"shuffles", effect.settings.shuffles},
        {"seed", effect.settings.seed},
        {"memory_prior", memory_json(effect.settings.memory)}};
    return json;
}

OrderedJson steps_json(const std::vector<ChangePoint>& steps) {
    OrderedJson list = OrderedJson::array();
    for (const ChangePoint& step : steps)
        list.push_back({{"day", day_text(step.first_after)},
                        {"earliest", day_text(step.earliest)},
                        {"latest", day_text(step.latest)},
                        {"evidence", number(step.evidence)},
                        {"before", number(step.before)},
                        {"after", number(step.after)}});
    return list;
}

OrderedJson outcome_json(const care::OutcomeTrend& trend, const knowledge::Words& words) {
    const TrendSay say{trend, words};
    OrderedJson json;
    json["person"] = trend.person;
    json["outcome"] = trend.outcome->id;
    json["name"] = say.outcome();
    json["unit"] = trend.outcome->unit;
    json["moment"] = trend.before_sessions ? "before" : "now";
    json["say"] = say.headline();
    OrderedJson attention = OrderedJson::array();
    const auto sentences = say.attention();
    for (std::size_t i = 0; i < trend.attention.size(); ++i)
        attention.push_back(
            {{"reason", word(kAttention, trend.attention[i])}, {"text", sentences[i]}});
    json["attention"] = std::move(attention);
    json["size"] = say.size();
    json["bouts_say"] = say.bouts();
    json["practice_say"] = say.practice();
    json["details"] = say.details();
    json["why"] = say.why();
    json["level"] = level_json(trend);
    if (trend.slope)
        json["slope_per_week"] = {
            {"estimate", number(7 * trend.slope->per_day)},
            {"interval", OrderedJson::array({number(7 * trend.slope->interval.low),
                                             number(7 * trend.slope->interval.high)})},
            {"days", care::kSlopeDays},
            {"values", trend.slope->values}};
    else
        json["slope_per_week"] = nullptr;
    json["steps"] = steps_json(trend.steps);
    json["chart"] = trend.chart ? chart_json(*trend.chart) : OrderedJson(nullptr);
    json["bouts"] = trend.bouts ? bouts_json(*trend.bouts) : OrderedJson(nullptr);
    json["practice"] = trend.practice ? practice_json(*trend.practice) : OrderedJson(nullptr);
    json["coverage"] = coverage_json(trend);
    OrderedJson values = OrderedJson::array();
    for (const DayValue& value : trend.series.values)
        values.push_back(OrderedJson::array({day_text(value.day), number(value.value)}));
    json["values"] = std::move(values);
    return json;
}

}  // namespace

OrderedJson trend_json(const care::TrendAnswer& answer, const ObservationsRead& read,
                       const knowledge::Catalogue& catalogue, const knowledge::Words& words) {
    OrderedJson json;
    json["format"] = "sinew.trend/1";
    json["as_of"] = day_text(answer.as_of);
    json["knowledge"] = catalogue.hash;
    json["trends"] = OrderedJson::array();
    for (const care::OutcomeTrend& trend : answer.trends)
        json["trends"].push_back(outcome_json(trend, words));
    json["left_out"] = OrderedJson::array();
    for (const Error& error : read.left_out)
        json["left_out"].push_back({{"code", name_of(error.code)},
                                    {"where", error.where},
                                    {"what", error.what},
                                    {"hint", error.hint}});
    json["remarks"] = read.remarks;
    return json;
}

}  // namespace sinew::document
