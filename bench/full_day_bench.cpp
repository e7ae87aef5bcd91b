// The full day (problem D of docs/methods/ensemble.md) by the lanes, by Boost.Odeint's dopri5, by CVODE and by our own Runge-Kutta in lanes, in
// one run: errors against the whole system at 1e-12, then times, medians of interleaved rounds. Plain output, and JSON where a file is named:
//     full_day_bench [out.json] [draws, 64] [draws that the peers are timed on, 8]
#include "ensemble_peak.hpp"
#include "full_day_lockstep.hpp"
#include "full_day_problem.hpp"

#include <sinew/base/files.hpp>
#include <sinew/numerics/cvode.hpp>

#include <fmt/format.h>
#include <boost/numeric/odeint.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>

using namespace sinew;
using bench::Answer;
using bench::kDays;
using bench::kScenarios;
using bench::Problem;

namespace full_day = model::full_day;

namespace {

constexpr std::size_t kRounds = 5;

struct Method {
    std::string name;
    double setting = 0, error = 0, per_day_ns = 0;
    std::size_t draws = 0;  ///< timed
    std::function<void()> run;
    int times = 1;  ///< a round
    std::vector<double> seconds;
};

/// One thread; preparation of the draws, of the medication and of the events' lists counted in; slow states by day and fast ones by mark kept.
template <class Real>
Method lanes(const Problem& problem, ensemble::Stepper stepper, ensemble::Target target) {
    const auto run = [&problem, stepper, target](std::vector<Answer>* out) {
        const model::SlowState start;
        const std::size_t draws = problem.draws.size();
        // As a job that tries many programmes would: the draws are made ready once for each medication.
        double mg = 0;
        ensemble::MedicationCourse medication;
        std::optional<ensemble::FullEnsemble<Real>> made;
        for (std::size_t s = 0; s < kScenarios; ++s) {
            const auto programme = ensemble::full_programme(
                {problem.all[s], kDays, bench::kAvailability, bench::kStress, false});
            if (mg != bench::dose_mg(s)) {
                mg = bench::dose_mg(s);
                medication = ensemble::medication_course(problem.kinetics, mg, kDays);
                made = *ensemble::FullEnsemble<Real>::make(
                    {problem.draws, {&start, 1}},
                    {bench::kReserve, bench::kVo2max, &medication, problem.events}, kDays, stepper,
                    target);
            }
            auto space = made->space(*programme);
            for (std::size_t block = 0; block < made->blocks(); ++block) {
                const auto view = made->run(*programme, block, space);
                if (out == nullptr) continue;
                for (std::size_t lane = 0; lane < view.count; ++lane) {
                    Answer& answer = (*out)[s * draws + view.first + lane];
                    for (std::size_t n = 0; n <= kDays; ++n)
                        for (std::size_t i = 0; i < bench::kJudged; ++i)
                            answer.slow.push_back(view.of(n, i)[lane]);
                    for (std::size_t mark = 0; mark < programme->first_mark.back(); ++mark)
                        for (std::size_t i = 0; i < ensemble::kFastStates; ++i)
                            answer.fast.push_back(view.fast(mark, i)[lane]);
                    answer.blood = medication.at_end;
                }
            }
        }
    };
    Method method;
    method.name = fmt::format("lanes {} {} S={} m={}", sizeof(Real) == 8 ? "double" : "float",
                              target == ensemble::Target::avx512 ? "avx512"
                              : target == ensemble::Target::avx2 ? "avx2"
                                                                 : "reference",
                              stepper.nodes, stepper.steps_per_day);
    method.draws = problem.draws.size();
    std::vector<Answer> out(problem.exact.size());
    run(&out);
    method.error = problem.error_of(problem.draws.size(), [&](auto s, auto k) -> const Answer& {
        return out[s * problem.draws.size() + k];
    });
    fmt::print("  {}: error {:.2e}\n", method.name, method.error);
    std::fflush(stdout);
    method.run = [run] { run(nullptr); };
    method.times = 3;
    return method;
}

/// Tightens or loosens a peer until its error is `wanted` within a fifth. Where the error jumps with the tolerance a grid about the nearest is tried; what remains is the nearest of all.
void tune(Method& method, double tolerance, double wanted,
          const std::function<double(double)>& error_at) {
    double nearest = std::numeric_limits<double>::infinity();
    const auto close_enough = [&](double setting) {
        const double error = error_at(setting), apart = std::abs(std::log(error / wanted));
        fmt::print("  {} at tolerance {:.2e}: error {:.2e}\n", method.name, setting, error);
        std::fflush(stdout);
        if (apart < nearest) {
            nearest = apart;
            method.error = error;
            method.setting = setting;
        }
        tolerance = setting * std::clamp(std::pow(wanted / error, 0.9), 0.03, 30.0);
        return apart < std::log(1.2);
    };
    for (int turn = 0; turn < 7; ++turn)
        if (close_enough(tolerance)) return;
    const double about = method.setting;
    for (int step = 1; step <= 12; ++step)
        for (const double way : {1.0, -1.0})
            if (close_enough(about * std::pow(10, way * step / 16.0))) return;
}

/// A peer that takes one person from jump to jump. `make(parameters)` gives the solver of a draw.
using MakeSolve = std::function<full_day::Solve(const model::Parameters&)>;
template <class Make>  // tolerance -> MakeSolve
Method peer(const Problem& problem, std::string name, double tolerance, double wanted,
            std::size_t timed, Make make) {
    const std::size_t draws = problem.draws.size();
    std::vector<Answer> out(problem.exact.size());
    Method method;
    method.name = std::move(name);
    tune(method, tolerance, wanted, [&](double setting) {
        const MakeSolve make_solve = make(setting);
        numerics::parallel_for(out.size(), 0, [&](std::size_t at) {
            out[at] = problem.walked(at / draws, at % draws, false,
                                     make_solve(problem.draws[at % draws]));
        });
        return problem.error_of(
            draws, [&](auto s, auto k) -> const Answer& { return out[s * draws + k]; });
    });
    method.draws = timed;
    method.run = [&problem, timed, make_solve = make(method.setting)] {
        for (std::size_t s = 0; s < kScenarios; ++s)
            for (std::size_t k = 0; k < timed; ++k)
                (void)problem.walked(s, k, false, make_solve(problem.draws[k]));
    };
    return method;
}

/// Keeps the step it had before a jump as the first to try after it: the kindest restart that an error control can take.
MakeSolve odeint(double tolerance) {
    return [tolerance](const model::Parameters& p) -> full_day::Solve {
        namespace ode = boost::numeric::odeint;
        auto stepper =
            ode::make_controlled<ode::runge_kutta_dopri5<full_day::Values>>(tolerance, tolerance);
        return [&p, stepper, last = 1e-3](const full_day::Stretch& stretch, double from, double to,
                                          full_day::Values& x) mutable {
            const auto system = [&](const full_day::Values& at, full_day::Values& rate, double) {
                full_day::slopes_at<double>(at, stretch, p, rate);
            };
            stepper.reset();
            double t = from, h = last;
            while (t < to - 1e-12) {
                const bool ends = t + h >= to;
                if (ends) h = to - t;
                if (stepper.try_step(system, x, t, h) == ode::success && !ends) last = h;
                if (ends && t < to - 1e-12) last = h;
            }
        };
    };
}

MakeSolve cvode(numerics::MultistepFamily family, double tolerance) {
    return [family, tolerance](const model::Parameters& p) -> full_day::Solve {
        const auto now = std::make_shared<const full_day::Stretch*>(nullptr);
        auto made = numerics::Cvode::make(
            full_day::kStates,
            [&p, now](double, std::span<const double> at, std::span<double> rate) {
                full_day::Values x, slope;
                std::copy(at.begin(), at.end(), x.begin());
                full_day::slopes_at<double>(x, **now, p, slope);
                std::copy(slope.begin(), slope.end(), rate.begin());
            },
            {family, tolerance, tolerance});
        return [now, solver = std::make_shared<numerics::Cvode>(std::move(*made))](
                   const full_day::Stretch& stretch, double from, double to, full_day::Values& x) {
            *now = &stretch;
            (void)solver->integrate(from, to, x);
        };
    };
}

/// Eight draws at once, stopped at the jumps of each.
void walk_lanes(const Problem& problem, std::size_t s, std::size_t first, double tolerance,
                std::vector<Answer>* out) {
    bench::FullLanes lanes;
    std::vector<full_day::Person> persons;
    std::array<full_day::Values, bench::kFullLanes> x{};
    const auto draw = [&](std::size_t lane) {
        return std::min(first + lane, problem.draws.size() - 1);
    };
    for (std::size_t lane = 0; lane < bench::kFullLanes; ++lane) {
        const auto& p = problem.draws[draw(lane)];
        persons.emplace_back(p, model::BoutPerson{bench::kReserve, bench::kVo2max, p.w_op},
                             problem.kinetics, bench::dose_mg(s));
        for (std::size_t i = 0; i < model::kParameterNames.size(); ++i)
            lanes.parameter[i][lane] = p.*model::kParameterNames[i].member;
    }
    const auto each = [&](const auto& change) {
        for (std::size_t lane = 0; lane < bench::kFullLanes; ++lane) change(lane);
    };
    const auto solve = [&](double from, double to) {
        each([&](std::size_t lane) {
            for (std::size_t i = 0; i < full_day::kStates; ++i) lanes.state[i][lane] = x[lane][i];
        });
        bench::lockstep_stretch(lanes, from, to, tolerance);
        each([&](std::size_t lane) {
            for (std::size_t i = 0; i < full_day::kStates; ++i) x[lane][i] = lanes.state[i][lane];
        });
    };
    const auto kept = [&](auto keep) {
        if (out != nullptr)
            each([&](std::size_t lane) {
                if (first + lane < problem.draws.size())
                    keep((*out)[s * problem.draws.size() + first + lane], x[lane]);
            });
    };
    each([&](std::size_t lane) {
        persons[lane].take_tablet(x[lane]);
        lanes.stretch[lane] = persons[lane].at_rest();
    });
    solve(0, 1);
    const model::SlowValues start = values_of(model::SlowState{});
    each([&](std::size_t lane) {
        std::fill(x[lane].begin(), x[lane].begin() + full_day::kTongue, 0);
        std::copy(start.begin(), start.end(), x[lane].begin());
    });
    const auto keep_day = [&](Answer& answer, const full_day::Values& now) {
        answer.day(now);
        answer.blood.push_back(full_day::concentration_of(now, problem.kinetics));
    };
    kept(keep_day);
    for (std::size_t n = 0; n < kDays; ++n) {
        std::vector<std::pair<int, const model::Segment*>> drives;
        std::vector<int> stops{full_day::kTicks}, ends;
        for (const auto& session : problem.all[s][n]) {
            double minute = session.start_min;
            for (const auto& segment : session.segments) {
                drives.emplace_back(static_cast<int>(minute / full_day::kTickMinutes), &segment);
                minute += segment.minutes;
                ends.push_back(static_cast<int>(minute / full_day::kTickMinutes));
            }
            drives.emplace_back(ends.back(), nullptr);
        }
        for (const auto& drive : drives) stops.push_back(drive.first);
        each([&](std::size_t lane) {
            const auto& p = problem.draws[draw(lane)];
            auto& stretch = lanes.stretch[lane] = persons[lane].at_rest();
            stretch.day.A_v = bench::kAvailability;
            stretch.day.stress = bench::kStress;
            stretch.day.B = problem.breathing(s, draw(lane));
            stretch.day.E_m = p.eps_bup * x[lane][full_day::kOccupied];
            for (const auto& session : problem.all[s][n])
                take_sessions(stretch.day, session.segments, p);
            persons[lane].take_tablet(x[lane]);
            for (const auto& event : problem.events[draw(lane)][n]) stops.push_back(event.tick);
        });
        std::sort(stops.begin(), stops.end());
        stops.erase(std::unique(stops.begin(), stops.end()), stops.end());
        int now = 0;
        for (const int stop : stops) {
            if (stop > now) solve(now / double{full_day::kTicks}, stop / double{full_day::kTicks});
            now = stop;
            if (std::find(ends.begin(), ends.end(), now) != ends.end())
                kept([](Answer& answer, const full_day::Values& at) { answer.mark(at); });
            each([&](std::size_t lane) {
                const auto& p = problem.draws[draw(lane)];
                for (const auto& event : problem.events[draw(lane)][n])
                    if (event.tick == now)
                        x[lane][full_day::kPhasic] +=
                            event.share * cue_gain(model::state_of({x[lane].data(), 22}), p);
                for (const auto& [tick, segment] : drives)
                    if (tick == now)
                        persons[lane].set_drive(segment
                                                    ? drive_of(*segment, persons[lane].body(), p)
                                                    : model::FastDrive{},
                                                x[lane], lanes.stretch[lane]);
            });
        }
        kept([](Answer& answer, const full_day::Values& at) { answer.mark(at); });
        kept(keep_day);
    }
}

Method lockstep(const Problem& problem, double tolerance, double wanted, std::size_t timed) {
    Method method;
    method.name = "our Runge-Kutta in lanes";
    const std::size_t draws = problem.draws.size();
    tune(method, tolerance, wanted, [&](double setting) {
        std::vector<Answer> out(problem.exact.size());
        const std::size_t groups = (draws + bench::kFullLanes - 1) / bench::kFullLanes;
        numerics::parallel_for(kScenarios * groups, 0, [&](std::size_t at) {
            walk_lanes(problem, at / groups, at % groups * bench::kFullLanes, setting, &out);
        });
        return problem.error_of(
            draws, [&](auto s, auto k) -> const Answer& { return out[s * draws + k]; });
    });
    method.draws = std::max(bench::kFullLanes, timed / bench::kFullLanes * bench::kFullLanes);
    method.run = [&problem, count = method.draws, tolerance = method.setting] {
        for (std::size_t s = 0; s < kScenarios; ++s)
            for (std::size_t k = 0; k < count; k += bench::kFullLanes)
                walk_lanes(problem, s, k, tolerance, nullptr);
    };
    return method;
}

double median(std::vector<double> values) {
    std::nth_element(values.begin(),
                     values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}
double processor_seconds_of(const std::function<void()>& work) {
    const std::clock_t from = std::clock();
    work();
    return static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
}

double resident_mb() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmRSS:", 0) == 0) return std::stod(line.substr(6)) / 1024;
    return 0;
}

/// Makes room for what another programme takes.
template <class Real>
void grow(ensemble::FullSpace<Real>& space, const ensemble::FullSpace<Real>& other) {
    const auto at_least = [](auto& mine, const auto& theirs) {
        if (mine.size() < theirs.size()) mine.resize(theirs.size());
    };
    at_least(space.slow.kinds, other.slow.kinds);
    at_least(space.slow.course, other.slow.course);
    at_least(space.drives, other.drives);
    at_least(space.pieces, other.pieces);
    at_least(space.marks, other.marks);
}

/// Brute force over programmes: 300 programmes x 512 draws x 84 days, craving of the last four weeks and the hazard summed in draw order.
struct Prescribing {
    double seconds = 0, resident_mb = 0, best = 0;
};
template <class Real>
Prescribing prescribing(const Problem& problem, const std::vector<model::Parameters>& draws,
                        const std::vector<ensemble::DrawEvents>& events, ensemble::Stepper stepper,
                        unsigned threads) {
    std::vector<model::PlannedDays> programmes;
    for (std::size_t q = 0; q < 300; ++q) {
        model::PlannedDays days(kDays);
        const double minutes = 15 + 5 * static_cast<double>(q % 10);
        const double intensity = 0.4 + 0.05 * static_cast<double>(q / 10 % 6);
        const std::size_t often = 2 + q / 60;
        for (std::size_t n = 0; n < kDays; ++n)
            if (n % 7 < often) {
                days[n].push_back({600, {{model::Modality::A, minutes, intensity, 1, {}}}, false});
                if (n % 2 == 0)
                    days[n].back().segments.push_back({model::Modality::R, 20, 0.6, 1, {}});
            }
        programmes.push_back(std::move(days));
    }
    const double before = resident_mb();
    Prescribing answer;
    const auto from = std::chrono::steady_clock::now();
    const model::SlowState start;
    const auto medication = ensemble::medication_course(problem.kinetics, 16, kDays);
    const auto made = ensemble::FullEnsemble<Real>::make(
        {draws, {&start, 1}}, {bench::kReserve, bench::kVo2max, &medication, events}, kDays,
        stepper, ensemble::best_target());
    std::vector<ensemble::FullProgramme> plans;
    for (const auto& days : programmes)
        plans.push_back(*ensemble::full_programme({days, kDays, 1, 0.3, false}));
    // Block by block, so that what belongs to its draws stays near; a score is the sum over blocks in their order.
    std::vector<double> parts(made->blocks() * plans.size());
    numerics::parallel_for(threads, threads, [&](std::size_t thread) {
        auto space = made->space(plans.front());
        for (const auto& plan : plans) grow(space, made->space(plan));
        for (std::size_t block = thread; block < made->blocks(); block += threads)
            for (std::size_t q = 0; q < plans.size(); ++q) {
                const auto view = made->run(plans[q], block, space);
                double& sum = parts[block * plans.size() + q];
                for (std::size_t lane = 0; lane < view.count; ++lane) {
                    for (std::size_t n = 57; n <= kDays; ++n)
                        sum += view.of(n, ensemble::state_row("C"))[lane];
                    sum += view.of(kDays, ensemble::state_row("H"))[lane];
                }
            }
    });
    std::vector<double> score(plans.size());
    for (std::size_t part = 0; part < parts.size(); ++part)
        score[part % plans.size()] += parts[part];
    answer.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
    answer.resident_mb = resident_mb() - before;
    answer.best = *std::min_element(score.begin(), score.end());
    return answer;
}

}  // namespace

