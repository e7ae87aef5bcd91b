#include <sinew/base/ensure.hpp>
#include <sinew/network/block_fit.hpp>
#include <sinew/numerics/eigen_view.hpp>
#include <sinew/numerics/root.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace sinew::network {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr auto kNames = std::to_array<std::string_view>({"FE", "DL", "PM", "ML", "REML"});

MatrixXd spread_of(Eigen::Index contrasts) {
    MatrixXd spread = MatrixXd::Constant(contrasts, contrasts, 0.5);
    spread.diagonal().setOnes();
    return spread;
}

/// Everything that one tau2 gives.
struct Sums {
    MatrixXd inverse;  ///< of X'WX
    VectorXd b;
    double rss = 0;
    double log_det_v = 0, log_det_a = 0;
    double spread_weight = 0;     ///< tr(W K)
    double spread_projected = 0;  ///< tr(P K), P = W - W X (X'WX)^-1 X'W
    double spread_residual = 0;   ///< r'W K W r
};

class Model {
public:
    explicit Model(std::span<const Block> blocks) {
        for (const Block& block : blocks) {
            Piece piece;
            piece.y = numerics::view(block.y);
            piece.s = numerics::view(*block.covariance);
            piece.x = numerics::view(block.design);
            piece.k = spread_of(piece.y.size());
            effects_ += static_cast<std::size_t>(piece.y.size());
            variance_ += piece.s.trace();
            pieces_.push_back(std::move(piece));
        }
        parameters_ = pieces_.empty() ? 0 : pieces_.front().x.cols();
        variance_ /= static_cast<double>(std::max<std::size_t>(effects_, 1));
    }

    [[nodiscard]] std::size_t effects() const noexcept { return effects_; }
    [[nodiscard]] std::size_t parameters() const noexcept {
        return static_cast<std::size_t>(parameters_);
    }
    [[nodiscard]] double mean_variance() const noexcept { return variance_; }
    [[nodiscard]] int evaluations() const noexcept { return evaluations_; }

    [[nodiscard]] bool identifiable() const {
        if (parameters_ == 0 || effects_ < parameters()) return false;
        MatrixXd stacked(static_cast<Eigen::Index>(effects_), parameters_);
        Eigen::Index row = 0;
        for (const Piece& piece : pieces_) {
            stacked.middleRows(row, piece.x.rows()) = piece.x;
            row += piece.x.rows();
        }
        return Eigen::ColPivHouseholderQR<MatrixXd>{stacked}.rank() == parameters_;
    }

    [[nodiscard]] double log_det_design() const {
        MatrixXd cross = MatrixXd::Zero(parameters_, parameters_);
        for (const Piece& piece : pieces_) cross.noalias() += piece.x.transpose() * piece.x;
        return log_det(cross);
    }

    [[nodiscard]] Sums at(double tau2) const {
        ++evaluations_;
        Sums sums;
        MatrixXd cross = MatrixXd::Zero(parameters_, parameters_);
        MatrixXd spread = MatrixXd::Zero(parameters_, parameters_);
        VectorXd right = VectorXd::Zero(parameters_);
        for (const Piece& piece : pieces_) {
            const MatrixXd v = piece.s + tau2 * piece.k;
            const Eigen::LLT<MatrixXd> factor{v};
            piece.w = factor.solve(MatrixXd::Identity(v.rows(), v.cols()));
            for (Eigen::Index i = 0; i < v.rows(); ++i)
                sums.log_det_v += 2 * std::log(factor.matrixLLT()(i, i));
            piece.wx.noalias() = piece.w * piece.x;
            cross.noalias() += piece.x.transpose() * piece.wx;
            right.noalias() += piece.wx.transpose() * piece.y;
            spread.noalias() += piece.wx.transpose() * piece.k * piece.wx;
            sums.spread_weight += piece.w.cwiseProduct(piece.k).sum();
        }
        const Eigen::LLT<MatrixXd> factor{cross};
        sums.inverse = factor.solve(MatrixXd::Identity(parameters_, parameters_));
        for (Eigen::Index i = 0; i < parameters_; ++i)
            sums.log_det_a += 2 * std::log(factor.matrixLLT()(i, i));
        sums.b = factor.solve(right);
        sums.spread_projected = sums.spread_weight - sums.inverse.cwiseProduct(spread).sum();
        for (const Piece& piece : pieces_) {
            const VectorXd residual = piece.y - piece.x * sums.b;
            const VectorXd weighted = piece.w * residual;
            sums.rss += residual.dot(weighted);
            sums.spread_residual += weighted.dot(piece.k * weighted);
        }
        return sums;
    }

private:
    struct Piece {
        VectorXd y;
        MatrixXd s, x, k;
        mutable MatrixXd w, wx;  // kept between the two passes of `at`
    };
    static double log_det(const MatrixXd& matrix) {
        const Eigen::LLT<MatrixXd> factor{matrix};
        double sum = 0;
        for (Eigen::Index i = 0; i < matrix.rows(); ++i)
            sum += 2 * std::log(factor.matrixLLT()(i, i));
        return sum;
    }

    std::vector<Piece> pieces_;
    Eigen::Index parameters_ = 0;
    std::size_t effects_ = 0;
    double variance_ = 0;
    mutable int evaluations_ = 0;
};

