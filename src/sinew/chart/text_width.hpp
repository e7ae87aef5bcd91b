// How wide words will be when a machine we do not know sets them: an estimate that errs towards wide, without any font.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace sinew::chart {

/// In units of the size. Latin letters by the proportions of the common sans-serif faces, CJK as full squares.
[[nodiscard]] double text_width(std::string_view utf8, double size, bool bold = false);

/// Lines no wider than `width`, if words allow it.
[[nodiscard]] std::vector<std::string> lines_within(std::string_view utf8, double size,
                                                    double width);

/// The text, or its beginning and "…", no wider than `width`.
[[nodiscard]] std::string shortened(std::string_view utf8, double size, double width);

}  // namespace sinew::chart
