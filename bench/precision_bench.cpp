// How much work does each way of solving the slow layer need for an accuracy? (docs/methods/model.md, work and accuracy)
//
// precision_bench RUNS   JSON on standard output: method, setting, largest error, nanoseconds a person and day (median of RUNS interleaved
//                        runs, processor time, one thread)
//
// Problem S of the forecast contract in small: S0-S7 x 8 prior draws x 84 days, daily output, every method restarted at midnight. Error:
// largest |x - x_ref| / max(1, largest |x_ref|) over states 1-21, days and draws; x_ref is our continuous solution at 1e-12. All peers get the same
// right-hand side (model/runge_kutta_day.hpp, slopes_at), compiled with the same flags; nothing is allocated inside it. The lanes of room ensemble
// have the equations in their own form and are judged by the same reference; the weights of their draws are worked out once for the eight
// scenarios, inside the time, and a block of floats holds sixteen draws, of which the first eight are judged.
#include <sinew/ensemble/slow_ensemble.hpp>
#include <sinew/model/continuous_day.hpp>
#include <sinew/model/linear_target_day.hpp>
#include <sinew/model/lockstep_dopri.hpp>
#include <sinew/model/oracle_day.hpp>
#include <sinew/model/prior.hpp>
#include <sinew/model/reference_weeks.hpp>
#include <sinew/model/runge_kutta_day.hpp>
#include <sinew/model/scenario_plan.hpp>
#include <sinew/model/step_distance.hpp>

#include <fmt/format.h>
#include <algorithm>
#include <boost/numeric/odeint.hpp>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>

using namespace sinew;
using namespace sinew::model;

