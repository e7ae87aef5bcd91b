#include <sinew/base/text.hpp>
#include <sinew/dose_response/curve_design.hpp>
#include <sinew/dose_response/curve_fit.hpp>
#include <sinew/multilevel/fit.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <cmath>

namespace sinew::dose_response {
namespace {

using Blocks = std::vector<DesignBlock>;

std::string counted(std::size_t value) { return number_text(static_cast<double>(value)); }

/// The studies' own coefficients (of scaled terms), one block a study.
Result<Blocks> first_stage(std::span<const StudyContrasts> studies, const Blocks& blocks) {
    const auto p = blocks.front().x.cols();
    Blocks made;
    std::string few;
    std::size_t count = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const LeastSquares own = least_squares({&blocks[i], 1});
        if (!own.solved) {
            ++count;
            if (count <= 5) few += (few.empty() ? "" : ", ") + studies[i].name;
            continue;
        }
        made.push_back({own.b, Eigen::MatrixXd::Identity(p, p), own.vb});
    }
    if (count > 0)
        return fail({ErrorCode::bad_input,
                     "a curve of " + counted(static_cast<std::size_t>(p)) +
                         " coefficients cannot be drawn through each study alone: too few doses "
                         "in " +
                         few + (count > 5 ? " and others" : ""),
                     "--stage two",
                     "take --stage one, where studies with few doses count with what they have, "
                     "or a curve with fewer coefficients"});
    return made;
}

/// Coefficients of scaled terms, their covariance, and the covariance between studies.
struct Pooled {
    Eigen::VectorXd b;
    Eigen::MatrixXd vb, between;
    double log_likelihood = 0;
    int steps = 0;
    std::vector<std::string> warnings;
};

Result<Pooled> by_likelihood(const Blocks& blocks, const CurveSettings& settings) {
    const bool random = settings.between != Between::common && blocks.size() > 1;
    multilevel::FitSettings how;
    how.criterion =
        settings.between == Between::reml ? multilevel::Criterion::reml : multilevel::Criterion::ml;
    how.level = settings.level;
    SINEW_TRY(const multilevel::MixedFit fit,
              multilevel::fit_mixed(mixed_model_of(blocks, random), how));
    Pooled made;
    made.b = numerics::view(std::span<const double>{fit.b});
    made.vb = numerics::view(fit.vb);
    made.between = Eigen::MatrixXd::Zero(made.b.size(), made.b.size());
    if (random) made.between = numerics::view(fit.terms.front().g);
    made.log_likelihood = fit.log_likelihood;
    made.steps = fit.convergence.steps;
    made.warnings = fit.warnings;
    if (settings.between != Between::common && !random)
        made.warnings.push_back(
            "one study: how far studies differ cannot be estimated; its curve is told as it is");
    return made;
}

Pooled by_moments(const Blocks& blocks) {
    Pooled made;
    made.between = moments_between(blocks);
    Blocks wider = blocks;
    for (DesignBlock& block : wider) block.s += made.between;
    const LeastSquares pooled = least_squares(wider);
    made.b = pooled.b;
    made.vb = pooled.vb;
    made.log_likelihood = std::nan("");
    return made;
}

/// Cochran's Q of the studies' own coefficients about the common ones, all together and one by one.
void tell_heterogeneity(CurveHeterogeneity& told, const Blocks& own) {
    const LeastSquares common = least_squares(own);
    const auto p = static_cast<std::size_t>(common.b.size());
    for (const DesignBlock& block : own) {
        const Eigen::VectorXd left = block.y - common.b;
        told.q += left.dot(block.s.llt().solve(left));
    }
    told.degrees = p * (own.size() - 1);
    const auto degrees = static_cast<double>(told.degrees);
    told.q_p = told.degrees > 0 ? numerics::chi_squared_upper_tail(told.q, degrees) : std::nan("");
    told.i2 = told.q > degrees ? 100 * (told.q - degrees) / told.q : 0;
    for (std::size_t j = 0; j < p; ++j) {
        const auto at = static_cast<Eigen::Index>(j);
        double weights = 0, sum = 0, q = 0;
        for (const DesignBlock& block : own) {
            weights += 1 / block.s(at, at);
            sum += block.y(at) / block.s(at, at);
        }
        for (const DesignBlock& block : own) {
            const double left = block.y(at) - sum / weights;
            q += left * left / block.s(at, at);
        }
        told.q_each.push_back(q);
        told.q_each_p.push_back(own.size() > 1 ? numerics::chi_squared_upper_tail(
                                                     q, static_cast<double>(own.size() - 1))
                                               : std::nan(""));
    }
}

/// Wald statistic that the coefficients from `first` on are 0.
double wald(const Eigen::VectorXd& b, const Eigen::MatrixXd& vb, Eigen::Index first) {
    const Eigen::Index n = b.size() - first;
    const Eigen::VectorXd part = b.tail(n);
    return part.dot(vb.bottomRightCorner(n, n).ldlt().solve(part));
}

/// How many of the leading terms are the straight part of the curve.
Eigen::Index straight_terms(const CurveBasis& basis) {
    return basis.kind == CurveKind::fractional ? 0 : 1;
}

void tell_coefficients(CurveFit& told, const Pooled& pooled, const Eigen::VectorXd& scale) {
    const double z = numerics::normal_quantile(0.5 + told.settings.level / 2);
    const auto smaller = scale.cwiseInverse();
    const Eigen::VectorXd b = pooled.b.cwiseProduct(smaller);
    const Eigen::MatrixXd vb = smaller.asDiagonal() * pooled.vb * smaller.asDiagonal();
    told.vb = numerics::matrix_of(vb);
    told.heterogeneity.between = numerics::matrix_of(
        Eigen::MatrixXd{smaller.asDiagonal() * pooled.between * smaller.asDiagonal()});
    for (Eigen::Index j = 0; j < b.size(); ++j) {
        const double se = std::sqrt(vb(j, j));
        told.b.push_back(b(j));
        told.se.push_back(se);
        told.stat.push_back(b(j) / se);
        told.pval.push_back(2 * numerics::normal_cdf(-std::abs(b(j) / se)));
        told.ci_lb.push_back(b(j) - z * se);
        told.ci_ub.push_back(b(j) + z * se);
    }
    told.qm = wald(pooled.b, pooled.vb, 0);
    told.qm_p = numerics::chi_squared_upper_tail(told.qm, static_cast<double>(b.size()));
    const Eigen::Index straight = straight_terms(told.basis);
    if (straight > 0 && b.size() > straight) {
        told.nonlinear_degrees = static_cast<std::size_t>(b.size() - straight);
        told.nonlinear = wald(pooled.b, pooled.vb, straight);
        told.nonlinear_p = numerics::chi_squared_upper_tail(
            *told.nonlinear, static_cast<double>(told.nonlinear_degrees));
    }
}

Result<bool> checked(std::span<const StudyContrasts> studies, const CurveBasis& basis,
                     const CurveSettings& settings, std::size_t rows) {
    if (studies.empty())
        return fail({ErrorCode::bad_input, "no study to draw a curve through", "", "add rows"});
    if (settings.between == Between::moments && settings.stage == Stage::one)
        return fail({ErrorCode::bad_input, "moments need the curves of single studies",
                     "--method MM", "take --stage two, or --method REML"});
    if (rows < basis.size())
        return fail({ErrorCode::bad_input,
                     "a curve with more coefficients (" + counted(basis.size()) +
                         ") than effects (" + counted(rows) + ")",
                     "--curve", "take a curve with fewer coefficients, such as linear"});
    if (basis.kind == CurveKind::fractional)
        for (const StudyContrasts& study : studies) {
            const auto low = [&](double dose) { return !(dose + basis.shift > 0); };
            bool below = low(study.reference_dose);
            for (const double dose : study.doses) below = below || low(dose);
            if (below)
                return fail({ErrorCode::bad_input,
                             "a power or logarithm of a dose that is not above 0",
                             "study " + study.name + ", column dose",
                             "give a shift that makes every dose positive, such as --shift 1, or "
                             "take another curve"});
        }
    return true;
}

}  // namespace

