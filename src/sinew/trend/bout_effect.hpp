// What one bout does: the change from before to after, within one person, with an interval that is honest about few bouts,
// about bouts that resemble their neighbours, and about answers that are missing.
#pragma once

#include <sinew/trend/serial_regression.hpp>

#include <cstdint>
#include <optional>
#include <span>

namespace sinew::trend {

/// One occasion with a value before and after; either may be missing. Occasions stand in order of time.
struct Bout {
    std::optional<double> before;
    std::optional<double> after;
    bool exercised =
        true;  ///< false: the same two answers on an occasion without a bout, as comparison

    friend bool operator==(const Bout&, const Bout&) = default;
};

struct BoutSettings {
    double level = 0.95;     ///< of every interval
    std::size_t fewest = 6;  ///< complete pairs below which nothing is said
    double rtm_warning_sd =
        0.5;  ///< values before bouts this many SDs beyond the usual: the fall back is expected
    MemoryPrior memory = {};
};

enum class BoutVerdict : std::uint8_t { fell, no_clear_effect, rose, too_few_bouts };

/// A mean change and what it rests on.
struct MeanChange {
    double estimate = 0;
    Interval interval;
    double memory =
        0;  ///< correlation of the change between neighbouring bouts, as far as it could be seen
};

struct BoutEffect {
    BoutVerdict verdict = BoutVerdict::too_few_bouts;
    std::size_t bouts = 0;  ///< with exercise, complete or not
    std::size_t pairs = 0;  ///< of these, with both values
    std::size_t missing_before = 0;
    std::size_t missing_after = 0;
    std::size_t fell = 0, same = 0, rose = 0;  ///< of the pairs
    std::optional<MeanChange> change;
    /// At the mean of all values before, answered after or not: right when whether an answer is missing depends on the
    /// value before. Given when answers after are missing and there are enough pairs.
    std::optional<MeanChange> adjusted;
    /// Bouts against occasions without one, at the same value before: regression to the mean is taken out.
    std::optional<MeanChange> against_no_bout;
    std::size_t comparison_pairs = 0;
    /// Mean value before bouts, less the person's usual value, in SDs of the usual. Needs usual values.
    std::optional<double> excess_before_sd;
    bool regression_to_mean_likely = false;
    bool no_spread = false;  ///< all pairs changed by the same amount: the interval has no width
    BoutSettings settings;
};

/// @param usual  the person's values at other moments, for the warning of regression to the mean; may be empty
/// Assumed: a missing answer after has nothing to do with what it would have been.
/// @source docs/methods/trends.md
[[nodiscard]] BoutEffect bout_effect(std::span<const Bout> bouts, std::span<const double> usual,
                                     const BoutSettings& settings = {});

}  // namespace sinew::trend
