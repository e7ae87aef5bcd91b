// The slow layer (problem S of docs/methods/ensemble.md) by the lanes, by Boost.Odeint's dopri5 and by CVODE, in one run: errors first,
// then times, medians of interleaved rounds. Plain output, and JSON where a file is named: ensemble_bench [out.json]
#include <sinew/base/files.hpp>
#include <sinew/ensemble/slow_ensemble.hpp>
#include <sinew/model/continuous_day.hpp>
#include <sinew/model/prior.hpp>
#include <sinew/model/runge_kutta_day.hpp>
#include <sinew/model/slow_flow.hpp>
#include <sinew/numerics/cvode.hpp>
#include <sinew/numerics/parallel_for.hpp>

#include "ensemble_peak.hpp"

#include <fmt/format.h>
#include <boost/numeric/odeint.hpp>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <fstream>

using namespace sinew;
using model::kStateNames;
using model::Modality;
using model::Segment;

namespace {

constexpr std::size_t kDays = 84, kDraws = 64, kRounds = 5;
constexpr std::size_t kJudged = ensemble::kSlowStates - 1;  // states 1-21
using Weekly = std::vector<std::vector<Segment>>;

/// Scenarios S0 to S7 of the specification, section 13.
struct Scenario {
    Weekly days;
    double E_m = 0;
};
std::vector<Scenario> scenarios() {
    const std::vector<std::vector<Segment>> work{
        {},
        {{Modality::A, 40, 0.65, 1, {}}},
        {{Modality::R, 40, 0.65, 1, {}}},
        {{Modality::A, 30, 0.65, 1, {}}, {Modality::R, 20, 0.65, 1, {}}},
        {{Modality::M, 45, 0.25, 1, 6.0}},
        {{Modality::A, 40, 0.90, 1, {}}},
        {},
        {{Modality::A, 40, 0.65, 1, {}}}};
    std::vector<Scenario> made(8);
    for (std::size_t s = 0; s < 8; ++s) {
        made[s].E_m = s >= 6 ? 0.465 : 0;
        made[s].days.resize(kDays);
        for (std::size_t n = 0; n < kDays; ++n) {
            const std::size_t d = n % 7;
            const bool on = s == 4 ? d <= 4 : s == 5 ? d != 6 : d == 0 || d == 2 || d == 4;
            if (on) made[s].days[n] = work[s];
        }
    }
    return made;
}

struct Problem {
    std::vector<model::Parameters> draws;
    std::vector<Scenario> all = scenarios();
    std::vector<double> exact;  ///< scenario, draw, day, state
    std::vector<std::vector<model::DayInputs>>
        inputs;  ///< scenario x draw, day: the same for every peer

