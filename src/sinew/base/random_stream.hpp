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

}  // namespace sinew
