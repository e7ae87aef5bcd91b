// Named, counter-based random numbers: the same seed and name give the same numbers on every machine and thread.
#pragma once

#include <cstdint>
#include <string_view>

namespace sinew {

/// A stream of 64-bit numbers; each is a hash of (key, counter), so streams never share state.
class RandomStream {
public:
    RandomStream(std::uint64_t seed, std::string_view name, std::uint64_t index = 0) noexcept;

    [[nodiscard]] std::uint64_t next() noexcept;
    [[nodiscard]] double uniform() noexcept;                      ///< [0, 1), 53 bits
    [[nodiscard]] std::uint64_t below(std::uint64_t n) noexcept;  ///< 0 .. n-1, n > 0, without bias
    [[nodiscard]] bool chance(double probability) noexcept { return uniform() < probability; }

private:
    std::uint64_t key_;
    std::uint64_t counter_ = 0;
};

/// The name of a stream with the integers of its key, for draws that are looked up in any order: "model.lapse", person, draw, day.
/// `StreamKey{seed, name}.with(i).uniform()` is the first uniform of `RandomStream{seed, name, i}`.
class StreamKey {
public:
    StreamKey(std::uint64_t seed, std::string_view name) noexcept;

    /// The key with one more integer; the order of integers counts.
    [[nodiscard]] StreamKey with(std::uint64_t number) const noexcept;
    [[nodiscard]] double uniform() const noexcept;       ///< [0, 1), 53 bits
    [[nodiscard]] double open_uniform() const noexcept;  ///< (0, 1): for inverses of distributions

private:
    [[nodiscard]] std::uint64_t bits() const noexcept;
    std::uint64_t key_;
};

}  // namespace sinew
