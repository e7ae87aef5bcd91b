#include <sinew/multilevel/model_check.hpp>
#include <sinew/multilevel/turned_block.hpp>

#include <sinew/base/text.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace sinew::multilevel {
namespace {

using numerics::view;

tl::unexpected<Error> refuse(std::string where, std::string what, std::string hint) {
    return fail({ErrorCode::bad_input, std::move(what), std::move(where), std::move(hint)});
}

std::string row_name(std::size_t row) { return fmt::format("row {}", row + 1); }

std::string name_of_column(const MixedModel& model, Index column) {
    const auto at = static_cast<std::size_t>(column);
    return at < model.names.size() ? model.names[at] : fmt::format("column {}", column + 1);
}

Result<bool> checked_pairs(const KnownCovariance& known, std::size_t k, const std::string& what) {
    if (known.variance.size() != k)
        return refuse(what, fmt::format("{} variances for {} rows", known.variance.size(), k),
                      "give one for each row");
    for (std::size_t row = 0; row < k; ++row)
        if (!(known.variance[row] > 0 && std::isfinite(known.variance[row])))
            return refuse(row_name(row), what + ": a variance is not a number above 0",
                          "mend or leave out that row");
    if (known.dense.rows == 0 && known.pairs.empty()) return true;
    if (known.dense.rows > 0) {
        if (known.dense.rows != k || known.dense.columns != k || !known.pairs.empty())
            return refuse(what, "the matrix does not have a row and a column for each effect",
                          "give a square matrix, and no pairs beside it");
        for (std::size_t row = 0; row < k; ++row)
            for (std::size_t column = 0; column < row; ++column) {
                const double a = known.dense.at(row, column), b = known.dense.at(column, row);
                if (a == b && std::isfinite(a)) continue;
                const double scale = std::sqrt(known.variance[row] * known.variance[column]);
                if (!(std::fabs(a - b) <= 1e-10 * scale))
                    return refuse(fmt::format("rows {} and {}", column + 1, row + 1),
                                  what + ": not symmetric, or not a number",
                                  "the covariance of two rows is one number");
            }
        return true;
    }
    std::vector<std::pair<std::size_t, std::size_t>> seen;
    for (const CovariancePair& pair : known.pairs) {
        if (pair.row >= k || pair.column >= k || pair.row == pair.column)
            return refuse(fmt::format("rows {} and {}", pair.row + 1, pair.column + 1),
                          what + ": not a pair of two rows of the table",
                          fmt::format("rows go from 1 to {}", k));
        const std::string place = fmt::format("rows {} and {}", std::min(pair.row, pair.column) + 1,
                                              std::max(pair.row, pair.column) + 1);
        if (!std::isfinite(pair.value))
            return refuse(place, what + ": a covariance is not a number",
                          "mend or leave out that pair");
        seen.push_back(std::minmax(pair.row, pair.column));
    }
    std::sort(seen.begin(), seen.end());
    if (const auto twice = std::adjacent_find(seen.begin(), seen.end()); twice != seen.end())
        return refuse(fmt::format("rows {} and {}", twice->first + 1, twice->second + 1),
                      what + ": the pair is given twice", "give each pair of rows once");
    return true;
}

Result<bool> checked_term(const RandomTerm& term, std::size_t k) {
    if (term.group.size() != k || (!term.inner.empty() && term.inner.size() != k) ||
        (term.design.rows != 0 && term.design.rows != k))
        return refuse(term.name, "a random term does not have an entry for each row",
                      "give the group of every row");
    if (!term.inner.empty() && term.design.rows != 0)
        return refuse(term.name, "a random term has inner levels and a design", "give one of them");
    for (const double value : term.design.values)
        if (!std::isfinite(value))
            return refuse(term.name, "a random slope has a value that is not a number",
                          "mend that row");
    if (term.levels.variance.empty()) return true;
    if (term.structure != Structure::scaled || !term.inner.empty() || term.design.rows != 0)
        return refuse(
            term.name,
            "known correlations between groups go with one variance and random intercepts",
            "leave out the inner levels and the design");
    const std::size_t groups = *std::max_element(term.group.begin(), term.group.end()) + 1;
    return checked_pairs(term.levels, std::max(groups, term.levels.variance.size()),
                         "known correlation of " + term.name);
}

/// The first column that the ones before it give already, and log|X'X|.
Result<double> checked_columns(const MixedModel& model) {
    const Eigen::MatrixXd x = view(model.x);
    Eigen::MatrixXd basis(x.rows(), 0);
    double log_det = 0;
    for (Index column = 0; column < x.cols(); ++column) {
        Eigen::VectorXd rest = x.col(column);
        const double size = rest.norm();
        for (int pass = 0; pass < 2; ++pass)
            if (basis.cols() > 0) rest -= basis * (basis.transpose() * rest);
        const double left = rest.norm();
        if (!(left > 1e-10 * size))
            return refuse(name_of_column(model, column),
                          size > 0 ? "this column follows from the ones before it"
                                   : "this column is 0 in every row",
                          "leave it out of --mods, or one of those it follows from");
        basis.conservativeResize(Eigen::NoChange, column + 1);
        basis.col(column) = rest / left;
        log_det += 2 * std::log(left);
    }
    return log_det;
}

}  // namespace

