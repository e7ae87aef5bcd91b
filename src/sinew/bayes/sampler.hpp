// A sampler for posteriors without a closed form: Hamiltonian trajectories that stop where they would turn back.
#pragma once

#include <sinew/base/random_stream.hpp>
#include <sinew/base/result.hpp>
#include <sinew/bayes/draws.hpp>

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace sinew::bayes {

/// A smooth density on all of R^n, up to a factor, with its gradient.
class Target {
public:
    Target() = default;
    Target(const Target&) = default;
    Target& operator=(const Target&) = default;
    virtual ~Target() = default;

    [[nodiscard]] virtual std::size_t dimension() const = 0;

    /// Logarithm of the density at `at`; fills `gradient`. May return NaN or minus infinity where the density is 0.
    [[nodiscard]] virtual double log_density(std::span<const double> at,
                                             std::span<double> gradient) const = 0;

    /// Where a chain begins: scattered more widely than the posterior.
    [[nodiscard]] virtual std::vector<double> start(RandomStream& stream) const = 0;

    /// What is kept of a draw.
    [[nodiscard]] virtual std::vector<std::string> names() const = 0;
    virtual void report(std::span<const double> at, std::span<double> kept) const = 0;
};

struct SamplerSettings {
    std::size_t chains = 4;
    std::size_t warm_up = 1000;     ///< draws a chain that tune the sampler and are thrown away
    std::size_t each = 2500;        ///< draws a chain that are kept
    double acceptance = 0.8;        ///< aimed at by the step size; nearer 1 = smaller steps
    unsigned deepest = 10;          ///< a trajectory has at most 2^deepest steps
    std::uint64_t seed = 20260301;  ///< chain c uses the stream ("trajectories", c)
    unsigned threads = 0;  ///< 0: as many as the machine has; never changes a bit of the draws
    /// Called with the number of draws done of all chains together, from any thread; may be empty.
    std::function<void(std::size_t)> progress = {};
};

struct Sampled {
    Draws draws;  ///< the target's names, then "log_density"
    std::size_t divergences =
        0;  ///< trajectories that left the energy level: the density has a corner they cannot enter
    std::size_t cut_short = 0;       ///< trajectories that reached `deepest`
    std::vector<double> step_sizes;  ///< one a chain
    double mean_steps = 0;           ///< gradients a draw
};

/// Multinomial No-U-Turn sampling with a diagonal metric; step size by dual averaging, metric from windows of the warm-up
/// that double in length.
/// @errors did_not_converge  when no start with a finite density is found
/// @source hoffman2014 (turning criterion, step size), betancourt2017 (multinomial trajectories)
[[nodiscard]] Result<Sampled> sample(const Target& target, const SamplerSettings& settings);

}  // namespace sinew::bayes
