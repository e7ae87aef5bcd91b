#include <sinew/care/sensitivity_use.hpp>
#include <sinew/model/reference_weeks.hpp>

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

Result<SensitivityAnswer> sensitivity_of(const SensitivityAsked& asked, const ModelKnowledge& known,
                                         const numerics::EvaluationsDone& progress) {
    SINEW_TRY(inference::CourseQuestion question, course_of(asked));
    SINEW_TRY(
        const ModelSensitivity sensitivity,
        ModelSensitivity::make(known.prior, known.instruments, std::move(question), asked.output));
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
