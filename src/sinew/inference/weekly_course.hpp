// The slow layer of a plain person through plain days, over any number: what sensitivities are asked of.
#pragma once

#include <sinew/model/runge_kutta_day.hpp>

#include <vector>

namespace sinew::inference {

/// Whom and what an output is asked for. Days from the first day of the programme.
struct CourseQuestion {
    model::DrugClass drug = model::DrugClass::opioid;
    model::Sex sex = model::Sex::M;
    int days_abstinent = 0;   ///< lived through without training before day 0
    double E_m = 0;           ///< medication drive, 0-1, from the day of last use on
    double availability = 1;  ///< A_v
    double stress = 0.3;
    std::vector<std::vector<model::Segment>> sessions;  ///< of each day; may be shorter than asked
};

/// As model::chosen_for, over any number.
template <class Number>
[[nodiscard]] model::ParametersOf<Number> chosen_in(model::ParametersOf<Number> p,
                                                    model::DrugClass drug, model::Sex sex) {
    if (drug == model::DrugClass::opioid) {
        p.a_K = p.a_K_op;
    } else {
        p.k_W = p.k_W_stim;
        p.tau_Toff = p.tau_Toff_stim;
        p.lam_0 = p.lam_0_stim;
        p.theta_f = p.theta_f_stim;
    }
    if (sex == model::Sex::F) p.k_trimp = p.k_trimp_F;
    return p;
}

/// States at the start of days 0 .. days. @param p  class and sex chosen @param trained  false: the same person without sessions
template <class Number>
[[nodiscard]] std::vector<model::SlowStateOf<Number>> weekly_course(
    const CourseQuestion& question, const model::ParametersOf<Number>& p, int days,
    bool trained = true) {
    model::DayInputsOf<Number> inputs;
    inputs.A_v = Number(question.availability);
    inputs.stress = Number(question.stress);
    inputs.E_m = Number(question.E_m);
    model::SlowStateOf<Number> x;
    for (int day = 0; day < question.days_abstinent; ++day)
        x = model::runge_kutta_day(x, inputs, model::kForecastSteps, p);
    if (question.days_abstinent > 0) x.H = x.D = Number(0);
    std::vector<model::SlowStateOf<Number>> course{x};
    for (int day = 0; day < days; ++day) {
        inputs.dose_A = inputs.dose_R = inputs.dose_M = Number(0);
        if (trained && static_cast<std::size_t>(day) < question.sessions.size())
            model::take_sessions(inputs, question.sessions[static_cast<std::size_t>(day)], p);
        course.push_back(model::runge_kutta_day(course.back(), inputs, model::kForecastSteps, p));
    }
    return course;
}

}  // namespace sinew::inference
