// Where a person stands now against where they began, and whether that is more than their noise.
#pragma once

#include <sinew/trend/robust_line.hpp>

#include <optional>
#include <string>

namespace sinew::trend {

struct LevelSettings {
    int baseline_days = 14;  ///< from the first answer
    int recent_days = 14;    ///< up to the day of looking
    std::size_t fewest = 4;  ///< values in each window, for a judgement by the person's own noise
    double level = 0.95;
    double pull_in_sd = 3.5;
    MemoryPrior memory = {};
};

/// How precisely an instrument measures, from a pack row: reliability and SD of a reference group.
struct Precision {
    double reliability = 0;  ///< 0 .. 1
    double sd = 0;           ///< of the reference group, above 0
};

/// What the noise was taken from.
enum class NoiseSource : std::uint8_t {
    own,  ///< the person's own ups and downs inside both windows, memory included
    published,  ///< reliability and SD of a reference group: error of measurement only, not true ups and downs
    none,
};

/// Of a size that people notice: against a minimal important difference, where one is known.
enum class SizeVerdict : std::uint8_t { not_known, below, at_least };

struct LevelChange {
    ChangeVerdict verdict = ChangeVerdict::too_little;
    NoiseSource noise = NoiseSource::none;
    std::size_t baseline_values = 0, recent_values = 0, pulled = 0;
    Day baseline_from{}, baseline_to{}, recent_from{}, recent_to{};
    double baseline = 0;  ///< median of the window, as answered
    double recent = 0;    ///< likewise
    double change = 0;    ///< estimate: recent less baseline, of the pulled-in values
    std::optional<Interval> interval;
    double standard_error = 0;
    double reliable_change =
        0;  ///< change in standard errors of the difference (Jacobson and Truax's index)
    double memory = 0;
    SizeVerdict size = SizeVerdict::not_known;
    LevelSettings settings;
};

/// Median of the first window against the last, judged by the person's own noise where both windows have enough values,
/// otherwise by the published precision of the instrument, otherwise not at all.
/// Windows never overlap: while less than both have passed, the answer is too_little.
/// @param important  minimal important difference, in points, above 0
/// @pre  at least one value; none after `as_of`
/// @source jacobson1991
[[nodiscard]] LevelChange level_change(const Series& series, Day as_of,
                                       std::optional<Precision> precision,
                                       std::optional<double> important,
                                       const LevelSettings& settings = {});

/// Jacobson and Truax's index for the difference of the means of `before` and `after` values of one person.
/// SE of measurement = sd * sqrt(1 - reliability); SE of the difference = SEM * sqrt(1/before + 1/after).
[[nodiscard]] double reliable_change_index(double difference, const Precision& precision,
                                           std::size_t before = 1, std::size_t after = 1) noexcept;

}  // namespace sinew::trend
