// One step of the sampler: a trajectory that doubles until it would turn back, and the point drawn from it.
#pragma once

#include <sinew/base/random_stream.hpp>
#include <sinew/bayes/sampler.hpp>
#include <sinew/numerics/draws.hpp>

#include <vector>

namespace sinew::bayes {

/// Position, momentum and what was computed there. Momenta are in units in which the metric is the identity, so that they
/// are velocities too; vectors of the trajectory are padded with zeros to an even length.
struct PhasePoint {
    std::vector<double> at, momentum, gradient;
    double log_density = 0;
    double kinetic = 0;  ///< half the square of the momentum
};

struct Step {
    double acceptance = 0;  ///< mean over the trajectory, for the step size
    std::size_t gradients = 0;
    bool diverged = false, cut_short = false;
};

class Trajectory {
public:
    Trajectory(const Target& target, unsigned deepest);

    /// Moves `point` to a new draw.
    Step advance(PhasePoint& point, RandomStream& stream);

    /// A step size at which one step is accepted about four times in five.
    void find_step_size(PhasePoint& point, RandomStream& stream);

    /// The variances of the posterior as known so far: the inverse of the metric.
    void learn(const std::vector<double>& variance);
    /// A point with room for this target.
    [[nodiscard]] PhasePoint empty_point() const;

    double step_size = 0.1;

private:
    using Vector = std::vector<double>;
    /// A stretch of trajectory: momenta at its ends and their sum inside.
    struct Stretch {
        Vector sum, first, last;
    };
    struct Level {
        Stretch first, second;
        PhasePoint proposal;
    };
    void draw_momentum(PhasePoint& point, RandomStream& stream);
    [[nodiscard]] static double energy(const PhasePoint& point);
    void leap(PhasePoint& point, double signed_step);
    [[nodiscard]] double leaf(double direction, PhasePoint& end);
    bool pair_of_leaves(double direction, PhasePoint& end, PhasePoint& proposal, Stretch& made,
                        double& weight, RandomStream& stream);
    bool grow(unsigned depth, double direction, PhasePoint& end, PhasePoint& proposal,
              Stretch& made, double& weight, RandomStream& stream);
    [[nodiscard]] std::span<double> used(Vector& padded) const {
        return {padded.data(), target_.dimension()};
    }

    const Target& target_;
    unsigned deepest_;
    double start_energy_ = 0;
    double acceptance_sum_ = 0;
    Step step_;
    Vector scale_;  ///< roots of `variance`
    std::vector<Level> levels_;
    PhasePoint forward_, backward_, proposal_, drawn_;
    Stretch whole_, added_;
    numerics::NormalPairs pairs_;
};

}  // namespace sinew::bayes
