#include <sinew/care/forecast_question.hpp>
#include <sinew/care/synthesis_use.hpp>

#include <algorithm>

namespace sinew::care {
namespace {

constexpr double kToleranceLost =
    0.3;  // docs/methods/model.md, section 16: the notice is mandatory below it

void add_evidence(ForecastAnswer& answer, const domain::Programme& programme,
                  const ForecastPacks& packs) {
    const bool forms = std::any_of(programme.sessions.begin(), programme.sessions.end(),
                                   [](const auto& one) { return one.practice_min > 0; });
    const bool aerobic = std::any_of(programme.sessions.begin(), programme.sessions.end(),
                                     [](const auto& one) { return one.aerobic_min > 0; });
    const bool strength = std::any_of(programme.sessions.begin(), programme.sessions.end(),
                                      [](const auto& one) { return one.strength_min > 0; });
    const std::string modality = aerobic && strength ? "combined"
                                 : aerobic           ? "aerobic"
                                 : strength          ? "resistance"
                                 : forms             ? "yijinjing"
                                                     : "any";
    for (const char* outcome : {"craving", "depression", "anxiety", "sleep", "withdrawal"})
        if (auto prior = evidence::prior_for(outcome, knowledge::Course::chronic, modality,
                                             packs.trials, packs.rules))
            answer.evidence.push_back({outcome, modality, *std::move(prior)});
}

/// Tolerance is lost: every picture of lapse then carries the notice on overdose.
bool tolerance_lost(const model::PersonCourse& person, const model::Forecast& forecast) {
    const auto& dependence = forecast.latent.front().followed;
    return person.drug == model::DrugClass::opioid &&
           person.medication == model::Medication::none &&
           std::any_of(dependence.begin(), dependence.end(),
                       [](const model::Band& band) { return band[2] < kToleranceLost; });
}

}  // namespace

Checked<std::unique_ptr<const ForecastPacks>> load_forecast_packs(
    const knowledge::PackSource& source) {
    auto packs = std::make_unique<ForecastPacks>();
    SINEW_TRY(packs->model, knowledge::load_model_pack(source));
    SINEW_TRY(packs->links, knowledge::load_model_links(source));
    SINEW_TRY(packs->instruments, knowledge::load_observation_models(source));
    SINEW_TRY(packs->substances, knowledge::load_model_substances(source));
    SINEW_TRY(packs->trials, knowledge::read_trials(source, "trials/"));
    SINEW_TRY(packs->rules, synthesis_rules(source));
    return packs;
}

Result<std::vector<ForecastAnswer>> forecasts_for(
    const domain::Record& record, const domain::Programme& programme,
    const ForecastSettings& settings, const ForecastPacks& packs,
    const knowledge::Catalogue& catalogue,
    const std::function<void(std::size_t, std::size_t)>& progress) {
    SINEW_TRY(auto questions, questions_of(record, programme, settings, packs, catalogue));
    std::vector<ForecastAnswer> answers;
    const auto in_all = static_cast<std::size_t>(settings.draws) * questions.size();
    for (ForecastAsked& asked : questions) {
        ForecastAnswer answer = std::move(asked.told);
        add_evidence(answer, programme, packs);
        if (asked.question) {
            const std::size_t before = static_cast<std::size_t>(settings.draws) * answers.size();
            const auto told = [&](std::size_t done) {
                if (progress) progress(before + done, in_all);
            };
            SINEW_TRY(answer.forecast, model::forecast(*asked.question, packs.model, packs.links,
                                                       packs.instruments, told));
            answer.modelled = true;
            answer.attendance = settings.attendance.value_or(packs.model.find("p_attend")->value);
            answer.within_day = settings.within_day;
            if (tolerance_lost(asked.question->person, answer.forecast))
                answer.warnings.emplace_back("forecast.warning.overdose");
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

}  // namespace sinew::care
