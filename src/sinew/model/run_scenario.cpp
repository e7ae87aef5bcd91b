#include <sinew/base/text.hpp>
#include <sinew/model/scenario_plan.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::model {
namespace {

/// Overrides far from the pack's can take a course beyond what a number holds: then there is no answer.
Result<std::vector<Quantity>> all_finite(std::vector<Quantity> quantities, const char* asked,
                                         const char* unit) {
    const auto lost = std::find_if(quantities.begin(), quantities.end(),
                                   [](const Quantity& one) { return !std::isfinite(one.value); });
    if (lost == quantities.end()) return quantities;
    return fail({ErrorCode::out_of_range,
                 std::string{lost->name} + " of " + unit + " " + number_text(lost->at) +
                     " is no finite number",
                 asked, "take parameters and start values nearer to those of the pack"});
}

}  // namespace

void add_quantities(const SlowState& x, const DayInputs& day, double number, const Parameters& p,
                    std::vector<Quantity>& out) {
    const auto add = [&](std::string_view name, double value) {
        out.push_back({number, name, value});
    };
    for (const StateName& state : kStateNames) add(state.symbol, x.*state.member);
    const double K = cue_gain(x, p), Psi = overload(x.F, p);
    add("K", K);
    add("VAS_expected", vas_of(x.C));
    add("VAS_cue", vas_of(x.C + K));
    add("Psi", Psi);
    const Hazards hazards = hazards_at(x, day, Psi, p);
    add("lapse_hazard_per_day", hazards.lapse);
    add("dropout_hazard_per_day", hazards.dropout);
    add("S_lapse_marginal", free_of_lapse(x.H, p));
    add("S_dropout", still_in_programme(x.D));
}

Result<std::vector<Quantity>> run(const SlowScenario& scenario, const knowledge::ModelPack& pack) {
    SINEW_TRY(const ScenarioPlan plan, plan_of(scenario, pack));
    const Parameters& p = plan.parameters;
    SINEW_TRY(const std::vector<SlowState> states,
              walk(plan, [&](const SlowState& x, const PlannedDay& day, int) -> Result<SlowState> {
                  return next_day(x, day.inputs, {}, scenario.scheme, day.steps, p);
              }));
    std::vector<Quantity> out;
    for (const int day : scenario.out_days) {
        const auto at = static_cast<std::size_t>(day);
        add_quantities(states[at], plan.days[at].inputs, day, p, out);
    }
    return all_finite(std::move(out), "out_days", "day");
}

Result<std::vector<Quantity>> run(const BoutScenario& scenario, const knowledge::ModelPack& pack) {
    SINEW_TRY(const Parameters p, parameters_of(pack));
    const auto states =
        bout(scenario.segments, scenario.events, scenario.out_minutes, scenario.person, p);
    std::vector<Quantity> out;
    for (std::size_t i = 0; i < states.size(); ++i) {
        const FastState& x = states[i];
        const auto add = [&](std::string_view name, double value) {
            out.push_back({scenario.out_minutes[i], name, value});
        };
        add("h", x.h);
        add("h2", p.f_dr * x.drift_lag);
        add("a", x.a);
        add("cort", p.g_F * x.cort_lag);
        add("bE", x.bE);
        add("q_b", x.q_b);
        add("v_a", x.v_a);
        add("z", x.z);
        add("c_ph", x.c_ph);
    }
    return all_finite(std::move(out), "out_minutes", "minute");
}

}  // namespace sinew::model
