#include <sinew/multilevel/term_shape.hpp>

#include <cmath>

namespace sinew::multilevel {
namespace {

using Index = Eigen::Index;

Index at_index(std::size_t value) { return static_cast<Index>(value); }

/// Both structures are one when G is 2 x 2.
bool by_factor(Structure structure, std::size_t columns) {
    return structure == Structure::unstructured && columns > 2;
}

std::vector<Eigen::MatrixXd> zeros(std::size_t count, std::size_t columns) {
    return std::vector<Eigen::MatrixXd>(
        count, Eigen::MatrixXd::Zero(at_index(columns), at_index(columns)));
}

std::size_t variances_of(Structure structure, std::size_t columns) {
    return structure == Structure::scaled || structure == Structure::compound ? 1 : columns;
}

std::size_t correlations_of(Structure structure, std::size_t columns) {
    if (columns < 2) return 0;
    if (structure == Structure::compound || structure == Structure::hetero_compound) return 1;
    return structure == Structure::unstructured ? columns * (columns - 1) / 2 : 0;
}

double lowest_correlation(Structure structure, std::size_t columns) {
    if (structure == Structure::unstructured || columns < 2) return -1;
    return -1.0 / static_cast<double>(columns - 1);
}

}  // namespace

Result<TermShape> TermShape::of(const RandomTerm& term, std::size_t columns) {
    TermShape shape;
    shape.structure_ = term.structure;
    shape.columns_ = columns;
    shape.held_variance_ = term.fixed_variance;
    shape.held_correlation_ = term.fixed_correlation;
    const std::size_t variances = variances_of(term.structure, columns),
                      correlations = correlations_of(term.structure, columns);
    if (term.fixed_variance.size() > variances || term.fixed_correlation.size() > correlations)
        return fail({ErrorCode::bad_input, "more components are held than the term has", term.name,
                     "give at most one value for each component"});
    shape.held_variance_.resize(variances);
    shape.held_correlation_.resize(correlations);
    const double low = lowest_correlation(term.structure, columns);
    std::size_t held = 0;
    shape.void_ = true;
    for (const auto& value : shape.held_variance_) {
        if (value && !(*value >= 0 && std::isfinite(*value)))
            return fail({ErrorCode::out_of_range, "a held variance is negative or not a number",
                         term.name, "give a number from 0"});
        held += value.has_value();
        shape.void_ = shape.void_ && value == 0.0;
    }
    for (const auto& value : shape.held_correlation_) {
        if (value && !(*value >= low && *value <= 1))
            return fail({ErrorCode::out_of_range, "a held correlation is outside its range",
                         term.name, "correlations go from -1/(columns - 1) to 1"});
        held += value.has_value();
    }
    using Kind = Coordinate::Kind;
    const auto add = [&](Coordinate coordinate, std::optional<double> value) {
        const Index place = shape.held_.size();
        shape.held_.conservativeResize(place + 1);
        shape.held_(place) = value.value_or(0);
        if (value) return;
        shape.free_.push_back(coordinate);
        shape.place_.push_back(static_cast<std::size_t>(place));
    };
    if (by_factor(term.structure, columns)) {
        shape.linear_ = false;
        const bool all = held == variances + correlations;
        if (held != 0 && !all)
            return fail({ErrorCode::bad_input,
                         "an unstructured G of three columns or more is held whole or not at all",
                         term.name, "hold every variance and correlation, or none"});
        if (all) {
            Eigen::MatrixXd g = Eigen::MatrixXd::Zero(at_index(columns), at_index(columns));
            std::size_t next = 0;
            for (std::size_t c = 0; c < columns; ++c) {
                g(at_index(c), at_index(c)) = *shape.held_variance_[c];
                for (std::size_t r = c + 1; r < columns; ++r) {
                    const double value =
                        *shape.held_correlation_[next++] *
                        std::sqrt(*shape.held_variance_[c] * *shape.held_variance_[r]);
                    g(at_index(r), at_index(c)) = g(at_index(c), at_index(r)) = value;
                }
            }
            const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> eigen{g};
            if (eigen.eigenvalues().minCoeff() < -1e-10 * std::max(g.norm(), 1e-300))
                return fail({ErrorCode::bad_input, "the held covariance matrix is not one",
                             term.name, "the correlations contradict each other"});
            shape.held_ = Eigen::Map<const Eigen::VectorXd>(g.data(), g.size());
            return shape;
        }
        for (std::size_t c = 0; c < columns; ++c)
            for (std::size_t r = c; r < columns; ++r)
                add({.kind = Kind::factor,
                     .low = -std::numeric_limits<double>::infinity(),
                     .column = r * columns + c},
                    {});
        return shape;
    }
    const bool as_sd =
        term.structure == Structure::hetero_compound || term.structure == Structure::unstructured;
    for (std::size_t index = 0; index < variances; ++index) {
        auto value = shape.held_variance_[index];
        if (value && as_sd) value = std::sqrt(*value);
        add({.kind = as_sd ? Kind::sd : Kind::variance, .column = index}, value);
    }
    for (const auto& value : shape.held_correlation_)
        add({.kind = Kind::correlation, .low = low, .high = 1}, value);
    bool free_correlation = false;
    for (const Coordinate& coordinate : shape.free_)
        free_correlation = free_correlation || coordinate.kind == Kind::correlation;
    shape.linear_ = !as_sd && !free_correlation;
    return shape;
}

Eigen::VectorXd TermShape::start(double variance) const {
    Eigen::VectorXd made(at_index(free_.size()));
    for (std::size_t index = 0; index < free_.size(); ++index) {
        double& value = made(at_index(index));
        switch (free_[index].kind) {
            case Coordinate::Kind::variance: value = variance; break;
            case Coordinate::Kind::sd: value = std::sqrt(variance); break;
            case Coordinate::Kind::correlation: value = 0.5; break;
            case Coordinate::Kind::factor: {
                // The factor of variance * (I / 2 + J / 2).
                const auto q = at_index(columns_);
                const Eigen::MatrixXd g =
                    variance * 0.5 *
                    (Eigen::MatrixXd::Identity(q, q) + Eigen::MatrixXd::Ones(q, q));
                const Eigen::MatrixXd factor = Eigen::LLT<Eigen::MatrixXd>{g}.matrixL();
                value = variance > 0 ? factor(at_index(free_[index].column / columns_),
                                              at_index(free_[index].column % columns_))
                                     : 0;
                break;
            }
        }
    }
    return made;
}

ShapeAt TermShape::scaled_at(const Eigen::VectorXd& full) const {
    const Index q = at_index(columns_);
    ShapeAt here{.first = zeros(held_variance_.size(), columns_)};
    if (structure_ == Structure::scaled) {
        here.g = full(0) * Eigen::MatrixXd::Identity(q, q);
        here.first[0].setIdentity();
        return here;
    }
    here.g = full.asDiagonal();
    for (Index column = 0; column < q; ++column)
        here.first[static_cast<std::size_t>(column)](column, column) = 1;
    return here;
}

ShapeAt TermShape::compound_at(const Eigen::VectorXd& full) const {
    const Index q = at_index(columns_);
    const double variance = full(0), correlation = full.size() > 1 ? full(1) : 0;
    ShapeAt here{.first = zeros(static_cast<std::size_t>(full.size()), columns_)};
    Eigen::MatrixXd pattern = Eigen::MatrixXd::Constant(q, q, correlation);
    pattern.diagonal().setOnes();
    here.g = variance * pattern;
    here.first[0] = pattern;
    if (full.size() < 2) return here;
    Eigen::MatrixXd off = Eigen::MatrixXd::Ones(q, q);
    off.diagonal().setZero();
    here.first[1] = variance * off;
    here.second.assign(2, zeros(2, columns_));
    here.second[0][1] = here.second[1][0] = off;
    return here;
}

ShapeAt TermShape::hetero_at(const Eigen::VectorXd& full) const {
    const Index q = at_index(columns_), all = full.size();
    const double rho = all > q ? full(q) : 0;
    const auto sd = full.head(q);
    ShapeAt here{.first = zeros(static_cast<std::size_t>(all), columns_)};
    here.second.assign(static_cast<std::size_t>(all),
                       zeros(static_cast<std::size_t>(all), columns_));
    here.g = rho * sd * sd.transpose();
    here.g.diagonal() = sd.array().square();
    for (Index a = 0; a < q; ++a) {
        auto& first = here.first[static_cast<std::size_t>(a)];
        first.row(a) = rho * sd.transpose();
        first.col(a) = rho * sd;
        first(a, a) = 2 * sd(a);
        for (Index b = 0; b < q; ++b) {
            auto& second = here.second[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)];
            if (a == b)
                second(a, a) = 2;
            else
                second(a, b) = second(b, a) = rho;
        }
        if (all == q) continue;
        auto& mixed = here.second[static_cast<std::size_t>(a)][static_cast<std::size_t>(q)];
        mixed.row(a) = sd.transpose();
        mixed.col(a) = sd;
        mixed(a, a) = 0;
        here.second[static_cast<std::size_t>(q)][static_cast<std::size_t>(a)] = mixed;
    }
    if (all > q) {
        here.first[static_cast<std::size_t>(q)] = sd * sd.transpose();
        here.first[static_cast<std::size_t>(q)].diagonal().setZero();
    }
    return here;
}

