// Observations from outside: CSV, JSON Lines or JSON in; checked rows out, and every row that was left out with its reason.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/domain/observation.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sinew::document {

struct ObservationsRead {
    std::vector<domain::Observation> kept;
    std::vector<Error> left_out;       ///< rows that could not be used, each with its place
    std::vector<std::string> remarks;  ///< about the whole: columns not used, times out of order
};

/// Needs Part::outcomes. A row at fault is left out and told; the others stand.
/// Of rows that say the same twice one is kept; of rows that contradict each other none; a pair whose after lies before its
/// before is left out.
/// @errors bad_input: no table, no JSON, no row that can be used, or more than 200,000 rows
[[nodiscard]] Checked<ObservationsRead> read_observations(std::string_view bytes,
                                                          const std::string& name,
                                                          const knowledge::Catalogue& catalogue);

}  // namespace sinew::document
