#include <sinew/care/bayes_dose_use.hpp>
#include <sinew/cli/evidence_bayes_dose.hpp>
#include <sinew/cli/evidence_dose_time.hpp>
#include <sinew/cli/evidence_input.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/progress.hpp>
#include <sinew/document/evidence_bayes_dose_json.hpp>
#include <sinew/render/evidence_bayes_dose_text.hpp>

#include <mutex>

namespace sinew::cli {
namespace {

care::BayesDoseQuestion question_of(const Call& call, const care::BayesQuestion& asked,
                                    Faults& faults) {
    care::BayesDoseQuestion question;
    question.renames = effects_question(call, faults).renames;
    question.renames["dose"] = *call.text("dose-column");
    if (const auto column = call.text("class-column")) {
        question.renames["class"] = *column;
        question.classes = true;
    }
    if (call.text("curve") == "emax") question.shape = bayes::DoseShape::emax;
    question.priors.height = call.has("mu-prior") ? asked.prior.mu : bayes::DosePriors{}.height;
    question.priors.tau = asked.prior.tau;
    question.priors_given = call.has("tau-prior") && call.has("mu-prior");
    if (const auto words = call.text("class-prior")) {
        if (!question.classes)
            faults.add(ErrorCode::bad_input, "--class-prior", "there are no classes",
                       "give --class-column too");
        if (auto prior = bayes::read_tau_prior(*words, "--class-prior"))
            question.priors.class_spread = *prior;
        else
            faults.add(std::move(prior).error());
    } else {
        question.priors.class_spread = asked.prior.tau;
    }
    if (const auto sd = call.number("ed50-prior", 1e-3, 100, faults)) {
        question.priors.ed50_log_sd = *sd;
        if (question.shape != bayes::DoseShape::emax)
            faults.add(ErrorCode::bad_input, "--ed50-prior", "a straight line has no ED50",
                       "take --curve emax");
    }
    question.unit = call.number("unit-dose", 1e-9, 1e12, faults);
    question.questions.of_effects = asked.of_effects;
    question.questions.sampler = asked.sampler;
    question.questions.doses = numbers_of(call, "at", faults);
    for (const double dose : question.questions.doses)
        if (dose < 0)
            faults.add(ErrorCode::bad_input, "--at", "a dose below 0", "give doses of 0 or more");
    for (const char* option : {"network", "plot", "compare", "reference"})
        if (call.has(option))
            faults.add(ErrorCode::bad_input, std::string{"--"} + option,
                       "is not made for dose curves",
                       "leave it out; curves are told against no dose");
    return question;
}

}  // namespace

std::vector<OptionSpec> bayes_dose_options() {
    return {
        {.name = "dose-column",
         .value = "NAME",
         .meaning = "the table holds doses of treatments: the column with the dose",
         .column = true},
        {.name = "class-column",
         .value = "NAME",
         .meaning = "--dose-column: treatments of a class are drawn from it; the column with the "
                    "class",
         .column = true},
        {"curve", "CURVE", "--dose-column: shape of the curves (linear)", {"linear", "emax"}},
        {"class-prior", "PRIOR",
         "--class-column: prior of the SD of treatments about their class (that of tau)"},
        {"ed50-prior", "SD", "--curve emax: SD of log ED50 about the unit dose (1)"},
        {"unit-dose", "DOSE",
         "--dose-column: the dose heights of lines are told at (the middle dose)"},
        {"at", "LIST", "--dose-column: doses to tell the curves at: 60,120,180"}};
}

void check_bayes_dose_options(const Call& call, Faults& faults) {
    if (call.has("dose-column")) return;
    for (const char* option :
         {"class-column", "curve", "class-prior", "ed50-prior", "unit-dose", "at"})
        if (call.has(option))
            faults.add(ErrorCode::bad_input, std::string{"--"} + option, "belongs to dose curves",
                       "give --dose-column too");
}

Exit run_bayes_dose(Call& call, const care::BayesQuestion& asked,
                    const knowledge::Citations& citations) {
    Faults faults;
    care::BayesDoseQuestion question = question_of(call, asked, faults);
    if (!faults.none()) return refuse(call, faults);
    const auto table = read_study_table(call);
    if (!table) return refuse(call, table.error());
    auto& sampler = question.questions.sampler;
    const std::size_t whole = sampler.chains * (sampler.each + sampler.warm_up);
    std::mutex one_at_a_time;
    Progress bar{call.notes, !call.settings.quiet && !call.settings.json, whole, "draws", 1};
    sampler.progress = [&](std::size_t done) {
        const std::scoped_lock lock{one_at_a_time};
        bar.show(done, done);
    };
    const auto answer = care::bayes_dose_of(*table, question);
    if (!answer) return refuse(call, answer.error());
    const OrderedJson json = document::bayes_dose_json(*answer, citations);
    OutputFiles files;
    files.add("-", call.settings.json
                       ? json.dump(1) + "\n"
                       : render::bayes_dose_text(json, page_style(call.out, call.has("explain"))));
    return files.write(call);
}

}  // namespace sinew::cli