ShapeAt TermShape::factor_at(const Eigen::VectorXd& full) const {
    const Index q = at_index(columns_);
    ShapeAt here;
    if (free_.empty()) {
        here.g = Eigen::Map<const Eigen::MatrixXd>(full.data(), q, q);
        return here;
    }
    Eigen::MatrixXd factor = Eigen::MatrixXd::Zero(q, q);
    const auto row_of = [&](std::size_t i) { return at_index(free_[i].column / columns_); };
    const auto column_of = [&](std::size_t i) { return at_index(free_[i].column % columns_); };
    for (std::size_t i = 0; i < free_.size(); ++i)
        factor(row_of(i), column_of(i)) = full(at_index(i));
    here.g = factor * factor.transpose();
    here.first = zeros(free_.size(), columns_);
    here.second.assign(free_.size(), zeros(free_.size(), columns_));
    for (std::size_t i = 0; i < free_.size(); ++i) {
        here.first[i].row(row_of(i)) += factor.col(column_of(i)).transpose();
        here.first[i].col(row_of(i)) += factor.col(column_of(i));
        for (std::size_t j = 0; j < free_.size(); ++j) {
            if (column_of(i) != column_of(j)) continue;
            here.second[i][j](row_of(i), row_of(j)) += 1;
            here.second[i][j](row_of(j), row_of(i)) += 1;
        }
    }
    return here;
}

ShapeAt TermShape::full_at(const Eigen::VectorXd& full) const {
    switch (structure_) {
        case Structure::scaled:
        case Structure::diagonal: return scaled_at(full);
        case Structure::compound: return compound_at(full);
        case Structure::hetero_compound: return hetero_at(full);
        case Structure::unstructured:
            return by_factor(structure_, columns_) ? factor_at(full) : hetero_at(full);
    }
    return {};
}

ShapeAt TermShape::at(const Eigen::VectorXd& free) const {
    Eigen::VectorXd full = held_;
    for (std::size_t index = 0; index < place_.size(); ++index)
        full(at_index(place_[index])) = free(at_index(index));
    ShapeAt all = full_at(full);
    if (place_.size() == static_cast<std::size_t>(full.size())) {
        if (linear_) all.second.clear();
        return all;
    }
    ShapeAt kept{.g = std::move(all.g)};
    for (const std::size_t place : place_) kept.first.push_back(std::move(all.first[place]));
    if (linear_) return kept;
    for (const std::size_t a : place_) {
        auto& row = kept.second.emplace_back();
        for (const std::size_t b : place_) row.push_back(all.second[a][b]);
    }
    return kept;
}

}  // namespace sinew::multilevel
