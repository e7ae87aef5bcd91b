#include <sinew/base/text.hpp>
#include <sinew/care/evidence_formula.hpp>

#include <algorithm>

namespace sinew::care {
namespace {

using Term = std::vector<std::size_t>;

Error missing_beside(char sign) {
    return {ErrorCode::bad_input, std::string{"a name is missing beside a "} + sign, "--mods",
            "write names of columns with +, : or * between them"};
}

class FormulaReader {
public:
    Result<EvidenceFormula> read(std::string_view text) {
        if (trim(text).empty()) return std::move(made_);
        for (const std::string_view part : split(text, '+')) {
            const std::string_view words = without_minus_one(trim(part));
            if (words == "0" || words == "-1" || words == "- 1") {
                made_.intercept = false;
            } else if (words.empty()) {
                return fail(missing_beside('+'));
            } else if (words != "1") {
                SINEW_TRY(const bool added, add(words));
                (void)added;
            }
        }
        std::stable_sort(made_.terms.begin(), made_.terms.end(),
                         [](const Term& a, const Term& b) { return a.size() < b.size(); });
        return std::move(made_);
    }

private:
    /// "alloc - 1" is alloc without an intercept.
    std::string_view without_minus_one(std::string_view words) {
        const auto minus = words.rfind('-');
        if (minus == std::string_view::npos || minus == 0 || trim(words.substr(minus + 1)) != "1")
            return words;
        made_.intercept = false;
        return trim(words.substr(0, minus));
    }

    std::size_t place_of(std::string_view name) {
        const auto found = std::find(made_.names.begin(), made_.names.end(), name);
        if (found != made_.names.end())
            return static_cast<std::size_t>(found - made_.names.begin());
        made_.names.emplace_back(name);
        return made_.names.size() - 1;
    }

    /// One summand: "a", "a:b", "a*b:c". Products bind "a:b" first, as in R.
    Result<bool> add(std::string_view words) {
        if (std::find(written_.begin(), written_.end(), words) != written_.end())
            return fail({ErrorCode::conflict,
                         "the moderator " + std::string{words} + " is named twice", "--mods",
                         "name it once"});
        written_.emplace_back(words);
        std::vector<Term> crossed;
        for (const std::string_view factor : split(words, '*')) {
            Term product;
            if (trim(factor).empty()) return fail(missing_beside('*'));
            for (const std::string_view name : split(factor, ':')) {
                if (trim(name).empty()) return fail(missing_beside(':'));
                product.push_back(place_of(trim(name)));
            }
            std::vector<Term> grown = crossed;
            grown.push_back(product);
            for (Term term : crossed) {
                term.insert(term.end(), product.begin(), product.end());
                grown.push_back(std::move(term));
            }
            crossed = std::move(grown);
            if (crossed.size() > 64)
                return fail({ErrorCode::bad_input,
                             "a product of more than six columns in " + std::string{words},
                             "--mods", "write the products that matter with : between the names"});
        }
        for (Term term : crossed) {
            std::sort(term.begin(), term.end());
            term.erase(std::unique(term.begin(), term.end()), term.end());
            if (!made_.has(term)) made_.terms.push_back(std::move(term));
        }
        return true;
    }

    EvidenceFormula made_;
    std::vector<std::string> written_;
};

}  // namespace

bool EvidenceFormula::has(const Term& term) const {
    return std::find(terms.begin(), terms.end(), term) != terms.end();
}

std::string EvidenceFormula::name_of(const Term& term) const {
    std::vector<std::string> parts;
    for (const std::size_t name : term) parts.push_back(names[name]);
    return join(parts, ":");
}

Result<EvidenceFormula> read_evidence_formula(std::string_view text) {
    return FormulaReader{}.read(text);
}

}  // namespace sinew::care
