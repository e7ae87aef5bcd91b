#include <sinew/document/forecast_oracle_json.hpp>
#include <sinew/document/forecast_parts.hpp>

namespace sinew::document {
namespace {

OrderedJson one_json(const care::ForecastOracleAnswer& answer, const care::ForecastPacks& packs,
                     const knowledge::Words& words) {
    const model::ForecastDistance& distance = answer.distance;
    OrderedJson states = OrderedJson::array(), outcomes = OrderedJson::array();
    for (std::size_t i = 0; i < distance.states.states.size(); ++i)
        states.push_back({{"state", model::kStateNames[i].symbol},
                          {"largest", distance.states.states[i].largest},
                          {"day", distance.states.states[i].day}});
    for (const model::OutcomeGap& one : distance.outcomes)
        outcomes.push_back({{"outcome", one.spec->id},
                            {"name", outcome_name(*one.spec, words)},
                            {"unit", outcome_unit(*one.spec, words)},
                            {"largest", one.gap.largest},
                            {"day", one.gap.day}});
    const auto share = [&](const char* id, const model::Gap& gap) {
        outcomes.push_back({{"outcome", id},
                            {"name", words(std::string{"comparison.outcome."} + id)},
                            {"unit", words("comparison.unit.share")},
                            {"largest", gap.largest},
                            {"day", gap.day}});
    };
    share("lapse_free", distance.lapse_free);
    share("in_programme", distance.in_programme);
    return {{"substance", answer.substance},
            {"substance_name", substance_name(answer.substance, packs, words)},
            {"days", distance.days},
            {"days_before", distance.days_before},
            {"relative", distance.states.relative},
            {"worst", model::kStateNames[distance.states.worst].symbol},
            {"vas_points", distance.states.vas.largest},
            {"stored",
             {{"states", distance.stored.states}, {"vas_points", distance.stored.vas_points}}},
            {"steps_a_day", distance.stored.steps_a_day},
            {"inside_stored", distance.states.relative <= distance.stored.states &&
                                  distance.states.vas.largest <= distance.stored.vas_points},
            {"oracle_evaluations_a_day", distance.evaluations},
            {"states", std::move(states)},
            {"outcomes", std::move(outcomes)}};
}

}  // namespace

OrderedJson forecast_oracle_json(const std::vector<care::ForecastOracleAnswer>& answers,
                                 const care::ForecastPacks& packs, const knowledge::Words& words) {
    OrderedJson forecasts = OrderedJson::array();
    for (const auto& answer : answers) forecasts.push_back(one_json(answer, packs, words));
    return {{"kind", "forecast"},
            {"oracle", "SUNDIALS CVODE, Adams, restarted at midnight and at kinks"},
            {"calibrated", false},
            {"status_text", words("forecast.status")},
            {"forecasts", std::move(forecasts)}};
}

}  // namespace sinew::document
