#include <sinew/base/refused.hpp>
#include <sinew/care/bayes_dose_use.hpp>

#include <algorithm>
#include <set>

namespace sinew::care {
namespace {

/// Agents and classes in order of name; faults for doses without a treatment and treatments without a class.
bayes::DoseNetwork names_of(const DoseTable& table, bool classes, Faults& faults) {
    std::set<std::string> agents, groups;
    for (const auto& study : table.studies)
        for (const auto& level : study.levels) {
            if (level.dose == 0) continue;
            if (level.agent.empty())
                faults.add(ErrorCode::bad_input, table.name + ": study " + study.name,
                           "a dose above zero without a treatment",
                           "name what each dose is of in a column treatment");
            else
                agents.insert(level.agent);
        }
    bayes::DoseNetwork made;
    made.agents = {agents.begin(), agents.end()};
    if (!classes) return made;
    for (const std::string& agent : made.agents) {
        const auto found = table.classes.find(agent);
        if (found == table.classes.end())
            faults.add(ErrorCode::bad_input, table.name, "the treatment " + agent + " has no class",
                       "write its class in the column of --class-column");
        else
            groups.insert(found->second);
    }
    if (!faults.none()) return made;
    made.classes = {groups.begin(), groups.end()};
    for (const std::string& agent : made.agents)
        made.class_of.push_back(static_cast<std::size_t>(
            std::find(made.classes.begin(), made.classes.end(), table.classes.at(agent)) -
            made.classes.begin()));
    return made;
}

void add_rows(bayes::DoseNetwork& network, const dose_response::StudyContrasts& study) {
    const auto side = [&](const std::string& agent, double dose) {
        bayes::DoseSide made;
        if (dose == 0) return made;
        made.agent = static_cast<std::size_t>(
            std::find(network.agents.begin(), network.agents.end(), agent) -
            network.agents.begin());
        made.dose = dose;
        return made;
    };
    bayes::DoseRows rows{.y = study.effects, .covariance = study.covariance};
    for (std::size_t i = 0; i < study.doses.size(); ++i) {
        rows.arm.push_back(side(study.agents[i], study.doses[i]));
        rows.against.push_back(side(study.reference_agent, study.reference_dose));
    }
    network.studies.push_back(std::move(rows));
}

}  // namespace

Checked<BayesDoseAnswer> bayes_dose_of(const domain::StudyTable& table,
                                       const BayesDoseQuestion& question) {
    SINEW_TRY(DoseTable read, dose_table_of(table, question.renames));
    if (read.measure == DoseMeasure::mean_difference && !question.priors_given)
        return refused(
            {ErrorCode::bad_input,
             "the default priors are for standardised differences and log ratios, not for means in "
             "the unit of the scale",
             "--tau-prior",
             "give --mu-prior and --tau-prior in the unit of your effects, such as normal:0:10 and "
             "half-normal:3"});
    Faults faults;
    bayes::DoseNetwork network = names_of(read, question.classes, faults);
    std::vector<double> doses;
    std::vector<dose_response::StudyContrasts> studies;
    for (const auto& study : read.studies) {
        auto contrasts = dose_response::contrasts_of(study, question.contrasts);
        if (!contrasts) {
            Error error = std::move(contrasts).error();
            error.where = read.name + ": " + error.where;
            faults.add(std::move(error));
            continue;
        }
        for (const auto& level : study.levels) {
            if (level.dose < 0)
                faults.add(ErrorCode::out_of_range, read.name + ": study " + study.name,
                           "a dose below 0", "mend the dose");
            if (level.dose > 0) doses.push_back(level.dose);
        }
        studies.push_back(*std::move(contrasts));
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    for (const auto& study : studies) add_rows(network, study);
    if (doses.empty())
        return refused({ErrorCode::bad_input, "no dose above 0", "column dose", "add rows"});
    std::sort(doses.begin(), doses.end());
    network.unit = question.unit.value_or(doses[doses.size() / 2]);
    BayesDoseAnswer answer{
        .table = std::move(read), .question = question, .posterior = {}, .warnings = {}};
    auto& told = answer.question.questions.doses;
    if (told.empty()) {
        told = doses;
        told.erase(std::unique(told.begin(), told.end()), told.end());
    }
    auto posterior = bayes::dose_posterior(std::move(network), question.priors, question.shape,
                                           answer.question.questions);
    if (!posterior) return refused(std::move(posterior).error());
    answer.posterior = *std::move(posterior);
    answer.warnings = answer.table.warnings;
    if (const std::string caution = unit_caution(answer.table.unit, doses.back()); !caution.empty())
        answer.warnings.insert(answer.warnings.begin(), caution);
    answer.warnings.insert(answer.warnings.end(), answer.posterior.warnings.begin(),
                           answer.posterior.warnings.end());
    return answer;
}

}  // namespace sinew::care
