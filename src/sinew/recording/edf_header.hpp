// The headers of an EDF or EDF+ file: 256 bytes of the file, 256 bytes of each signal, all in ASCII fields.
#pragma once

#include <sinew/base/result.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sinew::recording {

struct EdfSignal {
    std::string label;      ///< trimmed
    std::string dimension;  ///< "ms", "uV"
    double physical_min = 0, physical_max = 0, digital_min = 0, digital_max = 0;
    std::size_t samples = 0;  ///< in each data record, 16-bit
    std::size_t begin = 0;    ///< byte in the data record

    [[nodiscard]] bool annotations() const { return label == "EDF Annotations"; }
};

struct EdfHeader {
    bool plus = false;           ///< EDF+
    bool discontinuous = false;  ///< EDF+D: records may lie apart in time
    double record_s = 0;         ///< duration of a data record; 0 when it holds only annotations
    std::size_t records = 0;     ///< that are whole in the file
    bool cut_off = false;        ///< the header promises more records than there are
    std::size_t record_bytes = 0;
    std::size_t begin = 0;  ///< of the first data record
    std::string
        start;  ///< "dd.mm.yy hh.mm.ss", local time of the recorder; empty when it is not of that form
    std::vector<EdfSignal> signals;
};

[[nodiscard]] bool looks_like_edf(std::string_view bytes) noexcept;

/// Patient and recording fields are not read: they name people.
/// @errors bad_input with the field's byte as place
/// @source docs/methods/rr-files.md
[[nodiscard]] Result<EdfHeader> read_edf_header(std::string_view bytes, const std::string& name);

}  // namespace sinew::recording
