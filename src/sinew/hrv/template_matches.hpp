// How often short patterns of a series come back: the counts that both entropies are made of.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sinew::hrv {

/// Unordered pairs of places i < j, both below n-m: what sample entropy counts.
struct MatchingPairs {
    std::uint64_t of_length = 0, of_one_more = 0;
    friend bool operator==(const MatchingPairs&, const MatchingPairs&) = default;
};

/// For each place i, the number of places j (i among them) whose next values all lie within the tolerance of those at i.
struct TemplateMatches {
    std::vector<std::uint32_t> of_length;    ///< patterns of m values: n-m+1 places
    std::vector<std::uint32_t> of_one_more;  ///< patterns of m+1 values: n-m places
    MatchingPairs pairs;
};

/// Rows of bits: bit j of row i says that values i and j are within the tolerance. A pattern of m values matches where m rows,
/// each shifted once more, all have their bit. Rows are made in the order of the values, so that each differs from the one
/// before in few bits. Counts are exact.
/// @param values  finite, fewer than 2^32, at least m+1
/// @param m  1 to 63
/// @param tolerance  matches are at most this far apart, >= 0
[[nodiscard]] TemplateMatches match_templates(std::span<const double> values, std::size_t m,
                                              double tolerance);

/// The pairs alone, for sample entropy: half the work.
[[nodiscard]] MatchingPairs match_pairs(std::span<const double> values, std::size_t m,
                                        double tolerance);

/// The definition, pair by pair.
[[nodiscard]] TemplateMatches match_templates_reference(std::span<const double> values,
                                                        std::size_t m, double tolerance);

}  // namespace sinew::hrv
