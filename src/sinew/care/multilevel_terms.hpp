// "--random": what rows share, told by the names of columns.
#pragma once

#include <sinew/effect/effects.hpp>
#include <sinew/multilevel/mixed_model.hpp>

namespace sinew::care {

struct TermsRead {
    std::vector<multilevel::RandomTerm> terms = {};
    std::vector<std::vector<std::string>> group_names = {};  ///< of each term, by number of group
};

/// "a/b/c" is a, b within a, c within b; "x | g" are effects of the levels of x within each g, with the given structure; "+"
/// parts terms. `study` and `cluster` are those of the rows; `effect_id` without such a column is the row itself.
/// Rows with a missing cell are left out of `effects` and listed there only when the column is no label of every row.
/// @errors not_found: no such column; bad_input: text that is no such formula; an inner column with one level
[[nodiscard]] Result<TermsRead> terms_named(const effect::Effects& effects,
                                            std::string_view formula,
                                            multilevel::Structure structure);

}  // namespace sinew::care
