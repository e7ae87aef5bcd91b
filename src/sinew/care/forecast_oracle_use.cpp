#include <sinew/care/forecast_oracle_use.hpp>

namespace sinew::care {

Result<std::vector<ForecastOracleAnswer>> forecasts_against_oracle(
    const domain::Record& record, const domain::Programme& programme,
    const ForecastSettings& settings, const ForecastPacks& packs,
    const knowledge::Catalogue& catalogue) {
    SINEW_TRY(const auto questions, questions_of(record, programme, settings, packs, catalogue));
    std::vector<ForecastOracleAnswer> answers;
    for (const ForecastAsked& asked : questions) {
        if (!asked.question)
            return fail({ErrorCode::not_found,
                         "the substance of concern is not in the model: there is no run to compare",
                         "/facts/primary_substance", "name a substance of the model: --substance"});
        SINEW_TRY(auto distance, model::forecast_against_oracle(*asked.question, packs.model,
                                                                packs.links, packs.instruments));
        answers.push_back({asked.told.substance, std::move(distance)});
    }
    return answers;
}

}  // namespace sinew::care
