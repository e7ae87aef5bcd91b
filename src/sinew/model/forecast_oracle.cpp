#include <sinew/model/forecast_oracle.hpp>
#include <sinew/model/forecast_run.hpp>
#include <sinew/model/hazard.hpp>
#include <sinew/model/oracle_day.hpp>

#include <cmath>

namespace sinew::model {
namespace {

/// The course of run_course by another solver, from an entry of its own.
Course course_by(const DayOf& day_of, const ForecastQuestion& question,
                 const ConcentrationDays& concentrations, const Parameters& p, bool trained) {
    const PersonCourse& person = question.person;
    const Entry entry = entry_by(day_of, person, concentrations, p);
    const int before = static_cast<int>(std::lround(person.medication_days));
    Course course{entry.state};
    DayInputs inputs;
    inputs.A_v = person.availability;
    inputs.stress = person.stress;
    const auto sessions = all_segments(question.days);
    for (std::size_t day = 0; day < question.days.size(); ++day) {
        inputs.dose_A = inputs.dose_R = inputs.dose_M = 0;
        if (trained) take_sessions(inputs, sessions[day], p);
        inputs.E_m = medication_drive(person, concentrations, before + static_cast<int>(day),
                                      entry.stabilised, p);
        course.push_back(day_of(course.back(), inputs));
    }
    return course;
}

/// Keeps the largest difference; one that is no number counts as the largest.
void take(Gap& gap, double ours, double theirs, std::size_t day) noexcept {
    const double apart = std::abs(ours - theirs);
    if (!(apart <= gap.largest)) gap = {apart, static_cast<int>(day)};
}

}  // namespace

Result<ForecastDistance> forecast_against_oracle(
    const ForecastQuestion& question, const knowledge::ModelPack& pack,
    std::span<const knowledge::ModelLink> links,
    std::span<const knowledge::ObservationSpec> instruments) {
    if (const auto fine = check(question); !fine) return fail(fine.error());
    SINEW_TRY(Prior prior, Prior::read(pack, links));
    prior.switch_off(question.off);
    SINEW_TRY(const ConcentrationDays concentrations, buprenorphine_days(question.person, pack));
    ForecastDistance answer;
    SINEW_TRY(answer.stored, step_error_of(question, prior, concentrations));
    const std::size_t days = question.days.size();
    answer.days = static_cast<int>(days);
    answer.days_before = static_cast<int>(std::lround(question.person.days_abstinent));
    DrawnPerson ours = drawn_person(question.person, concentrations, prior.centre(), days);
    ours.steps_a_day = answer.stored.steps_a_day;
    const Parameters& p = ours.parameters;
    SINEW_TRY(Oracle oracle, Oracle::make());
    std::optional<Error> gave_up;
    const DayOf day_of = [&](const SlowState& x, const DayInputs& inputs) {
        if (gave_up) return x;
        const auto next = oracle.day(x, inputs, p);
        if (!next) gave_up = next.error();
        return next ? *next : x;
    };
    std::vector<ObservationModel> bound;
    for (const knowledge::ObservationSpec& spec : instruments) {
        if (spec.opioid_only && question.person.drug != DrugClass::opioid) continue;
        SINEW_TRY(ObservationModel one, ObservationModel::bind(spec));
        bound.push_back(std::move(one));
        answer.outcomes.push_back({&spec, {}});
    }
    for (const bool trained : {true, false}) {
        Course course;
        run_course(ours,
                   trained ? all_segments(question.days) : std::vector<std::vector<Segment>>{}, p,
                   days, course);
        const Course exact = course_by(day_of, question, concentrations, p, trained);
        if (gave_up) return fail(*gave_up);
        fold(answer.states, distance_between(course, exact));
        for (std::size_t day = 0; day <= days; ++day) {
            for (std::size_t i = 0; i < bound.size(); ++i)
                take(answer.outcomes[i].gap, bound[i].expected(course[day], course.front(), p),
                     bound[i].expected(exact[day], exact.front(), p), day);
            take(answer.lapse_free, free_of_lapse(course[day].H, p), free_of_lapse(exact[day].H, p),
                 day);
            take(answer.in_programme, still_in_programme(course[day].D),
                 still_in_programme(exact[day].D), day);
        }
    }
    answer.evaluations = static_cast<double>(oracle.cost().evaluations) /
                         (2 * std::max(1, answer.days + answer.days_before));
    return answer;
}

}  // namespace sinew::model