Result<CurveFit> fit_curve(std::span<const StudyContrasts> studies, const CurveBasis& basis,
                           const CurveSettings& settings) {
    std::size_t rows = 0;
    for (const StudyContrasts& study : studies) rows += study.effects.size();
    SINEW_TRY([[maybe_unused]] const bool good, checked(studies, basis, settings, rows));
    const auto design = design_of(
        studies, [&](double dose) { return basis.at(dose); }, basis.size());
    const LeastSquares common = least_squares(design.blocks);
    if (!common.solved)
        return fail({ErrorCode::bad_input,
                     "the doses of these studies cannot tell the terms of this curve apart",
                     "--curve", "take a curve with fewer coefficients, or other knots"});
    CurveFit told;
    told.basis = basis;
    told.settings = settings;
    told.names = basis.names();
    told.k = studies.size();
    told.rows = rows;
    auto own = first_stage(studies, design.blocks);
    if (settings.stage == Stage::two && !own) return tl::make_unexpected(std::move(own).error());
    const Blocks& pooled_blocks = settings.stage == Stage::two ? *own : design.blocks;
    Pooled pooled;
    if (settings.between == Between::moments) {
        pooled = by_moments(pooled_blocks);
    } else {
        SINEW_TRY(pooled, by_likelihood(pooled_blocks, settings));
    }
    told.log_likelihood = pooled.log_likelihood;
    told.steps = pooled.steps;
    told.warnings = std::move(pooled.warnings);
    tell_coefficients(told, pooled, design.scale);
    told.fit = goodness_of(studies, design.blocks, common.b);
    if (own) {
        tell_heterogeneity(told.heterogeneity, *own);
        const auto smaller = design.scale.cwiseInverse();
        for (std::size_t i = 0; i < own->size(); ++i) {
            const Eigen::VectorXd b = (*own)[i].y.cwiseProduct(smaller);
            told.studies.push_back(
                {studies[i].name,
                 {b.begin(), b.end()},
                 numerics::matrix_of(
                     Eigen::MatrixXd{smaller.asDiagonal() * (*own)[i].s * smaller.asDiagonal()})});
        }
    } else {  // not every study carries a curve: the residual Q of all effects is what there is
        told.heterogeneity.q = told.fit.deviance;
        told.heterogeneity.degrees = told.fit.degrees;
        told.heterogeneity.q_p = told.fit.p;
        const auto degrees = static_cast<double>(told.fit.degrees);
        told.heterogeneity.i2 = told.fit.deviance > degrees
                                    ? 100 * (told.fit.deviance - degrees) / told.fit.deviance
                                    : 0;
    }
    return told;
}

std::vector<CurvePoint> predict_curve(const CurveFit& fit, std::span<const double> doses,
                                      double reference) {
    const double z = numerics::normal_quantile(0.5 + fit.settings.level / 2);
    const std::vector<double> from = fit.basis.at(reference);
    const auto vb = numerics::view(fit.vb), between = numerics::view(fit.heterogeneity.between);
    std::vector<CurvePoint> points;
    for (const double dose : doses) {
        std::vector<double> terms = fit.basis.at(dose);
        for (std::size_t j = 0; j < terms.size(); ++j) terms[j] -= from[j];
        const auto x = numerics::view(std::span<const double>{terms});
        CurvePoint point{.dose = dose};
        point.effect = x.dot(numerics::view(std::span<const double>{fit.b}));
        const double variance = std::max(0.0, x.dot(vb * x));
        const double wide = std::sqrt(variance + std::max(0.0, x.dot(between * x)));
        point.se = std::sqrt(variance);
        point.ci_lb = point.effect - z * point.se;
        point.ci_ub = point.effect + z * point.se;
        point.pi_lb = point.effect - z * wide;
        point.pi_ub = point.effect + z * wide;
        points.push_back(point);
    }
    return points;
}

}  // namespace sinew::dose_response
