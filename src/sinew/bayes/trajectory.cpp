#include <sinew/bayes/trajectory.hpp>
#include <sinew/numerics/lanes.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace sinew::bayes {
namespace {

using numerics::Lanes, numerics::load_lanes, numerics::store_lanes;

constexpr double kLostEnergy = 1000;  ///< a trajectory this far off its energy level has diverged
constexpr double kHighestGain =
    600;  ///< weights are e^gain; no gain of a chain that has settled comes near

double folded(Lanes sum) { return sum[0] + sum[1]; }

Lanes twice(double value) { return Lanes{value, value}; }

/// Goes on from stretch a to stretch b: ends of the whole, and of each with the nearest end of the other, move apart.
bool goes_on(const std::vector<double>& a_first, const std::vector<double>& a_last,
             const std::vector<double>& a_sum, const std::vector<double>& b_first,
             const std::vector<double>& b_last, const std::vector<double>& b_sum) {
    Lanes whole_first{0, 0}, whole_last{0, 0}, left_first{0, 0}, left_last{0, 0}, right_first{0, 0},
        right_last{0, 0};
    for (std::size_t i = 0; i < a_sum.size(); i += 2) {
        const Lanes af = load_lanes(&a_first[i]), al = load_lanes(&a_last[i]),
                    as = load_lanes(&a_sum[i]), bf = load_lanes(&b_first[i]),
                    bl = load_lanes(&b_last[i]), bs = load_lanes(&b_sum[i]);
        const Lanes whole = as + bs, left = as + bf, right = al + bs;
        whole_first += af * whole;
        whole_last += bl * whole;
        left_first += af * left;
        left_last += bf * left;
        right_first += al * right;
        right_last += bl * right;
    }
    return folded(whole_first) > 0 && folded(whole_last) > 0 && folded(left_first) > 0 &&
           folded(left_last) > 0 && folded(right_first) > 0 && folded(right_last) > 0;
}

void add(std::vector<double>& sum, const std::vector<double>& more) {
    for (std::size_t i = 0; i < sum.size(); i += 2)
        store_lanes(&sum[i], load_lanes(&sum[i]) + load_lanes(&more[i]));
}

}  // namespace

Trajectory::Trajectory(const Target& target, unsigned deepest)
    : target_{target}, deepest_{deepest} {
    const PhasePoint point = empty_point();
    const Stretch stretch{point.at, point.at, point.at};
    levels_.assign(deepest + 1, Level{stretch, stretch, point});
    whole_ = added_ = stretch;
    learn(std::vector<double>(target.dimension(), 1.0));
}

PhasePoint Trajectory::empty_point() const {
    const Vector zeros((target_.dimension() + 1) / 2 * 2, 0.0);
    return {zeros, zeros, zeros, 0, 0};
}

void Trajectory::learn(const std::vector<double>& variance) {
    scale_.assign((variance.size() + 1) / 2 * 2, 0.0);
    for (std::size_t i = 0; i < variance.size(); ++i) scale_[i] = std::sqrt(variance[i]);
}

void Trajectory::draw_momentum(PhasePoint& point, RandomStream& stream) {
    double square = 0;
    for (double& momentum : used(point.momentum)) {
        momentum = pairs_.draw(stream);
        square += momentum * momentum;
    }
    point.kinetic = 0.5 * square;
}

double Trajectory::energy(const PhasePoint& point) {
    const double made = point.kinetic - point.log_density;
    return std::isnan(made) ? std::numeric_limits<double>::infinity() : made;
}

void Trajectory::leap(PhasePoint& point, double signed_step) {
    const std::size_t n = point.at.size();
    double *const at = point.at.data(), *const momentum = point.momentum.data();
    const double *const gradient = point.gradient.data(), *const scale = scale_.data();
    const Lanes half = twice(0.5 * signed_step), full = twice(signed_step);
    for (std::size_t i = 0; i < n; i += 2) {
        const Lanes s = load_lanes(scale + i);
        const Lanes p = load_lanes(momentum + i) + half * s * load_lanes(gradient + i);
        store_lanes(momentum + i, p);
        store_lanes(at + i, load_lanes(at + i) + full * s * p);
    }
    point.log_density = target_.log_density(used(point.at), used(point.gradient));
    Lanes square{0, 0}, other{0, 0};
    for (std::size_t i = 0; i < n; i += 2) {
        const Lanes s = load_lanes(scale + i);
        const Lanes p = load_lanes(momentum + i) + half * s * load_lanes(gradient + i);
        store_lanes(momentum + i, p);
        square += p * p;
        std::swap(square, other);  // two sums: additions need not wait for each other
    }
    point.kinetic = 0.5 * folded(square + other);
}

