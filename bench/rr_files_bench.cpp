// How fast are files of beat intervals read, from text of ten million lines to a NumPy array?
//
// Fixed input: a seeded walk of intervals between 600 and 1000 ms, written by this program. Before anything is timed, each
// answer is checked: how many intervals, and their exact sum.
#include <benchmark/benchmark.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/recording/rr_reader.hpp>

#include <array>
#include <bit>
#include <cstdio>
#include <cstdlib>

namespace sinew {
namespace {

constexpr std::size_t kMany = 10'000'000, kTable = 1'000'000;

[[noreturn]] void wrong(const char* what) {
    std::fprintf(stderr, "wrong answer, nothing timed: %s\n", what);
    std::exit(1);
}

struct Files {
    std::string text, table, array;
    double sum_many = 0, sum_table = 0;
};

Files make_files() {
    Files files;
    RandomStream random{1, "rr_files_bench"};
    int rr_ms = 800;
    files.array = std::string{"\x93NUMPY\x01\x00", 8};
    std::string header = "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000,), }";
    header += std::string(117 - header.size(), ' ') + "\n";
    files.array += std::string{static_cast<char>(header.size()), '\0'} + header;
    files.table = "time,rr (ms),remark\n";
    for (std::size_t i = 0; i < kMany; ++i) {
        rr_ms += static_cast<int>(random.below(41)) - 20;
        rr_ms = rr_ms < 600 ? 600 : rr_ms > 1000 ? 1000 : rr_ms;
        files.text += std::to_string(rr_ms) + "\n";
        files.sum_many += rr_ms;
        if (i >= kTable) continue;
        files.table += std::to_string(i) + "," + std::to_string(rr_ms) + ".5,\"a, b\"\n";
        files.sum_table += rr_ms + 0.5;
        const auto raw = std::bit_cast<std::array<char, 8>>(rr_ms + 0.5);
        files.array.append(raw.data(), raw.size());
    }
    return files;
}

const Files& files() {
    static const Files kFiles = make_files();
    return kFiles;
}

void read_file_of_beats(benchmark::State& state, const std::string& bytes, std::size_t count,
                        double sum) {
    const auto checked = recording::read_rr(bytes, "beats");
    if (!checked || checked->series.rr_ms.size() != count) wrong("count");
    double total = 0;
    for (const double rr_ms : checked->series.rr_ms) total += rr_ms;
    if (total != sum) wrong("sum");
    for (auto _ : state) benchmark::DoNotOptimize(recording::read_rr(bytes, "beats"));
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes.size()) * state.iterations());
    state.SetItemsProcessed(static_cast<std::int64_t>(count) * state.iterations());
}

void text_of_ten_million_lines(benchmark::State& state) {
    read_file_of_beats(state, files().text, kMany, files().sum_many);
}
void table_of_a_million_rows(benchmark::State& state) {
    read_file_of_beats(state, files().table, kTable, files().sum_table);
}
void array_of_a_million(benchmark::State& state) {
    read_file_of_beats(state, files().array, kTable, files().sum_table);
}
BENCHMARK(text_of_ten_million_lines)->Unit(benchmark::kMillisecond);
BENCHMARK(table_of_a_million_rows)->Unit(benchmark::kMillisecond);
BENCHMARK(array_of_a_million)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sinew

BENCHMARK_MAIN();
