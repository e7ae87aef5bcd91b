#include <sinew/base/ensure.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/eigen_view.hpp>
#include <sinew/pooling/fit_inference.hpp>
#include <sinew/pooling/influence.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::pooling {
namespace {

using numerics::Matrix;
constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

/// (X'W X)^-1 with weights 1 / (v + tau2).
Matrix plain_covariance(const Matrix& design, std::span<const double> vi, double tau2) {
    const auto x = numerics::view(design);
    Eigen::VectorXd w = numerics::view(vi);
    w = (w.array() + tau2).inverse();
    const Eigen::MatrixXd cross = x.transpose() * w.asDiagonal() * x;
    return numerics::matrix_of(
        cross.ldlt().solve(Eigen::MatrixXd::Identity(cross.rows(), cross.cols())));
}

std::vector<Eigen::Index> all_but(std::size_t count, std::size_t skipped) {
    std::vector<Eigen::Index> kept;
    for (std::size_t i = 0; i < count; ++i)
        if (i != skipped) kept.push_back(static_cast<Eigen::Index>(i));
    return kept;
}

/// Determinant of the covariance without row and column `skipped`.
double generalised_variance(const Matrix& covariance, std::size_t skipped) {
    const auto kept = all_but(covariance.rows, skipped);
    return numerics::view(covariance)(kept, kept).determinant();
}

/// Squared length of a change of coefficients in units of their covariance, without `skipped`.
double squared_length(const Matrix& covariance, std::span<const double> change,
                      std::size_t skipped) {
    const auto kept = all_but(covariance.rows, skipped);
    const Eigen::MatrixXd part = numerics::view(covariance)(kept, kept);
    const Eigen::VectorXd moved = numerics::view(change)(kept);
    return moved.dot(part.ldlt().solve(moved));
}

double quadratic(const Matrix& covariance, std::span<const double> row) {
    double sum = 0;
    for (std::size_t i = 0; i < row.size(); ++i)
        for (std::size_t j = 0; j < row.size(); ++j) sum += row[i] * covariance.at(i, j) * row[j];
    return sum;
}

double fitted_at(const Fit& fit, std::span<const double> row) {
    double sum = 0;
    for (std::size_t j = 0; j < row.size(); ++j) sum += row[j] * fit.coefficients[j].b;
    return sum;
}

/// The table of studies without one of them: the gap moves on by one row at a time.
struct Rest {
    std::vector<double> y, v;
    Matrix design;

    Rest(std::span<const double> yi, std::span<const double> vi, const Matrix& whole)
        : y{yi.begin() + 1, yi.end()},
          v{vi.begin() + 1, vi.end()},
          design{whole.rows - 1, whole.columns} {
        std::copy(whole.values.begin() + static_cast<std::ptrdiff_t>(whole.columns),
                  whole.values.end(), design.values.begin());
    }
    void put_back(std::size_t i, std::span<const double> yi, std::span<const double> vi,
                  const Matrix& whole) {
        y[i] = yi[i];
        v[i] = vi[i];
        std::copy_n(whole.values.begin() + static_cast<std::ptrdiff_t>(i * whole.columns),
                    whole.columns,
                    design.values.begin() + static_cast<std::ptrdiff_t>(i * whole.columns));
    }
};

class Measurer {
public:
    Measurer(std::span<const double> yi, std::span<const double> vi, const Matrix& design,
             const Fit& whole)
        : yi_{yi},
          vi_{vi},
          design_{design},
          whole_{whole},
          skipped_{whole.intercept && whole.p > 1 ? intercept_column() : whole.p},
          together_{whole.p - (skipped_ < whole.p ? 1 : 0)},
          variance_{generalised_variance(whole.covariance, skipped_)} {
        for (const double v : vi) weights_ += 1 / (v + whole.tau2.value);
    }

