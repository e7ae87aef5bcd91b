// A scene as a file: SVG, PNG or PDF, as the file's name says.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/result.hpp>
#include <sinew/figure/scene.hpp>

#include <string>
#include <string_view>

namespace sinew::render {

enum class PictureFormat : std::uint8_t { svg, png, pdf };

/// "out.SVG" -> svg. @errors bad_input for any other ending, with the three that are written
[[nodiscard]] Result<PictureFormat> picture_format(std::string_view path);

struct PictureStyle {
    figure::Theme theme = figure::Theme::light;
    bool chinese = false;
    double pixels_per_unit = 2;  ///< PNG: a chart of 720 units becomes 1440 pixels wide
    Day created{};  ///< PDF: stands in the file, so that the same call gives the same bytes
};

/// @errors storage when Cairo could not be loaded (PNG, PDF) or could not write; out_of_range when a PNG would be wider or higher than 20,000 pixels
[[nodiscard]] Result<std::string> picture_bytes(const figure::Scene& scene, PictureFormat format,
                                                const PictureStyle& style);

}  // namespace sinew::render
