#include <sinew/dose_response/curve_design.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <cmath>

namespace sinew::dose_response {

CurveDesign design_of(std::span<const StudyContrasts> studies, const Terms& terms,
                      std::size_t columns) {
    CurveDesign design;
    const auto p = static_cast<Eigen::Index>(columns);
    design.scale = Eigen::VectorXd::Zero(p);
    for (const StudyContrasts& study : studies) {
        DesignBlock block;
        const auto n = static_cast<Eigen::Index>(study.doses.size());
        block.y = numerics::view(std::span<const double>{study.effects});
        block.s = numerics::view(study.covariance);
        block.x.resize(n, p);
        const std::vector<double> reference = terms(study.reference_dose);
        for (Eigen::Index i = 0; i < n; ++i) {
            const std::vector<double> here = terms(study.doses[static_cast<std::size_t>(i)]);
            for (Eigen::Index j = 0; j < p; ++j) {
                const auto at = static_cast<std::size_t>(j);
                block.x(i, j) = here[at] - reference[at];
            }
        }
        design.scale = design.scale.cwiseMax(block.x.cwiseAbs().colwise().maxCoeff().transpose());
        design.blocks.push_back(std::move(block));
    }
    for (Eigen::Index j = 0; j < p; ++j)
        if (!(design.scale(j) > 0)) design.scale(j) = 1;
    for (DesignBlock& block : design.blocks)
        block.x = block.x * design.scale.cwiseInverse().asDiagonal();
    return design;
}

LeastSquares least_squares(std::span<const DesignBlock> blocks) {
    LeastSquares made;
    const Eigen::Index p = blocks.front().x.cols();
    Eigen::Index rows = 0;
    for (const DesignBlock& block : blocks) rows += block.x.rows();
    Eigen::MatrixXd x(rows, p);
    Eigen::VectorXd y(rows);
    Eigen::Index at = 0;
    for (const DesignBlock& block : blocks) {
        const Eigen::LLT<Eigen::MatrixXd> root{block.s};
        x.middleRows(at, block.x.rows()) = root.matrixL().solve(block.x);
        y.segment(at, block.x.rows()) = root.matrixL().solve(block.y);
        at += block.x.rows();
    }
    if (rows < p) return made;
    // Columns to one length first: rank is then judged alike in every unit.
    const Eigen::VectorXd length = x.colwise().norm().transpose();
    if (!(length.minCoeff() > 0)) return made;
    const Eigen::MatrixXd even = x * length.cwiseInverse().asDiagonal();
    const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> qr{even};
    const double least = std::abs(qr.matrixR()(p - 1, p - 1));
    if (!(least > 1e-9 * std::abs(qr.matrixR()(0, 0)))) return made;
    made.b = length.cwiseInverse().cwiseProduct(Eigen::VectorXd{qr.solve(y)});
    const Eigen::MatrixXd r = qr.matrixR().topLeftCorner(p, p).triangularView<Eigen::Upper>();
    const Eigen::MatrixXd inverse =
        r.triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(p, p));
    const Eigen::MatrixXd unscaled =
        qr.colsPermutation() * (inverse * inverse.transpose()) * qr.colsPermutation().transpose();
    made.vb = length.cwiseInverse().asDiagonal() * unscaled * length.cwiseInverse().asDiagonal();
    made.solved = true;
    return made;
}

multilevel::MixedModel mixed_model_of(std::span<const DesignBlock> blocks, bool random) {
    multilevel::MixedModel model;
    const auto p = static_cast<std::size_t>(blocks.front().x.cols());
    std::size_t rows = 0;
    for (const DesignBlock& block : blocks) rows += static_cast<std::size_t>(block.y.size());
    model.x = numerics::Matrix{rows, p};
    std::vector<std::size_t> group;
    std::size_t at = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto n = static_cast<std::size_t>(blocks[i].y.size());
        for (std::size_t r = 0; r < n; ++r) {
            const auto row = static_cast<Eigen::Index>(r);
            model.y.push_back(blocks[i].y(row));
            group.push_back(i);
            for (std::size_t j = 0; j < p; ++j)
                model.x.at(at + r, j) = blocks[i].x(row, static_cast<Eigen::Index>(j));
            model.v.variance.push_back(blocks[i].s(row, row));
            for (std::size_t j = 0; j < r; ++j)
                model.v.pairs.push_back(
                    {at + r, at + j, blocks[i].s(row, static_cast<Eigen::Index>(j))});
        }
        at += n;
    }
    for (std::size_t j = 0; j < p; ++j) model.names.push_back("term" + std::to_string(j + 1));
    if (random)
        model.terms.push_back(multilevel::random_slopes(
            "study", model.x, std::move(group),
            p == 1 ? multilevel::Structure::scaled : multilevel::Structure::unstructured));
    return model;
}

