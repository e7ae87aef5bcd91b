// Draws of several chains, side by side: what samplers return and diagnostics read.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace sinew::bayes {

struct Draws {
    std::vector<std::string> names;  ///< one a parameter
    std::size_t chains = 0;
    std::size_t each = 0;        ///< draws a chain, after warm-up
    std::vector<double> values;  ///< parameter-major: all of chain 0, then of chain 1 ..

    Draws() = default;
    Draws(std::vector<std::string> parameter_names, std::size_t chain_count, std::size_t draws_each)
        : names{std::move(parameter_names)},
          chains{chain_count},
          each{draws_each},
          values(names.size() * chain_count * draws_each) {}

    [[nodiscard]] std::span<const double> of(std::size_t parameter) const noexcept {
        return {values.data() + parameter * chains * each, chains * each};
    }
    [[nodiscard]] double& at(std::size_t parameter, std::size_t chain, std::size_t draw) noexcept {
        return values[(parameter * chains + chain) * each + draw];
    }
    [[nodiscard]] double at(std::size_t parameter, std::size_t chain,
                            std::size_t draw) const noexcept {
        return values[(parameter * chains + chain) * each + draw];
    }
};

}  // namespace sinew::bayes
