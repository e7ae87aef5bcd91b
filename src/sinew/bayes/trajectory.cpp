#include <sinew/bayes/trajectory.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace sinew::bayes {
namespace {

constexpr double kLostEnergy = 1000;  ///< a trajectory this far off its energy level has diverged

double log_sum(double a, double b) {
    const double top = std::max(a, b);
    if (top == -std::numeric_limits<double>::infinity()) return top;
    return top + std::log(std::exp(a - top) + std::exp(b - top));
}

/// Four running sums, folded in one order: additions need not wait for each other.
double dot(const std::vector<double>& a, const std::vector<double>& b) {
    const double *x = a.data(), *y = b.data();
    const std::size_t n = a.size();
    double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
    std::size_t i = 0;
    for (; i + 4 <= n; i += 4) {
        s0 += x[i] * y[i];
        s1 += x[i + 1] * y[i + 1];
        s2 += x[i + 2] * y[i + 2];
        s3 += x[i + 3] * y[i + 3];
    }
    for (; i < n; ++i) s0 += x[i] * y[i];
    return (s0 + s2) + (s1 + s3);
}

/// Two at once, over the sum of two vectors that is never written down.
std::pair<double, double> dots_with_sum(const std::vector<double>& a, const std::vector<double>& b,
                                        const std::vector<double>& u,
                                        const std::vector<double>& v) {
    double a0 = 0, a1 = 0, b0 = 0, b1 = 0;
    const std::size_t n = a.size();
    std::size_t i = 0;
    for (; i + 2 <= n; i += 2) {
        const double first = u[i] + v[i], second = u[i + 1] + v[i + 1];
        a0 += a[i] * first;
        a1 += a[i + 1] * second;
        b0 += b[i] * first;
        b1 += b[i + 1] * second;
    }
    if (i < n) {
        a0 += a[i] * (u[i] + v[i]);
        b0 += b[i] * (u[i] + v[i]);
    }
    return {a0 + a1, b0 + b1};
}

}  // namespace

Trajectory::Trajectory(const Target& target, unsigned deepest)
    : variance(target.dimension(), 1.0), target_{target}, deepest_{deepest} {
    const std::size_t n = target.dimension();
    const Vector zeros(n, 0.0);
    const Stretch stretch{zeros, zeros, zeros, zeros, zeros};
    levels_.assign(deepest + 1, Level{stretch, stretch, {zeros, zeros, zeros, 0}});
    scratch_ = zeros;
}

void Trajectory::draw_momentum(PhasePoint& point, RandomStream& stream) {
    for (std::size_t i = 0; i < point.momentum.size(); ++i)
        point.momentum[i] = pairs_.draw(stream) / std::sqrt(variance[i]);
}

double Trajectory::energy(const PhasePoint& point) {
    for (std::size_t i = 0; i < scratch_.size(); ++i) scratch_[i] = point.momentum[i] * variance[i];
    const double kinetic = dot(point.momentum, scratch_);
    const double made = 0.5 * kinetic - point.log_density;
    return std::isnan(made) ? std::numeric_limits<double>::infinity() : made;
}

void Trajectory::leap(PhasePoint& point, double signed_step) {
    const std::size_t n = point.at.size();
    for (std::size_t i = 0; i < n; ++i) {
        point.momentum[i] += 0.5 * signed_step * point.gradient[i];
        point.at[i] += signed_step * variance[i] * point.momentum[i];
    }
    point.log_density = target_.log_density(point.at, point.gradient);
    for (std::size_t i = 0; i < n; ++i) point.momentum[i] += 0.5 * signed_step * point.gradient[i];
}

/// The whole of two neighbouring stretches, and each with the nearest end of the other.
bool Trajectory::goes_on(const Stretch& a, const Stretch& b) {
    const auto on = [](const Vector& first, const Vector& last, const Vector& sum,
                       const Vector& more) {
        const auto [at_first, at_last] = dots_with_sum(first, last, sum, more);
        return at_first > 0 && at_last > 0;
    };
    return on(a.velocity_first, b.velocity_last, a.sum, b.sum) &&
           on(a.velocity_first, b.velocity_first, a.sum, b.momentum_first) &&
           on(a.velocity_last, b.velocity_last, b.sum, a.momentum_last);
}

