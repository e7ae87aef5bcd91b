// Processes that share one job: who they are, whether all is well with each, and how their numbers come together.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sinew::ranks {

/// What a rank brings to a meeting.
struct Standing {
    int code = 0;  ///< its exit code so far; not 0: it failed and will not go on
    std::uint64_t work =
        0;  ///< of what it was asked; ranks with other work than the first are told
};

/// Why the ranks cannot go on together.
struct Trouble {
    std::size_t rank = 0;  ///< the first that failed, or that has other work than rank 0
    int code = 0;          ///< all end with this; 0 where only the work differs
};

class Ranks {
public:
    Ranks() = default;
    Ranks(const Ranks&) = delete;
    Ranks& operator=(const Ranks&) = delete;
    virtual ~Ranks() = default;

    [[nodiscard]] virtual std::size_t rank() const noexcept = 0;
    [[nodiscard]] virtual std::size_t count() const noexcept = 0;

    /// Waits for all ranks. Every rank is given the same answer; every rank has to come to every meeting until one ends in trouble.
    [[nodiscard]] virtual std::optional<Trouble> meet(const Standing& mine) = 0;

    /// On rank 0 what every rank brought, in the order of ranks; empty elsewhere. Every rank has to come.
    [[nodiscard]] virtual std::vector<std::vector<double>> gather(std::span<const double> mine) = 0;
};

/// The one process there is when nobody started several.
class Alone final : public Ranks {
public:
    [[nodiscard]] std::size_t rank() const noexcept override { return 0; }
    [[nodiscard]] std::size_t count() const noexcept override { return 1; }
    [[nodiscard]] std::optional<Trouble> meet(const Standing& mine) override;
    [[nodiscard]] std::vector<std::vector<double>> gather(std::span<const double> mine) override;
};

/// The first failure in the order of ranks, else the first that has other work than rank 0. @pre not empty
[[nodiscard]] std::optional<Trouble> judged(std::span<const Standing> all) noexcept;

/// The pieces of a rank, ascending: blocks of `block` neighbours dealt in turn. Every piece belongs to exactly one rank.
/// @pre rank < count, block > 0
[[nodiscard]] std::vector<std::size_t> dealt(std::size_t pieces, std::size_t block,
                                             std::size_t rank, std::size_t count);

}  // namespace sinew::ranks
