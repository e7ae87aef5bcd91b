#include <sinew/model/scenario.hpp>

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
            return fail({ErrorCode::not_found, "no such parameter", symbol,
                         "see the column symbol of knowledge/model/parameters.csv"});
        parameters.*member = value;
    }
    if (const auto sound = check(parameters); !sound) return fail(sound.error());
    return parameters;
}

void add_quantities(const SlowState& x, const DayInputs& day, int number, const Parameters& p,
                    std::vector<Quantity>& out) {
    const auto add = [&](std::string_view name, double value) {
        out.push_back({static_cast<double>(number), name, value});
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

/// The course of a scenario, one day after the other.
class Course {
public:
    Course(const SlowScenario& scenario, const Parameters& p,
           const std::optional<BuprenorphineKinetics>& kinetics)
        : scenario_{scenario}, p_{p} {
        if (kinetics) occupancy_.emplace(*scenario.buprenorphine, *kinetics, p);
    }

    std::vector<Quantity> answer() {
        std::vector<Quantity> out;
        SlowState x = scenario_.init;
        auto wanted = scenario_.out_days.begin();
        for (int number = 0; wanted != scenario_.out_days.end(); ++number) {
            const DayInputs day = inputs_of(number);
            for (; wanted != scenario_.out_days.end() && *wanted == number; ++wanted)
                add_quantities(x, day, number, p_, out);
            const UseDay use{.used = used_on(number),
                             .first_of_episode = used_on(number) && !used_on(number - 1)};
            x = next_day(x, day, use, scenario_.scheme, steps_on(number), p_);
        }
        return out;
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

Result<std::vector<Quantity>> run(const SlowScenario& scenario, const knowledge::ModelPack& pack) {
    SINEW_TRY(const Parameters values, parameters_of(pack));
    SINEW_TRY(const Parameters p,
              with_overrides(chosen_for(values, scenario.drug, scenario.sex), scenario));
    std::optional<BuprenorphineKinetics> kinetics;
    if (scenario.buprenorphine) {
        SINEW_TRY(kinetics, kinetics_of(pack, scenario.buprenorphine->weight_kg,
                                        scenario.buprenorphine->bmi));
    }
    return Course{scenario, p, kinetics}.answer();
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
    return out;
}

}  // namespace sinew::model
