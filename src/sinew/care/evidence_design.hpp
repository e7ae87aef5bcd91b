// "--mods": moderators named in a formula become the columns of a design matrix.
#pragma once

#include <sinew/effect/effects.hpp>
#include <sinew/numerics/matrix.hpp>

#include <optional>
#include <span>

namespace sinew::care {

/// The columns that one term of the formula has in the design.
struct DesignTerm {
    std::string name = {};  ///< "alloc", "alloc:ablat"
    std::vector<std::size_t> columns = {};
    bool interaction = false;
};

/// One factor of a column: a number, or whether a text column has this level.
struct DesignPart {
    std::size_t moderator = 0;
    std::optional<std::size_t> level = {};
};

/// A column of the design: what it is called, as in R ("intrcpt", "ablat", "allocrandom", "allocrandom:ablat").
struct EvidenceDesign {
    numerics::Matrix x = {};
    std::vector<std::string> names = {};
    std::vector<std::string> moderators = {};  ///< columns of the table
    std::vector<DesignTerm> terms = {};        ///< without the intercept
    std::vector<effect::Moderator> read =
        {};  ///< one for each of `moderators`, as they stand in the rows
    std::vector<std::vector<DesignPart>> parts = {};  ///< of each column; empty for the intercept
    std::vector<std::string> warnings = {};

    [[nodiscard]] bool interacts() const;

    /// A moderator held somewhere: a number, or the share of each level (one of them 1, or those of the rows).
    using Held = std::vector<double>;
    /// The row of the design with each moderator held so.
    [[nodiscard]] std::vector<double> row_at(std::span<const Held> held) const;
    /// Every moderator at its mean over the rows, text at the shares of its levels.
    [[nodiscard]] std::vector<Held> held_at_means() const;
};

/// Numbers as they are; text as treatment contrasts against the first level in byte order; products of those with : and *.
/// As in R, a text column keeps all its levels in a term whose rest is no term of the formula ("kind + kind:weeks" is a slope
/// for each kind), and the first text column does so when there is no intercept. Rows with a missing moderator are left out
/// of `effects` and listed there.
/// @errors not_found: no such column; bad_input: a text column with one level, a formula that is none, levels that no row has
///         together, a number that does not vary within a level whose slope is asked for
[[nodiscard]] Result<EvidenceDesign> design_of(effect::Effects& effects, std::string_view formula);

/// What the coefficients of one term say together, given all others: chi-squared, or F when there are degrees of freedom.
struct TermTest {
    std::string name = {};
    std::vector<std::string> columns = {};
    bool interaction = false;
    double QM = 0, QMp = 0;
    std::size_t df = 0;
};

/// One test a term; and one of all interactions together, named "interactions", when there is more than one of them.
/// @param degrees  of F; not finite: chi-squared
[[nodiscard]] std::vector<TermTest> term_tests(const EvidenceDesign& design,
                                               std::span<const double> b,
                                               const numerics::Matrix& covariance, double degrees);

}  // namespace sinew::care
