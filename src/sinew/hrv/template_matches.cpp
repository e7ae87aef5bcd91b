#include <sinew/hrv/template_matches.hpp>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <numeric>

// Counting bits is one instruction on every processor of the last fifteen years, and counts eight words at once on newer ones;
// the baseline of x86-64 names neither. The answer is a whole number, the same on all.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define SINEW_WIDE_COUNTS 1
#endif

namespace sinew::hrv {
namespace {

using Word = std::uint64_t;
constexpr std::size_t kBits = 64;

/// Counts of one row of a block: how many columns match over m, and over m+1 values.
struct RowCount {
    Word matches = 0, longer = 0;
};

/// @tparam kWords  columns of a block / 64; row i has kWords + 1 words: the last holds what shifting brings in
template <std::size_t kWords>
[[gnu::always_inline]] inline RowCount count_row(const Word* row, std::size_t m) {
    constexpr std::size_t kStride = kWords + 1;
    std::array<Word, kWords> all;
    for (std::size_t w = 0; w < kWords; ++w) all[w] = row[w];
    for (std::size_t k = 1; k < m; ++k) {
        const Word* next = row + k * kStride;
        for (std::size_t w = 0; w < kWords; ++w)
            all[w] &= (next[w] >> k) | (next[w + 1] << (kBits - k));
    }
    RowCount count;
    const Word* next = row + m * kStride;
    for (std::size_t w = 0; w < kWords; ++w) {
        count.matches += static_cast<Word>(__builtin_popcountll(all[w]));
        const Word longer = all[w] & ((next[w] >> m) | (next[w + 1] << (kBits - m)));
        count.longer += static_cast<Word>(__builtin_popcountll(longer));
    }
    return count;
}

using CountRows = void (*)(const Word* rows, std::size_t count, std::size_t m, RowCount* counts);

template <std::size_t kWords>
[[gnu::always_inline]] inline void count_rows_in(const Word* rows, std::size_t count, std::size_t m,
                                                 RowCount* counts) {
    if (m == 2)  // the usual pattern, with its loops unrolled
        for (std::size_t i = 0; i < count; ++i)
            counts[i] = count_row<kWords>(rows + i * (kWords + 1), 2);
    else
        for (std::size_t i = 0; i < count; ++i)
            counts[i] = count_row<kWords>(rows + i * (kWords + 1), m);
}

template <std::size_t kWords>
void count_rows_plain(const Word* rows, std::size_t count, std::size_t m, RowCount* counts) {
    count_rows_in<kWords>(rows, count, m, counts);
}

#ifdef SINEW_WIDE_COUNTS
template <std::size_t kWords>
[[gnu::target("popcnt")]] void count_rows_popcnt(const Word* rows, std::size_t count, std::size_t m,
                                                 RowCount* counts) {
    count_rows_in<kWords>(rows, count, m, counts);
}
template <std::size_t kWords>
[[gnu::target("popcnt,avx512f,avx512vl,avx512vpopcntdq,prefer-vector-width=512"),
  gnu::optimize("O3")]] void
count_rows_wide(const Word* rows, std::size_t count, std::size_t m, RowCount* counts) {
    count_rows_in<kWords>(rows, count, m, counts);
}
#endif

template <std::size_t kWords>
CountRows best_counting() {
#ifdef SINEW_WIDE_COUNTS
    if (__builtin_cpu_supports("avx512vpopcntdq") && __builtin_cpu_supports("avx512vl"))
        return count_rows_wide<kWords>;
    if (__builtin_cpu_supports("popcnt")) return count_rows_popcnt<kWords>;
#endif
    return count_rows_plain<kWords>;
}

struct Placed {
    double value;
    std::uint32_t place;
};

/// By value: into as many even bins as there are values, then each bin by itself.
std::vector<Placed> by_value(std::span<const double> values) {
    const std::size_t n = values.size();
    const auto [least, most] = std::minmax_element(values.begin(), values.end());
    const double scale = *most > *least ? static_cast<double>(n - 1) / (*most - *least) : 0;
    const auto bin_of = [&, low = *least](double value) {
        return std::isfinite(scale) ? static_cast<std::size_t>((value - low) * scale) : 0;
    };
    std::vector<std::uint32_t> starts(n + 1, 0);
    for (const double value : values) ++starts[bin_of(value) + 1];
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<Placed> sorted(n);
    std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
    for (std::size_t i = 0; i < n; ++i)
        sorted[next[bin_of(values[i])]++] = {values[i], static_cast<std::uint32_t>(i)};
    for (std::size_t bin = 0; bin < n; ++bin)
        if (starts[bin + 1] - starts[bin] > 1)
            std::sort(sorted.begin() + starts[bin], sorted.begin() + starts[bin + 1],
                      [](const Placed& a, const Placed& b) { return a.value < b.value; });
    return sorted;
}

/// Calls take(first column, rows counted, their counts) block of columns after block.
/// @tparam kUpper  rows below a block are left out: pairs are counted from their lower place on
template <std::size_t kWords, bool kUpper, class Take>
void for_each_block(std::span<const double> values, std::size_t m, double tolerance,
                    const Take& take) {
    constexpr std::size_t kStride = kWords + 1, kColumns = kWords * kBits;
    const std::size_t n = values.size();
    const CountRows count_rows = best_counting<kWords>();
    const std::vector<Placed> sorted = by_value(values);
    std::vector<Word> rows((n + m) * kStride, 0);  // the rows past the end match nothing
    std::vector<RowCount> counts(n);
    std::vector<Placed> columns, wanted;
    columns.reserve(kColumns + kBits);
    for (std::size_t first = 0; first < n; first += kColumns) {
        const std::size_t column_end = std::min(n, first + kStride * kBits);
        const std::size_t row_end = kUpper ? std::min(n, first + kColumns + m) : n;
        columns.clear();
        wanted.clear();
        for (const Placed& placed : sorted) {
            if (placed.place >= first && placed.place < column_end)
                columns.push_back({placed.value, static_cast<std::uint32_t>(placed.place - first)});
            if (kUpper && placed.place < row_end) wanted.push_back(placed);
        }
        std::array<Word, kStride> row{};
        std::size_t in = 0, out = 0;
        for (const Placed& placed : kUpper ? wanted : sorted) {
            for (; in < columns.size() && !(columns[in].value - placed.value > tolerance); ++in)
                row[columns[in].place / kBits] |= Word{1} << columns[in].place % kBits;
            for (; out < in && placed.value - columns[out].value > tolerance; ++out)
                row[columns[out].place / kBits] &= ~(Word{1} << columns[out].place % kBits);
            std::copy(row.begin(), row.end(), rows.data() + placed.place * kStride);
        }
        const std::size_t counted = kUpper ? std::min(n, first + kColumns) : n;
        count_rows(rows.data(), counted, m, counts.data());
        take(first, std::span{counts}.first(counted));
    }
}

/// Few columns in narrow blocks, many in wide ones.
template <bool kUpper, class Take>
void blocks(std::span<const double> values, std::size_t m, double tolerance, const Take& take) {
    if (values.size() <= 8 * kBits)
        for_each_block<8, kUpper>(values, m, tolerance, take);
    else
        for_each_block<16, kUpper>(values, m, tolerance, take);
}

}  // namespace

TemplateMatches match_templates(std::span<const double> values, std::size_t m, double tolerance) {
    const std::size_t n = values.size();
    TemplateMatches matches;
    matches.of_length.assign(n - m + 1, 0);
    matches.of_one_more.assign(n - m, 0);
    blocks<false>(values, m, tolerance, [&](std::size_t, std::span<const RowCount> counts) {
        for (std::size_t i = 0; i <= n - m; ++i)
            matches.of_length[i] += static_cast<std::uint32_t>(counts[i].matches);
        for (std::size_t i = 0; i < n - m; ++i)
            matches.of_one_more[i] += static_cast<std::uint32_t>(counts[i].longer);
    });
    // Sample entropy looks at the first n-m places only: the last pattern of m values, which cannot go on, is left out.
    const auto sum = [](const std::vector<std::uint32_t>& counts) {
        return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
    };
    const std::uint64_t last = matches.of_length.back();
    matches.pairs.of_length =
        (sum(matches.of_length) - matches.of_length.size() - 2 * (last - 1)) / 2;
    matches.pairs.of_one_more = (sum(matches.of_one_more) - matches.of_one_more.size()) / 2;
    return matches;
}

MatchingPairs match_pairs(std::span<const double> values, std::size_t m, double tolerance) {
    const std::size_t n = values.size(), places = n - m;
    std::uint64_t ordered = 0, ordered_longer = 0;  // twice each pair
    blocks<true>(values, m, tolerance, [&](std::size_t first, std::span<const RowCount> counts) {
        // Rows before the block meet its columns once; rows of the block meet each other twice, and themselves.
        for (std::size_t i = 0; i < std::min(first, places); ++i) {
            ordered += 2 * counts[i].matches;
            ordered_longer += 2 * counts[i].longer;
        }
        for (std::size_t i = first; i < std::min(counts.size(), places); ++i) {
            ordered += counts[i].matches - 1;
            ordered_longer += counts[i].longer - 1;
        }
    });
    // The last pattern of m values, at place n-m, cannot go on: its matches with earlier ones do not count.
    // (Its row was never summed, so a match in its own block was met once, one in another block was counted double.)
    const std::size_t columns = (n <= 8 * kBits ? 8 : 16) * kBits;
    std::uint64_t with_last = 0;
    for (std::size_t i = 0; i < places; ++i) {
        std::size_t k = 0;
        while (k < m && std::abs(values[i + k] - values[places + k]) <= tolerance) ++k;
        if (k == m) with_last += i / columns == places / columns ? 1 : 2;
    }
    return {(ordered - with_last) / 2, ordered_longer / 2};
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
            if (i < j && j + m < n) ++matches.pairs.of_length;
            if (i + m < n && j + m < n && within(i + m, j + m)) {
                ++matches.of_one_more[i];
                if (i < j) ++matches.pairs.of_one_more;
            }
        }
    return matches;
}

}  // namespace sinew::hrv