bool Trajectory::grow(unsigned depth, double direction, PhasePoint& end, PhasePoint& proposal,
                      Stretch& made, double& log_weight, RandomStream& stream) {
    if (depth == 0) {
        leap(end, direction * step_size);
        ++step_.gradients;
        const double gain = start_energy_ - energy(end);
        if (!(gain > -kLostEnergy)) step_.diverged = true;
        log_weight = log_sum(log_weight, gain);
        acceptance_sum_ += gain > 0 ? 1 : std::exp(gain);
        proposal = end;
        made.sum = made.momentum_first = made.momentum_last = end.momentum;
        for (std::size_t i = 0; i < made.sum.size(); ++i)
            made.velocity_first[i] = variance[i] * end.momentum[i];
        made.velocity_last = made.velocity_first;
        return !step_.diverged;
    }
    Level& level = levels_[depth - 1];
    double weight_first = -std::numeric_limits<double>::infinity(), weight_second = weight_first;
    if (!grow(depth - 1, direction, end, proposal, level.first, weight_first, stream)) return false;
    if (!grow(depth - 1, direction, end, level.proposal, level.second, weight_second, stream))
        return false;
    const double weight_both = log_sum(weight_first, weight_second);
    log_weight = log_sum(log_weight, weight_both);
    if (std::log(stream.uniform()) < weight_second - weight_both)
        std::swap(proposal, level.proposal);
    const Stretch& first = level.first;
    const Stretch& second = level.second;
    const bool on = goes_on(first, second);
    for (std::size_t i = 0; i < made.sum.size(); ++i) made.sum[i] = first.sum[i] + second.sum[i];
    made.momentum_first = first.momentum_first;
    made.velocity_first = first.velocity_first;
    made.momentum_last = second.momentum_last;
    made.velocity_last = second.velocity_last;
    return on;
}

Step Trajectory::advance(PhasePoint& point, RandomStream& stream) {
    draw_momentum(point, stream);
    start_energy_ = energy(point);
    step_ = {};
    acceptance_sum_ = 0;
    // Kept between calls for their memory only.
    PhasePoint &forward = forward_, &backward = backward_, &proposal = proposal_, &drawn = drawn_;
    forward = backward = proposal = drawn = point;
    Stretch &whole = whole_, &added = added_;
    whole.sum = whole.momentum_first = whole.momentum_last = point.momentum;
    whole.velocity_first = point.momentum;
    for (std::size_t i = 0; i < variance.size(); ++i) whole.velocity_first[i] *= variance[i];
    whole.velocity_last = whole.velocity_first;
    added = whole;
    double log_weight = 0;
    unsigned depth = 0;
    for (; depth < deepest_; ++depth) {
        const bool ahead = stream.uniform() < 0.5;
        double weight_added = -std::numeric_limits<double>::infinity();
        const bool valid = grow(depth, ahead ? 1.0 : -1.0, ahead ? forward : backward, proposal,
                                added, weight_added, stream);
        if (!valid) break;
        // Biased towards the new half: it is taken whenever it weighs more.
        if (std::log(stream.uniform()) < weight_added - log_weight) std::swap(drawn, proposal);
        log_weight = log_sum(log_weight, weight_added);
        if (!ahead) {
            std::swap(added.momentum_first, added.momentum_last);
            std::swap(added.velocity_first, added.velocity_last);
        }
        const Stretch& before = ahead ? whole : added;
        const Stretch& after = ahead ? added : whole;
        const bool on = goes_on(before, after);
        for (std::size_t i = 0; i < whole.sum.size(); ++i) whole.sum[i] += added.sum[i];
        if (ahead) {
            std::swap(whole.momentum_last, added.momentum_last);
            std::swap(whole.velocity_last, added.velocity_last);
        } else {
            std::swap(whole.momentum_first, added.momentum_first);
            std::swap(whole.velocity_first, added.velocity_first);
        }
        if (!on) break;
    }
    step_.cut_short = depth == deepest_;
    step_.acceptance =
        acceptance_sum_ / static_cast<double>(std::max<std::size_t>(step_.gradients, 1));
    point = drawn;
    return step_;
}

void Trajectory::find_step_size(PhasePoint& point, RandomStream& stream) {
    const double wanted = std::log(0.8);
    int way = 0;
    for (int trial = 0; trial < 60; ++trial) {
        PhasePoint moved = point;
        draw_momentum(moved, stream);
        const double before = energy(moved);
        leap(moved, step_size);
        const double gain = before - energy(moved);
        const int turn = gain > wanted ? 1 : -1;
        if (way == 0) way = turn;
        if (turn != way) return;
        step_size *= way > 0 ? 2.0 : 0.5;
    }
}

}  // namespace sinew::bayes
