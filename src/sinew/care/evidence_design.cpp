#include <sinew/base/text.hpp>
#include <sinew/care/evidence_design.hpp>
#include <sinew/care/evidence_formula.hpp>
#include <sinew/numerics/distributions.hpp>
#include <sinew/numerics/joint_square.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace sinew::care {
namespace {

using effect::Moderator;
using Term = std::vector<std::size_t>;

/// Columns of one factor of a term, before they are multiplied.
struct Coded {
    std::vector<std::string> names;
    std::vector<std::vector<double>> columns;
    std::vector<std::vector<DesignPart>> parts;
};

Coded coded(const Moderator& moderator, std::size_t place, bool all_levels) {
    if (moderator.numeric) return {{moderator.name}, {moderator.numbers}, {{{place, {}}}}};
    Coded made;
    for (std::size_t level = all_levels ? 0 : 1; level < moderator.levels.size(); ++level) {
        made.names.push_back(moderator.name + moderator.levels[level]);
        made.parts.push_back({{place, level}});
        std::vector<double>& column = made.columns.emplace_back();
        for (const std::string& cell : moderator.cells)
            column.push_back(cell == moderator.levels[level]);
    }
    return made;
}

/// Every column of the one with every column of the other; the first runs fastest, as in R.
Coded product(const Coded& one, const Coded& other) {
    Coded made;
    for (std::size_t b = 0; b < other.columns.size(); ++b)
        for (std::size_t a = 0; a < one.columns.size(); ++a) {
            made.names.push_back(one.names[a] + ":" + other.names[b]);
            made.parts.push_back(one.parts[a]);
            made.parts.back().insert(made.parts.back().end(), other.parts[b].begin(),
                                     other.parts[b].end());
            std::vector<double> column = one.columns[a];
            for (std::size_t row = 0; row < column.size(); ++row)
                column[row] *= other.columns[b][row];
            made.columns.push_back(std::move(column));
        }
    return made;
}

class DesignMaker {
public:
    DesignMaker(const EvidenceFormula& formula, std::vector<Moderator> moderators, std::size_t rows)
        : formula_{formula}, moderators_{std::move(moderators)}, rows_{rows} {}

    Result<EvidenceDesign> make() {
        made_.moderators = formula_.names;
        if (formula_.intercept) {
            made_.names.emplace_back("intrcpt");
            columns_.emplace_back(rows_, 1.0);
            made_.parts.emplace_back();
        }
        all_levels_ = !formula_.intercept;
        for (const Term& term : formula_.terms) {
            SINEW_TRY(const bool good, checked(term));
            (void)good;
            add(term);
        }
        if (columns_.empty())
            return fail({ErrorCode::bad_input,
                         "the formula has neither an intercept nor a moderator", "--mods",
                         "name a column"});
        made_.x = numerics::Matrix{rows_, columns_.size()};
        for (std::size_t column = 0; column < columns_.size(); ++column)
            for (std::size_t row = 0; row < rows_; ++row)
                made_.x.at(row, column) = columns_[column][row];
        made_.read = std::move(moderators_);
        return std::move(made_);
    }

private:
    [[nodiscard]] Term texts_of(const Term& term) const {
        Term texts;
        for (const std::size_t name : term)
            if (!moderators_[name].numeric) texts.push_back(name);
        return texts;
    }

    [[nodiscard]] std::string cell_name(const Term& texts, const Term& levels) const {
        std::string words;
        for (std::size_t i = 0; i < texts.size(); ++i)
            words += fmt::format("{}{} = {}", i == 0 ? "" : " with ", moderators_[texts[i]].name,
                                 moderators_[texts[i]].levels[levels[i]]);
        return words;
    }

    /// The rows of every combination of levels that is there.
    [[nodiscard]] std::map<Term, std::vector<std::size_t>> cells_of(const Term& texts) const {
        std::map<Term, std::vector<std::size_t>> cells;
        for (std::size_t row = 0; row < rows_; ++row) {
            Term levels;
            for (const std::size_t name : texts) {
                const Moderator& one = moderators_[name];
                levels.push_back(static_cast<std::size_t>(
                    std::lower_bound(one.levels.begin(), one.levels.end(), one.cells[row]) -
                    one.levels.begin()));
            }
            cells[levels].push_back(row);
        }
        return cells;
    }

