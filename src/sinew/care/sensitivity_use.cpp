#include <sinew/care/sensitivity_use.hpp>
#include <sinew/model/forecast_run.hpp>
#include <sinew/model/reference_weeks.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::care {
namespace {

using inference::ModelSensitivity;

Result<inference::CourseQuestion> course_of(const SensitivityAsked& asked) {
    const auto weeks = model::reference_weeks();
    const auto week = std::find_if(weeks.begin(), weeks.end(),
                                   [&](const auto& one) { return one.id == asked.week; });
    if (week == weeks.end())
        return fail({ErrorCode::not_found, "no scenario " + asked.week, "--week",
                     "name one of S0 to S7 (docs/methods/model.md, section 13)"});
    if (week->E_m > 0 && asked.drug != DrugClass::opioid)
        return fail({ErrorCode::bad_input, "medication drives nothing in the stimulant class",
                     "--week", "name one of S0 to S5"});
    inference::CourseQuestion question;
    question.drug = asked.drug;
    question.days_abstinent = asked.days_abstinent;
    question.availability = asked.availability;
    question.E_m = week->E_m;
    question.sessions =
        model::days_of(*week, static_cast<std::size_t>(std::clamp(asked.output.day, 0, 730)));
    return question;
}

/// Blocks of the acting parameters, as places among them, in the order of the pack.
struct Blocks {
    std::vector<std::string> names;
    std::vector<std::vector<std::size_t>> places;
};
Blocks blocks_of(const ModelSensitivity& sensitivity, const ModelKnowledge& known) {
    Blocks blocks;
    for (std::size_t i = 0; i < sensitivity.acting().size(); ++i) {
        const std::string& block = known.pack.find(sensitivity.acting()[i]->symbol)->block;
        const auto at = std::find(blocks.names.begin(), blocks.names.end(), block);
        if (at == blocks.names.end()) {
            blocks.names.push_back(block);
            blocks.places.push_back({i});
        } else {
            blocks.places[static_cast<std::size_t>(at - blocks.names.begin())].push_back(i);
        }
    }
    return blocks;
}

void take_sobol(const ModelSensitivity& sensitivity, const ModelKnowledge& known,
                const numerics::EvaluationsDone& progress, SensitivityAnswer& answer) {
    const SensitivityAsked& asked = answer.asked;
    numerics::SobolPlan plan;
    plan.samples = static_cast<std::size_t>(asked.samples);
    plan.seed = asked.seed;
    plan.threads = asked.threads;
    const Blocks blocks = blocks_of(sensitivity, known);
    if (asked.by_block) plan.groups = blocks.places;
    const auto shared = sensitivity.sobol(plan, progress);
    const numerics::SobolOutput& output = shared.outputs[0];
    answer.evaluations = shared.evaluations;
    answer.left_out = plan.samples - shared.rows_used;
    answer.mean = output.mean;
    answer.sd = std::sqrt(output.variance);
    for (std::size_t i = 0; i < output.shares.size(); ++i) {
        SensitivityRow row;
        row.name = asked.by_block ? blocks.names[i] : sensitivity.acting()[i]->symbol;
        row.row = asked.by_block ? nullptr : known.pack.find(row.name);
        row.share = output.shares[i];
        row.weight = std::isnan(row.share.total) ? 0 : row.share.total;
        answer.rows.push_back(std::move(row));
    }
}

void take_morris(const ModelSensitivity& sensitivity, const ModelKnowledge& known,
                 const numerics::EvaluationsDone& progress, SensitivityAnswer& answer) {
    numerics::MorrisPlan plan;
    plan.trajectories = static_cast<std::size_t>(answer.asked.trajectories);
    plan.seed = answer.asked.seed;
    plan.threads = answer.asked.threads;
    const auto screened = sensitivity.morris(plan, progress);
    answer.evaluations = screened.evaluations;
    answer.left_out = screened.unanswered;
    for (std::size_t i = 0; i < sensitivity.acting().size(); ++i) {
        SensitivityRow row;
        row.name = sensitivity.acting()[i]->symbol;
        row.row = known.pack.find(row.name);
        row.effect = screened.effects[0][i];
        row.weight = row.effect.mu_star;
        answer.rows.push_back(std::move(row));
    }
}

void take_local(const ModelSensitivity& sensitivity, const ModelKnowledge& known,
                SensitivityAnswer& answer) {
    for (const auto& one : sensitivity.local()) {
        SensitivityRow row;
        row.name = one.law->symbol;
        row.row = known.pack.find(row.name);
        row.slope = one.slope;
        row.by_sd = one.by_sd;
        row.weight = std::abs(one.by_sd);
        answer.rows.push_back(std::move(row));
    }
}

}  // namespace