    Problem() {
        const auto pack = knowledge::load_model_pack(knowledge::PackSource::embedded());
        const auto links = knowledge::load_model_links(knowledge::PackSource::embedded());
        const auto prior = model::Prior::read(*pack, *links);
        for (std::size_t k = 0; k < kDraws; ++k)
            draws.push_back(
                chosen_for(prior->draw(1, k).parameters, model::DrugClass::opioid, model::Sex::M));
        for (const Scenario& scenario : all)
            for (const model::Parameters& p : draws) {
                auto& days = inputs.emplace_back();
                double B = 0.5;
                model::SlowState x;
                for (std::size_t n = 0; n <= kDays; ++n) {
                    for (std::size_t i = 0; i < kJudged; ++i)
                        exact.push_back(x.*kStateNames[i].member);
                    if (n == kDays) break;
                    model::DayInputs day;
                    day.B = B;
                    take_sessions(day, scenario.days[n], p);
                    B = day.B;
                    day.A_v = 0.01;
                    day.E_m = scenario.E_m;
                    days.push_back(day);
                    x = continuous_day(x, day, p);
                }
            }
    }
};

/// Error of section 8 of the contract: largest |x - exact| / max(1, largest |exact| over time).
class Judge {
public:
    explicit Judge(const Problem& problem) : problem_{problem} {}
    template <class At>  // at(scenario, draw, day, state)
    double operator()(const At& at) const {
        double worst = 0;
        for (std::size_t s = 0; s < 8; ++s)
            for (std::size_t k = 0; k < kDraws; ++k)
                for (std::size_t i = 0; i < kJudged; ++i) {
                    double largest = 1, apart = 0;
                    for (std::size_t n = 0; n <= kDays; ++n) {
                        const double exact =
                            problem_.exact[(((s * kDraws + k) * (kDays + 1)) + n) * kJudged + i];
                        largest = std::max(largest, std::abs(exact));
                        apart = std::max(apart, std::abs(at(s, k, n, i) - exact));
                    }
                    worst = std::max(worst, apart / largest);
                }
        return worst;
    }

private:
    const Problem& problem_;
};

struct Method {
    std::string name;
    double setting = 0;
    std::function<void()> run;
    int times = 1;  ///< a round
    double error = 0;
    std::vector<double> seconds;
    double per_day_ns = 0;
};

std::size_t place(std::size_t s, std::size_t k, std::size_t n, std::size_t i) {
    return ((s * kDraws + k) * (kDays + 1) + n) * kJudged + i;
}

/// One thread, daily output kept, preparation of the draws counted in.
template <class Real>
Method lanes(const Problem& problem, ensemble::Stepper stepper, ensemble::Target target) {
    const auto run = [&problem, stepper, target](std::vector<double>* out) {
        const model::SlowState start;
        const auto made =
            ensemble::SlowEnsemble<Real>::make({problem.draws, {&start, 1}}, stepper, target);
        for (std::size_t s = 0; s < 8; ++s) {
            const auto days = ensemble::slow_programme({problem.all[s].days, kDays, 0.01, 0.3, {}});
            std::vector<ensemble::Lanes<Real>> drive(problem.all[s].E_m > 0 ? kDays : 0);
            for (auto& day : drive)
                for (Real& lane : day.at) lane = static_cast<Real>(problem.all[s].E_m);
            auto space = made->space(days.kinds.size(), kDays);
            for (std::size_t block = 0; block < made->blocks(); ++block) {
                const auto view =
                    made->run(days, block, drive.empty() ? nullptr : drive.data(), space);
                if (out == nullptr) continue;
                for (std::size_t lane = 0; lane < view.count; ++lane)
                    for (std::size_t n = 0; n <= kDays; ++n)
                        for (std::size_t i = 0; i < kJudged; ++i)
                            (*out)[place(s, view.first + lane, n, i)] = view.of(n, i)[lane];
            }
        }
    };
    Method method;
    method.times = 8;
    method.name = fmt::format("lanes {} {} S={} m={}", sizeof(Real) == 8 ? "double" : "float",
                              target == ensemble::Target::avx512 ? "avx512"
                              : target == ensemble::Target::avx2 ? "avx2"
                                                                 : "reference",
                              stepper.nodes, stepper.steps_per_day);
    std::vector<double> out(8 * kDraws * (kDays + 1) * kJudged);
    run(&out);
    method.error =
        Judge{problem}([&](auto s, auto k, auto n, auto i) { return out[place(s, k, n, i)]; });
    method.run = [run] { run(nullptr); };
    return method;
}

/// Any peer that takes one person through one day; `day_of` is made once a person, so that nothing is allocated in a run.
template <class MakeDay>
Method peer(const Problem& problem, std::string name, double tolerance, MakeDay make_day) {
    const auto run = [&problem, make_day](std::vector<double>* out) {
        for (std::size_t s = 0; s < 8; ++s)
            for (std::size_t k = 0; k < kDraws; ++k) {
                const auto& days = problem.inputs[s * kDraws + k];
                model::DayInputs now;
                auto day_of = make_day(problem.draws[k], now);
                model::SlowValues x = values_of(model::SlowState{});
                for (std::size_t n = 0; n <= kDays; ++n) {
                    if (out != nullptr)
                        for (std::size_t i = 0; i < kJudged; ++i) (*out)[place(s, k, n, i)] = x[i];
                    if (n == kDays) break;
                    now = days[n];
                    day_of(x);
                }
            }
    };
    Method method;
    method.name = std::move(name);
    method.setting = tolerance;
    std::vector<double> out(8 * kDraws * (kDays + 1) * kJudged);
    run(&out);
    method.error =
        Judge{problem}([&](auto s, auto k, auto n, auto i) { return out[place(s, k, n, i)]; });
    method.run = [run] { run(nullptr); };
    return method;
}

/// The right-hand side all peers get: straight code, no allocation, in the order of kStateNames.
void slopes(const model::SlowValues& x, model::SlowValues& rate, const model::DayInputs& day,
            const model::Parameters& p) {
    model::runge_kutta::slopes_at<double>(x, day, p, rate);
}

Method odeint(const Problem& problem, double tolerance) {
    return peer(problem, "Boost.Odeint dopri5", tolerance,
                [tolerance](const model::Parameters& p, const model::DayInputs& day) {
                    namespace ode = boost::numeric::odeint;
                    auto stepper = ode::make_controlled<ode::runge_kutta_dopri5<model::SlowValues>>(
                        tolerance, tolerance);
                    return [&p, &day, stepper, last = 0.25](model::SlowValues& x) mutable {
                        stepper.reset();
                        const auto system = [&](const model::SlowValues& at,
                                                model::SlowValues& rate,
                                                double) { slopes(at, rate, day, p); };
                        double t = 0, h = last;  // the step of yesterday: the kindest start
                        while (t < 1) {
                            const bool ends = t + h >= 1;
                            if (ends) h = 1 - t;
                            const double tried = h;
                            if (stepper.try_step(system, x, t, h) == ode::success && !ends)
                                last = h;
                            else if (ends && t < 1 - 1e-12)
                                last = h;
                            else if (ends)
                                last = std::max(last, tried);
                            if (t > 1 - 1e-12) break;
                        }
                    };
                });
}

Method cvode(const Problem& problem, numerics::MultistepFamily family, double tolerance) {
    return peer(problem, family == numerics::MultistepFamily::bdf ? "CVODE BDF" : "CVODE Adams",
                tolerance,
                [family, tolerance](const model::Parameters& p, const model::DayInputs& day) {
                    auto made = numerics::Cvode::make(
                        ensemble::kSlowStates,
                        [&p, &day](double, std::span<const double> at, std::span<double> rate) {
                            model::SlowValues x, slope;
                            std::copy(at.begin(), at.end(), x.begin());
                            slopes(x, slope, day, p);
                            std::copy(slope.begin(), slope.end(), rate.begin());
                        },
                        {family, tolerance, tolerance});
                    return [solver = std::make_shared<numerics::Cvode>(std::move(*made))](
                               model::SlowValues& x) { (void)solver->integrate(0, 1, x); };
                });
}

double median(std::vector<double> values) {
    std::nth_element(values.begin(),
                     values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2), values.end());
    return values[values.size() / 2];
}
/// Of this process's processor, all threads together: what others do on the machine does not count.
double processor_seconds_of(const std::function<void()>& work) {
    const std::clock_t from = std::clock();
    work();
    return static_cast<double>(std::clock() - from) / CLOCKS_PER_SEC;
}
double seconds_of(const std::function<void()>& work) {
    const auto from = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - from).count();
}

