// NumPy arrays (.npy, versions 1 to 3): one dimension of numbers, or two of which one is 1.
#pragma once

#include <sinew/recording/rr_intervals.hpp>

#include <string>
#include <string_view>

namespace sinew::recording {

[[nodiscard]] bool looks_like_npy(std::string_view bytes) noexcept;

/// Types f4 f8, i1 i2 i4 i8, u1 u2 u4 u8, little- and big-endian, C or Fortran order. The unit is not in the file.
/// A NaN is a missing beat: a gap.
/// @errors bad_input: header broken, another type (objects included: nothing is ever unpickled), more than one column,
///         fewer bytes than the shape says; out_of_range for an interval of 0 or less, by its index
/// @source docs/methods/rr-files.md
[[nodiscard]] Checked<RawIntervals> read_rr_npy(std::string_view bytes, const std::string& name,
                                                const RrReading& how);

}  // namespace sinew::recording
