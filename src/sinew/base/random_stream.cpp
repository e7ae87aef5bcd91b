#include <sinew/base/random_stream.hpp>

namespace sinew {
namespace {

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection that scatters every bit.
std::uint64_t scatter(std::uint64_t z) noexcept {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
}

}  // namespace

RandomStream::RandomStream(std::uint64_t seed, std::string_view name, std::uint64_t index) noexcept
    : key_{scatter(seed + 0x9E3779B97F4A7C15ULL)} {
    for (const char c : name) key_ = scatter(key_ ^ static_cast<unsigned char>(c));
    key_ = scatter(key_ ^ scatter(index + 0x9E3779B97F4A7C15ULL));
}

std::uint64_t RandomStream::next() noexcept {
    ++counter_;
    return scatter(key_ + counter_ * 0x9E3779B97F4A7C15ULL);
}

double RandomStream::uniform() noexcept { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

std::uint64_t RandomStream::below(std::uint64_t n) noexcept {
    const std::uint64_t reject_from = ~std::uint64_t{0} - (~std::uint64_t{0} % n + 1) % n;
    std::uint64_t draw = next();
    while (draw > reject_from) draw = next();
    return draw % n;
}

}  // namespace sinew
