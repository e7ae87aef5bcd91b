#include <sinew/base/text.hpp>
#include <sinew/care/forecast_use.hpp>
#include <sinew/care/synthesis_use.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::care {
namespace {

using domain::Record;
using model::PersonCourse;

constexpr double kMinutesOfReference = 30;  // definition: a reference session lasts 30 minutes
constexpr double kDaysOfWeek = 7;
constexpr double kToleranceLost =
    0.3;  // docs/methods/model.md, section 16: the notice is mandatory below it

class Taking {
public:
    Taking(const Record& record, const knowledge::Catalogue& catalogue, ForecastAnswer& answer)
        : record_{record}, screening_{catalogue.screening}, answer_{answer} {}

    [[nodiscard]] std::optional<double> number(std::string_view fact) const {
        const auto& reading = record_.facts[screening_.fact(fact)];
        if (reading.state != domain::Reading::State::known) return std::nullopt;
        return reading.value;
    }
    [[nodiscard]] std::string word(std::string_view fact) const {
        const auto value = number(fact);
        if (!value) return {};
        return screening_.facts[screening_.fact(fact)].values[static_cast<std::size_t>(*value)];
    }
    /// The record's value, else the population's; either way it is told.
    double or_population(std::string_view fact, std::optional<double> value, double population,
                         std::string unit) {
        answer_.facts.push_back({std::string{fact}, number_text(value.value_or(population)),
                                 std::move(unit), value ? "record" : "population"});
        return value.value_or(population);
    }
    void said(std::string_view fact, std::string value, std::string from) {
        answer_.facts.push_back({std::string{fact}, std::move(value), "", std::move(from)});
    }

private:
    const Record& record_;
    const knowledge::ScreeningPack& screening_;
    ForecastAnswer& answer_;
};

/// What the model answers for, by the recorded substance; the warning or the reason goes into the answer.
std::optional<model::DrugClass> class_of(const std::string& substance, ForecastAnswer& answer) {
    if (substance == "opioid") return model::DrugClass::opioid;
    if (substance == "methamphetamine") return model::DrugClass::stimulant;
    if (substance == "cocaine") {
        answer.warnings.emplace_back("forecast.warning.borrowed_stimulant");
        return model::DrugClass::stimulant;
    }
    answer.why_not = substance.empty()     ? "forecast.unmodelled.unknown"
                     : substance == "poly" ? "forecast.unmodelled.poly"
                                           : "forecast.unmodelled.other";
    return std::nullopt;
}

void take_medication(PersonCourse& person, Taking& taking, ForecastAnswer& answer) {
    const std::string moud = taking.word("moud");
    taking.said("moud", moud.empty() ? "unknown" : moud, moud.empty() ? "population" : "record");
    if (person.drug != model::DrugClass::opioid) return;
    if (moud == "buprenorphine") {
        const auto mg = taking.number("moud_dose_mg");
        if (!mg) {
            answer.warnings.emplace_back("forecast.warning.no_dose");
            return;
        }
        person.medication = model::Medication::buprenorphine;
        person.buprenorphine_mg =
            taking.or_population("moud_dose_mg", mg, person.buprenorphine_mg, "mg");
    } else if (moud == "methadone") {
        person.medication = model::Medication::full_agonist;
        answer.warnings.emplace_back("forecast.warning.stabilised");
    } else if (moud.starts_with("naltrexone")) {
        person.medication = model::Medication::blockade;
    } else {
        return;
    }
    person.medication_days =
        taking.or_population("moud_days_on", taking.number("moud_days_on"), 0, "d");
}

PersonCourse course_of(const Record& record, const ForecastSettings& settings,
                       const ForecastPacks& packs, model::DrugClass drug, double days_abstinent,
                       Taking& taking, ForecastAnswer& answer) {
    PersonCourse person;
    person.drug = drug;
    const std::string sex = taking.word("sex");
    person.sex = sex == "F" ? model::Sex::F : model::Sex::M;
    taking.said("sex", sex.empty() ? "M" : sex, sex == "M" || sex == "F" ? "record" : "population");
    person.days_abstinent = taking.or_population("days_since_last_use", days_abstinent, 0, "d");
    person.weight_kg = taking.or_population("weight_kg", record.person.weight_kg,
                                            packs.model.find("WT_ref")->value, "kg");
    person.bmi = packs.model.find("BMI_ref")->value;
    if (record.person.weight_kg && record.person.height_cm)
        person.bmi = *record.person.weight_kg /
                     std::pow(*record.person.height_cm / 100, 2);  // kg/m2 from cm
    take_medication(person, taking, answer);
    const auto minutes = record.person.mvpa_min_week;
    person.training_per_day = taking.or_population("mvpa_min_week", minutes, 0, "min") /
                              kDaysOfWeek / kMinutesOfReference;
    person.availability = taking.or_population("availability", settings.availability,
                                               packs.model.find("A_v")->value, "");
    return person;
}

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

}  // namespace

