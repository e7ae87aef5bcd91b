// A scene drawn with Cairo, on whatever surface: the paper of programmes, pictures as PNG and PDF. For this room only.
#pragma once

#include <sinew/figure/scene.hpp>
#include <sinew/render/drawing_calls.hpp>

#include <vector>

namespace sinew::render {

struct Painter {
    cairo_t* cairo;
    PangoLayout* layout;
    figure::Theme theme = figure::Theme::light;
    bool chinese = false;  ///< the Chinese face first
};

void set_ink(cairo_t* cairo, figure::Ink ink, figure::Theme theme, double opacity);

/// The face of all our paper, at this size.
void set_face(PangoLayout* layout, double size, bool bold, bool chinese);

void paint_shapes(const Painter& painter, const std::vector<figure::Shape>& shapes);

}  // namespace sinew::render
