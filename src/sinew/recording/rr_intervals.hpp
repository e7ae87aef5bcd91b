// Intervals as one format's reader hands them on, and how they get their unit.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/domain/rr_series.hpp>
#include <sinew/recording/rr_reader.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sinew::recording {

/// Numbers in the file's own unit, in order.
struct RawIntervals {
    std::vector<double> values;
    std::vector<std::size_t> gaps;                        ///< as in domain::RrSeries
    std::optional<domain::RrUnit> unit;                   ///< nothing = the file does not say
    domain::UnitBasis basis = domain::UnitBasis::format;  ///< of `unit`
    bool in_ms = false;  ///< `values` are ms already, whatever `unit` the file is in
    std::optional<std::int64_t> start_unix_s;
    std::string device;
    std::vector<std::string> remarks;

    /// Marks that the beats stop before the next interval; nothing at the very start, and once at one place.
    void mark_gap() {
        if (!values.empty() && (gaps.empty() || gaps.back() != values.size()))
            gaps.push_back(values.size());
    }
};

/// An interval of this length may be a heart beat: 300 to 2000 ms, 30 to 200 a minute.
/// @source docs/methods/rr-files.md
inline constexpr double kShortestBeat_ms = 300, kLongestBeat_ms = 2000;
/// "Most" of the numbers: the share that must be heart beats in a unit before that unit is believed.
inline constexpr double kMostShare = 0.8;

/// Milliseconds in one of the unit.
[[nodiscard]] double ms_of(domain::RrUnit unit) noexcept;

/// The share of `values` that are heart beats in this unit, 0 to 1; 0 for none.
[[nodiscard]] double beat_share(const std::vector<double>& values, domain::RrUnit unit) noexcept;

/// Scales to milliseconds. A unit that nobody states is taken when it alone makes most numbers heart beats; whole numbers
/// that are heart beats in ms are so in 1/1024 s too (they differ by 2.4 %), are taken as ms, and a remark says so.
[[nodiscard]] Checked<domain::RrRecording> settle_unit(RawIntervals raw, const std::string& name,
                                                       const RrReading& how);

}  // namespace sinew::recording
