// "--mods" as written: names joined by +, : and *, read as R reads a formula.
#pragma once

#include <sinew/base/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sinew::care {

struct EvidenceFormula {
    bool intercept = true;
    std::vector<std::string> names = {};  ///< of columns, in order of appearance
    /// Places in `names`, rising. Terms of one name come before products of two, and so on; "a*b" is a, b and a:b.
    std::vector<std::vector<std::size_t>> terms = {};

    [[nodiscard]] bool has(const std::vector<std::size_t>& term) const;
    /// "alloc:ablat"
    [[nodiscard]] std::string name_of(const std::vector<std::size_t>& term) const;
};

/// "ablat + alloc", "alloc*ablat", "alloc + alloc:ablat", "0 + outcome", "alloc - 1".
/// @errors bad_input: a name is missing beside +, : or *; conflict: a term is written twice
[[nodiscard]] Result<EvidenceFormula> read_evidence_formula(std::string_view text);

}  // namespace sinew::care
