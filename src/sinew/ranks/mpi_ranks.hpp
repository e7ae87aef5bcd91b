// The ranks that mpirun started. Built where MPI was found (docs/adr/0017).
#pragma once

#include <sinew/ranks/ranks.hpp>

namespace sinew::ranks {

/// The processes of MPI_COMM_WORLD. Made once, before anything else, and kept to the end.
class MpiRanks final : public Ranks {
public:
    MpiRanks(int* argc, char*** argv);
    ~MpiRanks() override;

    [[nodiscard]] std::size_t rank() const noexcept override { return rank_; }
    [[nodiscard]] std::size_t count() const noexcept override { return count_; }
    [[nodiscard]] std::optional<Trouble> meet(const Standing& mine) override;
    [[nodiscard]] std::vector<std::vector<double>> gather(std::span<const double> mine) override;

    /// Ends every rank at once with this code: for a bug in one of them, when the others wait.
    [[noreturn]] static void give_up(int code) noexcept;

private:
    std::size_t rank_ = 0, count_ = 1;
};

}  // namespace sinew::ranks
