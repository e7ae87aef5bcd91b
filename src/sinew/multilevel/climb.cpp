#include <sinew/multilevel/climb.hpp>

#include <cmath>

namespace sinew::multilevel {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kFlat = 1e-6;  // curvature this small beside the expected one is not trusted
constexpr double kFar = 0.5;  // standard errors: curvature here says little about a top further off
constexpr double kClimbShare = 1e-4;  // of the promised rise that a step must keep
constexpr int kMostHalvings = 40;

/// Solves the Newton step of the coordinates that are neither at a bound nor without information.
class StepMaker {
public:
    StepMaker(const std::vector<Coordinate>& coordinates, const VectorXd& place,
              const Evaluation& here)
        : coordinates_{coordinates}, place_{place}, here_{here}, q_{place.size()} {
        for (const Coordinate& c : coordinates)
            variances_ = variances_ && c.kind == Coordinate::Kind::variance;
        scale_ = VectorXd::Zero(q_);
        held_.assign(static_cast<std::size_t>(q_), false);
        for (Index i = 0; i < q_; ++i) {
            const double information = here.expected(i, i);
            if (information > 0) scale_(i) = 1 / std::sqrt(information);
            held_[static_cast<std::size_t>(i)] = scale_(i) == 0 || pushed(i);
        }
    }

    [[nodiscard]] bool pushed(Index i) const {
        const Coordinate& c = coordinates_[static_cast<std::size_t>(i)];
        return (place_(i) <= c.low && here_.gradient(i) <= 0) ||
               (place_(i) >= c.high && here_.gradient(i) >= 0);
    }

    [[nodiscard]] double gradient_in_se() const {
        double largest = 0;
        for (Index i = 0; i < q_; ++i)
            if (!pushed(i)) largest = std::max(largest, std::fabs(here_.gradient(i)) * scale_(i));
        return largest;
    }

    /// The step, with crossing coordinates stopped at their bounds. `newton`: only observed information was used.
    VectorXd step(bool& newton) {
        VectorXd whole = VectorXd::Zero(q_);
        std::vector<bool> stopped(static_cast<std::size_t>(q_), false);
        for (Index round = 0; round <= q_; ++round) {
            solve_rest(whole, stopped, newton);
            bool crossed = false;
            for (Index i = 0; i < q_; ++i) {
                const auto at = static_cast<std::size_t>(i);
                if (held_[at] || stopped[at]) continue;
                const double to = place_(i) + whole(i);
                const double inside = std::clamp(to, coordinates_[at].low, coordinates_[at].high);
                if (inside == to) continue;
                whole(i) = inside - place_(i);
                stopped[at] = crossed = true;
            }
            if (!crossed) break;
        }
        return whole;
    }

    [[nodiscard]] double in_se(const VectorXd& step) const {
        double largest = 0;
        for (Index i = 0; i < q_; ++i)
            if (scale_(i) > 0) largest = std::max(largest, std::fabs(step(i)) / scale_(i));
        return largest;
    }

private:
    void solve_rest(VectorXd& whole, const std::vector<bool>& stopped, bool& newton) const {
        newton = true;
        std::vector<Index> free;
        for (Index i = 0; i < q_; ++i)
            if (!held_[static_cast<std::size_t>(i)] && !stopped[static_cast<std::size_t>(i)])
                free.push_back(i);
        const auto n = static_cast<Index>(free.size());
        if (n == 0) return;
        MatrixXd observed(n, n), expected(n, n);
        VectorXd slope(n);
        for (Index a = 0; a < n; ++a) {
            const Index i = free[static_cast<std::size_t>(a)];
            slope(a) = here_.gradient(i);
            for (Index s = 0; s < q_; ++s)
                if (stopped[static_cast<std::size_t>(s)])
                    slope(a) -= here_.observed(i, s) * whole(s);
            slope(a) *= scale_(i);
            for (Index b = 0; b < n; ++b) {
                const Index j = free[static_cast<std::size_t>(b)];
                observed(a, b) = here_.observed(i, j) * scale_(i) * scale_(j);
                expected(a, b) = here_.expected(i, j) * scale_(i) * scale_(j);
            }
        }
        const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen{observed};
        VectorXd solved = VectorXd::Zero(n);
        for (Index axis = 0; axis < n; ++axis) {
            const VectorXd direction = eigen.eigenvectors().col(axis);
            double curvature = eigen.eigenvalues()(axis);
            const double usual = direction.dot(expected * direction);
            const double along = direction.dot(slope);
            if (!(curvature > kFlat * usual) || (variances_ && std::fabs(along) > kFar * usual)) {
                curvature = usual > kFlat ? usual : 1;
                newton = false;
            }
            solved += direction * (along / curvature);
        }
        for (Index a = 0; a < n; ++a) {
            const Index i = free[static_cast<std::size_t>(a)];
            whole(i) = solved(a) * scale_(i);
        }
    }

