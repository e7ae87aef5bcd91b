// Beat-to-beat intervals as a device gave them, and where they came from.
#pragma once

#include <sinew/domain/names.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sinew::domain {

/// Intervals between successive heart beats, in the order they happened. Nothing has been taken out or put in.
struct RrSeries {
    std::vector<double> rr_ms;
    /// Places i where the sensor lost contact between interval i-1 and interval i, ascending. A gap is never bridged:
    /// no successive difference is taken across it.
    std::vector<std::size_t> gaps;
};

enum class RrUnit : std::uint8_t { milliseconds, seconds, ticks_1024 };
template <>
struct Names<RrUnit> {
    static constexpr auto all = std::to_array<std::string_view>({"ms", "s", "1/1024 s"});
};

/// How the unit of a file without one was settled.
enum class UnitBasis : std::uint8_t {
    format,    ///< the format itself says it
    stated,    ///< the file or the caller says it
    detected,  ///< only one unit makes these numbers heart beats
};
template <>
struct Names<UnitBasis> {
    static constexpr auto all = std::to_array<std::string_view>({"format", "stated", "detected"});
};

/// A series with what is known of its making.
struct RrRecording {
    RrSeries series;
    std::string format;  ///< "rr-text", "csv", "hrm", "npy", "fit", "ble", "edf"
    RrUnit unit = RrUnit::milliseconds;
    UnitBasis basis = UnitBasis::format;
    std::optional<std::int64_t> start_unix_s;  ///< UTC, when the recording says so
    std::string device;                        ///< empty = not said
    std::string content_hash;                  ///< SHA-256 of the bytes that were read
    std::vector<std::string> remarks;  ///< what was left aside or mended while reading, and where
};

}  // namespace sinew::domain
