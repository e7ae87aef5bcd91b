// GOSH: the pooled mean of very many subsets of the studies. A cloud in two parts says that two kinds of studies were mixed.
#pragma once

#include <sinew/pooling/fit.hpp>

#include <cstdint>
#include <functional>

namespace sinew::pooling {

struct GoshSettings {
    std::size_t most_subsets = std::size_t{1}
                               << 16U;  ///< all subsets when they are not more, else so many drawn
    std::uint64_t seed = 1;             ///< of the draw
    unsigned threads = 1;               ///< the numbers are the same for every number of threads
    /// Told now and then, on the caller's own thread, how many subsets of how many are done.
    std::function<void(std::size_t done, std::size_t of)> progress = {};
};

/// One place a subset in every list. A subset whose tau2 did not settle holds NaN.
struct Gosh {
    Settings settings;
    bool all =
        true;  ///< every subset that is not empty, in the order of its bits: study 0 is the lowest
    std::uint64_t seed = 0;
    std::vector<double> estimate = {}, QE = {}, I2 = {}, H2 = {}, tau2 = {};
    std::vector<std::uint32_t> k = {};
    std::vector<std::uint64_t> members = {};  ///< words_each words of bits a subset
    std::size_t words_each = 1;
    std::size_t unsettled = 0;

    [[nodiscard]] bool holds(std::size_t subset, std::size_t study) const noexcept {
        return (members[subset * words_each + study / 64] >> (study % 64) & 1U) != 0;
    }
};

/// Drawn subsets hold each study with chance one half, and never none.
/// @errors bad_input  as pooled_mean; a single study; fewer than two subsets asked for; own weights in the settings
/// @cost   no allocation within a subset
/// @source olkin2012
[[nodiscard]] Result<Gosh> gosh(std::span<const double> yi, std::span<const double> vi,
                                const Settings& settings = {}, const GoshSettings& how = {});

}  // namespace sinew::pooling