namespace {

constexpr std::size_t kDays = 84;
constexpr std::size_t kDraws = kDopriLanes;
constexpr std::uint64_t kSeed = 20261123;

/// One scenario under eight draws.
struct Problem {
    std::array<ScenarioPlan, kDraws> plans;
    std::array<std::vector<SlowState>, kDraws> reference;
    std::vector<Parameters> lanes;  ///< sixteen draws, the eight of `plans` first
    ensemble::SlowProgramme programme;
    double E_m = 0;
    bool first = false;  ///< of the scenarios of a run
};

template <class T>
T taken(Result<T> result) {
    if (!result) {
        std::fputs((to_line(result.error()) + "\n").c_str(), stderr);
        std::exit(2);
    }
    return *std::move(result);
}
template <class T>
T taken(Checked<T> result) {
    if (!result) {
        std::fputs((to_line(result.error().list().front()) + "\n").c_str(), stderr);
        std::exit(2);
    }
    return *std::move(result);
}

std::vector<Problem> problems() {
    const auto source = knowledge::PackSource::embedded();
    const auto pack = taken(knowledge::load_model_pack(source));
    const auto links = taken(knowledge::load_model_links(source));
    const Prior prior = taken(Prior::read(pack, links));
    std::vector<Problem> all;
    for (const ReferenceWeek& week : reference_weeks()) {
        const auto sessions = days_of(week, kDays);
        Problem problem;
        for (std::size_t k = 0; k < 2 * kDraws; ++k)
            problem.lanes.push_back(
                chosen_for(prior.draw(kSeed, k).parameters, DrugClass::opioid, Sex::M));
        for (std::size_t k = 0; k < kDraws; ++k) {
            ScenarioPlan& plan = problem.plans[k];
            plan.parameters = problem.lanes[k];
            DayInputs day;
            day.A_v = kReferenceAvailability;
            day.E_m = week.E_m;
            for (std::size_t n = 0; n <= kDays; ++n) {
                day.dose_A = day.dose_R = day.dose_M = 0;  // B of the last mind-body day stays
                if (n < kDays) take_sessions(day, sessions[n], plan.parameters);
                plan.days.push_back({day, {}, 1});
            }
            problem.reference[k] = taken(walk(
                plan, [&](const SlowState& x, const PlannedDay& today, int) -> Result<SlowState> {
                    return continuous_day(x, today.inputs, plan.parameters);
                }));
        }
        const DayInputs& day = problem.plans[0].days.front().inputs;
        problem.programme = ensemble::slow_programme({sessions, kDays, day.A_v, day.stress, {}});
        problem.E_m = week.E_m;
        problem.first = all.empty();
        all.push_back(std::move(problem));
    }
    return all;
}

using Courses = std::array<std::vector<SlowState>, kDraws>;

/// A method at one setting: fills the states of every draw.
struct Method {
    std::string name;
    double setting = 0;
    std::function<void(const Problem&, Courses&)> solve;
    double error = 0;
    std::vector<double> seconds = {};
    std::size_t people = kDraws;  ///< that one call of `solve` takes through the days
    int times = 1;                ///< calls a timed run: the quick ones more often
    /// The same work with its output left where it is; empty: `solve` is timed.
    std::function<void(const Problem&)> timed = {};
};

double error_of(const std::vector<SlowState>& states, const std::vector<SlowState>& reference) {
    return distance_between(states, reference).relative;
}

template <class Day>
Method one_by_one(std::string name, double setting, Day day) {
    return {std::move(name),
            setting,
            [day](const Problem& problem, Courses& courses) {
                for (std::size_t k = 0; k < kDraws; ++k) {
                    const ScenarioPlan& plan = problem.plans[k];
                    SlowState x = plan.start;
                    courses[k].front() = x;
                    for (std::size_t n = 0; n + 1 < plan.days.size(); ++n)
                        courses[k][n + 1] = x = day(x, plan.days[n].inputs, plan.parameters);
                }
            },
            0,
            {}};
}

SlowState odeint_day(const SlowState& start, const DayInputs& inputs, const Parameters& p,
                     double tolerance) {
    namespace odeint = boost::numeric::odeint;
    using Stepper = odeint::runge_kutta_dopri5<SlowValues>;
    SlowValues x = values_of(start);
    const auto slope = [&](const SlowValues& values, SlowValues& rate, double) {
        runge_kutta::slopes_at(values, inputs, p, rate);
    };
    odeint::integrate_adaptive(odeint::make_controlled<Stepper>(tolerance, tolerance), slope, x,
                               0.0, 1.0, std::min(1.0, 2.5 * std::pow(tolerance, 0.2)));
    return state_of(x);
}

Method dopri_lanes(double tolerance) {
    return {"dopri5_lanes",
            tolerance,
            [tolerance](const Problem& problem, Courses& courses) {
                std::array<Parameters, kDraws> parameters;
                std::array<SlowState, kDraws> states;
                std::array<DayInputs, kDraws> inputs;
                for (std::size_t k = 0; k < kDraws; ++k) {
                    parameters[k] = problem.plans[k].parameters;
                    courses[k].front() = states[k] = problem.plans[k].start;
                }
                const LockstepDopri solver{parameters, tolerance};
                DopriBlock block = LockstepDopri::block_of(states);
                for (std::size_t n = 0; n + 1 < problem.plans[0].days.size(); ++n) {
                    for (std::size_t k = 0; k < kDraws; ++k)
                        inputs[k] = problem.plans[k].days[n].inputs;
                    solver.day(block, inputs);
                    for (std::size_t k = 0; k < kDraws; ++k)
                        courses[k][n + 1] = LockstepDopri::state_in(block, k);
                }
            },
            0,
            {}};
}

/// CVODE restarted at midnight and nowhere else, as the contract asks of peers.
Method cvode(numerics::MultistepFamily family, double tolerance) {
    struct Today {
        const DayInputs* inputs = nullptr;
        const Parameters* parameters = nullptr;
    };
    auto today = std::make_shared<Today>();
    auto solver = std::make_shared<numerics::Cvode>(taken(
        numerics::Cvode::make(kSlowStates,
                              [today](double, std::span<const double> x, std::span<double> rate) {
                                  slow_slopes(x, *today->inputs, *today->parameters, rate);
                              },
                              {family, tolerance, tolerance})));
    const bool bdf = family == numerics::MultistepFamily::bdf;
    return one_by_one(
        bdf ? "cvode_bdf" : "cvode_adams", tolerance,
        [today, solver](const SlowState& x, const DayInputs& inputs, const Parameters& p) {
            *today = {&inputs, &p};
            SlowValues values = values_of(x);
            if (const auto done = solver->integrate(0, 1, values); !done) std::exit(2);
            return state_of(values);
        });
}

/// The lanes of room ensemble at one number of nodes and steps.
template <class Real>
Method ensemble_lanes(const char* name, ensemble::Stepper stepper) {
    using Ensemble = ensemble::SlowEnsemble<Real>;
    struct Work {
        std::optional<Ensemble> made;
        ensemble::SlowSpace<Real> space;
    };
    const auto work = std::make_shared<Work>();
    const auto run = [work, stepper](const Problem& problem) {
        const SlowState& start = problem.plans[0].start;
        if (problem.first) {
            const std::span<const Parameters> draws{problem.lanes.data(), ensemble::kBlock<Real>};
            work->made =
                taken(Ensemble::make({draws, {&start, 1}}, stepper, ensemble::best_target()));
            if (work->space.course.empty()) work->space = work->made->space(8, kDays);
        }
        std::array<ensemble::Lanes<Real>, kDays> drive;
        for (auto& day : drive)
            for (Real& lane : day.at) lane = static_cast<Real>(problem.E_m);
        return work->made->run(problem.programme, 0, problem.E_m > 0 ? drive.data() : nullptr,
                               work->space);
    };
    Method method{name,
                  stepper.nodes + stepper.steps_per_day / 100.0,
                  [run](const Problem& problem, Courses& courses) {
                      const auto view = run(problem);
                      for (std::size_t k = 0; k < kDraws; ++k)
                          for (std::size_t n = 0; n <= kDays; ++n)
                              for (std::size_t i = 0; i < kStateNames.size(); ++i)
                                  courses[k][n].*kStateNames[i].member =
                                      static_cast<double>(view.of(n, i)[k]);
                  },
                  0,
                  {}};
    method.people = ensemble::kBlock<Real>;
    method.times = 25;
    method.timed = [run](const Problem& problem) { (void)run(problem); };
    return method;
}

std::vector<Method> methods() {
    std::vector<Method> all;
    for (const ensemble::Stepper stepper :
         {ensemble::Stepper{2, 1}, {3, 1}, {4, 1}, {4, 2}, {4, 3}, {4, 6}, {4, 12}, {4, 24}}) {
        all.push_back(ensemble_lanes<double>("lanes_double", stepper));
        all.push_back(ensemble_lanes<float>("lanes_float", stepper));
    }
    for (const int steps : {1, 4, 16, 64, 256})
        all.push_back(one_by_one("frozen", steps,
                                 [steps](SlowState x, const DayInputs& day, const Parameters& p) {
                                     for (int i = 0; i < steps; ++i)
                                         x = frozen_step(x, day, 1.0 / steps, true, p);
                                     return x;
                                 }));
    for (const int steps : {1, 4, 16, 64})
        all.push_back(one_by_one("linear_target", steps,
                                 [steps](SlowState x, const DayInputs& day, const Parameters& p) {
                                     for (int i = 0; i < steps; ++i)
                                         x = linear_target_step(x, day, 1.0 / steps, p);
                                     return x;
                                 }));
    for (const int steps : {1, 2, 4, 8, 16, 32, 64})
        all.push_back(
            one_by_one("runge_kutta_4", steps,
                       [steps](const SlowState& x, const DayInputs& day, const Parameters& p) {
                           return runge_kutta_day(x, day, steps, p);
                       }));
    for (int power = 2; power <= 10; ++power) {
        const double tolerance = std::pow(10.0, -power);
        all.push_back(dopri_lanes(tolerance));
        all.push_back(
            one_by_one("odeint_dopri5", tolerance,
                       [tolerance](const SlowState& x, const DayInputs& day, const Parameters& p) {
                           return odeint_day(x, day, p, tolerance);
                       }));
        all.push_back(cvode(numerics::MultistepFamily::adams, tolerance));
        all.push_back(cvode(numerics::MultistepFamily::bdf, tolerance));
    }
    return all;
}

double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

int main(int count, char** words) {
    const int runs = count > 1 ? std::atoi(words[1]) : 5;
    const auto all = problems();
    auto every = methods();
    Courses courses;
    for (auto& states : courses) states.assign(kDays + 1, {});
    for (int run = 0; run <= runs; ++run)  // the first warms up and measures the error
        for (Method& method : every) {
            if (run == 0) {
                for (const Problem& problem : all) {
                    method.solve(problem, courses);
                    for (std::size_t k = 0; k < kDraws; ++k)
                        method.error =
                            std::max(method.error, error_of(courses[k], problem.reference[k]));
                }
                continue;
            }
            const double before = processor_seconds();
            for (int time = 0; time < method.times; ++time)
                for (const Problem& problem : all)
                    method.timed ? method.timed(problem) : method.solve(problem, courses);
            method.seconds.push_back((processor_seconds() - before) / method.times);
        }
    fmt::print(
        "{{\n \"what\": \"work against accuracy on the slow layer: S0-S7 x {} prior draws x {} "
        "days, "
        "one thread, processor time, medians of {} interleaved runs\",\n \"width\": {},\n "
        "\"methods\": [\n",
        kDraws, kDays, runs, 1 << (static_cast<int>(numerics::widest_lanes()) + 1));
    for (std::size_t i = 0; i < every.size(); ++i)
        fmt::print(
            "  {{\"name\": \"{}\", \"setting\": {:g}, \"error\": {:.3g}, \"ns_per_person_day\": "
            "{:.4g}}}{}\n",
            every[i].name, every[i].setting, every[i].error,
            1e9 * median(every[i].seconds) /
                (static_cast<double>(all.size() * every[i].people) * kDays),
            i + 1 < every.size() ? "," : "");
    fmt::print(" ]\n}}\n");
    return 0;
}
