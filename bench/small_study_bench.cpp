// How long do leave-one-out and all 2^16 subsets (GOSH) take in process? bench/small_study_side_by_side.py runs this beside
// metafor in one run.
//
// Fixed input: the sixteen trials of dat.egger2001 (tests/golden/evidence/bias_data.csv). Before anything is timed the subset of
// all studies is held against the pooled mean, and two threads against one.
#include <benchmark/benchmark.h>
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/pooling/gosh.hpp>
#include <sinew/pooling/leave_one_out.hpp>

#include <cstdio>
#include <cstdlib>

namespace {

using namespace sinew;
using namespace sinew::pooling;

struct Studies {
    std::vector<double> yi, vi;
};

const Studies& studies() {
    static const Studies all = [] {
        const std::string path = SINEW_SOURCE_DIR "/tests/golden/evidence/bias_data.csv";
        std::string text = read_file(path).value();
        text.erase(0, text.find('\n') + 1);
        const Table table = read_table(text, path, {"set", "study", "yi", "vi", "ni"}).value();
        Studies made;
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            if (table.cell(row, "set") != "dat.egger2001") continue;
            made.yi.push_back(parse_number(table.cell(row, "yi")).value());
            made.vi.push_back(parse_number(table.cell(row, "vi")).value());
        }
        return made;
    }();
    return all;
}

Settings settings_of(Method method) {
    Settings settings;
    settings.method = method;
    return settings;
}

void subsets(benchmark::State& state, Method method, unsigned threads) {
    const Studies& s = studies();
    const Settings settings = settings_of(method);
    for (auto _ : state) benchmark::DoNotOptimize(gosh(s.yi, s.vi, settings, {.threads = threads}));
    state.SetItemsProcessed(state.iterations() * 65535);
}

void left_out(benchmark::State& state, Method method) {
    const Studies& s = studies();
    const Settings settings = settings_of(method);
    for (auto _ : state) benchmark::DoNotOptimize(leave_one_out(s.yi, s.vi, settings));
}

void check() {
    const Studies& s = studies();
    for (const Method method : {Method::common, Method::dersimonian_laird, Method::reml}) {
        const Gosh one = gosh(s.yi, s.vi, settings_of(method)).value();
        const Gosh two = gosh(s.yi, s.vi, settings_of(method), {.threads = 2}).value();
        const double whole = pooled_mean(s.yi, s.vi, settings_of(method))->mean.b;
        if (one.estimate.size() != 65535 || one.unsettled > 0 || one.estimate != two.estimate ||
            one.estimate.back() != whole) {
            std::fprintf(stderr, "wrong answer, nothing timed\n");
            std::exit(1);
        }
    }
}

}  // namespace

int main(int argc, char** argv) {
    check();
    for (const auto& [name, method] : {std::pair{"FE", Method::common},
                                       {"DL", Method::dersimonian_laird},
                                       {"REML", Method::reml}}) {
        for (const unsigned threads : {1U, 2U})
            benchmark::RegisterBenchmark(
                (std::string{"gosh/"} + name + "/" + std::to_string(threads)).c_str(),
                [m = method, threads](benchmark::State& state) { subsets(state, m, threads); })
                ->Unit(benchmark::kMillisecond)
                ->UseRealTime();
        benchmark::RegisterBenchmark((std::string{"leave_one_out/"} + name).c_str(),
                                     [m = method](benchmark::State& state) { left_out(state, m); })
            ->Unit(benchmark::kMicrosecond);
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
