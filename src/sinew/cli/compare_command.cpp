#include <sinew/base/text.hpp>
#include <sinew/care/comparison_use.hpp>
#include <sinew/cli/commands.hpp>
#include <sinew/cli/fault_report.hpp>
#include <sinew/cli/knowledge_access.hpp>
#include <sinew/cli/output_files.hpp>
#include <sinew/cli/page_style.hpp>
#include <sinew/cli/progress.hpp>
#include <sinew/cli/record_input.hpp>
#include <sinew/cli/version.hpp>
#include <sinew/document/comparison_json.hpp>
#include <sinew/document/programme_reader.hpp>
#include <sinew/ranks/ranks.hpp>
#include <sinew/render/comparison_text.hpp>

#include <algorithm>
#include <mutex>

namespace sinew::cli {
namespace {

constexpr std::size_t kDealt = 8;  // neighbours: as many draws as stand side by side in the lanes

/// Everything a comparison reads, and a text that two ranks have in common only when they read the same.
struct Reading {
    std::unique_ptr<const care::Catalogue> catalogue;
    std::unique_ptr<const care::ForecastPacks> packs;
    care::ComparisonAsked asked;
    std::vector<care::ComparisonJob> jobs;
    std::string work;
};

Checked<care::ComparisonAsked> asked_of(const Call& call) {
    Faults faults;
    care::ComparisonAsked asked;
    if (const auto by = call.text("by")) asked.outcome = *by;
    if (const auto day = call.whole("day", 1, 730, faults)) asked.day = *day;
    care::ForecastSettings& settings = asked.settings;
    if (const auto seed = call.whole("seed", 0, 2'000'000'000, faults))
        settings.seed = static_cast<std::uint64_t>(*seed);
    if (const auto draws = call.whole("draws", 20, 100'000, faults)) settings.draws = *draws;
    settings.availability = call.number("availability", 0, 1, faults);
    if (const auto words = call.text("substance"))
        for (const std::string_view word : split(*words, ','))
            settings.substances.emplace_back(trim(word));
    // Ranks stand on the cores already; a process alone takes all of them.
    settings.threads = call.company.count() > 1 ? 1 : 0;
    if (const auto threads = call.whole("threads", 1, 1024, faults))
        settings.threads = static_cast<unsigned>(*threads);
    const auto& paths = call.arguments();
    if (call.company.count() > 1 && std::find(paths.begin(), paths.end(), "-") != paths.end())
        faults.add(ErrorCode::bad_input, "-", "standard input reaches one rank only",
                   "give every rank files");
    if (!faults.none()) return tl::make_unexpected(std::move(faults));
    return asked;
}

tl::unexpected<Faults> refused(const Error& fault) {
    Faults faults;
    faults.add(fault);
    return tl::make_unexpected(std::move(faults));
}

/// What decides the numbers: ranks that differ in it must not share them.
std::string work_of(const Reading& reading, const std::string& record, const Json& programmes) {
    const care::ForecastSettings& settings = reading.asked.settings;
    OrderedJson work{{"version", kVersion},
                     {"packs", reading.catalogue->hash},
                     {"record", record},
                     {"programmes", programmes},
                     {"outcome", reading.asked.outcome},
                     {"day", reading.asked.day},
                     {"seed", settings.seed},
                     {"draws", settings.draws},
                     {"availability", settings.availability.value_or(-1)},
                     {"substances", settings.substances}};
    for (const care::ComparisonJob& job : reading.jobs)
        for (const care::ForecastFact& fact : job.facts().facts)
            work["facts"].push_back({fact.name, fact.value});
    return work.dump();
}

Checked<Reading> read(const Call& call) {
    using care::Part;
    Reading reading;
    SINEW_TRY(reading.asked, asked_of(call));
    SINEW_TRY(reading.catalogue, catalogue_for(call, {Part::screening, Part::prescription,
                                                      Part::forms, Part::exercises, Part::text}));
    const std::string& record_path = call.arguments().front();
    SINEW_TRY(const auto input, read_record_input(call, record_path, {Part::screening}));
    std::vector<care::NamedProgramme> programmes;
    Json documents = Json::array();
    for (std::size_t i = 1; i < call.arguments().size(); ++i) {
        const std::string& path = call.arguments()[i];
        SINEW_TRY(auto json, read_json_document(path));
        SINEW_TRY(auto made,
                  document::read_programme(json, name_of_input(path), *reading.catalogue));
        programmes.push_back({name_of_input(path), std::move(made.programme)});
        documents.push_back(std::move(json));
    }
    SINEW_TRY(reading.packs, care::load_forecast_packs(packs_of(call.settings)));
    auto jobs = care::ComparisonJob::make(input.record, programmes, reading.asked, *reading.packs,
                                          *reading.catalogue);
    if (!jobs) return refused(jobs.error());
    reading.jobs = *std::move(jobs);
    std::string record;
    if (call.company.count() > 1) {
        auto bytes = read_document(record_path);
        if (!bytes) return refused(bytes.error());
        record = *std::move(bytes);
    }
    reading.work = work_of(reading, record, documents);
    return reading;
}

/// This rank's part of a job, and on the first rank the rows of all draws in their order; empty elsewhere.
Result<std::vector<double>> shared(Call& call, const care::ComparisonJob& job,
                                   const std::string& work) {
    const Company& company = call.company;
    const auto mine = ranks::dealt(job.draws(), kDealt, company.rank(), company.count());
    const bool shown = company.first() && !call.settings.quiet && call.notes.terminal();
    auto scores = [&] {
        Progress progress{call.notes, shown, mine.size(), "draws", 1};
        std::mutex one_at_a_time;
        return job.scores(mine, [&](std::size_t done) {
            const std::lock_guard lock{one_at_a_time};
            progress.show(done, done);
        });
    }();
    if (!call.company.all_well(scores ? Exit::answered : Exit::refused, work) || !scores)
        return scores;
    const auto gathered = call.company.gather(*scores);
    std::vector<double> all(company.first() ? job.draws() * job.row() : 0);
    for (std::size_t rank = 0; rank < gathered.size(); ++rank) {
        const auto theirs = ranks::dealt(job.draws(), kDealt, rank, company.count());
        for (std::size_t i = 0; i < theirs.size(); ++i)
            std::copy_n(gathered[rank].begin() + static_cast<std::ptrdiff_t>(i * job.row()),
                        job.row(),
                        all.begin() + static_cast<std::ptrdiff_t>(theirs[i] * job.row()));
    }
    return all;
}

Exit run_compare(Call& call) {
    if (call.arguments().size() < 2)
        return refuse(call, {ErrorCode::bad_input, "PROGRAMME is missing", "sinew compare",
                             "usage: sinew compare RECORD PROGRAMME..."});
    const auto reading = read(call);
    if (!reading) return refuse(call, reading.error());
    if (!call.company.all_well(Exit::answered, reading->work)) return call.company.code();
    const care::Words words =
        reading->catalogue->words(call.settings.language, call.settings.framing);
    const document::ComparisonFrame frame{std::string{kVersion}, reading->catalogue->hash, words};
    std::vector<OrderedJson> answers;
    for (const care::ComparisonJob& job : reading->jobs) {
        if (!job.modelled()) {
            answers.push_back(document::unmodelled_json(job.facts(), *reading->packs, frame));
            continue;
        }
        const auto all = shared(call, job, reading->work);
        if (!all) return refuse(call, all.error());
        if (call.company.code() != Exit::answered) return call.company.code();
        if (!call.company.first()) continue;
        const auto told = job.told(*all);
        if (!told) return refuse(call, told.error());
        answers.push_back(document::comparison_json(*told, *reading->packs, frame));
    }
    if (!call.company.first()) return Exit::answered;
    const OrderedJson told = document::joined(std::move(answers));
    OutputFiles files;
    if (const auto file = call.text("csv")) files.add(*file, document::comparison_csv(told));
    if (const auto file = call.text("output")) files.add(*file, told.dump(1) + "\n");
    if (!files.uses_standard_output())
        files.add("-", call.settings.json
                           ? told.dump(1) + "\n"
                           : render::comparison_text(told, words, page_style(call.out, false)));
    return files.write(call);
}

}  // namespace

CommandSpec compare_command() {
    return {
        .name = "compare",
        .summary = "several programmes for one person in the order the model would put them",
        .about =
            "Runs the multi-level model for a person under each programme and under none, over the "
            "same draws of its parameters, and puts the programmes in order by one outcome: mean "
            "place, the share of draws in which each is best and in which it is better than no "
            "programme, and what it changes, as bands. Beside it the order when the links that are "
            "hypotheses are switched off. Every session counts as done, nothing is used.\n\n"
            "The model is not calibrated: an order that only the model knows is a question to "
            "people, never a reason to change a programme.\n\n"
            "For jobs larger than one machine: `mpirun -n 4 sinew-mpi compare ...` shares the "
            "draws "
            "among ranks and writes the same bytes for any number of them (built where MPI is "
            "found).",
        .arguments = {{"RECORD", "our record or a FHIR bundle", true, Completes::file},
                      {"PROGRAMME", "what `sinew prescribe --json` wrote; several", true,
                       Completes::file, true}},
        .options = {{"by", "OUTCOME",
                     "put in order by this one: craving_vas (the default), phq9 ..."},
                    {"day", "N",
                     "compare at the end of this day (the last of the shortest programme)"},
                    {"draws", "N", "draws of the parameters, 20 to 100000 (1000)"},
                    {"seed", "N", "of the draws (1); the same seed gives the same bits"},
                    {"substance", "WORDS",
                     "in the place of the record's: heroin, cocaine ...; several with commas"},
                    {"availability", "A",
                     "of the drug in the setting: 1 = community (the default), near 0 = closed"},
                    {"threads", "N", "at once (all cores; one a rank under mpirun)"},
                    {"csv", "FILE", "write every number as a tidy table here", {}, Completes::file},
                    {"output", "FILE", "write the answer as JSON here", {}, Completes::file, 'o'}},
        .examples =
            {{"sinew compare record.json walking.json forms.json",
              "which would the model expect to help craving more, and how surely"},
             {"sinew compare record.json programmes/*.json --by phq9 --day 28 --csv order.csv",
              "by low mood after four weeks; every number as a table"},
             {"mpirun -n 4 sinew-mpi compare record.json programmes/*.json --draws 20000 --json",
              "the same on four ranks: the same bytes"}},
        .run = run_compare,
        .shares_ranks = true};
}

}  // namespace sinew::cli
