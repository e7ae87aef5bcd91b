// Networks with numbers drawn from a named stream, for tests.
#pragma once

#include <sinew/base/random_stream.hpp>
#include <sinew/network/trials.hpp>
#include <sinew/numerics/draws.hpp>

#include <cmath>
#include <string>
#include <vector>

namespace sinew::network {

/// Arms of trials over `treatments`, a chain of two-arm trials that joins all, then random ones, every third of three arms.
inline std::vector<ArmRow> made_arms(std::size_t treatments, std::size_t trials, double tau,
                                     std::uint64_t seed) {
    RandomStream stream{seed, "network.test"};
    std::vector<ArmRow> rows;
    const auto name = [](std::size_t t) { return std::string{static_cast<char>('a' + t)}; };
    for (std::size_t s = 0; s < trials; ++s) {
        std::vector<std::size_t> arms;
        if (s + 1 < treatments)
            arms = {s, s + 1};
        else
            while (arms.size() < (s % 3 == 0 && treatments > 2 ? 3U : 2U)) {
                const auto t = static_cast<std::size_t>(stream.below(treatments));
                if (std::find(arms.begin(), arms.end(), t) == arms.end()) arms.push_back(t);
            }
        const double base = numerics::normal_draw(stream);
        for (const std::size_t t : arms) {
            const double variance = 0.02 + 0.2 * stream.uniform();
            const double shift = tau / std::sqrt(2.0) * numerics::normal_draw(stream);
            const double error = std::sqrt(variance) * numerics::normal_draw(stream);
            rows.push_back({"s" + std::to_string(s), name(t),
                            base + 0.3 * static_cast<double>(t) + shift + error, variance, 50,
                            rows.size() + 1});
        }
    }
    return rows;
}

}  // namespace sinew::network