int main(int count, char** words) {
    const std::size_t draws = count > 2 ? std::stoul(words[2]) : 64;
    const std::size_t timed = std::min<std::size_t>(draws, count > 3 ? std::stoul(words[3]) : 8);
    // The job of prescribing first: what it takes must not hide in memory that the rest has left.
    using ensemble::Target;
    const Problem small{1};
    const auto many = bench::prior_draws(512);
    const auto many_events = bench::prior_events(many);
    std::vector<double> one, two, one_float, floats, resident;
    double best = 0;
    for (std::size_t round = 0; round < kRounds; ++round) {
        const auto job = prescribing<double>(small, many, many_events, {4, 1}, 2);
        best = job.best;
        two.push_back(job.seconds);
        resident.push_back(job.resident_mb);
        const auto alone = prescribing<double>(small, many, many_events, {4, 1}, 1);
        if (alone.best != best) fmt::print("THREADS DIFFER\n");
        one.push_back(alone.seconds);
        one_float.push_back(prescribing<float>(small, many, many_events, {4, 1}, 1).seconds);
        floats.push_back(prescribing<float>(small, many, many_events, {4, 1}, 2).seconds);
    }
    fmt::print(
        "300 programmes x 512 draws x 84 days: {:.3f} s on one thread, {:.3f} s on two ({:.2f} "
        "times), floats {:.3f} and {:.3f} s; resident memory above baseline at most {:.1f} MiB\n",
        median(one), median(two), median(one) / median(two), median(one_float), median(floats),
        resident.front());
    std::fflush(stdout);

    const Problem problem{draws};
    fmt::print("exact answers of {} draws are there\n", draws);
    std::vector<Method> methods;
    for (const ensemble::Stepper stepper : {ensemble::Stepper{2, 1}, {4, 1}, {4, 2}, {4, 3}})
        for (const Target target : {Target::avx512, Target::avx2})
            if (ensemble::available(target))
                methods.push_back(lanes<double>(problem, stepper, target));
    methods.push_back(lanes<double>(problem, {4, 1}, Target::reference));
    for (const ensemble::Stepper stepper : {ensemble::Stepper{2, 1}, {4, 1}})
        for (const Target target : {Target::avx512, Target::avx2})
            if (ensemble::available(target))
                methods.push_back(lanes<float>(problem, stepper, target));
    const std::string width = ensemble::available(Target::avx512) ? "avx512" : "avx2";
    const auto named = [&](const char* number, int steps) {
        return fmt::format("lanes {} {} S=4 m={}", number, width, steps);
    };
    // Doubles within 1e-4, floats within 1.5e-4; doubles with the steps of the floats besides.
    const std::vector<std::string> ours{named("double", 2), named("float", 1), named("double", 1)};
    std::vector<double> wanted;
    for (std::size_t which = 0; which < 2; ++which)
        for (const Method& method : methods)
            if (method.name == ours[which]) wanted.push_back(method.error);
    using numerics::MultistepFamily;
    for (const double error : wanted) {
        methods.push_back(peer(problem, "Boost.Odeint dopri5", 1e-5, error, timed, odeint));
        methods.push_back(lockstep(problem, 1e-5, error, timed));
        for (const auto& [name, family] : {std::pair{"CVODE Adams", MultistepFamily::adams},
                                           std::pair{"CVODE BDF", MultistepFamily::bdf}})
            methods.push_back(peer(problem, name, 1e-6, error, timed,
                                   [f = family](double tolerance) { return cvode(f, tolerance); }));
    }
    for (std::size_t round = 0; round < kRounds; ++round)
        for (Method& method : methods)
            method.seconds.push_back(processor_seconds_of([&] {
                                         for (int time = 0; time < method.times; ++time)
                                             method.run();
                                     }) /
                                     method.times);
    nlohmann::ordered_json out;
    out["problem"] = fmt::format(
        "D: S0-S7 x {} prior draws x 84 days, daily buprenorphine, sessions and cues on 5 minutes, "
        "one thread, preparation counted; peers timed on {} draws",
        draws, timed);
    out["time"] = "processor time of the process; prescribing: wall time";
    out["rounds"] = kRounds;
    for (Method& method : methods) {
        method.per_day_ns =
            median(method.seconds) * 1e9 / static_cast<double>(kScenarios * method.draws * kDays);
        fmt::print("{:<34} {:>8.1e} error {:.2e}  {:>12.2f} ns a person-day\n", method.name,
                   method.setting, method.error, method.per_day_ns);
        out["methods"].push_back({{"method", method.name},
                                  {"tolerance", method.setting},
                                  {"error", method.error},
                                  {"ns_per_person_day", method.per_day_ns}});
    }
    for (const Method& a : methods) {
        if (std::find(ours.begin(), ours.end(), a.name) == ours.end()) continue;
        for (const Method& b : methods) {
            if (b.name.rfind("lanes ", 0) == 0) continue;
            const double apart = std::max(a.error, b.error) / std::min(a.error, b.error);
            if (apart > 1.25) continue;  // no ratio where the errors differ
            fmt::print("{} against {}: errors {:.2e} {:.2e}, {:.0f} times\n", a.name, b.name,
                       a.error, b.error, b.per_day_ns / a.per_day_ns);
            out["ratios"].push_back({{"ours", a.name},
                                     {"peer", b.name},
                                     {"our_error", a.error},
                                     {"peer_error", b.error},
                                     {"ratio", b.per_day_ns / a.per_day_ns}});
        }
    }
    for (const bool wide : {true, false}) {
        const double flops = wide ? bench::full_flops<double>(4) : bench::full_flops<float>(4);
        std::vector<double> peaks;
        for (std::size_t round = 0; round < kRounds; ++round)
            peaks.push_back(wide ? bench::fused_peak_double() : bench::fused_peak_float());
        for (const Method& method : methods)
            if (method.name == ours[wide ? 2 : 1]) {
                const double rate = flops / method.per_day_ns, peak = median(peaks);
                fmt::print(
                    "{}: {:.0f} operations a person-day, {:.1f} of {:.1f} Gflop/s: {:.0f} %\n",
                    method.name, flops, rate, peak, 100 * rate / peak);
                // In the job of prescribing what is worked out once a draw is spread over 300 programmes.
                const double job_ns =
                    median(wide ? one : one_float) * 1e9 / (300.0 * 512 * double{kDays});
                fmt::print("    in the job of prescribing {:.1f} ns a person-day: {:.0f} %\n",
                           job_ns, 100 * flops / job_ns / peak);
                out["peak"].push_back({{"method", method.name},
                                       {"flops_per_person_day", flops},
                                       {"gflops", rate},
                                       {"job_gflops", flops / job_ns},
                                       {"peak_gflops", peak}});
            }
    }
    out["prescribing"] = {{"one_thread_s", median(one)},
                          {"two_threads_s", median(two)},
                          {"float_one_thread_s", median(one_float)},
                          {"float_two_threads_s", median(floats)},
                          {"resident_mib_above_baseline", resident.front()}};
    if (count > 1 && words[1][0] != '-') (void)write_file_atomically(words[1], out.dump(1) + "\n");
}
