#include <sinew/hrv/template_matches.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

// Counting bits has an instruction of its own on every processor of the last fifteen years, which the baseline of x86-64 does
// not name. The answer is a count, the same on all.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define SINEW_COUNTS_BITS __attribute__((target_clones("popcnt", "default")))
#else
#define SINEW_COUNTS_BITS
#endif

namespace sinew::hrv {
namespace {

using Word = std::uint64_t;
constexpr std::size_t kBits = 64;
constexpr std::size_t kBlockWords =
    16;  // columns at a time, so that the rows of 5,000 beats stay in the second cache

/// Adds, for every place i, how many of the places [first, first + 64 x words) match it over m and over m+1 values.
/// Row i has words + 1 words: the last holds the columns that shifting brings in.
SINEW_COUNTS_BITS void count_block(const Word* rows, std::size_t n, std::size_t words,
                                   std::size_t m, std::uint32_t* of_length,
                                   std::uint32_t* of_one_more) {
    const std::size_t stride = words + 1;
    for (std::size_t i = 0; i + m <= n; ++i) {
        const Word* row = rows + i * stride;
        const bool longer = i + m < n;
        std::uint32_t matches = 0, longer_matches = 0;
        for (std::size_t w = 0; w < words; ++w) {
            Word all = row[w];
            for (std::size_t k = 1; k < m; ++k) {
                const Word* next = row + k * stride;
                all &= (next[w] >> k) | (next[w + 1] << (kBits - k));
            }
            matches += static_cast<std::uint32_t>(std::popcount(all));
            if (longer) {
                const Word* next = row + m * stride;
                all &= (next[w] >> m) | (next[w + 1] << (kBits - m));
                longer_matches += static_cast<std::uint32_t>(std::popcount(all));
            }
        }
        of_length[i] += matches;
        if (longer) of_one_more[i] += longer_matches;
    }
}

/// Sample entropy looks at the first n-m places only: the last pattern of m values, which cannot be continued, is left out.
void count_pairs(TemplateMatches& matches) {
    const std::uint64_t last = matches.of_length.back();
    const std::uint64_t all =
        std::accumulate(matches.of_length.begin(), matches.of_length.end(), std::uint64_t{0});
    matches.pairs = (all - matches.of_length.size() - 2 * (last - 1)) / 2;
    const std::uint64_t longer =
        std::accumulate(matches.of_one_more.begin(), matches.of_one_more.end(), std::uint64_t{0});
    matches.pairs_of_one_more = (longer - matches.of_one_more.size()) / 2;
}

}  // namespace

TemplateMatches match_templates(std::span<const double> values, std::size_t m, double tolerance) {
    const std::size_t n = values.size();
    TemplateMatches matches;
    matches.of_length.assign(n - m + 1, 0);
    matches.of_one_more.assign(n - m, 0);
    std::vector<std::uint32_t> order(n);
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
    std::vector<double> sorted(n);
    for (std::size_t k = 0; k < n; ++k) sorted[k] = values[order[k]];

    const std::size_t words = std::min(kBlockWords, (n + kBits - 1) / kBits), stride = words + 1;
    std::vector<Word> rows(n * stride), row(stride);
    std::vector<std::uint32_t> columns;  // places of this block, by value
    std::vector<double> column_values;
    for (std::size_t first = 0; first < n; first += words * kBits) {
        const std::size_t end = std::min(n, first + stride * kBits);
        columns.clear();
        column_values.clear();
        for (std::size_t k = 0; k < n; ++k)
            if (order[k] >= first && order[k] < end) {
                columns.push_back(static_cast<std::uint32_t>(order[k] - first));
                column_values.push_back(sorted[k]);
            }
        std::fill(row.begin(), row.end(), Word{0});
        std::size_t in = 0, out = 0;
        for (std::size_t k = 0; k < n; ++k) {
            const double value = sorted[k];
            for (; in < columns.size() && !(column_values[in] - value > tolerance); ++in)
                row[columns[in] / kBits] |= Word{1} << columns[in] % kBits;
            for (; out < in && value - column_values[out] > tolerance; ++out)
                row[columns[out] / kBits] &= ~(Word{1} << columns[out] % kBits);
            std::copy(row.begin(), row.end(),
                      rows.begin() + static_cast<std::ptrdiff_t>(order[k] * stride));
        }
        count_block(rows.data(), n, words, m, matches.of_length.data(), matches.of_one_more.data());
    }
    count_pairs(matches);
    return matches;
}

TemplateMatches match_templates_reference(std::span<const double> values, std::size_t m,
                                          double tolerance) {
    const std::size_t n = values.size();
    TemplateMatches matches;
    matches.of_length.assign(n - m + 1, 0);
    matches.of_one_more.assign(n - m, 0);
    const auto within = [&](std::size_t i, std::size_t j) {
        return std::abs(values[i] - values[j]) <= tolerance;
    };
    for (std::size_t i = 0; i + m <= n; ++i)
        for (std::size_t j = 0; j + m <= n; ++j) {
            std::size_t k = 0;
            while (k < m && within(i + k, j + k)) ++k;
            if (k < m) continue;
            ++matches.of_length[i];
            if (i < j && j + m < n) ++matches.pairs;
            if (i + m < n && j + m < n && within(i + m, j + m)) {
                ++matches.of_one_more[i];
                if (i < j) ++matches.pairs_of_one_more;
            }
        }
    return matches;
}

}  // namespace sinew::hrv