GoodnessOfFit goodness_of(std::span<const StudyContrasts> studies,
                          const std::vector<DesignBlock>& blocks, const Eigen::VectorXd& scaled) {
    GoodnessOfFit made;
    double total = 0;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const Eigen::LLT<Eigen::MatrixXd> root{blocks[i].s};
        const Eigen::VectorXd from_zero = root.matrixL().solve(blocks[i].y);
        const Eigen::VectorXd left =
            root.matrixL().solve(Eigen::VectorXd{blocks[i].y - blocks[i].x * scaled});
        total += from_zero.squaredNorm();
        made.deviance += left.squaredNorm();
        for (Eigen::Index j = 0; j < left.size(); ++j) {
            made.residuals.push_back(left(j));
            made.doses.push_back(studies[i].doses[static_cast<std::size_t>(j)]);
            made.study.push_back(i);
        }
    }
    const auto n = static_cast<double>(made.residuals.size());
    made.degrees = made.residuals.size() - static_cast<std::size_t>(scaled.size());
    made.r2 = 1 - made.deviance / total;
    if (made.degrees > 0) {
        const auto left = static_cast<double>(made.degrees);
        made.r2_adjusted = 1 - n / left * (1 - made.r2);
        made.p = numerics::chi_squared_upper_tail(made.deviance, left);
    } else {
        made.r2_adjusted = made.p = std::nan("");
    }
    return made;
}

Eigen::MatrixXd moments_between(std::span<const DesignBlock> blocks) {
    const LeastSquares common = least_squares(blocks);
    const Eigen::Index p = common.b.size();
    const auto k = blocks.size();
    std::vector<Eigen::MatrixXd> weight(k);
    Eigen::MatrixXd q = Eigen::MatrixXd::Zero(p, p), expected = q;
    for (std::size_t i = 0; i < k; ++i) {
        weight[i] = blocks[i].s.inverse();
        const Eigen::VectorXd left = blocks[i].y - blocks[i].x * common.b;
        q += weight[i] * left * left.transpose();
        expected += Eigen::MatrixXd::Identity(p, p) -
                    weight[i] * blocks[i].x * common.vb * blocks[i].x.transpose();
    }
    // E(Q) = expected + sum over i, j of W_i A_ij Psi A_ij', A = I - X (X'WX)^-1 X'W.
    Eigen::MatrixXd lift = Eigen::MatrixXd::Zero(p * p, p * p);
    for (std::size_t i = 0; i < k; ++i)
        for (std::size_t j = 0; j < k; ++j) {
            Eigen::MatrixXd a = -blocks[i].x * common.vb * blocks[j].x.transpose() * weight[j];
            if (i == j) a += Eigen::MatrixXd::Identity(p, p);
            const Eigen::MatrixXd left = weight[i] * a;
            for (Eigen::Index c = 0; c < p; ++c)
                for (Eigen::Index d = 0; d < p; ++d)
                    lift.block(c * p, d * p, p, p) += a(c, d) * left;
        }
    const Eigen::MatrixXd gap = q - expected;
    const Eigen::VectorXd stacked = Eigen::Map<const Eigen::VectorXd>{gap.data(), p * p};
    const Eigen::VectorXd solved = lift.fullPivLu().solve(stacked);
    const Eigen::MatrixXd raw = Eigen::Map<const Eigen::MatrixXd>{solved.data(), p, p};
    const Eigen::MatrixXd even = (raw + raw.transpose()) / 2;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> parts{even};
    return parts.eigenvectors() * parts.eigenvalues().cwiseMax(0.0).asDiagonal() *
           parts.eigenvectors().transpose();
}

}  // namespace sinew::dose_response
