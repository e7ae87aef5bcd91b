#include <sinew/multilevel/identification.hpp>

#include <cmath>
#include <set>

namespace sinew::multilevel {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr double kSingular = 1e-9;  // of information scaled to a unit diagonal

std::size_t term_of(const Layout& layout, Index coordinate) {
    std::size_t term = 0;
    while (static_cast<Index>(layout.first_coordinate[term + 1]) <= coordinate) ++term;
    return term;
}

std::string name_of(const MixedModel& model, const Layout& layout, Index coordinate) {
    const std::string& term = model.terms[term_of(layout, coordinate)].name;
    switch (layout.coordinates[static_cast<std::size_t>(coordinate)].kind) {
        case Coordinate::Kind::variance:
        case Coordinate::Kind::sd: return "the variance of " + term;
        case Coordinate::Kind::correlation: return "the correlation of " + term;
        case Coordinate::Kind::factor: return "the covariances of " + term;
    }
    return term;
}

std::string joined(const std::set<std::string>& names) {
    std::string text;
    std::size_t at = 0;
    for (const std::string& name : names) {
        if (at > 0) text += at + 1 == names.size() ? " and " : ", ";
        text += name;
        ++at;
    }
    return text;
}

/// Whether every group of both terms holds the same rows: the usual reason.
bool one_row_each(const Layout& layout, std::size_t term) {
    return layout.groups[term] == layout.k;
}

}  // namespace

Result<bool> identified(const MixedModel& model, const Layout& layout, const Evaluation& inside) {
    const auto q = static_cast<Index>(layout.coordinates.size());
    if (q == 0 || !inside.defined) return true;
    VectorXd scale(q);
    // Information is counted against that of as many independent rows with this much variance.
    for (Index i = 0; i < q; ++i) {
        const double information = inside.expected(i, i);
        const double place_free = inside.observed(i, i);
        if (!(information > 0) || !std::isfinite(place_free) ||
            information < 1e-14 * inside.expected.diagonal().maxCoeff()) {
            const std::size_t term = term_of(layout, i);
            const bool single = layout.groups[term] == 1;
            return fail({ErrorCode::conflict,
                         name_of(model, layout, i) + " cannot be identified from these data: " +
                             (single ? "there is one group only" : "no pair of rows speaks of it"),
                         model.terms[term].name,
                         single ? "leave that term out of --random"
                                : "leave that term out, or take a simpler structure"});
        }
        scale(i) = 1 / std::sqrt(information);
    }
    const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen{scale.asDiagonal() * inside.expected *
                                                        scale.asDiagonal()};
    if (eigen.eigenvalues()(0) > kSingular) return true;
    std::set<std::string> names;
    std::set<std::size_t> terms;
    for (Index i = 0; i < q; ++i)
        if (std::fabs(eigen.eigenvectors()(i, 0)) > 1e-3) {
            names.insert(name_of(model, layout, i));
            terms.insert(term_of(layout, i));
        }
    bool all_single = terms.size() > 1;
    for (const std::size_t term : terms) all_single = all_single && one_row_each(layout, term);
    return fail(
        {ErrorCode::conflict,
         joined(names) + " cannot be identified from these data: " +
             (all_single ? "every group of each has one row, so the two are one"
                         : "they change the fit in the same way"),
         model.terms[*terms.rbegin()].name,
         all_single ? "leave one of the terms out of --random; with one effect for each study a "
                      "single term is enough"
                    : "leave one of the terms out, hold a component, or take a simpler structure"});
}

}  // namespace sinew::multilevel
