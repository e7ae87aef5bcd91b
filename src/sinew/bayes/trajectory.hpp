// One step of the sampler: a trajectory that doubles until it would turn back, and the point drawn from it.
#pragma once

#include <sinew/base/random_stream.hpp>
#include <sinew/bayes/sampler.hpp>
#include <sinew/numerics/draws.hpp>

#include <vector>

namespace sinew::bayes {

/// Position, momentum and what was computed there.
struct PhasePoint {
    std::vector<double> at, momentum, gradient;
    double log_density = 0;
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

    double step_size = 0.1;
    std::vector<double> variance;  ///< of the posterior, as known so far: the inverse of the metric

private:
    using Vector = std::vector<double>;
    /// Ends of a stretch of trajectory: momentum and velocity there, and the sum of momenta inside.
    struct Stretch {
        Vector sum, momentum_first, momentum_last, velocity_first, velocity_last;
    };
    struct Level {
        Stretch first, second;
        PhasePoint proposal;
    };
    void draw_momentum(PhasePoint& point, RandomStream& stream);
    [[nodiscard]] double energy(const PhasePoint& point);
    void leap(PhasePoint& point, double signed_step);
    [[nodiscard]] static bool goes_on(const Stretch& a, const Stretch& b);
    bool grow(unsigned depth, double direction, PhasePoint& end, PhasePoint& proposal,
              Stretch& made, double& log_weight, RandomStream& stream);

    const Target& target_;
    unsigned deepest_;
    double start_energy_ = 0;
    double acceptance_sum_ = 0;
    Step step_;
    std::vector<Level> levels_;
    PhasePoint forward_, backward_, proposal_, drawn_;
    Stretch whole_, added_;
    numerics::NormalPairs pairs_;
    Vector scratch_;
};

}  // namespace sinew::bayes
