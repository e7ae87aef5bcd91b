#include <sinew/base/refused.hpp>
#include <sinew/care/dose_network_use.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::care {
namespace {

/// Lines over the doses, and every effect of a study against no dose at all.
void tell_picture(DoseNetworkAnswer& answer,
                  const std::vector<dose_response::StudyContrasts>& studies,
                  const std::vector<double>& doses) {
    constexpr std::size_t kLinePlaces = 61;
    const double highest = doses.empty() ? 0 : *std::max_element(doses.begin(), doses.end());
    std::vector<double> fine;
    for (std::size_t i = 0; i < kLinePlaces; ++i)
        fine.push_back(highest * static_cast<double>(i) / (kLinePlaces - 1));
    for (const auto& agent : answer.fit.agents) fine.push_back(agent.highest_dose);
    std::sort(fine.begin(), fine.end());
    fine.erase(std::unique(fine.begin(), fine.end()), fine.end());
    answer.line = dose_response::predict_network(answer.fit, fine);
    for (const auto& study : studies) {
        double moved = 0;
        const std::vector<double> from{study.reference_dose};
        if (study.reference_dose > 0)
            for (const auto& point : dose_response::predict_network(answer.fit, from))
                if (point.agent == study.reference_agent) moved = point.effect;
        for (std::size_t i = 0; i < study.doses.size(); ++i)
            answer.seen.push_back({.agent = study.agents[i],
                                   .dose = study.doses[i],
                                   .effect = study.effects[i] + moved,
                                   .se = std::sqrt(study.covariance.at(i, i))});
    }
}

}  // namespace

Checked<DoseNetworkAnswer> dose_network_answer(const domain::StudyTable& table,
                                               const DoseQuestion& question,
                                               dose_response::NetworkSettings settings) {
    DoseNetworkAnswer answer;
    answer.question = question;
    SINEW_TRY(answer.table, dose_table_of(table, question.renames));
    Faults faults;
    std::vector<dose_response::StudyContrasts> studies;
    std::vector<double> doses;
    for (const auto& study : answer.table.studies) {
        for (const auto& level : study.levels)
            if (level.dose != 0 && level.agent.empty())
                faults.add(ErrorCode::bad_input, answer.table.name + ": study " + study.name,
                           "a dose above zero without a treatment",
                           "name what each dose is of in a column treatment");
        auto contrasts = dose_response::contrasts_of(study, question.contrasts);
        if (!contrasts) {
            faults.add(std::move(contrasts).error());
            continue;
        }
        doses.push_back(contrasts->reference_dose);
        doses.insert(doses.end(), contrasts->doses.begin(), contrasts->doses.end());
        studies.push_back(*std::move(contrasts));
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    if (settings.function == dose_response::DoseFunction::spline) {
        settings.knots = question.knots;
        if (settings.knots.empty()) {
            auto knots = dose_response::knots_at(
                doses, dose_response::knot_percentiles(question.knot_count));
            if (!knots) return refused(std::move(knots).error());
            settings.knots = *std::move(knots);
        }
    }
    if (settings.classes != dose_response::ClassEffect::none && answer.table.classes.empty())
        return refused({ErrorCode::bad_input, "the table has no column class", "--classes",
                        "name the class of each treatment in a column class"});
    auto fit = dose_response::fit_network(studies, answer.table.classes, settings);
    if (!fit) return refused(std::move(fit).error());
    answer.fit = *std::move(fit);
    std::vector<double> at = question.at;
    if (at.empty()) {
        at = doses;
        std::sort(at.begin(), at.end());
        at.erase(std::unique(at.begin(), at.end()), at.end());
        std::erase(at, 0.0);
    }
    answer.points = dose_response::predict_network(answer.fit, at);
    tell_picture(answer, studies, doses);
    answer.warnings = answer.table.warnings;
    const double highest = doses.empty() ? 0 : *std::max_element(doses.begin(), doses.end());
    if (const std::string caution = unit_caution(answer.table.unit, highest); !caution.empty())
        answer.warnings.insert(answer.warnings.begin(), caution);
    answer.warnings.insert(answer.warnings.end(), answer.fit.warnings.begin(),
                           answer.fit.warnings.end());
    for (const auto& agent : answer.fit.agents)
        if (!agent.words.empty()) answer.warnings.push_back(agent.words);
    return answer;
}

}  // namespace sinew::care
