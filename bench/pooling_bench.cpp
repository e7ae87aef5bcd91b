// How long do pooled answers take in process? Each answer is checked before it is timed. bench/evidence_side_by_side.py runs
// this beside metafor in one run.
// Usage: pooling_bench [Google Benchmark options]; the tables are tests/golden/evidence/pooling_effects.csv
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/numerics/draws.hpp>
#include <sinew/pooling/permutation.hpp>

#include <benchmark/benchmark.h>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

namespace {

using namespace sinew;
using namespace sinew::pooling;

struct Studies {
    std::vector<double> yi, vi, x;

    [[nodiscard]] numerics::Matrix design() const {
        numerics::Matrix made{yi.size(), 2, 1.0};
        for (std::size_t i = 0; i < yi.size(); ++i) made.at(i, 1) = x[i];
        return made;
    }
};

/// Thirteen trials of BCG vaccine, log risk ratios and latitude.
const Studies& bcg() {
    static const Studies all = [] {
        std::string text =
            read_file(SINEW_SOURCE_DIR "/tests/golden/evidence/pooling_effects.csv").value();
        text.erase(0, text.find('\n') + 1);
        const Table table =
            read_table(text, "pooling_effects.csv", {"set", "yi", "vi", "x"}).value();
        Studies made;
        for (std::size_t r = 0; r < table.rows.size(); ++r) {
            if (table.cell(r, "set") != "bcg") continue;
            made.yi.push_back(*parse_number(table.cell(r, "yi")));
            made.vi.push_back(*parse_number(table.cell(r, "vi")));
            made.x.push_back(*parse_number(table.cell(r, "x")));
        }
        return made;
    }();
    return all;
}

/// A thousand made studies with a moderator; written to a file for R by the side-by-side run.
const Studies& thousand() {
    static const Studies all = [] {
        Studies made;
        RandomStream stream{3, "pooling_bench"};
        for (int i = 0; i < 1000; ++i) {
            made.vi.push_back(0.02 + 0.3 * stream.uniform());
            made.x.push_back(10 * stream.uniform());
            made.yi.push_back(0.2 + 0.03 * made.x.back() +
                              std::sqrt(0.1 + made.vi.back()) * numerics::normal_draw(stream));
        }
        return made;
    }();
    return all;
}

void check(benchmark::State& state, double got, double wanted, double tolerance) {
    if (!(std::abs(got - wanted) <= tolerance * std::abs(wanted)))
        state.SkipWithError("wrong answer");
}

/// metafor 3.8 with threshold 1e-15, as in tests/golden/evidence/pooling_answers.csv.
void reml_of_13(benchmark::State& state) {
    Workspace workspace;
    check(state, pooled_mean(bcg().yi, bcg().vi, {}, workspace)->tau2.value, 0.313243258136481,
          1e-8);
    check(state, pooled_mean(bcg().yi, bcg().vi, {}, workspace)->mean.b, -0.714532342158139, 1e-8);
    for (auto _ : state) {
        auto fit = pooled_mean(bcg().yi, bcg().vi, {}, workspace);
        benchmark::DoNotOptimize(fit);
    }
}
BENCHMARK(reml_of_13);

void reml_of_13_knha(benchmark::State& state) {
    Workspace workspace;
    for (auto _ : state) {
        auto fit = pooled_mean(bcg().yi, bcg().vi, {.test = WaldTest::knha}, workspace);
        benchmark::DoNotOptimize(fit);
    }
}
BENCHMARK(reml_of_13_knha);

void reml_of_1000_with_moderator(benchmark::State& state) {
    const numerics::Matrix design = thousand().design();
    for (auto _ : state) {
        auto fit = pooling::fit(thousand().yi, thousand().vi, design);
        benchmark::DoNotOptimize(fit);
    }
}
BENCHMARK(reml_of_1000_with_moderator);

/// Linear in k: a hundred thousand studies take a hundred times as long.
void reml_with_moderator(benchmark::State& state) {
    Studies many;
    for (std::int64_t copy = 0; copy < state.range(0) / 1000; ++copy) {
        many.yi.insert(many.yi.end(), thousand().yi.begin(), thousand().yi.end());
        many.vi.insert(many.vi.end(), thousand().vi.begin(), thousand().vi.end());
        many.x.insert(many.x.end(), thousand().x.begin(), thousand().x.end());
    }
    const numerics::Matrix design = many.design();
    for (auto _ : state) {
        auto fit = pooling::fit(many.yi, many.vi, design);
        benchmark::DoNotOptimize(fit);
    }
    state.SetComplexityN(state.range(0));
}
BENCHMARK(reml_with_moderator)->RangeMultiplier(10)->Range(1000, 100000)->Complexity(benchmark::oN);

void leave_one_out_of_13(benchmark::State& state) {
    Workspace workspace;
    std::vector<double> yi(12), vi(12);
    for (auto _ : state)
        for (std::size_t left = 0; left < 13; ++left) {
            for (std::size_t i = 0, to = 0; i < 13; ++i) {
                if (i == left) continue;
                yi[to] = bcg().yi[i];
                vi[to++] = bcg().vi[i];
            }
            auto fit = pooled_mean(yi, vi, {}, workspace);
            benchmark::DoNotOptimize(fit);
        }
}
BENCHMARK(leave_one_out_of_13);

void permutation_of_10000(benchmark::State& state) {
    const numerics::Matrix design = bcg().design();
    for (auto _ : state) {
        auto answer = permutation_test(bcg().yi, bcg().vi, design);
        if (answer->permutations != 10000) state.SkipWithError("not ten thousand");
        benchmark::DoNotOptimize(answer);
    }
}
BENCHMARK(permutation_of_10000)->Unit(benchmark::kMillisecond);

}  // namespace

/// --write-made FILE: the thousand studies as CSV; --answers: what both sides must agree on.
int main(int argc, char** argv) {
    if (argc == 3 && std::string_view{argv[1]} == "--write-made") {
        std::ofstream out{argv[2]};
        out << "yi,vi,x\n";
        for (std::size_t i = 0; i < 1000; ++i)
            out << number_text(thousand().yi[i]) << ',' << number_text(thousand().vi[i]) << ','
                << number_text(thousand().x[i]) << '\n';
        return 0;
    }
    if (argc == 2 && std::string_view{argv[1]} == "--answers") {
        const auto mean = pooled_mean(bcg().yi, bcg().vi);
        const auto line = pooling::fit(thousand().yi, thousand().vi, thousand().design());
        const auto permuted = permutation_test(bcg().yi, bcg().vi, bcg().design());
        std::printf(
            "{\"reml_of_13\": {\"tau2\": %.17g, \"b\": %.17g, \"se\": %.17g}, "
            "\"reml_of_1000_with_moderator\": {\"tau2\": %.17g, \"b\": %.17g, \"se\": %.17g}, "
            "\"permutation_of_10000\": {\"p\": %.17g}}\n",
            mean->tau2.value, mean->mean.b, mean->mean.se, line->tau2.value,
            line->coefficients[1].b, line->coefficients[1].se, permuted->pval[1]);
        return 0;
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