    const std::vector<Coordinate>& coordinates_;
    const VectorXd& place_;
    const Evaluation& here_;
    Index q_;
    bool variances_ = true;  ///< no correlation, no factor: expected information is safe far off
    VectorXd scale_;
    std::vector<bool> held_;
};

VectorXd moved(const VectorXd& place, const VectorXd& step, double share,
               const std::vector<Coordinate>& coordinates) {
    VectorXd to = place + share * step;
    for (Index i = 0; i < to.size(); ++i) {
        const Coordinate& c = coordinates[static_cast<std::size_t>(i)];
        to(i) = std::clamp(to(i), c.low, c.high);
    }
    return to;
}

}  // namespace

Climb climb(const Objective& objective, const std::vector<Coordinate>& coordinates, VectorXd start,
            const FitSettings& settings) {
    Evaluation here = objective(start);
    return climb_from(objective, coordinates, std::move(start), std::move(here), settings);
}

Climb climb_from(const Objective& objective, const std::vector<Coordinate>& coordinates,
                 VectorXd start, Evaluation at_start, const FitSettings& settings) {
    Climb made;
    made.place = std::move(start);
    made.top = std::move(at_start);
    made.evaluations = 1;
    made.at_bound.assign(coordinates.size(), false);
    if (!made.top.defined) return made;
    made.converged = coordinates.empty();
    bool last = made.converged;
    while (!last && made.steps < settings.most_steps) {
        StepMaker maker{coordinates, made.place, made.top};
        bool newton = true;
        const VectorXd step = maker.step(newton);
        const double size = maker.in_se(step);
        if (size == 0) {
            made.converged = true;
            break;
        }
        // Below this the likelihood cannot tell up from down any more; the slope still can.
        const double grain = 1e-12 * (1 + std::fabs(made.top.log_likelihood));
        last = newton ? size <= settings.step_tolerance : size <= 1e-4 * settings.step_tolerance;
        const double promised = made.top.gradient.dot(step);
        double share = 1;
        bool climbed = false;
        for (int halving = 0; halving < kMostHalvings && !climbed; ++halving, share *= 0.5) {
            const VectorXd to = moved(made.place, step, share, coordinates);
            Evaluation there = objective(to);
            ++made.evaluations;
            if (!there.defined) continue;
            const double rise = there.log_likelihood - made.top.log_likelihood;
            climbed = last || rise >= kClimbShare * share * promised - grain;
            if (!climbed) continue;
            made.place = to;
            made.top = std::move(there);
        }
        ++made.steps;
        if (!climbed) break;
        made.converged = last;
    }
    const StepMaker maker{coordinates, made.place, made.top};
    for (std::size_t i = 0; i < coordinates.size(); ++i)
        made.at_bound[i] = maker.pushed(static_cast<Index>(i));
    made.gradient = maker.gradient_in_se();
    made.converged = made.converged || made.gradient < 1e-7;
    return made;
}

}  // namespace sinew::multilevel
