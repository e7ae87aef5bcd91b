// The ledger of answers: how many were due, how many came, how long it was quiet, and whether silence follows bad days.
#pragma once

#include <sinew/trend/series.hpp>

#include <array>

namespace sinew::trend {

struct CoverageSettings {
    int every_days = 1;       ///< an answer is due this often
    double hint_tail = 0.05;  ///< of the rank test behind the hint, two-sided
    std::size_t fewest = 5;   ///< silences and answers each, below which there is no hint
};

struct Coverage {
    Day first{};               ///< first answer
    Day as_of{};               ///< last day looked at
    std::size_t due = 0;       ///< from the first answer to `as_of`
    std::size_t answered = 0;  ///< due dates with an answer (never more than due)
    int longest_silence_days = 0;
    int silent_for_days = 0;               ///< full days since the last answer
    std::array<std::size_t, 5> reasons{};  ///< noted missing days by `Missing`
    /// Median of the last value before a silence, less that before an answer that came in time. A hint, no finding: it is
    /// given only when a rank test finds it unlikely to be chance, and even then values that were never seen stay unseen.
    std::optional<double> before_silence_shift;
    CoverageSettings settings;

    [[nodiscard]] double share() const noexcept {
        return due == 0 ? 0 : static_cast<double>(answered) / static_cast<double>(due);
    }
};

/// @pre  at least one value, none after `as_of`
[[nodiscard]] Coverage coverage_of(const Series& series, Day as_of,
                                   const CoverageSettings& settings);

}  // namespace sinew::trend
