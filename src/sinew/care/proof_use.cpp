#include <sinew/care/proof_use.hpp>
#include <sinew/model/oracle_bout.hpp>
#include <sinew/model/oracle_day.hpp>
#include <sinew/model/steppers.hpp>

#include <cmath>

namespace sinew::care {
namespace {

using model::PlannedDay;
using model::SlowState;

constexpr double kBoutStep = 1;  // minutes between comparisons of a bout

struct Solved {
    std::vector<SlowState> states;
    double evaluations = 0;  // a day
};

Result<Solved> solved(const model::ScenarioPlan& plan) {
    SINEW_TRY(auto oracle, model::Oracle::make());
    SINEW_TRY(auto states, walk(plan, [&](const SlowState& x, const PlannedDay& day, int) {
                  return oracle.day(x, day.inputs, plan.parameters);
              }));
    const double days = std::max<double>(1, static_cast<double>(plan.days.size()) - 1);
    return Solved{std::move(states), static_cast<double>(oracle.cost().evaluations) / days};
}

Result<OracleAnswer> bout_against_oracle(const model::BoutScenario& scenario,
                                         const knowledge::ModelPack& pack) {
    SINEW_TRY(const model::Parameters p, model::parameters_of(pack));
    std::vector<double> minutes;
    OracleAnswer answer{.bout = true, .last = 0, .steppers = {}, .gaps = {}, .evaluations = 0};
    answer.last = scenario.out_minutes.empty() ? 0 : scenario.out_minutes.back();
    for (double minute = 0; minute < answer.last; minute += kBoutStep) minutes.push_back(minute);
    minutes.push_back(answer.last);
    const auto ours = bout(scenario.segments, scenario.events, minutes, scenario.person, p);
    SINEW_TRY(const auto theirs,
              oracle_bout(scenario.segments, scenario.events, minutes, scenario.person, p));
    for (std::size_t i = 0; i < model::kFastNames.size(); ++i) {
        BoutGap gap{model::kFastNames[i], 0, 0};
        for (std::size_t at = 0; at < minutes.size(); ++at) {
            const double apart = std::abs(shown(ours[at], p)[i] - theirs[at][i]);
            if (!(apart <= gap.largest)) gap = {gap.state, apart, minutes[at]};
        }
        answer.gaps.push_back(gap);
    }
    return answer;
}

Result<OracleAnswer> compared(const model::ScenarioPlan& plan, const Solved& reference,
                              const std::vector<std::string_view>& steppers) {
    OracleAnswer answer;
    answer.last = std::max<double>(0, static_cast<double>(plan.days.size()) - 1);
    answer.evaluations = reference.evaluations;
    for (const std::string_view name : steppers) {
        const model::NamedStepper& stepper = model::stepper_named(name);
        SINEW_TRY(const auto states, walk(plan, day_stepper(stepper, plan)));
        answer.steppers.push_back(
            {stepper.name, stepper.evaluations, distance_between(states, reference.states)});
    }
    return answer;
}

std::string_view name_of(model::Scheme scheme) noexcept {
    switch (scheme) {
        case model::Scheme::frozen: return "frozen";
        case model::Scheme::fine: return "fine";
        case model::Scheme::continuous: return "continuous";
    }
    return "";
}

Result<OracleAnswer> course_against_oracle(const model::SlowScenario& scenario,
                                           const knowledge::ModelPack& pack) {
    SINEW_TRY(const model::ScenarioPlan plan, plan_of(scenario, pack));
    SINEW_TRY(const Solved reference, solved(plan));
    SINEW_TRY(OracleAnswer answer, compared(plan, reference, {"product"}));
    SINEW_TRY(const auto asked,
              walk(plan, [&](const SlowState& x, const PlannedDay& day, int) -> Result<SlowState> {
                  return next_day(x, day.inputs, {}, scenario.scheme, day.steps, plan.parameters);
              }));
    answer.steppers.insert(answer.steppers.begin(), {name_of(scenario.scheme), 0,
                                                     distance_between(asked, reference.states)});
    return answer;
}

}  // namespace

Result<OracleAnswer> against_oracle(const model::ScenarioPlan& plan,
                                    const std::vector<std::string_view>& steppers) {
    SINEW_TRY(const Solved reference, solved(plan));
    return compared(plan, reference, steppers);
}

Result<OracleAnswer> against_oracle(const Scenario& scenario, const knowledge::ModelPack& pack) {
    if (const auto* course = std::get_if<model::SlowScenario>(&scenario))
        return course_against_oracle(*course, pack);
    return bout_against_oracle(std::get<model::BoutScenario>(scenario), pack);
}

Result<std::vector<StepperDistance>> step_table(
    const std::vector<const model::SlowScenario*>& courses, const knowledge::ModelPack& pack) {
    std::vector<std::string_view> names;
    std::vector<StepperDistance> table;
    for (const model::NamedStepper& stepper : model::steppers()) {
        names.push_back(stepper.name);
        table.push_back({stepper.name, stepper.evaluations, {}});
    }
    for (const model::SlowScenario* course : courses) {
        SINEW_TRY(const model::ScenarioPlan plan, plan_of(*course, pack));
        SINEW_TRY(const OracleAnswer answer, against_oracle(plan, names));
        for (std::size_t i = 0; i < table.size(); ++i)
            fold(table[i].distance, answer.steppers[i].distance);
    }
    return table;
}

}  // namespace sinew::care