    [[nodiscard]] StudyInfluence measure(std::size_t i, const Result<Fit>& rest) const {
        const auto row = design_.row(i);
        const double tau2 = whole_.tau2.value, w = 1 / (vi_[i] + tau2);
        const double fitted = fitted_at(whole_, row), residual = yi_[i] - fitted;
        StudyInfluence made;
        made.hat = w * quadratic(whole_.covariance, row) / whole_.q;
        made.weight = 100 * w / weights_;
        made.baujat_x = residual * residual * w;
        if (!rest) {
            made.rstudent = made.dffits = made.cook_d = made.cov_r = made.tau2_del = made.QE_del =
                made.baujat_y = kNone;
            made.dfbetas.assign(whole_.p, kNone);
            made.influential = made.hat > most_hat();
            return made;
        }
        made.tau2_del = rest->tau2.value;
        made.QE_del = rest->heterogeneity.QE;
        const double total = vi_[i] + made.tau2_del;
        const double predicted = fitted_at(*rest, row), variance = quadratic(rest->covariance, row);
        double deleted = yi_[i] - predicted;
        if (std::abs(deleted) < 100 * std::numeric_limits<double>::epsilon()) deleted = 0;
        made.rstudent = deleted / std::sqrt(rest->q * total + variance);
        made.dffits = (fitted - predicted) / std::sqrt(rest->q * made.hat * total);
        made.baujat_y = (predicted - fitted) * (predicted - fitted) / variance;
        changes(*rest, made);
        made.cov_r = generalised_variance(rest->covariance, skipped_) / variance_;
        made.influential = is_influential(made);
        return made;
    }

private:
    [[nodiscard]] std::size_t intercept_column() const {
        for (std::size_t j = 0; j < design_.columns; ++j) {
            bool constant = design_.at(0, j) != 0;
            for (std::size_t i = 1; i < design_.rows && constant; ++i)
                constant = design_.at(i, j) == design_.at(0, j);
            if (constant) return j;
        }
        return design_.columns;
    }
    [[nodiscard]] double most_hat() const {
        return 3 * static_cast<double>(whole_.p) / static_cast<double>(whole_.k);
    }
    /// dfbetas and Cook's distance.
    void changes(const Fit& rest, StudyInfluence& made) const {
        std::vector<double> change(whole_.p);
        const Matrix plain = plain_covariance(design_, vi_, rest.tau2.value);
        for (std::size_t j = 0; j < whole_.p; ++j) {
            change[j] = whole_.coefficients[j].b - rest.coefficients[j].b;
            made.dfbetas.push_back(change[j] / std::sqrt(rest.q * plain.at(j, j)));
        }
        made.cook_d = squared_length(whole_.covariance, change, skipped_);
    }
    [[nodiscard]] bool is_influential(const StudyInfluence& made) const {
        const double k = static_cast<double>(whole_.k), p = static_cast<double>(whole_.p);
        return std::abs(made.dffits) > 3 * std::sqrt(p / (k - p)) ||
               numerics::chi_squared_upper_tail(made.cook_d, static_cast<double>(together_)) <
                   0.5 ||
               made.hat > most_hat() ||
               std::any_of(made.dfbetas.begin(), made.dfbetas.end(),
                           [](double one) { return std::abs(one) > 1; });
    }

    std::span<const double> yi_, vi_;
    const Matrix& design_;
    const Fit& whole_;
    std::size_t skipped_, together_;
    double variance_, weights_ = 0;
};

}  // namespace

Result<Influence> influence_of(std::span<const double> yi, std::span<const double> vi,
                               const Matrix& design, const Settings& settings) {
    if (!settings.weights.empty())
        return fail({ErrorCode::bad_input,
                     "own weights are not carried over to fits of fewer studies",
                     {},
                     "leave the weights out"});
    SINEW_TRY(const Fit whole, fit(yi, vi, design, settings));
    if (whole.k < 2)
        return fail({ErrorCode::bad_input, "one study only: none can be left out", "row 1",
                     "give two studies or more"});
    const Measurer measurer{yi, vi, design, whole};
    Influence made{whole.k, whole.p, {}};
    Rest rest{yi, vi, design};
    for (std::size_t i = 0; i < whole.k; ++i) {
        made.studies.push_back(measurer.measure(i, fit(rest.y, rest.v, rest.design, settings)));
        if (i + 1 < whole.k) rest.put_back(i, yi, vi, design);
    }
    return made;
}

Result<Influence> influence_of(std::span<const double> yi, std::span<const double> vi,
                               const Settings& settings) {
    if (yi.empty())
        return fail({ErrorCode::bad_input, "no study to pool", {}, "give at least one row"});
    return influence_of(yi, vi, ones(yi.size()), settings);
}

}  // namespace sinew::pooling
