// Beat-to-beat intervals from whatever a strap, watch, program or recorder wrote, recognised by what the bytes are.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/result.hpp>
#include <sinew/domain/rr_series.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace sinew::recording {

enum class RrFormat : std::uint8_t {
    text,  ///< one interval a line
    csv,   ///< a table with an interval column
    hrm,   ///< Polar HRM
    npy,   ///< NumPy array
    ble,   ///< Bluetooth Heart Rate Measurement packets (0x2A37)
    edf,   ///< EDF or EDF+
    fit,   ///< messages `hrv` of a FIT file
};

/// What to do with a line that holds no interval.
enum class BadLines : std::uint8_t {
    refuse,  ///< name every one of them (the first twenty) and read nothing
    gap,     ///< leave it out and mark a gap there; how many is among the remarks
};

struct RrReading {
    std::optional<RrFormat> format = {};      ///< nothing = recognised
    std::optional<domain::RrUnit> unit = {};  ///< nothing = what the file says, else detected
    std::string column = {};  ///< of a table: its name, or its number from 1; empty = recognised
    BadLines bad_lines = BadLines::refuse;
    /// Of a FIT file: times more than a day after it are not believed. The edge hands its clock in.
    Instant now = Day{std::chrono::year{2100} / 1 / 1};
};

/// @param bytes  the whole file
/// @param name   what faults call it: "morning.txt" gives "morning.txt:3:1"
/// @errors bad_input: no known format, compressed, a line without an interval, rows of different length, no beats;
///         out_of_range: an interval of 0 or less; conflict: a unit stated against the format's own, or numbers that are
///         heart beats in no unit or in more than one, with what to say
[[nodiscard]] Checked<domain::RrRecording> read_rr(std::string_view bytes, const std::string& name,
                                                   const RrReading& how = {});

/// The format the bytes are in by their content; nothing when they are none of ours.
[[nodiscard]] std::optional<RrFormat> recognise_rr(std::string_view bytes);

}  // namespace sinew::recording

template <>
struct sinew::domain::Names<sinew::recording::RrFormat> {
    static constexpr auto all =
        std::to_array<std::string_view>({"rr-text", "csv", "hrm", "npy", "ble", "edf", "fit"});
};
