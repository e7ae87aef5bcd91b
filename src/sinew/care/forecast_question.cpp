#include <sinew/base/text.hpp>
#include <sinew/care/forecast_links.hpp>
#include <sinew/care/forecast_question.hpp>
#include <sinew/care/forecast_substances.hpp>
#include <sinew/prescribe/heart_rate.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::care {
namespace {

using domain::Record;
using model::PersonCourse;

constexpr double kMinutesOfReference = 30;  // definition: a reference session lasts 30 minutes
constexpr double kDaysOfWeek = 7;

/// Reads facts, and writes down what was read and what was assumed.
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

/// Days since the last use of the substance in question: of its class where the record knows it and the main substance is another one.
std::optional<double> days_since_use(const Taking& taking, const Concern& concern) {
    if (concern.is_main) return taking.number("days_since_last_use");
    constexpr double kHours = 24;
    const auto own = concern.drug == model::DrugClass::opioid
                         ? taking.number("days_since_last_opioid")
                         : taking.number("hours_since_last_stimulant");
    if (!own) return taking.number("days_since_last_use");
    return concern.drug == model::DrugClass::opioid ? *own : std::floor(*own / kHours);
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

/// The body of the view of one day: pulse and age of the record, else the population's.
model::DayBody body_of(const Record& record, Day start, const ForecastPacks& packs,
                       const knowledge::Catalogue& catalogue, Taking& taking) {
    model::DayBody body;
    body.heart_rest = taking.or_population("hr", taking.number("hr"),
                                           packs.model.find("HR_rest_ref")->value, "1/min");
    std::optional<double> age = record.person.age;
    if (record.person.birth_date) age = whole_years(*record.person.birth_date, start);
    const auto& spec = catalogue.prescription.heart_rate;
    const double predicted =
        prescribe::predict_hr_max(age.value_or(packs.model.find("age_ref")->value),
                                  spec.equations[static_cast<std::size_t>(spec.usual)]);
    body.heart_max =
        taking.or_population("hr_max", record.person.hr_max_measured, predicted, "1/min");
    constexpr double kOneMet = 3.5;  // mL/kg/min: a definition
    std::optional<double> capacity;
    if (record.person.peak_mets) capacity = kOneMet * *record.person.peak_mets;
    body.vo2max = taking.or_population("vo2max", capacity, packs.model.find("VO2max_ref")->value,
                                       "mL/kg/min");
    return body;
}

/// The question of a modelled class; what was read and assumed goes into `told`.
Result<model::ForecastQuestion> question_of(ForecastAnswer& told, const Concern& concern,
                                            const Record& record,
                                            const domain::Programme& programme,
                                            const ForecastSettings& settings,
                                            const ForecastPacks& packs,
                                            const knowledge::Catalogue& catalogue) {
    Taking taking{record, catalogue, told};
    taking.said("primary_substance", told.substance,
                settings.substances.empty() ? "record" : "asked");
    const auto days_abstinent = days_since_use(taking, concern);
    if (!days_abstinent)
        return fail({ErrorCode::out_of_range, "no forecast without the days since last use",
                     "/facts/days_since_last_use", "ask for it; nothing is assumed in its place"});
    model::ForecastQuestion question;
    question.person =
        course_of(record, settings, packs, concern.drug, *days_abstinent, taking, told);
    question.days = told.plan;
    question.mind_body_used = std::any_of(programme.sessions.begin(), programme.sessions.end(),
                                          [](const auto& one) { return one.practice_min > 0; });
    question.seed = settings.seed;
    question.draws = settings.draws;
    question.shapley_orders = settings.shapley_orders;
    question.steps_a_day = settings.steps_a_day;
    question.threads = settings.threads;
    question.sample = {settings.attendance, settings.within_day};
    SINEW_TRY(question.off, links_named(settings.without, packs.links));
    if (!question.off.empty()) {
        std::vector<std::string> ids;
        for (const knowledge::ModelLink* link : question.off) ids.push_back(link->id);
        taking.said("switched_off", join(ids, ", "), "asked");
        told.warnings.emplace_back("forecast.warning.switched_off");
    }
    question.view_day = settings.session_day
                            ? std::optional{static_cast<std::size_t>(*settings.session_day - 1)}
                            : model::usual_view_day(question.days);
    if (question.view_day)
        question.body = body_of(record, programme.start, packs, catalogue, taking);
    if (std::any_of(programme.weeks.begin(), programme.weeks.end(),
                    [](const auto& week) { return week.if_progress; }))
        told.warnings.emplace_back("forecast.warning.if_progress");
    return question;
}

}  // namespace

Result<std::vector<ForecastAsked>> questions_of(const Record& record,
                                                const domain::Programme& programme,
                                                const ForecastSettings& settings,
                                                const ForecastPacks& packs,
                                                const knowledge::Catalogue& catalogue) {
    SINEW_TRY(const Concerns concerns,
              concerns_of(record, settings.substances, packs.substances, catalogue.screening));
    ForecastAnswer common;
    common.plan = planned_days(programme, catalogue);
    common.days = static_cast<int>(common.plan.size());
    common.not_in_model = concerns.not_in_model;
    if (concerns.modelled.empty()) {
        common.substance = concerns.unmodelled_word;
        common.why_not = "forecast.unmodelled." + concerns.why_not;
        Taking taking{record, catalogue, common};
        taking.said("primary_substance", common.substance.empty() ? "unknown" : common.substance,
                    settings.substances.empty() ? "record" : "asked");
        return std::vector{ForecastAsked{std::move(common), {}}};
    }
    std::vector<ForecastAsked> all;
    for (const Concern& concern : concerns.modelled) {
        ForecastAsked asked{common, {}};
        ForecastAnswer& told = asked.told;
        told.substance = concern.word;
        if (concern.borrowed) told.warnings.emplace_back("forecast.warning.borrowed_stimulant");
        if (concerns.modelled.size() > 1) told.warnings.emplace_back("forecast.warning.both");
        if (!told.not_in_model.empty()) told.warnings.emplace_back("forecast.warning.others");
        SINEW_TRY(asked.question,
                  question_of(told, concern, record, programme, settings, packs, catalogue));
        all.push_back(std::move(asked));
    }
    return all;
}

}  // namespace sinew::care
