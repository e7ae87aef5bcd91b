#include <sinew/base/random_stream.hpp>

namespace sinew {
namespace {

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014): a bijection that scatters every bit.
std::uint64_t scatter(std::uint64_t z) noexcept {
    z = (z ^ (z >> 30U)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27U)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31U);
}

constexpr std::uint64_t kGolden = 0x9E3779B97F4A7C15ULL;  // 2^64 over the golden ratio

std::uint64_t named(std::uint64_t seed, std::string_view name) noexcept {
    std::uint64_t key = scatter(seed + kGolden);
    for (const char c : name) key = scatter(key ^ static_cast<unsigned char>(c));
    return key;
}

std::uint64_t extended(std::uint64_t key, std::uint64_t number) noexcept {
    return scatter(key ^ scatter(number + kGolden));
}

}  // namespace

RandomStream::RandomStream(std::uint64_t seed, std::string_view name, std::uint64_t index) noexcept
    : key_{extended(named(seed, name), index)} {}

std::uint64_t RandomStream::next() noexcept {
    ++counter_;
    return scatter(key_ + counter_ * kGolden);
}

double RandomStream::uniform() noexcept { return static_cast<double>(next() >> 11U) * 0x1.0p-53; }

std::uint64_t RandomStream::below(std::uint64_t n) noexcept {
    const std::uint64_t reject_from = ~std::uint64_t{0} - (~std::uint64_t{0} % n + 1) % n;
    std::uint64_t draw = next();
    while (draw > reject_from) draw = next();
    return draw % n;
}

StreamKey::StreamKey(std::uint64_t seed, std::string_view name) noexcept
    : key_{named(seed, name)} {}

StreamKey StreamKey::with(std::uint64_t number) const noexcept {
    StreamKey longer = *this;
    longer.key_ = extended(key_, number);
    return longer;
}

std::uint64_t StreamKey::bits() const noexcept { return scatter(key_ + kGolden) >> 11U; }
double StreamKey::uniform() const noexcept { return static_cast<double>(bits()) * 0x1.0p-53; }
double StreamKey::open_uniform() const noexcept {
    return (static_cast<double>(bits()) + 0.5) * 0x1.0p-53;
}

}  // namespace sinew