/// Brute force over programmes: 300 programmes x 512 draws x 84 days, craving of the last four weeks summed in draw order.
struct Prescribing {
    double seconds = 0, best = 0;
    double resident_mb = 0;
};
double resident_mb() {
    std::ifstream status{"/proc/self/status"};
    for (std::string line; std::getline(status, line);)
        if (line.rfind("VmRSS:", 0) == 0) return std::stod(line.substr(6)) / 1024;
    return 0;
}
template <class Real>
Prescribing prescribing(const Problem&, ensemble::Stepper stepper, unsigned threads) {
    const auto pack = knowledge::load_model_pack(knowledge::PackSource::embedded());
    const auto links = knowledge::load_model_links(knowledge::PackSource::embedded());
    const auto prior = model::Prior::read(*pack, *links);
    std::vector<model::Parameters> draws;
    for (std::size_t k = 0; k < 512; ++k)
        draws.push_back(
            chosen_for(prior->draw(1, k).parameters, model::DrugClass::opioid, model::Sex::M));
    std::vector<Weekly> programmes;
    for (std::size_t q = 0; q < 300; ++q) {
        Weekly days(kDays);
        const double minutes = 15 + 5 * static_cast<double>(q % 10);
        const double intensity = 0.4 + 0.05 * static_cast<double>(q / 10 % 6);
        const std::size_t often = 2 + q / 60;
        for (std::size_t n = 0; n < kDays; ++n)
            if (n % 7 < often) {
                days[n].push_back({Modality::A, minutes, intensity, 1, {}});
                if (n % 2 == 0) days[n].push_back({Modality::R, 20, 0.6, 1, {}});
            }
        programmes.push_back(std::move(days));
    }
    const double before = resident_mb();
    std::vector<double> score(programmes.size());
    Prescribing answer;
    answer.seconds = seconds_of([&] {
        const model::SlowState start;
        const auto made = ensemble::SlowEnsemble<Real>::make({draws, {&start, 1}}, stepper,
                                                             ensemble::best_target());
        numerics::parallel_for(threads, threads, [&](std::size_t thread) {
            auto space = made->space(2, kDays);
            for (std::size_t q = thread; q < programmes.size(); q += threads) {
                const auto days = ensemble::slow_programme({programmes[q], kDays, 0.01, 0.3, {}});
                if (days.kinds.size() > space.kinds.size())
                    space = made->space(days.kinds.size(), kDays);
                double sum = 0;
                for (std::size_t block = 0; block < made->blocks(); ++block) {
                    const auto view = made->run(days, block, nullptr, space);
                    for (std::size_t lane = 0; lane < view.count; ++lane)
                        for (std::size_t n = 57; n <= kDays; ++n)
                            sum += view.of(n, ensemble::state_row("C"))[lane];
                }
                score[q] = sum;
            }
        });
        answer.resident_mb = resident_mb() - before;  // everything of the job is still there
    });
    answer.best = *std::min_element(score.begin(), score.end());
    return answer;
}

}  // namespace

