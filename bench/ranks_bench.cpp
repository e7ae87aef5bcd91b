// The job of prescribing (300 programmes x 512 draws x 84 days) on one MPI rank and on all of them, taking turns in one process group:
//
// mpirun -n 2 ranks_bench [out.json]   medians of seven turns; the numbers of both must have the same bits
//
// While one rank works alone the others sleep, so that both turns have the cores to themselves. Beside the wall time stands the processor
// time of the slowest rank: on a machine where others work too, that is what the ranks themselves needed.
#define OMPI_SKIP_MPICXX 1
#include <sinew/ensemble/score_draws.hpp>
#include <sinew/model/prior.hpp>
#include <sinew/ranks/mpi_ranks.hpp>

#include <fmt/format.h>
#include <mpi.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>

using namespace sinew;

namespace {

constexpr std::size_t kProgrammes = 300, kDraws = 512, kDays = 84, kTurns = 7, kDealt = 8;
using Weekly = std::vector<std::vector<model::Segment>>;

struct Job {
    std::vector<model::Parameters> draws;
    std::vector<Weekly> sessions;

    Job() {
        const auto pack = knowledge::load_model_pack(knowledge::PackSource::embedded());
        const auto links = knowledge::load_model_links(knowledge::PackSource::embedded());
        const auto prior = model::Prior::read(*pack, *links);
        for (std::size_t k = 0; k < kDraws; ++k)
            draws.push_back(
                chosen_for(prior->draw(1, k).parameters, model::DrugClass::opioid, model::Sex::M));
        for (std::size_t q = 0; q < kProgrammes; ++q) {
            Weekly& days = sessions.emplace_back(kDays);
            const double minutes = 15 + 5 * static_cast<double>(q % 10);
            const double intensity = 0.4 + 0.05 * static_cast<double>(q / 10 % 6);
            for (std::size_t n = 0; n < kDays; ++n)
                if (n % 7 < 2 + q / 60) {
                    days[n].push_back({model::Modality::A, minutes, intensity, 1, {}});
                    if (n % 2 == 0) days[n].push_back({model::Modality::R, 20, 0.6, 1, {}});
                }
        }
    }

    /// Craving at the end, of some draws under every programme.
    [[nodiscard]] std::vector<double> scores(const std::vector<std::size_t>& of) const {
        std::vector<model::Parameters> mine;
        for (const std::size_t draw : of) mine.push_back(draws[draw]);
        std::vector<ensemble::FollowedDays> programmes;
        for (const Weekly& one : sessions) programmes.push_back({one, kDays, 0.01, 0.3, {}});
        const model::SlowState start;
        auto made = ensemble::score_draws(
            {mine, {&start, 1}}, programmes,
            {1, [](const auto&, const auto&, const auto& end, auto into) { into[0] = end.C; }}, {});
        if (!made) ranks::MpiRanks::give_up(2);
        return *std::move(made);
    }
};

double processor_seconds() {
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Waits without taking the core.
void rest_until_all_are_here() {
    MPI_Request request{};
    MPI_Ibarrier(MPI_COMM_WORLD, &request);
    for (int here = 0; here == 0;) {
        MPI_Test(&request, &here, MPI_STATUS_IGNORE);
        const timespec moment{0, 200'000};
        if (here == 0) nanosleep(&moment, nullptr);
    }
}

struct Turn {
    double wall = 0, processor = 0;
    std::vector<double> all;  ///< on rank 0
};

/// The whole job by the first `count` ranks.
Turn turn(const Job& job, std::size_t count, ranks::MpiRanks& ranks) {
    rest_until_all_are_here();
    Turn made;
    const double from = MPI_Wtime(), spent = processor_seconds();
    const bool works = ranks.rank() < count;
    std::vector<double> mine;
    if (works) mine = job.scores(ranks::dealt(kDraws, kDealt, ranks.rank(), count));
    const double own = works ? processor_seconds() - spent : 0;
    std::vector<std::vector<double>> gathered{mine};
    if (count > 1) gathered = ranks.gather(mine);
    made.wall = MPI_Wtime() - from;
    rest_until_all_are_here();
    MPI_Reduce(&own, &made.processor, 1, MPI_DOUBLE, MPI_MAX, 0, MPI_COMM_WORLD);
    if (ranks.rank() != 0) return made;
    made.all.resize(kDraws * kProgrammes);
    for (std::size_t rank = 0; rank < gathered.size() && rank < count; ++rank) {
        const auto theirs = ranks::dealt(kDraws, kDealt, rank, count);
        for (std::size_t i = 0; i < theirs.size(); ++i)
            std::copy_n(gathered[rank].begin() + static_cast<std::ptrdiff_t>(i * kProgrammes),
                        kProgrammes,
                        made.all.begin() + static_cast<std::ptrdiff_t>(theirs[i] * kProgrammes));
    }
    return made;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

}  // namespace

int main(int count, char** words) {
    ranks::MpiRanks ranks{&count, &words};
    const Job job;
    std::vector<double> wall_one, wall_all, processor_one, processor_all;
    std::vector<double> expected;
    for (std::size_t round = 0; round <= kTurns; ++round) {  // the first warms up
        const Turn one = turn(job, 1, ranks), all = turn(job, ranks.count(), ranks);
        if (ranks.rank() == 0) {
            if (expected.empty()) expected = one.all;
            if (one.all != expected || all.all != expected) {
                std::fputs("the bits differ between numbers of ranks\n", stderr);
                ranks::MpiRanks::give_up(1);
            }
        }
        if (round == 0) continue;
        wall_one.push_back(one.wall);
        wall_all.push_back(all.wall);
        processor_one.push_back(one.processor);
        processor_all.push_back(all.processor);
    }
    if (ranks.rank() != 0) return 0;
    const nlohmann::ordered_json told{
        {"what",
         "300 programmes x 512 draws x 84 days, craving at the end; one rank and all of "
         "them in turn, medians"},
        {"ranks", ranks.count()},
        {"turns", kTurns},
        {"bits_equal", true},
        {"wall_s", {{"one", median(wall_one)}, {"all", median(wall_all)}}},
        {"wall_ratio", median(wall_one) / median(wall_all)},
        {"slowest_rank_processor_s",
         {{"one", median(processor_one)}, {"all", median(processor_all)}}},
        {"processor_ratio", median(processor_one) / median(processor_all)}};
    fmt::print("{}\n", told.dump(1));
    if (count > 1) std::ofstream{words[1]} << told.dump(1) << '\n';
    return 0;
}
