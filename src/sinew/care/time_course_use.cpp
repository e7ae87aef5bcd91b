#include <sinew/base/refused.hpp>
#include <sinew/base/text.hpp>
#include <sinew/care/time_course_use.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace sinew::care {
namespace {

using dose_response::StudyContrasts;
using dose_response::TimedStudy;

constexpr std::size_t kLinePlaces = 61;
constexpr std::size_t kMostLines = 4;  ///< more cannot be told apart on paper

/// The contrasts of a study, one part for each of its times.
struct Parts {
    std::vector<StudyContrasts> each;
    std::vector<double> times;
};

Checked<std::map<std::string, Parts>> parts_of(const DoseTable& table,
                                               const DoseQuestion& question) {
    Faults faults;
    std::map<std::string, Parts> made;
    for (auto study : table.studies) {
        for (auto& level : study.levels) level.agent.clear();
        auto contrasts = dose_response::contrasts_of(study, question.contrasts);
        if (!contrasts) {
            Error error = std::move(contrasts).error();
            error.where = fmt::format("{}: {}, time {}", table.name, error.where,
                                      number_text(study.time.value_or(0)));
            faults.add(std::move(error));
            continue;
        }
        Parts& parts = made[study.name];
        parts.each.push_back(*std::move(contrasts));
        parts.times.push_back(study.time.value_or(0));
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return made;
}

Checked<std::vector<TimedStudy>> joined(const std::map<std::string, Parts>& parts,
                                        const std::string& table, double rho) {
    Faults faults;
    std::vector<TimedStudy> made;
    for (const auto& [name, part] : parts) {
        auto study = dose_response::join_times(part.each, part.times, rho);
        if (study) {
            made.push_back(*std::move(study));
            continue;
        }
        Error error = std::move(study).error();
        if (!error.where.starts_with("--")) error.where = table + ": " + error.where;
        faults.add(std::move(error));
    }
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return made;
}

void tell_places(TimeCourseAnswer& answer) {
    std::set<double> doses, times;
    double reference = answer.studies.front().reference_dose;
    for (const TimedStudy& study : answer.studies) {
        doses.insert(study.doses.begin(), study.doses.end());
        times.insert(study.times.begin(), study.times.end());
        reference = std::min(reference, study.reference_dose);
    }
    answer.reference = answer.question.dose.reference.value_or(reference);
    doses.erase(answer.reference);
    times.erase(0);
    answer.doses = answer.question.dose.at.empty() ? std::vector<double>{doses.begin(), doses.end()}
                                                   : answer.question.dose.at;
    answer.times = answer.question.at_times.empty()
                       ? std::vector<double>{times.begin(), times.end()}
                       : answer.question.at_times;
    answer.places = dose_response::predict_time_course(answer.fit, answer.doses, answer.times,
                                                       answer.reference);
    const std::vector<double> all{answer.doses};
    const std::size_t lines = std::min(kMostLines, all.size());
    for (std::size_t i = 0; i < lines; ++i)
        answer.line_doses.push_back(
            all[lines == 1 ? all.size() - 1 : i * (all.size() - 1) / (lines - 1)]);
    std::vector<double> fine;
    for (std::size_t i = 0; i < kLinePlaces; ++i)
        fine.push_back(answer.fit.last_time * static_cast<double>(i) / (kLinePlaces - 1));
    answer.lines =
        dose_response::predict_time_course(answer.fit, answer.line_doses, fine, answer.reference);
    for (const double time : answer.times)
        if (time > answer.fit.last_time) {
            answer.warnings.push_back(
                fmt::format("time {:.5g} lies after the last time seen ({:.5g}): the course is "
                            "drawn out beyond its studies",
                            time, answer.fit.last_time));
            break;
        }
}

}  // namespace

Checked<TimeCourseAnswer> time_course_answer(const domain::StudyTable& table,
                                             const TimeCourseQuestion& question) {
    TimeCourseAnswer answer;
    answer.question = question;
    if (!table.column(question.time_column))
        return refused({ErrorCode::not_found, "no column " + question.time_column, "--time-column",
                        "name the column that holds the time of measurement"});
    SINEW_TRY(answer.table, dose_table_of(table, question.dose.renames, question.time_column));
    SINEW_TRY(const auto parts, parts_of(answer.table, question.dose));
    answer.rho = question.rho.value_or(kAssumedRho);
    SINEW_TRY(answer.studies, joined(parts, answer.table.name, answer.rho));
    dose_response::TimeCourseSettings settings;
    std::vector<double> doses;
    for (const TimedStudy& study : answer.studies) {
        doses.push_back(study.reference_dose);
        doses.insert(doses.end(), study.doses.begin(), study.doses.end());
    }
    if (question.dose.curve == DoseCurve::emax) {
        settings.basis.reset();
    } else {
        auto basis = asked_basis(question.dose, doses);
        if (!basis) return refused(std::move(basis).error());
        settings.basis = *std::move(basis);
    }
    settings.constant = question.constant;
    settings.level = question.dose.fit.level;
    settings.between = question.method_given                 ? question.dose.fit.between
                       : question.constant && settings.basis ? dose_response::Between::reml
                                                             : dose_response::Between::ml;
    auto fit = dose_response::fit_time_course(answer.studies, settings);
    if (!fit) return refused(std::move(fit).error());
    answer.fit = *std::move(fit);
    answer.warnings = answer.table.warnings;
    if (const std::string caution = unit_caution(answer.table.unit, answer.fit.highest_dose);
        !caution.empty())
        answer.warnings.insert(answer.warnings.begin(), caution);
    if (!question.rho)
        answer.warnings.push_back(fmt::format(
            "the correlation of an arm with itself at another time was taken to be {} (our "
            "assumption): give --rho when a trial tells it",
            kAssumedRho));
    for (const double rho : {0.2, 0.8}) {
        if (question.rho && std::abs(*question.rho - rho) < 1e-9) continue;
        const auto studies = joined(parts, answer.table.name, rho);
        if (!studies) continue;
        if (const auto other = dose_response::fit_time_course(*studies, settings))
            answer.other_rhos.push_back({rho, other->constant, other->b});
    }
    if (!answer.fit.words.empty()) answer.warnings.push_back(answer.fit.words);
    answer.warnings.insert(answer.warnings.end(), answer.fit.warnings.begin(),
                           answer.fit.warnings.end());
    tell_places(answer);
    return answer;
}

}  // namespace sinew::care