int main(int count, char** words) {
    const Problem problem;
    using ensemble::Target;
    using numerics::MultistepFamily;
    std::vector<Method> methods;
    for (const ensemble::Stepper stepper :
         {ensemble::Stepper{2, 1}, {3, 1}, {4, 1}, {2, 3}, {4, 2}, {4, 3}, {4, 8}})
        for (const Target target : {Target::avx512, Target::avx2})
            if (ensemble::available(target))
                methods.push_back(lanes<double>(problem, stepper, target));
    methods.push_back(lanes<double>(problem, {4, 1}, Target::reference));
    for (const ensemble::Stepper stepper : {ensemble::Stepper{2, 1}, {4, 1}})
        for (const Target target : {Target::avx512, Target::avx2})
            if (ensemble::available(target))
                methods.push_back(lanes<float>(problem, stepper, target));
    for (const double tolerance : {1e-2, 1e-4, 1e-5, 1e-6, 6e-7, 1e-7, 1e-8})
        methods.push_back(odeint(problem, tolerance));
    for (const MultistepFamily family : {MultistepFamily::adams, MultistepFamily::bdf})
        for (const double tolerance : family == MultistepFamily::bdf
                                          ? std::vector<double>{1e-5, 5e-7}
                                          : std::vector<double>{1e-5, 3e-6, 2e-6})
            methods.push_back(cvode(problem, family, tolerance));
    for (std::size_t round = 0; round < kRounds; ++round)
        for (Method& method : methods)
            method.seconds.push_back(processor_seconds_of([&] {
                                         for (int time = 0; time < method.times; ++time)
                                             method.run();
                                     }) /
                                     method.times);
    nlohmann::ordered_json out;
    out["problem"] =
        "S: S0-S7 x 64 prior draws x 84 days, daily output, one thread, preparation of the draws "
        "counted";
    out["time"] = "processor time of the process; prescribing: wall time";
    out["rounds"] = kRounds;
    const double person_days = 8.0 * kDraws * kDays;
    for (Method& method : methods) {
        method.per_day_ns = median(method.seconds) * 1e9 / person_days;
        fmt::print("{:<34} {:>8.0e} error {:.2e}  {:>10.2f} ns a person-day\n", method.name,
                   method.setting, method.error, method.per_day_ns);
        out["methods"].push_back({{"method", method.name},
                                  {"tolerance", method.setting},
                                  {"error", method.error},
                                  {"ns_per_person_day", method.per_day_ns}});
    }
    // Ratios: only between errors that differ by no more than 1.25.
    const auto ratio = [&](const std::string& ours, const std::string& theirs) {
        for (const Method& a : methods) {
            if (a.name != ours) continue;
            const Method* found = nullptr;
            for (const Method& b : methods)
                if (b.name == theirs && b.error >= a.error / 1.25 &&
                    (!found || b.error < found->error))
                    found = &b;
            if (!found) continue;
            fmt::print("{} against {} (tolerance {:.0e}): errors {:.2e} {:.2e}, {:.1f} times\n",
                       ours, theirs, found->setting, a.error, found->error,
                       found->per_day_ns / a.per_day_ns);
            out["ratios"].push_back({{"ours", ours},
                                     {"peer", theirs},
                                     {"our_error", a.error},
                                     {"peer_error", found->error},
                                     {"ratio", found->per_day_ns / a.per_day_ns}});
        }
    };
    for (const char* peer_name : {"Boost.Odeint dopri5", "CVODE Adams", "CVODE BDF"})
        for (const char* ours : {"lanes double avx512 S=4 m=1", "lanes float avx512 S=4 m=1"})
            ratio(ours, peer_name);
    // Share of the arithmetic peak.
    for (const bool wide : {true, false}) {
        const double flops = wide ? bench::slow_flops<double>(4) : bench::slow_flops<float>(4);
        std::vector<double> peaks;
        for (std::size_t round = 0; round < kRounds; ++round)
            peaks.push_back(wide ? bench::fused_peak_double() : bench::fused_peak_float());
        const double peak = median(peaks);
        for (const Method& method : methods)
            if (method.name ==
                (wide ? "lanes double avx512 S=4 m=1" : "lanes float avx512 S=4 m=1")) {
                fmt::print(
                    "{}: {:.0f} operations a person-day, {:.1f} of {:.1f} Gflop/s: {:.0f} %\n",
                    method.name, flops, flops / method.per_day_ns, peak,
                    100 * flops / method.per_day_ns / peak);
                out["peak"].push_back({{"method", method.name},
                                       {"flops_per_person_day", flops},
                                       {"gflops", flops / method.per_day_ns},
                                       {"peak_gflops", peak}});
            }
    }
    // Threads, and the job of prescribing.
    std::vector<double> one, two, floats;
    Prescribing job;
    for (std::size_t round = 0; round < 5; ++round) {
        one.push_back(prescribing<double>(problem, {2, 1}, 1).seconds);
        job = prescribing<double>(problem, {2, 1}, 2);
        two.push_back(job.seconds);
        floats.push_back(prescribing<float>(problem, {2, 1}, 2).seconds);
    }
    fmt::print(
        "300 programmes x 512 draws x 84 days: {:.3f} s on one thread, {:.3f} s on two ({:.2f} "
        "times), floats {:.3f} s; "
        "resident memory above baseline {:.1f} MiB\n",
        median(one), median(two), median(one) / median(two), median(floats), job.resident_mb);
    out["prescribing"] = {{"one_thread_s", median(one)},
                          {"two_threads_s", median(two)},
                          {"float_two_threads_s", median(floats)},
                          {"resident_mib_above_baseline", job.resident_mb}};
    if (count > 1) (void)write_file_atomically(words[1], out.dump(1) + "\n");
}
