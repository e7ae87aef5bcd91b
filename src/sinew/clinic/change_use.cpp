#include <sinew/clinic/change_use.hpp>
#include <sinew/clinic/followed.hpp>
#include <sinew/clinic/session_use.hpp>
#include <sinew/document/trend_say.hpp>

#include <algorithm>
#include <map>

namespace sinew::clinic {
namespace {

Result<std::vector<domain::Observation>> rows_of(const ReadStore& store, const Id& person,
                                                 Day today) {
    ObservationQuery query;
    query.person = person;
    query.to = today;
    SINEW_TRY(const auto kept, store.observations(query));
    return followed(kept);
}

OrderedJson bouts_json(const care::OutcomeTrend& trend,
                       const std::vector<domain::Observation>& rows, const Acting& acting) {
    const auto words = acting.words();
    const document::TrendSay say{trend, words};
    OrderedJson json;
    json["outcome"] = trend.outcome->id;
    json["label"] = words("trend.outcome." + trend.outcome->id);
    std::string text;
    for (const std::string& sentence : say.bouts()) text += (text.empty() ? "" : " ") + sentence;
    json["words"] = acting.staff() ? text : say.plain_bouts();
    json["detail"] = text;
    json["n"] = trend.bouts->pairs;
    json["mean"] = nullptr;
    json["low"] = nullptr;
    json["high"] = nullptr;
    if (trend.bouts->change) {
        json["mean"] = round_half_away(trend.bouts->change->estimate, 1);
        json["low"] = round_half_away(trend.bouts->change->interval.low, 1);
        json["high"] = round_half_away(trend.bouts->change->interval.high, 1);
    }
    std::map<std::pair<Day, std::string>, std::pair<std::optional<double>, std::optional<double>>>
        pairs;
    for (const domain::Observation& one : rows) {
        if (one.outcome != trend.outcome->id || one.moment == domain::WhenAsked::now) continue;
        auto& pair = pairs[{one.day, one.bout}];
        (one.moment == domain::WhenAsked::before ? pair.first : pair.second) = one.value;
    }
    json["points"] = OrderedJson::array();
    for (const auto& [key, pair] : pairs)
        if (pair.first && pair.second)
            json["points"].push_back(
                {{"day", day_text(key.first)}, {"before", *pair.first}, {"after", *pair.second}});
    return json;
}

}  // namespace

Result<OrderedJson> change_view(const ReadStore& store, const Id& person, const Acting& acting) {
    const auto words = acting.words();
    SINEW_TRY(const auto rows, rows_of(store, person, acting.today));
    care::TrendQuestion question;
    question.as_of = acting.today;
    const auto answer = care::trends_of(rows, question, acting.packs());
    OrderedJson json;
    json["series"] = OrderedJson::array();
    json["bouts"] = OrderedJson::array();
    const Day from = acting.today - std::chrono::days{kShownDays};
    // In the order of the pack: craving first, then mood.
    for (const auto& outcome : acting.packs().outcomes.outcomes)
        for (const care::OutcomeTrend& trend : answer.trends) {
            if (trend.outcome->id != outcome.id) continue;
            json["series"].push_back(series_json(trend, from, words));
            if (!acting.staff())
                json["series"].back()["words"] = document::TrendSay{trend, words}.plain();
            if (trend.bouts) json["bouts"].push_back(bouts_json(trend, rows, acting));
        }
    SINEW_TRY(const auto noted, sessions_noted(store, person));
    json["practices"] = OrderedJson::array();
    for (const SessionNoted& one : noted) {
        if (one.status == "missed" || one.date > acting.today) continue;
        const std::string script = one.script == "on_demand"   ? "clinic.script.on_demand"
                                   : one.script == "meanwhile" ? "clinic.script.meanwhile"
                                                               : "clinic.script.session";
        json["practices"].push_back({{"day", day_text(one.date)},
                                     {"label", words(script)},
                                     {"minutes", one.minutes.value_or(0)}});
    }
    json["honesty"] =
        OrderedJson::array({words("clinic.honesty.own_noise"), words("clinic.honesty.no_cause")});
    return json;
}

Result<OrderedJson> own_line(const ReadStore& store, const Id& person, const Acting& acting) {
    SINEW_TRY(auto rows, rows_of(store, person, acting.today));
    std::erase_if(rows, [](const auto& one) { return one.outcome != "craving_vas"; });
    care::TrendQuestion question;
    question.as_of = acting.today;
    const auto answer = care::trends_of(rows, question, acting.packs());
    if (answer.trends.empty()) return OrderedJson(nullptr);
    const auto& trend = answer.trends.front();
    OrderedJson json = series_json(trend, acting.today - std::chrono::days{28}, acting.words());
    // To the person: never an alarm, the plain change instead.
    json["words"] = document::TrendSay{trend, acting.words()}.plain();
    return json;
}

}  // namespace sinew::clinic