Checked<std::unique_ptr<const ForecastPacks>> load_forecast_packs(
    const knowledge::PackSource& source) {
    auto packs = std::make_unique<ForecastPacks>();
    SINEW_TRY(packs->model, knowledge::load_model_pack(source));
    SINEW_TRY(packs->links, knowledge::load_model_links(source));
    SINEW_TRY(packs->instruments, knowledge::load_observation_models(source));
    SINEW_TRY(packs->trials, knowledge::read_trials(source, "trials/"));
    SINEW_TRY(packs->rules, synthesis_rules(source));
    return packs;
}

Result<ForecastAnswer> forecast_for(const Record& record, const domain::Programme& programme,
                                    const ForecastSettings& settings, const ForecastPacks& packs,
                                    const knowledge::Catalogue& catalogue,
                                    const std::function<void(std::size_t)>& progress) {
    ForecastAnswer answer;
    Taking taking{record, catalogue, answer};
    answer.substance = taking.word("primary_substance");
    taking.said("primary_substance", answer.substance.empty() ? "unknown" : answer.substance,
                "record");
    add_evidence(answer, programme, packs);
    const auto drug = class_of(answer.substance, answer);
    if (!drug) return answer;
    const auto days_abstinent = taking.number("days_since_last_use");
    if (!days_abstinent)
        return fail({ErrorCode::out_of_range, "no forecast without the days since last use",
                     "/facts/days_since_last_use", "ask for it; nothing is assumed in its place"});
    model::ForecastQuestion question;
    question.person = course_of(record, settings, packs, *drug, *days_abstinent, taking, answer);
    question.days = segments_of(programme, catalogue);
    question.mind_body_used = std::any_of(programme.sessions.begin(), programme.sessions.end(),
                                          [](const auto& one) { return one.practice_min > 0; });
    question.seed = settings.seed;
    question.draws = settings.draws;
    question.threads = settings.threads;
    if (std::any_of(programme.weeks.begin(), programme.weeks.end(),
                    [](const auto& week) { return week.if_progress; }))
        answer.warnings.emplace_back("forecast.warning.if_progress");
    SINEW_TRY(answer.forecast,
              model::forecast(question, packs.model, packs.links, packs.instruments, progress));
    answer.modelled = true;
    answer.days = static_cast<int>(question.days.size());
    // Tolerance is lost: every picture of lapse then carries the notice on overdose.
    const bool tolerance_lost =
        *drug == model::DrugClass::opioid &&
        question.person.medication == model::Medication::none &&
        std::any_of(answer.forecast.dependence.begin(), answer.forecast.dependence.end(),
                    [](const model::Band& band) { return band[2] < kToleranceLost; });
    if (tolerance_lost) answer.warnings.emplace_back("forecast.warning.overdose");
    return answer;
}

}  // namespace sinew::care
