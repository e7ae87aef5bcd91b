// One person as their own trial: days with practice against days without.
#pragma once

#include <sinew/trend/serial_regression.hpp>
#include <sinew/trend/series.hpp>

#include <optional>
#include <vector>

namespace sinew::trend {

enum class DayDesign : std::uint8_t {
    phases,  ///< AB, ABAB, ...: stretches of days without and with practice, set beforehand
    randomised,  ///< chance decided each day, or each block of days, which of its days were practice days
};

struct PracticeDay {
    Day day{};
    double value = 0;
    bool practice = false;
};

struct PracticeSettings {
    DayDesign design = DayDesign::phases;
    int block_days =
        0;  ///< randomised: days of a block inside which chance decided; 0 = over all days
    std::size_t fewest = 5;  ///< values of each kind
    double level = 0.95;
    bool steady_drift =
        true;  ///< a straight line in time is taken out when practice was switched at least twice
    int shuffles = 1999;  ///< of the permutation test
    std::uint64_t seed = 20260502;
    MemoryPrior memory = {};
};

struct PracticeEffect {
    ChangeVerdict verdict = ChangeVerdict::too_little;
    std::size_t practice_days = 0, other_days = 0;
    std::size_t switches = 0;  ///< times practice began or stopped
    double without = 0;        ///< median of days without practice
    double with = 0;           ///< median of days with it
    double effect = 0;         ///< estimate: with less without
    std::optional<Interval> interval;
    double memory = 0;
    bool drift_removed = false;
    /// Randomised designs: share of shuffles, drawn as the design drew, at least as far from no difference. This needs no
    /// assumption about memory or shape at all.
    std::optional<double> permutation_p;
    /// Effect seen on the day after a practice day, beyond that day's own; a clear one makes `effect` too small.
    std::optional<Interval> carry_over;
    bool carry_over_clear = false;
    PracticeSettings settings;
};

/// @pre  days rise
/// @source docs/methods/trends.md, edgington2007
[[nodiscard]] PracticeEffect practice_effect(const std::vector<PracticeDay>& days, Better better,
                                             const PracticeSettings& settings = {});

}  // namespace sinew::trend