/// One step: its weight e^gain.
double Trajectory::leaf(double direction, PhasePoint& end) {
    leap(end, direction * step_size);
    ++step_.gradients;
    const double gain = start_energy_ - energy(end);
    if (!(gain > -kLostEnergy)) step_.diverged = true;
    const double weight = std::exp(std::min(gain, kHighestGain));
    acceptance_sum_ += std::min(weight, 1.0);
    return weight;
}

/// Two steps, without what longer stretches have to copy.
bool Trajectory::pair_of_leaves(double direction, PhasePoint& end, PhasePoint& proposal,
                                Stretch& made, double& weight, RandomStream& stream) {
    const double first = leaf(direction, end);
    if (step_.diverged) return false;
    proposal = end;
    made.first = end.momentum;
    const double second = leaf(direction, end);
    if (step_.diverged) return false;
    made.last = end.momentum;
    Lanes at_first{0, 0}, at_last{0, 0};
    for (std::size_t i = 0; i < made.sum.size(); i += 2) {
        const Lanes a = load_lanes(&made.first[i]), b = load_lanes(&made.last[i]), sum = a + b;
        store_lanes(&made.sum[i], sum);
        at_first += a * sum;
        at_last += b * sum;
    }
    weight = first + second;
    if (stream.uniform() * weight < second) proposal = end;
    return folded(at_first) > 0 && folded(at_last) > 0;
}

bool Trajectory::grow(unsigned depth, double direction, PhasePoint& end, PhasePoint& proposal,
                      Stretch& made, double& weight, RandomStream& stream) {
    if (depth == 0) {
        weight = leaf(direction, end);
        proposal = end;
        made.sum = made.first = made.last = end.momentum;
        return !step_.diverged;
    }
    if (depth == 1) return pair_of_leaves(direction, end, proposal, made, weight, stream);
    Level& level = levels_[depth - 1];
    Stretch &first = level.first, &second = level.second;
    double weight_first = 0, weight_second = 0;
    if (!grow(depth - 1, direction, end, proposal, first, weight_first, stream)) return false;
    if (!grow(depth - 1, direction, end, level.proposal, second, weight_second, stream))
        return false;
    weight = weight_first + weight_second;
    if (stream.uniform() * weight < weight_second) std::swap(proposal, level.proposal);
    const bool on =
        goes_on(first.first, first.last, first.sum, second.first, second.last, second.sum);
    std::swap(made.sum, first.sum);  // what the levels hold is theirs no more
    add(made.sum, second.sum);
    std::swap(made.first, first.first);
    std::swap(made.last, second.last);
    return on;
}

Step Trajectory::advance(PhasePoint& point, RandomStream& stream) {
    draw_momentum(point, stream);
    start_energy_ = energy(point);
    step_ = {};
    acceptance_sum_ = 0;
    // Kept between calls for their memory only.
    PhasePoint &forward = forward_, &backward = backward_, &proposal = proposal_, &drawn = drawn_;
    forward = backward = drawn = point;
    Stretch &whole = whole_, &added = added_;
    whole.sum = whole.first = whole.last = point.momentum;
    double weight = 1;
    unsigned depth = 0;
    for (; depth < deepest_; ++depth) {
        const bool ahead = stream.uniform() < 0.5;
        double weight_added = 0;
        const bool valid = grow(depth, ahead ? 1.0 : -1.0, ahead ? forward : backward, proposal,
                                added, weight_added, stream);
        if (!valid) break;
        // Biased towards the new half: it is taken whenever it weighs more.
        if (stream.uniform() * weight < weight_added) std::swap(drawn, proposal);
        weight += weight_added;
        if (!ahead) std::swap(added.first, added.last);
        const Stretch& before = ahead ? whole : added;
        const Stretch& after = ahead ? added : whole;
        const bool on =
            goes_on(before.first, before.last, before.sum, after.first, after.last, after.sum);
        add(whole.sum, added.sum);
        if (ahead)
            std::swap(whole.last, added.last);
        else
            std::swap(whole.first, added.first);
        if (!on) break;
    }
    step_.cut_short = depth == deepest_;
    step_.acceptance =
        acceptance_sum_ / static_cast<double>(std::max<std::size_t>(step_.gradients, 1));
    std::swap(point, drawn);
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
