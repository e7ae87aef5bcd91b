// Files of Bluetooth Heart Rate Measurement packets: a packet a line in hexadecimal, or binary with a length before each.
#pragma once

#include <sinew/recording/rr_intervals.hpp>

#include <string>
#include <string_view>

namespace sinew::recording {

/// Whether the text's first lines are packets in hexadecimal: "16 4D 16 03", "16-4D-16-03" or "164D1603". Plain numbers are
/// not: digits in pairs count only with blanks, dashes or colons between them, or with a letter a to f.
[[nodiscard]] bool looks_like_packets(std::string_view text);

/// An empty line between packets is nothing; a line of hexadecimal that is no packet counts as malformed.
/// @errors bad_input for a line that is not hexadecimal, and when no packet holds an interval
[[nodiscard]] Checked<RawIntervals> read_rr_packets(std::string_view text, const std::string& name,
                                                    const RrReading& how);

/// Binary: each packet behind one byte that says its length. Read only when the format was stated: nothing marks such a file.
[[nodiscard]] Checked<RawIntervals> read_rr_packet_bytes(std::string_view bytes,
                                                         const std::string& name);

}  // namespace sinew::recording
