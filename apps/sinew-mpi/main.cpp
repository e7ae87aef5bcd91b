// The same program, its work shared by the processes that mpirun started (docs/adr/0017). Wiring only.
#include <sinew/cli/program.hpp>
#include <sinew/ranks/mpi_ranks.hpp>

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
    sinew::ranks::MpiRanks ranks{&argc, &argv};
    try {
        return sinew::cli::run(argc, argv, ranks);
    } catch (const std::exception& bug) {
        std::fprintf(stderr, "sinew-mpi: rank %zu: this is a bug in Sinew, not in your input: %s\n",
                     ranks.rank(), bug.what());
        ranks.give_up(4);
    }
}
