// How many megabytes of FIT a second: every value of every message, and the whole way to an activity (checksums, SHA-256 and
// all)? Files: those named on the command line before --, else a ride of our own making. bench/fit_against_parser.sh runs it
// beside an independent decoder.
#include "support/made_watch_files.hpp"

#include <sinew/base/ensure.hpp>
#include <sinew/base/files.hpp>
#include <sinew/recording/fit_activity.hpp>
#include <sinew/recording/fit_profile.hpp>
#include <sinew/recording/fit_stream.hpp>

#include <benchmark/benchmark.h>

#include <cstdio>

namespace sinew {
namespace {

constexpr std::size_t kMadeSeconds = 20'000;

/// Every number of every message; of the first file of a chain also what the other decoder is asked for.
class Everything final : public recording::FitVisitor {
public:
    void on_file(std::size_t number) override { first_ = number == 0; }
    void on_message(const recording::FitMessage& message) override {
        for (const auto& field : message.fields())
            for (std::size_t i = 0; i < field.count(); ++i)
                if (const auto value = message.number(field, i)) sum += *value;
        if (!first_ || message.global() != recording::fit::kRecord) return;
        ++records;
        heart_sum += message.number(std::uint8_t{3}).value_or(0);
    }
    double sum = 0, heart_sum = 0;
    std::size_t records = 0;

private:
    bool first_ = true;
};

struct Input {
    std::string name, bytes;
    std::size_t records = 0;
    double heart_sum = 0;
};

void decode(benchmark::State& state, const Input& input) {
    for (auto _ : state) {
        Everything all;
        const auto report = recording::read_fit_stream(input.bytes, input.name, all);
        SINEW_ENSURE(report && all.records == input.records && all.heart_sum == input.heart_sum,
                     "the answer is right");
        benchmark::DoNotOptimize(all.sum);
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * input.bytes.size()));
}

void to_activity(benchmark::State& state, const Input& input) {
    const Instant now = read_moment("2026-11-23T00:00:00Z")->earliest;
    for (auto _ : state) {
        const auto activity = recording::read_fit_activity(input.bytes, input.name, now);
        SINEW_ENSURE(activity && activity->samples.size() >= input.records, "the answer is right");
        benchmark::DoNotOptimize(activity->duration_s);
    }
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * input.bytes.size()));
}

/// The counts that every timed run is held to; printed for the script to compare.
Input prepared(std::string name, std::string bytes) {
    Input input{std::move(name), std::move(bytes)};
    Everything all;
    const auto report = recording::read_fit_stream(input.bytes, input.name, all);
    SINEW_ENSURE(report && report->intact(), "the input is whole");
    input.records = all.records;
    input.heart_sum = all.heart_sum;
    std::fprintf(stderr, "input %s bytes %zu records %zu heart_sum %.0f\n", input.name.c_str(),
                 input.bytes.size(), input.records, input.heart_sum);
    return input;
}

}  // namespace
}  // namespace sinew

int main(int argc, char** argv) {
    using namespace sinew;
    benchmark::Initialize(&argc, argv);
    const std::string made = test::made_ride(kMadeSeconds);
    if (argc == 3 &&
        std::string_view{argv[1]} == "--write") {  // the made ride, for the other decoder
        SINEW_ENSURE(write_file_atomically(argv[2], made).has_value(), "the file is written");
        return 0;
    }
    static std::vector<Input> inputs;
    if (argc < 2) inputs.push_back(prepared("made-ride.fit", made));
    for (int i = 1; i < argc; ++i) {
        auto bytes = read_file(argv[i]);
        SINEW_ENSURE(bytes.has_value(), "the file can be read");
        const std::string_view path{argv[i]};
        inputs.push_back(
            prepared(std::string{path.substr(path.rfind('/') + 1)}, *std::move(bytes)));
    }
    for (const Input& input : inputs) {
        benchmark::RegisterBenchmark(("decode/" + input.name).c_str(),
                                     [&](benchmark::State& s) { decode(s, input); });
        benchmark::RegisterBenchmark(("activity/" + input.name).c_str(),
                                     [&](benchmark::State& s) { to_activity(s, input); });
    }
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