Result<double> checked_model(const MixedModel& model) {
    const std::size_t k = model.y.size(), p = model.x.columns;
    if (k == 0) return refuse("rows", "there is no effect to pool", "give a table with rows");
    if (model.x.rows != k || p == 0)
        return refuse("X", "the design matrix does not have a row for each effect",
                      "give k x p values");
    if (k <= p)
        return refuse(
            "X", fmt::format("{} effects cannot tell {} coefficients and their variation", k, p),
            "leave out moderators, or add studies");
    for (std::size_t row = 0; row < k; ++row) {
        if (!std::isfinite(model.y[row]))
            return refuse(row_name(row), "the effect is not a number", "mend that row");
        for (std::size_t column = 0; column < p; ++column)
            if (!std::isfinite(model.x.at(row, column)))
                return refuse(
                    row_name(row),
                    name_of_column(model, static_cast<Index>(column)) + " is not a number",
                    "mend or leave out that row");
    }
    SINEW_TRY(const bool pairs, checked_pairs(model.v, k, "sampling covariance"));
    (void)pairs;
    for (const RandomTerm& term : model.terms) {
        SINEW_TRY(const bool good, checked_term(term, k));
        (void)good;
    }
    return checked_columns(model);
}

Result<bool> checked_blocks(const Layout& layout) {
    for (const Block& block : layout.blocks) {
        if (block.v.isDiagonal(0)) continue;
        if (block.turned && block.turned->surely_definite()) continue;
        // Judged as correlations, so that the scale of single rows does not matter.
        const Eigen::VectorXd scale = block.v.diagonal().array().sqrt().inverse();
        const Eigen::LLT<Eigen::MatrixXd> whole{block.v};
        if (whole.info() == Eigen::Success &&
            whole.matrixLLT().diagonal().cwiseProduct(scale).minCoeff() > 1e-7)
            continue;
        const Eigen::MatrixXd correlation = scale.asDiagonal() * block.v * scale.asDiagonal();
        for (Index size = 2; size <= correlation.rows(); ++size) {
            const Eigen::LLT<Eigen::MatrixXd> part{correlation.topLeftCorner(size, size)};
            if (part.info() == Eigen::Success && part.matrixLLT()(size - 1, size - 1) > 1e-7)
                continue;
            std::string with;
            for (Index other = 0; other + 1 < size; ++other)
                if (block.v(size - 1, other) != 0)
                    with += (with.empty() ? "" : ", ") +
                            fmt::format("{}", block.rows[static_cast<std::size_t>(other)] + 1);
            return refuse(
                row_name(block.rows[static_cast<std::size_t>(size) - 1]),
                fmt::format(
                    "the known sampling covariance is not positive definite: this row and row{} {}",
                    with.find(',') == std::string::npos ? "" : "s", with),
                "a covariance is smaller than the root of the product of its variances, and the "
                "correlations of "
                "several rows must fit together");
        }
    }
    return true;
}

}  // namespace sinew::multilevel
