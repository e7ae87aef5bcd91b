// Independent draws from a normal linear model: tau from its own marginal posterior, the coefficients given tau.
#pragma once

#include <sinew/bayes/draws.hpp>
#include <sinew/bayes/tau_posterior.hpp>

#include <cstdint>

namespace sinew::bayes {

/// No warm-up and no dependence between draws: each is worth one. tau comes through its distribution function, tabulated
/// and inverted to about 1e-9. Chain c uses the stream ("exact draws", c) of `seed`: the same bits whatever `threads`.
/// @param names  one a coefficient; "tau" is added as the last
[[nodiscard]] Draws exact_draws(const TauPosterior& posterior, std::vector<std::string> names,
                                std::size_t chains, std::size_t each, std::uint64_t seed,
                                unsigned threads = 0);

}  // namespace sinew::bayes
