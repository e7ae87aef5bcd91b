#include <sinew/base/ensure.hpp>
#include <sinew/base/text.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/eigen_view.hpp>
#include <sinew/pooling/fit_inference.hpp>
#include <sinew/pooling/selection_likelihood.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::pooling {
namespace {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// Climbs in mean, log tau2 and log delta, where no step can leave the room; tau2 may be held where it is.
class Climber {
public:
    Climber(const SelectionLikelihood& likelihood, const SelectionSettings& settings,
            bool holds_tau2)
        : likelihood_{likelihood}, settings_{settings}, holds_tau2_{holds_tau2} {}

    /// The highest point from `point` on, or nothing when there is none within the rounds.
    std::optional<SelectionPoint> climb(SelectionPoint point) {
        double pull = 1e-3;  // of the damping, in units of the curvature
        double here = likelihood_.value_at(point);
        if (!std::isfinite(here)) return std::nullopt;
        for (rounds_ = 0; rounds_ < settings_.most_rounds; ++rounds_) {
            const SelectionValue value = likelihood_.at(point);
            Eigen::VectorXd gradient;
            Eigen::MatrixXd hessian;
            in_logs(point, value, gradient, hessian);
            if (gradient.cwiseAbs().maxCoeff() < 1e-10 * std::max(1.0, std::abs(here)))
                return point;
            bool moved = false;
            for (int attempt = 0; attempt < 40 && !moved; ++attempt) {
                const Eigen::VectorXd step = step_at(gradient, hessian, pull);
                const SelectionPoint next = stepped(point, step);
                const double there = likelihood_.value_at(next);
                if (there >= here) {
                    moved = true;
                    const double gain = there - here;
                    point = next;
                    here = there;
                    pull = std::max(pull / 8, 1e-14);
                    if (step.cwiseAbs().maxCoeff() < 1e-12 ||
                        (gain == 0 && step.cwiseAbs().maxCoeff() < 1e-9))
                        return point;
                } else {
                    pull *= 6;
                }
            }
            if (!moved)  // no step is uphill: the top, as far as a double can tell
                return gradient.cwiseAbs().maxCoeff() < 1e-5 * std::max(1.0, std::abs(here))
                           ? std::optional{point}
                           : std::nullopt;
            if ((!holds_tau2_ && point.tau2 < 1e-14) || beyond(point)) return point;
        }
        return std::nullopt;
    }
    [[nodiscard]] bool beyond(const SelectionPoint& point) const {
        return std::any_of(point.delta.begin(), point.delta.end(),
                           [&](double one) { return one > settings_.most_delta; });
    }
    [[nodiscard]] int rounds() const noexcept { return rounds_; }

private:
    [[nodiscard]] double factor(const SelectionPoint& point, std::size_t i) const {
        return i == 0 ? 1.0 : i == 1 ? point.tau2 : point.delta[i - 2];
    }
    /// Derivatives by the logarithms of tau2 and delta; a held tau2 gets an empty row.
    void in_logs(const SelectionPoint& point, const SelectionValue& value,
                 Eigen::VectorXd& gradient, Eigen::MatrixXd& hessian) const {
        const auto n = static_cast<Eigen::Index>(likelihood_.parameters());
        gradient.resize(n);
        hessian.resize(n, n);
        for (Eigen::Index i = 0; i < n; ++i) {
            const auto a = static_cast<std::size_t>(i);
            gradient[i] = value.gradient[a] * factor(point, a);
            for (Eigen::Index j = 0; j < n; ++j) {
                const auto b = static_cast<std::size_t>(j);
                hessian(i, j) = value.hessian.at(a, b) * factor(point, a) * factor(point, b);
            }
        }
        for (Eigen::Index i = 1; i < n; ++i) hessian(i, i) += gradient[i];
        if (!holds_tau2_) return;
        gradient[1] = 0;
        hessian.row(1).setZero();
        hessian.col(1).setZero();
        hessian(1, 1) = -1;
    }
    /// Newton's step, damped until the curvature points down everywhere.
    static Eigen::VectorXd step_at(const Eigen::VectorXd& gradient, const Eigen::MatrixXd& hessian,
                                   double pull) {
        Eigen::MatrixXd down = -hessian;
        const double scale = std::max(down.diagonal().cwiseAbs().maxCoeff(), 1e-8);
        for (double extra = pull > 1e-12 ? pull : 0;; extra = std::max(extra * 10, 1e-8)) {
            Eigen::MatrixXd damped = down;
            damped.diagonal().array() += extra * scale;
            const Eigen::LLT<Eigen::MatrixXd> factor{damped};
            if (factor.info() == Eigen::Success || extra > 1e12) {
                Eigen::VectorXd step = factor.solve(gradient);
                const double longest = step.cwiseAbs().maxCoeff();
                if (longest > 3) step *= 3 / longest;
                return step;
            }
        }
    }
    [[nodiscard]] static SelectionPoint stepped(const SelectionPoint& point,
                                                const Eigen::VectorXd& step) {
        SelectionPoint next = point;
        next.mean += step[0];
        next.tau2 *= std::exp(step[1]);
        for (std::size_t j = 0; j < next.delta.size(); ++j)
            next.delta[j] *= std::exp(step[static_cast<Eigen::Index>(j) + 2]);
        return next;
    }

