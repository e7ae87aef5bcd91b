// Title and subtitle over, legend and footnote under a picture whose layout is its own.
#pragma once

#include <sinew/render/scene_pen.hpp>

#include <string>

namespace sinew::render {

inline constexpr double kPictureMargin = 24;

/// Writes scene.title and the subtitle inside scene.width. @return the lowest baseline
double picture_head(const figure::Scene& scene, ScenePen& pen, const std::string& subtitle);

/// @param y  baseline of the first line of the legend
/// @return the height that the scene needs
double picture_foot(const figure::Scene& scene, ScenePen& pen, double y, const std::string& legend,
                    const std::string& footnote);

}  // namespace sinew::render
