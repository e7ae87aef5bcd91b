// How many responses does one core score in a second, once they are numbers?
//
// Fixed input: 4,096 responses an instrument, drawn with a named seed from the allowed values. Before anything is timed each
// total is checked against a plain sum of the same answers, and each band against the pack's steps.
#include <benchmark/benchmark.h>
#include <sinew/base/random_stream.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/measure/scorer.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

namespace sinew {
namespace {

constexpr std::uint64_t kSeed = 20261123;
constexpr std::size_t kResponses = 4096;

[[noreturn]] void wrong(const std::string& what) {
    std::fprintf(stderr, "wrong answer, nothing timed: %s\n", what.c_str());
    std::exit(1);
}

const knowledge::InstrumentPack& pack() {
    static const auto loaded = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                                         {knowledge::Part::instruments});
    if (!loaded) wrong(to_line(loaded.error().list()[0]));
    return (*loaded)->instruments;
}

struct Responses {
    const knowledge::Instrument* instrument = nullptr;
    std::vector<double> values;            ///< one response after the other
    std::vector<measure::Extent> extents;  ///< the same for all: their list has a fixed length
    std::size_t items = 0;

    [[nodiscard]] measure::Answers at(std::size_t i) const noexcept {
        return {measure::AnswerForm::list,
                std::span<const double>{values}.subspan(i * items, items), extents};
    }
};

Responses drawn(const char* id) {
    Responses made;
    made.instrument = pack().find(id);
    const auto& input = made.instrument->inputs[*made.instrument->takes.list];
    made.items = input.longest;
    made.extents.resize(made.instrument->inputs.size());
    made.extents[*made.instrument->takes.list] = {0, static_cast<std::uint32_t>(made.items), true};
    RandomStream chance{kSeed, "responses"};
    for (std::size_t i = 0; i < kResponses * made.items; ++i) {
        const auto& rule = input.rule(i % made.items);
        made.values.push_back(
            rule.allowed.empty()
                ? rule.low + static_cast<double>(
                                 chance.below(static_cast<std::uint64_t>(rule.high - rule.low) + 1))
                : rule.allowed[chance.below(rule.allowed.size())]);
    }
    return made;
}

/// Totals by a plain sum; the scorer must give the same, and the band whose step the total has reached.
void check(const Responses& responses) {
    measure::Scorer scorer{*responses.instrument};
    for (std::size_t i = 0; i < kResponses; ++i) {
        double sum = 0;
        for (const double value : responses.at(i).values) sum += value;
        const auto& score = scorer.score(responses.at(i));
        if (score.refusal) wrong(responses.instrument->id + " refused");
        for (const auto& output : responses.instrument->outputs) {
            if (output.name == "total" && score.value(output) != sum)
                wrong(responses.instrument->id + " total");
            if (output.name != "band") continue;
            std::string expected;
            for (const auto& band : responses.instrument->bands)
                if (sum >= *band.min) expected = band.label;
            const auto word = static_cast<std::size_t>(score.value(output));
            if (responses.instrument->code.words[word] != expected)
                wrong(responses.instrument->id + " band");
        }
    }
}

void score_parsed(benchmark::State& state, const char* id) {
    const Responses responses = drawn(id);
    check(responses);
    measure::Scorer scorer{*responses.instrument};
    std::size_t next = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(scorer.score(responses.at(next)).scalars.data());
        next = (next + 1) % kResponses;
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK_CAPTURE(score_parsed, phq9, "phq9");
BENCHMARK_CAPTURE(score_parsed, gad7, "gad7");
BENCHMARK_CAPTURE(score_parsed, cows, "cows");
BENCHMARK_CAPTURE(score_parsed, sows16, "sows16");
BENCHMARK_CAPTURE(score_parsed, barc10, "barc10");
BENCHMARK_CAPTURE(score_parsed, isi, "isi");

}  // namespace
}  // namespace sinew

int main(int argc, char** argv) {
    if (const char* revision = std::getenv("SINEW_REVISION"))
        benchmark::AddCustomContext("revision", revision);
    benchmark::AddCustomContext("seed", std::to_string(sinew::kSeed));
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