    const SelectionLikelihood& likelihood_;
    const SelectionSettings& settings_;
    bool holds_tau2_;
    int rounds_ = 0;
};

Result<std::vector<double>> ends_of(const SelectionSettings& settings) {
    std::vector<double> steps = settings.steps;
    for (const double step : steps)
        if (!(step > 0 && step <= 1))
            return fail({ErrorCode::out_of_range, "the end of a step lies between 0 and 1",
                         number_text(step), "such as 0.025, or 0.05"});
    steps.push_back(1);
    std::sort(steps.begin(), steps.end());
    steps.erase(std::unique(steps.begin(), steps.end()), steps.end());
    if (steps.size() < 2)
        return fail({ErrorCode::bad_input, "one step only: nothing is selected", "1",
                     "give the end of a step below 1, such as 0.025"});
    return steps;
}

Error unidentified() {
    return {ErrorCode::did_not_converge,
            "the selection model cannot be identified from these studies",
            {},
            "take fewer steps; with few studies the likelihood has no maximum"};
}

/// Standard errors, tests and intervals from the observed information.
void infer(SelectionFit& made, const SelectionLikelihood& likelihood, const SelectionPoint& point,
           double level) {
    const numerics::Matrix hessian = likelihood.at(point).hessian;
    std::vector<Eigen::Index> kept;
    for (std::size_t i = 0; i < hessian.rows; ++i)
        if (i != 1 || point.tau2 > 0) kept.push_back(static_cast<Eigen::Index>(i));
    const Eigen::MatrixXd information = -numerics::view(hessian)(kept, kept);
    const auto count = static_cast<Eigen::Index>(kept.size());
    const Eigen::MatrixXd covariance =
        information.fullPivLu().solve(Eigen::MatrixXd::Identity(count, count));
    const double quantile = critical(WaldTest::z, level, kNone);
    made.se_tau2 = kNone;
    for (Eigen::Index at = 0; at < count; ++at) {
        const double variance = covariance(at, at), se = variance > 0 ? std::sqrt(variance) : kNone;
        const auto parameter = static_cast<std::size_t>(kept[static_cast<std::size_t>(at)]);
        if (parameter == 0) made.mean = tested(point.mean, se, kNone, true, quantile);
        if (parameter == 1) made.se_tau2 = se;
        if (parameter < 2) continue;
        Coefficient& delta = made.steps[parameter - 1].delta;
        delta = tested(point.delta[parameter - 2], se, kNone, true, quantile);
        delta.stat = (delta.b - 1) / se;
        delta.pval = 2 * numerics::normal_cdf(-std::abs(delta.stat));
        delta.ci_lb = std::max(0.0, delta.ci_lb);
    }
}

}  // namespace