double log_likelihood(const Sums& sums, Tau2Method method) {
    const double shared = -0.5 * (sums.log_det_v + sums.rss);
    return method == Tau2Method::reml ? shared - 0.5 * sums.log_det_a : shared;
}

/// The slope of the (restricted) likelihood, twice.
double slope(const Sums& sums, Tau2Method method) {
    return sums.spread_residual -
           (method == Tau2Method::reml ? sums.spread_projected : sums.spread_weight);
}

double moments(const Sums& at_zero, double df) {
    return at_zero.spread_projected > 0
               ? std::max(0.0, (at_zero.rss - df) / at_zero.spread_projected)
               : 0.0;
}

/// Where Q crosses its degrees of freedom; Q falls as tau2 grows.
std::optional<double> paule_mandel(const Model& model, double df, double start) {
    if (model.at(0).rss <= df) return 0.0;
    double high = std::max(start, model.mean_variance());
    for (int step = 0; step < 200 && model.at(high).rss > df; ++step) high *= 2;
    return numerics::root_between([&](double tau2) { return model.at(tau2).rss - df; }, 0, high);
}

struct Best {
    double tau2 = 0;
    bool several = false;
};

/// Every place where the slope turns from up to down on a fine ladder, and zero; the highest of them.
/// Likelihoods of a variance can have two maxima, and a step method finds the one it starts near.
std::optional<Best> most_likely(const Model& model, Tau2Method method, double start) {
    constexpr double kLowest = 1e-7, kHighest = 1e4;  // ours: of the mean variance
    constexpr double kStep = 2.0;
    const double scale = std::max(model.mean_variance(), start);
    const auto slope_at = [&](double tau2) { return slope(model.at(tau2), method); };
    std::vector<double> maxima;
    double before = 0, slope_before = slope_at(0);
    if (slope_before <= 0) maxima.push_back(0);
    for (double tau2 = kLowest * scale; tau2 <= kHighest * scale; tau2 *= kStep) {
        const double now = slope_at(tau2);
        if (slope_before > 0 && now <= 0) {
            const auto root = numerics::root_between(slope_at, before, tau2);
            if (!root) return {};
            maxima.push_back(*root);
        }
        before = tau2;
        slope_before = now;
    }
    if (maxima.empty()) return {};
    double best = maxima.front(), highest = log_likelihood(model.at(best), method);
    for (const double tau2 : std::span{maxima}.subspan(1)) {
        const double height = log_likelihood(model.at(tau2), method);
        if (height > highest) {
            best = tau2;
            highest = height;
        }
    }
    return Best{best, maxima.size() > 1};
}

BlockFit told(const Model& model, double tau2, double q, Tau2Method method) {
    const Sums sums = model.at(tau2);
    BlockFit fit;
    fit.tau2 = tau2;
    fit.b.assign(sums.b.begin(), sums.b.end());
    fit.covariance = numerics::matrix_of(sums.inverse);
    fit.residual_sum = sums.rss;
    fit.Q = q;
    fit.effects = model.effects();
    const auto n = static_cast<double>(model.effects());
    const auto p = static_cast<double>(model.parameters());
    fit.log_likelihood = log_likelihood(sums, method);
    if (method == Tau2Method::reml)
        fit.log_likelihood +=
            0.5 * model.log_det_design() - 0.5 * (n - p) * std::log(2 * std::numbers::pi);
    else
        fit.log_likelihood -= 0.5 * n * std::log(2 * std::numbers::pi);
    fit.evaluations = model.evaluations();
    return fit;
}

tl::unexpected<Error> not_identifiable(const Model& model) {
    return fail({ErrorCode::bad_input,
                 "the model has more parameters than the " + std::to_string(model.effects()) +
                     " contrasts can tell apart",
                 "", "leave a term out, or add studies"});
}

}  // namespace

std::string_view name_of(Tau2Method method) noexcept {
    return kNames[static_cast<std::size_t>(method)];
}

Result<BlockFit> fit_blocks(std::span<const Block> blocks, Tau2Method method) {
    const Model model{blocks};
    if (!model.identifiable()) return not_identifiable(model);
    const double df = static_cast<double>(model.effects() - model.parameters());
    const Sums at_zero = model.at(0);
    // With as many parameters as contrasts nothing is left over to show heterogeneity.
    if (df == 0 || method == Tau2Method::common) return told(model, 0, at_zero.rss, method);
    const double start = moments(at_zero, df);
    if (method == Tau2Method::dl) return told(model, start, at_zero.rss, method);
    std::optional<Best> best;
    if (method == Tau2Method::pm) {
        if (const auto tau2 = paule_mandel(model, df, start)) best = Best{*tau2, false};
    } else {
        best = most_likely(model, method, start);
    }
    if (!best)
        return fail({ErrorCode::did_not_converge,
                     "no heterogeneity variance fits: the likelihood has no maximum", "",
                     "look for a contrast far from all others, or use --method DL"});
    BlockFit fit = told(model, best->tau2, at_zero.rss, method);
    fit.several_maxima = best->several;
    return fit;
}

Result<BlockFit> fit_blocks_at(std::span<const Block> blocks, double tau2) {
    SINEW_ENSURE(tau2 >= 0, "a variance is not negative");
    const Model model{blocks};
    if (!model.identifiable()) return not_identifiable(model);
    return told(model, tau2, model.at(0).rss, Tau2Method::common);
}

}  // namespace sinew::network
