#define OMPI_SKIP_MPICXX 1  // the C interface only
#define MPICH_SKIP_MPICXX 1
#include <sinew/ranks/mpi_ranks.hpp>

#include <mpi.h>

#include <algorithm>
#include <climits>
#include <cstdlib>

namespace sinew::ranks {
namespace {

constexpr std::size_t kPart = std::size_t{1}
                              << 24U;  // numbers in one message: its length is an int
static_assert(kPart < INT_MAX);
constexpr int kLengthTag = 1, kNumbersTag = 2;

}  // namespace

// A failure inside MPI ends all ranks with MPI's own message (its default): nothing here looks at return codes.
MpiRanks::MpiRanks(int* argc, char*** argv) {
    int given = 0;
    MPI_Init_thread(argc, argv, MPI_THREAD_FUNNELED, &given);
    int rank = 0, count = 1;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    MPI_Comm_size(MPI_COMM_WORLD, &count);
    rank_ = static_cast<std::size_t>(rank);
    count_ = static_cast<std::size_t>(count);
}

MpiRanks::~MpiRanks() { MPI_Finalize(); }

std::optional<Trouble> MpiRanks::meet(const Standing& mine) {
    const std::uint64_t told[2]{static_cast<std::uint64_t>(mine.code), mine.work};
    std::vector<std::uint64_t> heard(2 * count_);
    MPI_Allgather(told, 2, MPI_UINT64_T, heard.data(), 2, MPI_UINT64_T, MPI_COMM_WORLD);
    std::vector<Standing> all;
    for (std::size_t rank = 0; rank < count_; ++rank)
        all.push_back({static_cast<int>(heard[2 * rank]), heard[2 * rank + 1]});
    return judged(all);
}

std::vector<std::vector<double>> MpiRanks::gather(std::span<const double> mine) {
    std::vector<std::vector<double>> all;
    if (rank_ != 0) {
        const std::uint64_t length = mine.size();
        MPI_Send(&length, 1, MPI_UINT64_T, 0, kLengthTag, MPI_COMM_WORLD);
        for (std::size_t at = 0; at < mine.size(); at += kPart)
            MPI_Send(mine.data() + at, static_cast<int>(std::min(kPart, mine.size() - at)),
                     MPI_DOUBLE, 0, kNumbersTag, MPI_COMM_WORLD);
        return all;
    }
    all.emplace_back(mine.begin(), mine.end());
    for (std::size_t rank = 1; rank < count_; ++rank) {
        const int from = static_cast<int>(rank);
        std::uint64_t length = 0;
        MPI_Recv(&length, 1, MPI_UINT64_T, from, kLengthTag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
        std::vector<double>& theirs = all.emplace_back(length);
        for (std::size_t at = 0; at < theirs.size(); at += kPart)
            MPI_Recv(theirs.data() + at, static_cast<int>(std::min(kPart, theirs.size() - at)),
                     MPI_DOUBLE, from, kNumbersTag, MPI_COMM_WORLD, MPI_STATUS_IGNORE);
    }
    return all;
}

void MpiRanks::give_up(int code) noexcept {
    MPI_Abort(MPI_COMM_WORLD, code);
    std::abort();
}

}  // namespace sinew::ranks
