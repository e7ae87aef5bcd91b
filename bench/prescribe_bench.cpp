// How many prescriptions, screenings and JSON answers does one core make in a second, and in how much memory?
//
// Fixed input: the vignettes of tests/golden/clinical/cases.json that may train, taken in turn. Before anything is timed,
// each answer is checked against the outcome the vignette expects, and all of them against the bytes they gave when first made.
#include <benchmark/benchmark.h>
#include <sinew/base/content_hash.hpp>
#include <sinew/base/files.hpp>
#include <sinew/care/prescribe_use.hpp>
#include <sinew/care/screening_use.hpp>
#include <sinew/document/fact_values.hpp>
#include <sinew/document/programme_json.hpp>

#include <sys/resource.h>
#include <cstdio>
#include <cstdlib>

namespace sinew {
namespace {

using namespace domain;
using knowledge::Part;

const AsOf kToday = AsOf::at(read_moment("2026-11-23T09:00:00Z")->earliest);

struct Fixture {
    std::unique_ptr<const knowledge::Catalogue> catalogue;
    std::vector<Record> trains;  ///< vignettes whose outcome allows training
    std::string hash;            ///< over all answers as documents
};

[[noreturn]] void wrong(const std::string& what) {
    std::fprintf(stderr, "wrong answer, nothing timed: %s\n", what.c_str());
    std::exit(1);
}

Fixture make_fixture() {
    Fixture fixture;
    auto loaded = knowledge::load_catalogue(knowledge::PackSource::embedded(),
                                            {Part::screening, Part::prescription, Part::forms,
                                             Part::exercises, Part::text, Part::citations});
    if (!loaded) wrong(to_line(loaded.error().list()[0]));
    fixture.catalogue = std::move(*loaded);
    const Json cases =
        Json::parse(*read_file(SINEW_SOURCE_DIR "/tests/golden/clinical/cases.json"));
    std::string bytes;
    for (const Json& entry : cases["cases"]) {
        Json facts = cases["baseline_facts"];
        for (const auto& [name, value] : entry["facts"].items()) facts[name] = value;
        Record record;
        record.facts = *document::read_facts(facts, fixture.catalogue->screening, entry["id"]);
        record.person.age = facts["age"].get<double>();
        if (entry.contains("mvpa_min_week"))
            record.person.mvpa_min_week = entry["mvpa_min_week"].get<double>();
        record.assessed_at = kToday.stated;
        const auto answer = care::prescribe(record, kToday, *fixture.catalogue);
        if (name_of(answer.clearance.outcome) != entry["expected"]["outcome"].get<std::string>())
            wrong(entry["id"]);
        if (!answer.programme) continue;
        if (answer.programme->sessions.empty())
            wrong(entry["id"].get<std::string>() + " has no session");
        bytes += document::answer_json(answer, record, *fixture.catalogue,
                                       fixture.catalogue->words(Language::en, Framing::secular))
                     .dump();
        fixture.trains.push_back(std::move(record));
    }
    if (fixture.trains.size() != 14) wrong("14 vignettes train");
    fixture.hash = content_hash(bytes);
    return fixture;
}

const Fixture& fixture() {
    static const Fixture kFixture = make_fixture();
    return kFixture;
}

void prescriptions(benchmark::State& state) {
    std::size_t next = 0;
    for (auto _ : state) {
        auto answer = care::prescribe(fixture().trains[next], kToday, *fixture().catalogue);
        benchmark::DoNotOptimize(answer);
        next = (next + 1) % fixture().trains.size();
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(prescriptions);

void screenings(benchmark::State& state) {
    std::size_t next = 0;
    for (auto _ : state) {
        auto clearance =
            care::screen_record(fixture().trains[next], kToday.day(), *fixture().catalogue);
        benchmark::DoNotOptimize(clearance);
        next = (next + 1) % fixture().trains.size();
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(screenings);

void json_answers(benchmark::State& state) {
    std::size_t next = 0;
    const auto words = fixture().catalogue->words(Language::en, Framing::secular);
    for (auto _ : state) {
        const Record& record = fixture().trains[next];
        const auto answer = care::prescribe(record, kToday, *fixture().catalogue);
        auto text = document::answer_json(answer, record, *fixture().catalogue, words).dump();
        benchmark::DoNotOptimize(text);
        next = (next + 1) % fixture().trains.size();
    }
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(json_answers)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace sinew

int main(int argc, char** argv) {
    benchmark::AddCustomContext("answers_hash", sinew::fixture().hash);
    benchmark::AddCustomContext("catalogue_hash", sinew::fixture().catalogue->hash);
    if (const char* revision = std::getenv("SINEW_REVISION"))
        benchmark::AddCustomContext("revision", revision);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 2;
    benchmark::RunSpecifiedBenchmarks();
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::fprintf(stderr, "peak memory %.1f MiB\n", static_cast<double>(usage.ru_maxrss) / 1024);
    return 0;
}