std::size_t evaluations_at_most(const SensitivityAsked& asked, const ModelKnowledge& known) {
    const std::size_t k = known.prior.laws().size();
    if (asked.method == SensitivityMethod::sobol)
        return static_cast<std::size_t>(asked.samples) * (k + 2);
    return static_cast<std::size_t>(asked.trajectories) * (k + 1);
}

namespace {

SensitivityAnswer answered(const SensitivityAsked& asked, const ModelSensitivity& sensitivity,
                           const ModelKnowledge& known, const numerics::EvaluationsDone& progress) {
    SensitivityAnswer answer;
    answer.asked = asked;
    answer.spec = sensitivity.output().spec;
    answer.at_centre = sensitivity.at_centre();
    switch (asked.method) {
        case SensitivityMethod::morris: take_morris(sensitivity, known, progress, answer); break;
        case SensitivityMethod::sobol: take_sobol(sensitivity, known, progress, answer); break;
        case SensitivityMethod::local: take_local(sensitivity, known, answer); break;
    }
    std::stable_sort(
        answer.rows.begin(), answer.rows.end(),
        [](const SensitivityRow& a, const SensitivityRow& b) { return a.weight > b.weight; });
    return answer;
}

}  // namespace

Result<SensitivityAnswer> sensitivity_of(const SensitivityAsked& asked, const ModelKnowledge& known,
                                         const numerics::EvaluationsDone& progress) {
    SINEW_TRY(inference::CourseQuestion question, course_of(asked));
    SINEW_TRY(
        const ModelSensitivity sensitivity,
        ModelSensitivity::make(known.prior, known.instruments, std::move(question), asked.output));
    return answered(asked, sensitivity, known, progress);
}

Result<SensitivityPerson> sensitivity_person(const domain::Record& record,
                                             const domain::Programme& programme,
                                             const ForecastSettings& settings,
                                             const ForecastPacks& packs,
                                             const knowledge::Catalogue& catalogue) {
    SINEW_TRY(auto questions, questions_of(record, programme, settings, packs, catalogue));
    if (questions.size() > 1)
        return fail({ErrorCode::bad_input, "two classes of substance and no main one",
                     "/facts/primary_substance", "name one of them: --substance"});
    ForecastAsked& asked = questions.front();
    if (!asked.question)
        return fail({ErrorCode::bad_input, "the substance of concern is not in the model",
                     "/facts/primary_substance", "name a substance of the model: --substance"});
    asked.question->view_day.reset();
    if (const auto sound = model::check(*asked.question); !sound) return fail(sound.error());
    return SensitivityPerson{asked.told.substance, *std::move(asked.question)};
}

Result<SensitivityAnswer> sensitivity_of(SensitivityAsked asked, const SensitivityPerson& person,
                                         const ModelKnowledge& known,
                                         const numerics::EvaluationsDone& progress) {
    const model::ForecastQuestion& question = person.question;
    if (asked.method == SensitivityMethod::local)
        return fail({ErrorCode::bad_input, "derivatives are taken on the standard weeks only",
                     "--method", "ask for morris or sobol, or leave the programme out"});
    if (asked.output.day > static_cast<int>(question.days.size()))
        return fail({ErrorCode::out_of_range,
                     fmt::format("day {} of a programme of {} days", asked.output.day,
                                 question.days.size()),
                     "--day", fmt::format("give 0 to {}", question.days.size())});
    asked.drug = question.person.drug;
    asked.days_abstinent = static_cast<int>(std::lround(question.person.days_abstinent));
    asked.availability = question.person.availability;
    asked.week.clear();
    SINEW_TRY(const auto concentrations, model::buprenorphine_days(question.person, known.pack));
    const auto sessions = model::all_segments(question.days);
    const auto days = static_cast<std::size_t>(asked.output.day);
    SINEW_TRY(const ModelSensitivity sensitivity,
              ModelSensitivity::make(
                  known.prior, known.instruments,
                  [&](const model::Parameters& drawn, bool both) {
                      const auto one =
                          model::drawn_person(question.person, concentrations, drawn, days);
                      inference::CoursePair pair;
                      model::run_course(one, sessions, one.parameters, days, pair.with);
                      if (both) model::run_course(one, {}, one.parameters, days, pair.without);
                      return pair;
                  },
                  question.person.drug, question.person.sex, asked.output));
    SensitivityAnswer answer = answered(asked, sensitivity, known, progress);
    answer.substance = person.substance;
    return answer;
}

Result<IdentifiabilityTold> identifiability_of(const IdentifiabilityQuestion& question,
                                               const std::string& profiled,
                                               const ModelKnowledge& known) {
    IdentifiabilityTold told{question, {}, profiled, {}};
    SINEW_TRY(told.answer, inference::identifiability(known.prior, question));
    if (!profiled.empty()) {
        SINEW_TRY(told.profile, inference::profile(told.answer, profiled));
    }
    return told;
}

}  // namespace sinew::care
