#include <sinew/model/scenario_plan.hpp>

#include <algorithm>

namespace sinew::model {
namespace {

constexpr double kGrid_h = 0.1;  // of the mean occupancy of a day; 240 steps
constexpr int kGridSteps = 240;

double value_on(const std::vector<FromDay>& list, int day, double before) {
    double value = before;
    for (const FromDay& one : list)
        if (one.day <= day) value = one.value;
    return value;
}

/// Mean occupancy day by day under a sublingual course, by the trapezoid.
class DailyOccupancy {
public:
    DailyOccupancy(const SublingualCourse& course, const BuprenorphineKinetics& kinetics,
                   const Parameters& p)
        : course_{course}, p_{p}, drug_{kinetics, course.form, kGrid_h} {}

    /// Days are asked one after the other.
    double of_day(int day) {
        if (day >= course_.from && day < course_.to) drug_.take_sublingual(course_.mg);
        double sum = 0, last = occupancy(drug_.concentration_ng_ml(), p_);
        for (int step = 0; step < kGridSteps; ++step) {
            drug_.advance();
            const double now = occupancy(drug_.concentration_ng_ml(), p_);
            sum += (last + now) / 2;
            last = now;
        }
        return sum / kGridSteps;
    }

private:
    const SublingualCourse& course_;
    const Parameters& p_;
    Buprenorphine drug_;
};

Result<Parameters> with_overrides(Parameters parameters, const SlowScenario& scenario) {
    for (const auto& [symbol, value] : scenario.overrides) {
        const auto member = parameter_named(symbol);
        if (member == nullptr)
            return fail({ErrorCode::not_found, "no such parameter", "params/" + symbol,
                         "see the column symbol of knowledge/model/parameters.csv"});
        parameters.*member = value;
    }
    if (auto sound = check(parameters); !sound) {
        sound.error().where = "params/" + sound.error().where;
        return fail(sound.error());
    }
    return parameters;
}

/// What each day of a scenario brings, one after the other.
class Days {
public:
    Days(const SlowScenario& scenario, const Parameters& p,
         const std::optional<BuprenorphineKinetics>& kinetics)
        : scenario_{scenario}, p_{p} {
        if (kinetics) occupancy_.emplace(*scenario.buprenorphine, *kinetics, p);
    }

    std::vector<PlannedDay> until(int last) {
        std::vector<PlannedDay> days;
        for (int number = 0; number <= last; ++number) {
            const bool used = used_on(number);
            days.push_back(
                {inputs_of(number), {used, used && !used_on(number - 1)}, steps_on(number)});
        }
        return days;
    }

private:
    DayInputs inputs_of(int number) {
        DayInputs day;
        day.B = last_B_;
        for (const SessionBlock& block : scenario_.sessions)
            if (number >= block.from && number < block.to &&
                std::find(block.weekdays.begin(), block.weekdays.end(), number % 7) !=
                    block.weekdays.end())
                segments_.insert(segments_.end(), block.segments.begin(), block.segments.end());
        take_sessions(day, segments_, p_);
        segments_.clear();
        last_B_ = day.B;
        day.A_v = value_on(scenario_.A_v, number, p_.A_v);
        day.stress = value_on(scenario_.stress, number, day.stress);
        std::optional<double> occupied;
        if (occupancy_) {
            occupied = occupancy_->of_day(number);
            day.E_m = p_.eps_bup * *occupied;
        } else {
            day.E_m = value_on(scenario_.E_m, number, 0);
        }
        // "Stimulants: E = E_x, no E_m" (specification, section 6.1).
        if (scenario_.drug == DrugClass::stimulant) day.E_m = 0;
        for (const UseEvent& event : scenario_.use)
            if (event.day == number)
                day.E_x = use_drive(occupied ? *occupied : event.occupancy.value_or(0), p_);
        return day;
    }

    bool used_on(int number) const {
        return std::any_of(scenario_.use.begin(), scenario_.use.end(),
                           [&](const UseEvent& event) { return event.day == number; });
    }
    int steps_on(int number) const {
        const bool fine = std::any_of(
            scenario_.fine_days.begin(), scenario_.fine_days.end(),
            [&](const auto& span) { return number >= span.first && number < span.second; });
        return fine ? 4 : 1;
    }

    const SlowScenario& scenario_;
    const Parameters& p_;
    std::optional<DailyOccupancy> occupancy_;
    std::vector<Segment> segments_;
    double last_B_ = DayInputs{}.B;
};

}  // namespace

Result<ScenarioPlan> plan_of(const SlowScenario& scenario, const knowledge::ModelPack& pack) {
    SINEW_TRY(const Parameters values, parameters_of(pack));
    SINEW_TRY(const Parameters p,
              with_overrides(chosen_for(values, scenario.drug, scenario.sex), scenario));
    std::optional<BuprenorphineKinetics> kinetics;
    if (scenario.buprenorphine) {
        SINEW_TRY(kinetics, kinetics_of(pack, scenario.buprenorphine->weight_kg,
                                        scenario.buprenorphine->bmi));
    }
    const int last = scenario.out_days.empty() ? -1 : scenario.out_days.back();
    return ScenarioPlan{p, scenario.init, Days{scenario, p, kinetics}.until(last)};
}

Result<std::vector<SlowState>> walk(const ScenarioPlan& plan, const DayStepper& stepper) {
    std::vector<SlowState> states;
    states.reserve(plan.days.size());
    SlowState x = plan.start;
    for (std::size_t number = 0; number < plan.days.size(); ++number) {
        states.push_back(x);
        if (number + 1 == plan.days.size()) break;
        const PlannedDay& day = plan.days[number];
        SINEW_TRY(const SlowState end, stepper(x, day, static_cast<int>(number)));
        x = after_use(x, end, day.use, plan.parameters);
    }
    return states;
}

}  // namespace sinew::model
