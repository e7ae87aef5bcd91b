// The notes of an EDF+ file ("time-stamped annotation lists"): onset, duration and text, out of bytes that may hold anything.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sinew::recording {

struct EdfAnnotation {
    double onset_s = 0;  ///< since the start of the file
    std::string text;    ///< empty for the mark that says when a data record begins
};

/// The notes of one data record's annotation channel, as they stand.
/// @param broken  counts the lists that could not be read; what is whole among the others is kept
[[nodiscard]] std::vector<EdfAnnotation> read_edf_annotations(std::string_view channel,
                                                              std::size_t& broken);

}  // namespace sinew::recording