    [[nodiscard]] Result<bool> checked(const Term& term) const {
        const Term texts = texts_of(term);
        for (const std::size_t name : texts)
            if (moderators_[name].levels.size() < 2 && !all_levels_)
                return fail({ErrorCode::bad_input,
                             "the moderator " + moderators_[name].name + " has one level only",
                             "--mods", "leave it out: nothing can be compared"});
        if (term.size() < 2 || texts.empty()) return true;
        const auto cells = cells_of(texts);
        SINEW_TRY(const bool full, no_empty_cell(term, texts, cells));
        (void)full;
        return texts.size() == term.size() ? Result<bool>{true} : slopes_told(term, texts, cells);
    }

    [[nodiscard]] Result<bool> no_empty_cell(
        const Term& term, const Term& texts,
        const std::map<Term, std::vector<std::size_t>>& cells) const {
        double wanted = 1;
        for (const std::size_t name : texts)
            wanted *= static_cast<double>(moderators_[name].levels.size());
        if (static_cast<double>(cells.size()) == wanted) return true;
        std::vector<std::string> empty;
        Term levels(texts.size(), 0);
        for (bool more = true; more && empty.size() < 4;) {
            if (!cells.contains(levels)) empty.push_back(cell_name(texts, levels));
            more = false;
            for (std::size_t i = 0; i < levels.size() && !more; ++i) {
                more = ++levels[i] < moderators_[texts[i]].levels.size();
                if (!more) levels[i] = 0;
            }
        }
        const auto missing = static_cast<std::size_t>(wanted) - cells.size();
        return fail(
            {ErrorCode::bad_input,
             fmt::format("no row has {}{}: {} cannot be told from these data", join(empty, ", or "),
                         missing > empty.size()
                             ? fmt::format(" ({} more combinations)", missing - empty.size())
                             : std::string{},
                         formula_.name_of(term)),
             "--mods: " + formula_.name_of(term),
             "join levels in the table, or leave the interaction out: " + plain_sum(term)});
    }

    /// A slope within a level needs two values there, unless the level has no mean of its own in the formula.
    [[nodiscard]] Result<bool> slopes_told(
        const Term& term, const Term& texts,
        const std::map<Term, std::vector<std::size_t>>& cells) const {
        const bool own_mean = formula_.has(texts) || (formula_.intercept && cells.size() == 1);
        if (!own_mean) return true;
        for (const auto& [levels, rows] : cells) {
            std::set<double> values;
            for (const std::size_t row : rows) {
                double value = 1;
                for (const std::size_t name : term)
                    if (moderators_[name].numeric) value *= moderators_[name].numbers[row];
                values.insert(value);
            }
            if (values.size() > 1) continue;
            std::vector<std::string> numbers;
            for (const std::size_t name : term)
                if (moderators_[name].numeric) numbers.push_back(moderators_[name].name);
            return fail(
                {ErrorCode::bad_input,
                 fmt::format("{} has one value where {} ({} row{}): its slope there cannot "
                             "be told",
                             join(numbers, ":"), cell_name(texts, levels), rows.size(),
                             rows.size() == 1 ? "" : "s"),
                 "--mods: " + formula_.name_of(term),
                 "join levels in the table, or leave the interaction out: " + plain_sum(term)});
        }
        return true;
    }

    [[nodiscard]] std::string plain_sum(const Term& term) const {
        std::vector<std::string> parts;
        for (const std::size_t name : term) parts.push_back(formula_.names[name]);
        return "--mods \"" + join(parts, " + ") + "\"";
    }