std::string_view code_of(Alternative alternative) noexcept {
    switch (alternative) {
        case Alternative::greater: return "greater";
        case Alternative::less: return "less";
        case Alternative::two_sided: return "two.sided";
    }
    return "";
}
Result<Alternative> alternative_of(std::string_view code) {
    for (const Alternative one : {Alternative::greater, Alternative::less, Alternative::two_sided})
        if (code_of(one) == code) return one;
    return fail({ErrorCode::not_found, "unknown direction", std::string{code},
                 "greater, less or two.sided"});
}

double p_value(double y, double v, Alternative alternative) {
    const double z = y / std::sqrt(v);
    switch (alternative) {
        case Alternative::greater: return numerics::normal_cdf(-z);
        case Alternative::less: return numerics::normal_cdf(z);
        case Alternative::two_sided: return 2 * numerics::normal_cdf(-std::abs(z));
    }
    return kNone;
}

Result<SelectionFit> selection_model(std::span<const double> yi, std::span<const double> vi,
                                     const SelectionSettings& settings) {
    SINEW_ENSURE(yi.size() == vi.size(), "one variance an effect");
    Settings plain;
    plain.method = settings.common_effect ? Method::common : Method::ml;
    plain.level = settings.level;
    if (auto wrong = wrong_with(yi, vi, plain)) return fail(*std::move(wrong));
    if (yi.size() < 3)
        return fail({ErrorCode::bad_input, "a selection model needs three studies",
                     std::to_string(yi.size()) + (yi.size() == 1 ? " study" : " studies"),
                     "with fewer than ten it cannot tell much either"});
    SINEW_TRY(const std::vector<double> ends, ends_of(settings));
    const SelectionLikelihood likelihood{yi, vi, ends, settings.alternative};
    SelectionFit made;
    made.settings = settings;
    made.settings.steps = ends;
    made.k = yi.size();
    for (std::size_t j = 0; j < ends.size(); ++j) {
        const double from = j == 0 ? 0.0 : ends[j - 1];
        if (likelihood.counts()[j] == 0)
            return fail({ErrorCode::bad_input,
                         "no study has a p-value in this step, so its chance of being seen cannot "
                         "be estimated",
                         number_text(from) + " to " + number_text(ends[j]),
                         "give other ends of steps, or the other direction"});
        made.steps.push_back(
            {from, ends[j], likelihood.counts()[j], {1, kNone, kNone, kNone, 1, 1}});
    }
    SINEW_TRY(const MeanFit start, pooled_mean(yi, vi, plain));
    made.unselected_mean = start.mean;
    made.log_likelihood_unselected = start.log_likelihood;
    double mean_variance = 0;
    for (const double v : vi) mean_variance += v / static_cast<double>(made.k);
    SelectionPoint point{start.mean.b, 0, std::vector<double>(ends.size() - 1, 1.0)};
    // Once with tau2 at 0, once free; the higher top is the answer.
    Climber at_zero{likelihood, settings, true};
    std::optional<SelectionPoint> best = at_zero.climb(point);
    made.rounds = at_zero.rounds();
    if (!settings.common_effect) {
        // Two starts: the tau2 without selection, and one of the size of the sampling variances.
        for (const double tau2 : {start.tau2.value, mean_variance}) {
            if (!(tau2 > 0)) continue;
            SelectionPoint from = point;
            from.tau2 = tau2;
            Climber free{likelihood, settings, false};
            const auto found = free.climb(from);
            made.rounds += free.rounds();
            if (found && found->tau2 > 1e-10 * mean_variance &&
                (!best || likelihood.value_at(*found) > likelihood.value_at(*best) + 1e-10))
                best = found;
        }
    }
    if (!best || at_zero.beyond(*best)) return fail(unidentified());
    made.tau2 = best->tau2;
    infer(made, likelihood, *best, settings.level);
    made.log_likelihood = likelihood.value_at(*best);
    made.LRT_df = ends.size() - 1;
    made.LRT = std::max(0.0, 2 * (made.log_likelihood - made.log_likelihood_unselected));
    made.LRTp = numerics::chi_squared_upper_tail(made.LRT, static_cast<double>(made.LRT_df));
    return made;
}

}  // namespace sinew::pooling
