#include <sinew/clinic/followed.hpp>
#include <sinew/document/trend_say.hpp>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace sinew::clinic {
namespace {

using domain::Observation;
using domain::WhenAsked;

Instant moment_of(const Observation& one) {
    const int second = one.second_of_day.value_or(one.moment == WhenAsked::before ? 0 : 86'400);
    return Instant{one.day} + std::chrono::seconds{second} -
           std::chrono::minutes{one.offset_min.value_or(0)};
}

}  // namespace

std::vector<Observation> followed(const std::vector<KeptObservation>& rows) {
    // The same question of the same moment asked again: what was said last counts.
    using Key = std::tuple<std::string, Day, int, WhenAsked, std::string>;
    std::map<Key, const KeptObservation*> last;
    for (const KeptObservation& row : rows) {
        const Observation& one = row.said;
        if (clock_astray(one.day, row.recorded_at)) continue;
        const int second = one.moment == WhenAsked::now ? one.second_of_day.value_or(-1) : -1;
        const Key key{one.outcome, one.day, second, one.moment, one.bout};
        const auto [at, is_new] = last.try_emplace(key, &row);
        if (is_new) continue;
        const auto newer = std::pair{moment_of(one), row.id};
        if (newer > std::pair{moment_of(at->second->said), at->second->id}) at->second = &row;
    }
    std::map<std::tuple<std::string, Day, std::string>, Instant> before;
    for (const auto& [key, row] : last)
        if (row->said.moment == WhenAsked::before)
            before.emplace(std::tuple{row->said.outcome, row->said.day, row->said.bout},
                           moment_of(row->said));
    std::vector<Observation> list;
    for (const auto& [key, row] : last) {
        Observation one = row->said;
        if (one.moment == WhenAsked::after)
            if (const auto found = before.find({one.outcome, one.day, one.bout});
                found != before.end() && moment_of(one) < found->second)
                continue;
        one.person.clear();
        one.where.clear();
        list.push_back(std::move(one));
    }
    std::stable_sort(list.begin(), list.end(), [](const Observation& one, const Observation& two) {
        return moment_of(one) < moment_of(two);
    });
    return list;
}

std::optional<care::Attention> gravest(const care::OutcomeTrend& trend) {
    using care::Attention;
    for (const Attention one : {Attention::worse_alarm, Attention::worsened,
                                Attention::rose_after_bouts, Attention::quiet})
        if (std::find(trend.attention.begin(), trend.attention.end(), one) != trend.attention.end())
            return one;
    return std::nullopt;
}

std::string_view word_of(const std::optional<care::Attention>& attention) noexcept {
    if (!attention) return "none";
    switch (*attention) {
        case care::Attention::quiet: return "quiet";
        case care::Attention::worse_alarm: return "worse_alarm";
        case care::Attention::worsened: return "worsened";
        case care::Attention::rose_after_bouts: return "rose_after_bouts";
    }
    return "none";
}

OrderedJson series_json(const care::OutcomeTrend& trend, Day shown_from,
                        const knowledge::Words& words) {
    const document::TrendSay say{trend, words};
    const auto& outcome = *trend.outcome;
    OrderedJson json;
    json["outcome"] = outcome.id;
    json["label"] = say.outcome();
    json["unit"] = say.unit();
    json["lowest"] = outcome.lowest;
    json["highest"] = outcome.highest;
    json["better"] = outcome.lower_is_better ? "lower" : "higher";
    json["points"] = OrderedJson::array();
    for (const trend::DayValue& value : trend.series.values)
        if (value.day >= shown_from)
            json["points"].push_back(
                {{"day", day_text(value.day)}, {"value", round_half_away(value.value, 2)}});
    json["band"] = nullptr;
    if (trend.chart) {
        constexpr double kMostOfTheScale = 0.8;  // a band as wide as this says nothing
        const double low = std::max(trend.chart->centre - trend.chart->jump_limit, outcome.lowest);
        const double high =
            std::min(trend.chart->centre + trend.chart->jump_limit, outcome.highest);
        if (high - low < kMostOfTheScale * (outcome.highest - outcome.lowest))
            json["band"] = {{"low", round_half_away(low, 2)}, {"high", round_half_away(high, 2)}};
    }
    const auto attention = gravest(trend);
    json["attention"] = word_of(attention);
    // The sentence of what needs a look, else the change since the start.
    json["words"] = say.headline();
    const auto sentences = say.attention();
    for (std::size_t i = 0; i < trend.attention.size() && i < sentences.size(); ++i)
        if (attention && trend.attention[i] == *attention) json["words"] = sentences[i];
    json["brief"] = say.brief(attention);
    json["detail"] = say.headline();
    return json;
}

}  // namespace sinew::clinic
