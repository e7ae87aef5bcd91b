// How long do the indices of five minutes, of a day, of one beat take?
//
// Fixed input: made series with named seeds. Before anything is timed, fast answers are held against plain ones; each benchmark
// carries its answer as a counter, which bench/hrv_side_by_side.py compares with NumPy and SciPy on the same series.
// `hrv_bench --write-series FOLDER` writes the series as text, one interval a line, and times nothing.
#include <benchmark/benchmark.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/hrv/analysis.hpp>
#include <sinew/hrv/streaming.hpp>
#include <sinew/hrv/template_matches.hpp>
#include <sinew/numerics/lomb_scargle.hpp>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>

namespace sinew::hrv {
namespace {

/// Sinus rhythm: breath, slow wave, drift over the day, noise.
std::vector<double> series(std::uint64_t seed, std::size_t beats) {
    RandomStream stream{seed, "hrv bench"};
    std::vector<double> rr(beats);
    double t = 0;
    for (double& value : rr) {
        const double noise = stream.uniform() + stream.uniform() + stream.uniform() - 1.5;
        value = 860 + 80 * std::sin(2 * M_PI * t / 86'400) + 25 * std::sin(2 * M_PI * 0.1 * t) +
                25 * std::sin(2 * M_PI * 0.25 * t) + 25 * noise;
        t += value / 1000;
    }
    return rr;
}

const std::vector<double> kFiveMinutes = series(1, 350);
const std::vector<double> kFiveThousand = series(2, 5'000);
const std::vector<double> kDay = series(3, 100'000);

[[noreturn]] void wrong(const std::string& what) {
    std::fprintf(stderr, "wrong answer, nothing timed: %s\n", what.c_str());
    std::exit(1);
}

std::vector<double> times_of(const std::vector<double>& rr) {
    std::vector<double> times;
    double now = 0;
    for (const double value : rr) times.push_back((now += value) / 1000);
    return times;
}

double deviation_of(const std::vector<double>& values) {
    return *time_domain(values, {}, {}).sdnn_ms;
}

void check_answers() {
    for (const std::size_t n : {350U, 2'000U}) {
        const std::vector<double> rr = series(4, n);
        const double r = 0.2 * deviation_of(rr);
        const TemplateMatches fast = match_templates(rr, 2, r),
                              plain = match_templates_reference(rr, 2, r);
        if (fast.of_length != plain.of_length || fast.of_one_more != plain.of_one_more ||
            fast.pairs != plain.pairs || match_pairs(rr, 2, r) != plain.pairs)
            wrong("counts of patterns");
        const std::vector<double> times = times_of(rr);
        std::vector<double> values = rr;
        double mean = 0;
        for (const double value : rr) mean += value / static_cast<double>(n);
        for (double& value : values) value -= mean;
        numerics::FourierPlans plans;
        const double step = 1 / times.back();
        const auto count = static_cast<std::size_t>(0.5 / step);
        const auto quick = numerics::lomb_scargle(times, values, step, count, plans);
        const auto slow = numerics::lomb_scargle_reference(times, values, step, count);
        for (std::size_t k = 0; k < count; ++k)
            if (std::abs(quick[k] - slow[k]) > 1e-6 * slow[k]) wrong("Lomb-Scargle");
    }
    const auto whole = analyse({kFiveMinutes, {}}, {});
    if (!whole || !whole->omissions.empty() || !whole->ar || !whole->nonlinear.alpha2)
        wrong("five minutes");
}

Settings without_detector() {
    Settings settings;
    settings.artefacts.detector = Detector::none;
    return settings;
}

/// All default indices of cleaned beats; the workspace as in a row of windows.
void five_minutes_all_indices(benchmark::State& state) {
    const Settings settings = without_detector();
    Workspace workspace;
    double answer = 0;
    for (auto _ : state) {
        const auto analysis = analyse({kFiveMinutes, {}}, settings, workspace);
        answer = *analysis->nonlinear.sample_entropy;
        benchmark::DoNotOptimize(+answer);
    }
    state.counters["answer"] = answer;
}
BENCHMARK(five_minutes_all_indices)->Unit(benchmark::kMicrosecond);

void five_minutes_with_artefacts(benchmark::State& state) {
    Workspace workspace;
    for (auto _ : state)
        benchmark::DoNotOptimize(analyse({kFiveMinutes, {}}, {}, workspace)->time.rmssd_ms);
}
BENCHMARK(five_minutes_with_artefacts)->Unit(benchmark::kMicrosecond);

/// Nothing prepared: transforms and factors are made anew.
void five_minutes_first_time(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(analyse({kFiveMinutes, {}}, {})->time.rmssd_ms);
}
BENCHMARK(five_minutes_first_time)->Unit(benchmark::kMicrosecond);

void five_minutes_correlation_dimension(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(*correlation_dimension(kFiveMinutes, 10, 0.1));
}
BENCHMARK(five_minutes_correlation_dimension)->Unit(benchmark::kMicrosecond);

// Parts of the five minutes, to see where the time goes.
void part_time_domain(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(time_domain(kFiveMinutes, {}, {}));
}
BENCHMARK(part_time_domain)->Unit(benchmark::kMicrosecond);
void part_prepare(benchmark::State& state) {
    Workspace workspace;
    for (auto _ : state) benchmark::DoNotOptimize(prepare(kFiveMinutes, {}, workspace));
}
BENCHMARK(part_prepare)->Unit(benchmark::kMicrosecond);
void part_welch(benchmark::State& state) {
    Workspace workspace;
    const Prepared prepared = prepare(kFiveMinutes, {}, workspace);
    for (auto _ : state) benchmark::DoNotOptimize(welch_spectrum(prepared, {}, workspace));
}
BENCHMARK(part_welch)->Unit(benchmark::kMicrosecond);
void part_lomb(benchmark::State& state) {
    Workspace workspace;
    const Prepared prepared = prepare(kFiveMinutes, {}, workspace);
    for (auto _ : state) benchmark::DoNotOptimize(lomb_spectrum(prepared, {}, workspace));
}
BENCHMARK(part_lomb)->Unit(benchmark::kMicrosecond);
void part_ar(benchmark::State& state) {
    Workspace workspace;
    const Prepared prepared = prepare(kFiveMinutes, {}, workspace);
    for (auto _ : state) benchmark::DoNotOptimize(ar_spectrum(prepared, {}));
}
BENCHMARK(part_ar)->Unit(benchmark::kMicrosecond);
void part_entropies(benchmark::State& state) {
    for (auto _ : state)
        benchmark::DoNotOptimize(entropies_of(match_templates(kFiveMinutes, 2, 6)));
}
BENCHMARK(part_entropies)->Unit(benchmark::kMicrosecond);
void part_scaling(benchmark::State& state) {
    for (auto _ : state) {
        const auto profile = profile_of(kFiveMinutes);
        benchmark::DoNotOptimize(scaling_exponent(profile, window_sizes(4, 16, 8)));
        benchmark::DoNotOptimize(scaling_exponent(profile, window_sizes(16, 64, 8)));
    }
}
BENCHMARK(part_scaling)->Unit(benchmark::kMicrosecond);
void part_artefacts(benchmark::State& state) {
    const domain::RrSeries beats{kFiveMinutes, {}};
    for (auto _ : state) benchmark::DoNotOptimize(clean(beats, {})->corrected);
}
BENCHMARK(part_artefacts)->Unit(benchmark::kMicrosecond);

/// Time domain, Welch spectrum with detrending, DFA of 100,000 beats; the workspace as in a row of recordings.
void day_time_frequency_scaling(benchmark::State& state) {
    Settings settings = without_detector();
    settings.spectrum.lomb = settings.spectrum.ar = settings.nonlinear.entropy = false;
    const domain::RrSeries beats{kDay, {}};
    Workspace workspace;
    double answer = 0;
    for (auto _ : state) {
        const auto analysis = analyse(beats, settings, workspace);
        answer = *analysis->nonlinear.alpha2;
        benchmark::DoNotOptimize(+answer);
    }
    state.counters["answer"] = answer;
}
BENCHMARK(day_time_frequency_scaling)->Unit(benchmark::kMillisecond);
void day_part_time_domain(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(time_domain(kDay, {}, {}));
}
BENCHMARK(day_part_time_domain)->Unit(benchmark::kMillisecond);
void day_part_prepare(benchmark::State& state) {
    Workspace workspace;
    for (auto _ : state) benchmark::DoNotOptimize(prepare(kDay, {}, workspace));
}
BENCHMARK(day_part_prepare)->Unit(benchmark::kMillisecond);
void day_part_welch(benchmark::State& state) {
    Workspace workspace;
    const Prepared prepared = prepare(kDay, {}, workspace);
    for (auto _ : state) benchmark::DoNotOptimize(welch_spectrum(prepared, {}, workspace));
}
BENCHMARK(day_part_welch)->Unit(benchmark::kMillisecond);
void day_part_scaling(benchmark::State& state) {
    for (auto _ : state) {
        const auto profile = profile_of(kDay);
        benchmark::DoNotOptimize(scaling_exponent(profile, window_sizes(4, 16, 8)));
        benchmark::DoNotOptimize(scaling_exponent(profile, window_sizes(16, 64, 8)));
    }
}
BENCHMARK(day_part_scaling)->Unit(benchmark::kMillisecond);

void sample_entropy_5000(benchmark::State& state) {
    const double r = 0.2 * deviation_of(kFiveThousand);
    double answer = 0;
    for (auto _ : state) answer = *sample_entropy(match_pairs(kFiveThousand, 2, r));
    state.counters["answer"] = answer;
}
BENCHMARK(sample_entropy_5000)->Unit(benchmark::kMicrosecond);

void lomb_of(benchmark::State& state, const std::vector<double>& rr) {
    const std::vector<double> times = times_of(rr);
    std::vector<double> values = rr;
    double mean = 0;
    for (const double value : rr) mean += value;
    for (double& value : values) value -= mean / static_cast<double>(rr.size());
    const double step = 1 / times.back();
    const auto count = static_cast<std::size_t>(0.5 / step);
    numerics::FourierPlans plans;
    double answer = 0;
    for (auto _ : state) {
        const auto power = numerics::lomb_scargle(times, values, step, count, plans);
        answer = power[count / 2];
        benchmark::DoNotOptimize(+answer);
    }
    state.counters["answer"] = answer;
}
BENCHMARK_CAPTURE(lomb_of, beats_350, kFiveMinutes)->Unit(benchmark::kMicrosecond);
BENCHMARK_CAPTURE(lomb_of, beats_5000, kFiveThousand)->Unit(benchmark::kMicrosecond);

/// One beat in and the whole live set out.
void streaming_beat(benchmark::State& state) {
    StreamingHrv live = *StreamingHrv::make({300});
    std::size_t at = 0;
    double answer = 0;
    for (auto _ : state) {
        live.add(kDay[at]);
        const LiveMetrics now = live.metrics();
        answer = now.rmssd_ms.value_or(0);
        benchmark::DoNotOptimize(+answer);
        if (++at == kDay.size()) at = 0;
    }
}
BENCHMARK(streaming_beat)->Unit(benchmark::kNanosecond);

}  // namespace

int write_series(const std::string& folder) {
    const std::pair<const char*, const std::vector<double>*> all[] = {
        {"five_minutes", &kFiveMinutes}, {"five_thousand", &kFiveThousand}, {"day", &kDay}};
    for (const auto& [name, values] : all) {
        std::ofstream out(folder + "/" + name + ".txt");
        char line[40];
        for (const double value : *values) {
            std::snprintf(line, sizeof line, "%.17g\n", value);
            out << line;
        }
        if (!out) return 1;
    }
    return 0;
}

}  // namespace sinew::hrv

int main(int count, char** words) {
    if (count == 3 && std::strcmp(words[1], "--write-series") == 0)
        return sinew::hrv::write_series(words[2]);
    sinew::hrv::check_answers();
    benchmark::Initialize(&count, words);
    if (benchmark::ReportUnrecognizedArguments(count, words)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
    return 0;
}
