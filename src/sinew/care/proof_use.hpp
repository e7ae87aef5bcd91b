// Proofs of the model: a course against an independent solver, steppers against the continuous solution, the model against known facts.
#pragma once

#include <sinew/care/simulate_use.hpp>
#include <sinew/knowledge/model_checks.hpp>
#include <sinew/knowledge/model_observation.hpp>
#include <sinew/model/scenario_plan.hpp>
#include <sinew/model/step_distance.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::care {

/// One stepper on one or more courses.
struct StepperDistance {
    std::string_view name;   ///< words under proof.stepper.<name>
    double evaluations = 0;  ///< of the right-hand side, a day
    model::StepDistance distance;
};

/// A state of a bout, closed form against CVODE.
struct BoutGap {
    std::string_view state;
    double largest = 0, minute = 0;
};

struct OracleAnswer {
    bool bout = false;
    double last = 0;  ///< day, or minute of a bout
    std::vector<StepperDistance>
        steppers;               ///< the scheme of the scenario, then ours; empty for a bout
    std::vector<BoutGap> gaps;  ///< of a bout
    double evaluations = 0;     ///< by CVODE, a day
};

/// @errors as model::run; did_not_converge: CVODE gave up
[[nodiscard]] Result<OracleAnswer> against_oracle(const Scenario& scenario,
                                                  const knowledge::ModelPack& pack);

/// The same for a course that is laid out already, and the steppers named.
/// @errors did_not_converge
[[nodiscard]] Result<OracleAnswer> against_oracle(const model::ScenarioPlan& plan,
                                                  const std::vector<std::string_view>& steppers);

/// Every stepper on every course, the largest distances of all.
/// @param courses  courses of days
/// @errors as model::run; did_not_converge
[[nodiscard]] Result<std::vector<StepperDistance>> step_table(
    const std::vector<const model::SlowScenario*>& courses, const knowledge::ModelPack& pack);

enum class CheckOutcome : std::uint8_t { pass, fail, known_fail };

struct CheckAnswer {
    const knowledge::FaceCheck* check = nullptr;  ///< outlives this
    double value = 0;
    CheckOutcome outcome = CheckOutcome::
        pass;  ///< a check that is known to fail and passes counts as `fail`: the list is out of date
};

/// @errors not_found: a course or quantity that is not there; as model::run
[[nodiscard]] Result<std::vector<CheckAnswer>> face_checks(
    const std::vector<knowledge::FaceCheck>& checks, const std::map<std::string, Scenario>& courses,
    const std::vector<knowledge::ObservationSpec>& instruments, const knowledge::ModelPack& pack);

}  // namespace sinew::care
