// Intervals in text: one a line, or a column of a table.
#pragma once

#include <sinew/recording/rr_intervals.hpp>

#include <string>
#include <string_view>

namespace sinew::recording {

struct TableIntervals {
    RawIntervals raw;
    RrFormat format = RrFormat::text;  ///< csv when there is more than one column
};

/// Separators , ; tab and blanks; a first line without numbers is a header; the interval column is the one asked for, the
/// one called rr, nn, ibi or the like, the only one, or the only one that holds heart beats. A unit in the header
/// ("rr_ms", "RR (s)") or in a remark ("# unit: s") counts as stated. "0,812" is read where the comma cannot separate.
/// @errors a line without a number, rows of different length (line and column), no or more than one interval column
[[nodiscard]] Checked<TableIntervals> read_rr_table(std::string_view text, const std::string& name,
                                                    const RrReading& how);

}  // namespace sinew::recording