    void add(const Term& term) {
        Coded whole;
        for (std::size_t i = 0; i < term.size(); ++i) {
            const Moderator& moderator = moderators_[term[i]];
            Term rest = term;
            rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
            bool all = !rest.empty() && !formula_.has(rest);
            if (!moderator.numeric && all_levels_) {
                all = true;
                all_levels_ = false;
            }
            const Coded here = coded(moderator, term[i], all);
            whole = i == 0 ? here : product(whole, here);
        }
        DesignTerm told{formula_.name_of(term), {}, term.size() > 1};
        for (std::size_t i = 0; i < whole.columns.size(); ++i) {
            told.columns.push_back(columns_.size());
            made_.names.push_back(std::move(whole.names[i]));
            made_.parts.push_back(std::move(whole.parts[i]));
            columns_.push_back(std::move(whole.columns[i]));
        }
        made_.terms.push_back(std::move(told));
    }

    const EvidenceFormula& formula_;
    std::vector<Moderator> moderators_;
    std::size_t rows_;
    bool all_levels_ = false;  ///< the next text column stands in for the intercept
    EvidenceDesign made_;
    std::vector<std::vector<double>> columns_;
};

}  // namespace

bool EvidenceDesign::interacts() const {
    return std::any_of(terms.begin(), terms.end(),
                       [](const DesignTerm& term) { return term.interaction; });
}

std::vector<double> EvidenceDesign::row_at(std::span<const Held> held) const {
    std::vector<double> row;
    for (const auto& column : parts) {
        double value = 1;
        for (const DesignPart& part : column) value *= held[part.moderator][part.level.value_or(0)];
        row.push_back(value);
    }
    return row;
}

std::vector<EvidenceDesign::Held> EvidenceDesign::held_at_means() const {
    std::vector<Held> made;
    for (const Moderator& one : read) {
        Held& held = made.emplace_back(one.numeric ? 1 : one.levels.size(), 0.0);
        const double share = 1 / static_cast<double>(one.cells.size());
        for (std::size_t row = 0; row < one.cells.size(); ++row) {
            if (one.numeric) {
                held[0] += one.numbers[row] * share;
                continue;
            }
            for (std::size_t level = 0; level < one.levels.size(); ++level)
                held[level] += one.cells[row] == one.levels[level] ? share : 0;
        }
    }
    return made;
}

Result<EvidenceDesign> design_of(effect::Effects& effects, std::string_view formula) {
    SINEW_TRY(const EvidenceFormula read, read_evidence_formula(formula));
    if (const auto kept = effect::keep_complete(effects, read.names); !kept)
        return fail(kept.error());
    std::vector<Moderator> moderators;
    for (const std::string& name : read.names) {
        SINEW_TRY(moderators.emplace_back(), effect::moderator_of(effects, name));
    }
    return DesignMaker{read, std::move(moderators), effects.size()}.make();
}

std::vector<TermTest> term_tests(const EvidenceDesign& design, std::span<const double> b,
                                 const numerics::Matrix& covariance, double degrees) {
    std::vector<TermTest> tests;
    const auto test = [&](const DesignTerm& term) {
        TermTest made{term.name, {}, term.interaction, 0, 0, term.columns.size()};
        for (const std::size_t column : term.columns) made.columns.push_back(design.names[column]);
        const auto df = static_cast<double>(made.df);
        made.QM = numerics::joint_square(covariance, b, term.columns);
        if (std::isfinite(degrees)) made.QM /= df;
        made.QMp = !std::isfinite(made.QM)   ? std::nan("")
                   : !std::isfinite(degrees) ? numerics::chi_squared_upper_tail(made.QM, df)
                   : degrees > 0             ? numerics::fisher_upper_tail(made.QM, df, degrees)
                                             : std::nan("");
        tests.push_back(std::move(made));
    };
    DesignTerm all{"interactions", {}, true};
    std::size_t interactions = 0;
    for (const DesignTerm& term : design.terms) {
        test(term);
        if (!term.interaction) continue;
        ++interactions;
        all.columns.insert(all.columns.end(), term.columns.begin(), term.columns.end());
    }
    if (interactions > 1) test(all);
    return tests;
}

}  // namespace sinew::care
