#include <sinew/multilevel/layout.hpp>
#include <sinew/multilevel/model_check.hpp>
#include <sinew/numerics/eigen_view.hpp>

#include <algorithm>
#include <map>
#include <numeric>

namespace sinew::multilevel {
namespace {

/// Who belongs together, by merging.
class Parts {
public:
    explicit Parts(std::size_t count) : parent_(count), left_{count} {
        std::iota(parent_.begin(), parent_.end(), std::size_t{0});
    }
    std::size_t root(std::size_t item) {
        while (parent_[item] != item) item = parent_[item] = parent_[parent_[item]];
        return item;
    }
    void merge(std::size_t a, std::size_t b) {
        a = root(a);
        b = root(b);
        if (a == b) return;
        parent_[std::max(a, b)] = std::min(a, b);
        --left_;
    }
    [[nodiscard]] bool one() const noexcept { return left_ <= 1; }

private:
    std::vector<std::size_t> parent_;
    std::size_t left_;
};

void merge_covariance(Parts& parts, const KnownCovariance& known,
                      const std::vector<std::vector<std::size_t>>* rows_of) {
    const auto join = [&](std::size_t a, std::size_t b) {
        if (!rows_of) return parts.merge(a, b);
        if (!(*rows_of)[a].empty() && !(*rows_of)[b].empty())
            parts.merge((*rows_of)[a].front(), (*rows_of)[b].front());
    };
    for (const CovariancePair& pair : known.pairs)
        if (pair.value != 0) join(pair.row, pair.column);
    // Column by column: of a full matrix the first one joins everything.
    for (std::size_t column = 0; column < known.dense.rows && !parts.one(); ++column)
        for (std::size_t row = column + 1; row < known.dense.rows; ++row)
            if (known.dense.at(row, column) != 0) join(row, column);
}

std::vector<std::vector<std::size_t>> rows_of_groups(const RandomTerm& term) {
    std::vector<std::vector<std::size_t>> rows(
        *std::max_element(term.group.begin(), term.group.end()) + 1);
    if (rows.size() < term.levels.variance.size()) rows.resize(term.levels.variance.size());
    for (std::size_t row = 0; row < term.group.size(); ++row) rows[term.group[row]].push_back(row);
    return rows;
}

std::size_t columns_of(const RandomTerm& term) {
    if (term.design.rows > 0) return term.design.columns;
    if (term.inner.empty()) return 1;
    return std::max(term.inner_names.size(),
                    *std::max_element(term.inner.begin(), term.inner.end()) + 1);
}

TermInBlock term_in_block(const RandomTerm& term, std::size_t index,
                          const std::vector<std::size_t>& rows) {
    TermInBlock made{.term = index};
    std::map<std::pair<std::size_t, Index>, Index> local;
    const auto column_for = [&](std::size_t group, Index inner) {
        const auto [place, fresh] = local.try_emplace({group, inner}, made.columns);
        if (fresh) {
            ++made.columns;
            made.group.push_back(group);
            made.inner.push_back(inner);
        }
        return place->second;
    };
    made.first.push_back(0);
    made.own = true;
    for (std::size_t place = 0; place < rows.size(); ++place) {
        const std::size_t row = rows[place];
        if (term.design.rows > 0) {
            for (std::size_t column = 0; column < term.design.columns; ++column)
                if (const double value = term.design.at(row, column); value != 0) {
                    const auto inner = static_cast<Index>(column);
                    made.loadings.push_back({column_for(term.group[row], inner), value});
                }
        } else {
            const Index inner = term.inner.empty() ? 0 : static_cast<Index>(term.inner[row]);
            made.loadings.push_back({column_for(term.group[row], inner), 1});
        }
        made.first.push_back(made.loadings.size());
        made.own = made.own && made.loadings.size() == place + 1 &&
                   made.loadings.back().column == static_cast<Index>(place) &&
                   made.loadings.back().value == 1;
    }
    return made;
}

/// Fills the known correlations between the local columns of a term.
void fill_levels(TermInBlock& made, const KnownCovariance& levels,
                 const std::map<std::size_t, std::vector<CovariancePair>>& pairs_of_group) {
    made.levels = Eigen::MatrixXd::Zero(made.columns, made.columns);
    std::map<std::size_t, Index> local;
    for (Index column = 0; column < made.columns; ++column) {
        const std::size_t group = made.group[static_cast<std::size_t>(column)];
        local[group] = column;
        made.levels(column, column) = levels.variance[group];
    }
    if (levels.dense.rows > 0) {
        for (const auto& [a, at_a] : local)
            for (const auto& [b, at_b] : local) made.levels(at_a, at_b) = levels.dense.at(a, b);
        return;
    }
    for (const auto& [group, column] : local) {
        const auto pairs = pairs_of_group.find(group);
        if (pairs == pairs_of_group.end()) continue;
        for (const CovariancePair& pair : pairs->second)
            if (const auto other = local.find(pair.column); other != local.end())
                made.levels(column, other->second) = made.levels(other->second, column) =
                    pair.value;
    }
}

Parts parts_of(const MixedModel& model, const std::vector<TermShape>& shapes) {
    Parts parts{model.y.size()};
    merge_covariance(parts, model.v, nullptr);
    for (std::size_t index = 0; index < shapes.size(); ++index) {
        if (shapes[index].void_term()) continue;
        const auto rows = rows_of_groups(model.terms[index]);
        for (const auto& group : rows)
            for (const std::size_t row : group) parts.merge(group.front(), row);
        merge_covariance(parts, model.terms[index].levels, &rows);
    }
    return parts;
}

void fill_block(Block& block, const MixedModel& model) {
    const auto m = static_cast<Index>(block.rows.size());
    block.v = Eigen::MatrixXd::Zero(m, m);
    block.x.resize(m, static_cast<Index>(model.x.columns));
    block.y.resize(m);
    for (Index place = 0; place < m; ++place) {
        const std::size_t row = block.rows[static_cast<std::size_t>(place)];
        block.v(place, place) = model.v.variance[row];
        block.y(place) = model.y[row];
        for (std::size_t column = 0; column < model.x.columns; ++column)
            block.x(place, static_cast<Index>(column)) = model.x.at(row, column);
        if (model.v.dense.rows == 0) continue;
        for (Index other = 0; other < place; ++other)
            block.v(place, other) = block.v(other, place) =
                model.v.dense.at(row, block.rows[static_cast<std::size_t>(other)]);
    }
}

}  // namespace

Result<Layout> Layout::without_blocks(const MixedModel& model, bool with_terms) {
    SINEW_TRY(const double log_det_xx, checked_model(model));
    Layout made{.k = model.y.size(), .p = model.x.columns, .log_det_xx = log_det_xx};
    made.first_coordinate.push_back(0);
    if (with_terms)
        for (const RandomTerm& term : model.terms) {
            SINEW_TRY(TermShape shape, TermShape::of(term, columns_of(term)));
            for (const Coordinate& coordinate : shape.free())
                made.coordinates.push_back(coordinate);
            made.first_coordinate.push_back(made.coordinates.size());
            std::vector<std::size_t> groups = term.group;
            std::sort(groups.begin(), groups.end());
            made.groups.push_back(static_cast<std::size_t>(
                std::unique(groups.begin(), groups.end()) - groups.begin()));
            made.shapes.push_back(std::move(shape));
        }
    return made;
}

Result<Layout> Layout::of(const MixedModel& model, bool with_terms) {
    SINEW_TRY(Layout made, with_blocks(model, with_terms));
    SINEW_TRY(const bool definite, checked_blocks(made));
    (void)definite;
    return made;
}

Result<Layout> Layout::with_blocks(const MixedModel& model, bool with_terms) {
    SINEW_TRY(Layout made, without_blocks(model, with_terms));
    Parts parts = parts_of(model, made.shapes);
    made.block_of.resize(made.k);
    std::vector<std::size_t> place_in_block(made.k), block_of_root(made.k, made.k);
    for (std::size_t row = 0; row < made.k; ++row) {
        std::size_t& block = block_of_root[parts.root(row)];
        if (block == made.k) {
            block = made.blocks.size();
            made.blocks.emplace_back();
        }
        made.block_of[row] = block;
        place_in_block[row] = made.blocks[block].rows.size();
        made.blocks[block].rows.push_back(row);
    }
    for (Block& block : made.blocks) fill_block(block, model);
    for (const CovariancePair& pair : model.v.pairs) {
        Block& block = made.blocks[made.block_of[pair.row]];
        const auto a = static_cast<Index>(place_in_block[pair.row]);
        const auto b = static_cast<Index>(place_in_block[pair.column]);
        if (pair.value != 0) block.v(a, b) = block.v(b, a) = pair.value;
    }
    for (std::size_t index = 0; index < made.shapes.size(); ++index) {
        if (made.shapes[index].void_term()) continue;
        const RandomTerm& term = model.terms[index];
        std::map<std::size_t, std::vector<CovariancePair>> pairs_of_group;
        for (const CovariancePair& pair : term.levels.pairs)
            pairs_of_group[pair.row].push_back(pair);
        for (Block& block : made.blocks) {
            block.terms.push_back(term_in_block(term, index, block.rows));
            if (!term.levels.variance.empty())
                fill_levels(block.terms.back(), term.levels, pairs_of_group);
        }
    }
    return made;
}

std::vector<ShapeAt> Layout::shapes_at(const Eigen::VectorXd& place) const {
    std::vector<ShapeAt> made;
    for (std::size_t term = 0; term < shapes.size(); ++term) {
        const auto from = static_cast<Index>(first_coordinate[term]);
        const auto count = static_cast<Index>(first_coordinate[term + 1]) - from;
        made.push_back(shapes[term].at(place.segment(from, count)));
    }
    return made;
}

Eigen::MatrixXd TermInBlock::transposed_times(const Eigen::MatrixXd& a) const {
    if (own) return a;
    Eigen::MatrixXd made = Eigen::MatrixXd::Zero(columns, a.cols());
    for (Index column = 0; column < a.cols(); ++column)
        for (Index row = 0; row < a.rows(); ++row)
            for (std::size_t at = first[static_cast<std::size_t>(row)];
                 at < first[static_cast<std::size_t>(row) + 1]; ++at)
                made(loadings[at].column, column) += loadings[at].value * a(row, column);
    return made;
}

Eigen::VectorXd TermInBlock::times(const Eigen::VectorXd& d) const {
    Eigen::VectorXd made = Eigen::VectorXd::Zero(static_cast<Index>(first.size()) - 1);
    for (Index row = 0; row < made.size(); ++row)
        for (std::size_t at = first[static_cast<std::size_t>(row)];
             at < first[static_cast<std::size_t>(row) + 1]; ++at)
            made(row) += loadings[at].value * d(loadings[at].column);
    return made;
}

Eigen::MatrixXd TermInBlock::spread(const Eigen::MatrixXd& g) const {
    if (levels.size() > 0) return g(0, 0) * levels;
    Eigen::MatrixXd made = Eigen::MatrixXd::Zero(columns, columns);
    for (Index a = 0; a < columns; ++a)
        for (Index b = 0; b <= a; ++b) {
            const auto at_a = static_cast<std::size_t>(a), at_b = static_cast<std::size_t>(b);
            if (group[at_a] == group[at_b]) made(a, b) = made(b, a) = g(inner[at_a], inner[at_b]);
        }
    return made;
}

void TermInBlock::add_to(Eigen::MatrixXd& m, const Eigen::MatrixXd& g) const {
    if (own && levels.size() == 0 && g.rows() == 1) {
        m.diagonal().array() += g(0, 0);
        return;
    }
    if (levels.size() == 0 && g.rows() == 1 && loadings.size() + 1 == first.size()) {
        // A random intercept, one loading a row: a constant where the group is one.
        for (Index a = 0; a < m.cols(); ++a) {
            const Loading& here = loadings[static_cast<std::size_t>(a)];
            for (Index b = 0; b < m.rows(); ++b) {
                const Loading& other = loadings[static_cast<std::size_t>(b)];
                if (here.column == other.column) m(b, a) += g(0, 0) * here.value * other.value;
            }
        }
        return;
    }
    const Eigen::MatrixXd among = spread(g);
    if (own) {
        m += among;
        return;
    }
    for (Index a = 0; a < m.rows(); ++a)
        for (Index b = 0; b <= a; ++b) {
            double sum = 0;
            for (std::size_t i = first[static_cast<std::size_t>(a)];
                 i < first[static_cast<std::size_t>(a) + 1]; ++i)
                for (std::size_t j = first[static_cast<std::size_t>(b)];
                     j < first[static_cast<std::size_t>(b) + 1]; ++j)
                    sum += loadings[i].value * loadings[j].value *
                           among(loadings[i].column, loadings[j].column);
            m(a, b) += sum;
            if (a != b) m(b, a) += sum;
        }
}

Eigen::MatrixXd covariance_of(const Block& block, const std::vector<ShapeAt>& shapes) {
    Eigen::MatrixXd m = block.v;
    for (const TermInBlock& term : block.terms) term.add_to(m, shapes[term.term].g);
    return m;
}

}  // namespace sinew::multilevel
