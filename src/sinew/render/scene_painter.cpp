#include <sinew/render/scene_painter.hpp>

#include <charconv>
#include <numbers>
#include <string_view>

namespace sinew::render {
using figure::Ink;
namespace {

/// Draws with the current transformation and leaves it as it was.
class Shapes {
public:
    explicit Shapes(const Painter& painter) : painter_{painter}, cairo_{painter.cairo} {}

    void draw(const std::vector<figure::Shape>& shapes) const {
        for (const figure::Shape& shape : shapes)
            std::visit([&](const auto& form) { draw(form, shape.paint); }, shape.form);
    }

private:
    void ink(Ink which, double opacity) const { set_ink(cairo_, which, painter_.theme, opacity); }

    /// Fills and strokes the current path as the paint says, then forgets it.
    void finish_path(const figure::Paint& paint) const {
        const auto stroke = [&] {
            if (!paint.stroke) return;
            ink(*paint.stroke, paint.opacity);
            cairo_set_line_width(cairo_, paint.width);
            cairo_set_dash(cairo_, paint.dash.empty() ? nullptr : paint.dash.data(),
                           static_cast<int>(paint.dash.size()), 0);
            cairo_stroke_preserve(cairo_);
            cairo_set_dash(cairo_, nullptr, 0, 0);
        };
        if (paint.stroke_under) stroke();
        if (paint.fill) {
            ink(*paint.fill, paint.opacity);
            cairo_fill_preserve(cairo_);
        }
        if (!paint.stroke_under) stroke();
        cairo_new_path(cairo_);
    }
    void draw(const figure::Line& line, const figure::Paint& paint) const {
        cairo_move_to(cairo_, line.from.x, line.from.y);
        cairo_line_to(cairo_, line.to.x, line.to.y);
        finish_path(paint);
    }
    void draw(const figure::Polyline& polyline, const figure::Paint& paint) const {
        for (const auto& outline : polyline.outlines) {
            for (std::size_t i = 0; i < outline.size(); ++i)
                (i == 0 ? cairo_move_to : cairo_line_to)(cairo_, outline[i].x, outline[i].y);
            if (polyline.closed) cairo_close_path(cairo_);
        }
        finish_path(paint);
    }
    void draw(const figure::Bezier& bezier, const figure::Paint& paint) const {
        cairo_move_to(cairo_, bezier.start.x, bezier.start.y);
        for (const auto& piece : bezier.pieces)
            cairo_curve_to(cairo_, piece.first_handle.x, piece.first_handle.y,
                           piece.second_handle.x, piece.second_handle.y, piece.end.x, piece.end.y);
        if (bezier.closed) cairo_close_path(cairo_);
        finish_path(paint);
    }
    void draw(const figure::Circle& circle, const figure::Paint& paint) const {
        cairo_new_sub_path(cairo_);
        cairo_arc(cairo_, circle.centre.x, circle.centre.y, circle.radius, 0, 2 * std::numbers::pi);
        finish_path(paint);
    }
    void draw(const figure::Text& text, const figure::Paint& paint) const {
        PangoLayout* layout = painter_.layout;
        set_face(layout, text.size, text.bold, painter_.chinese);
        pango_layout_set_alignment(layout, PANGO_ALIGN_LEFT);
        pango_layout_set_width(layout, -1);
        pango_layout_set_text(layout, text.words.data(), static_cast<int>(text.words.size()));
        int width = 0;
        pango_layout_get_size(layout, &width, nullptr);
        const double wide = static_cast<double>(width) / PANGO_SCALE;
        const double left = text.anchor == figure::Anchor::start    ? 0
                            : text.anchor == figure::Anchor::middle ? wide / 2
                                                                    : wide;
        const double base = static_cast<double>(pango_layout_get_baseline(layout)) / PANGO_SCALE;
        if (paint.stroke && paint.stroke_under) {  // a halo, so that words stay readable over lines
            cairo_move_to(cairo_, text.at.x - left, text.at.y - base);
            pango_cairo_layout_path(cairo_, layout);
            ink(*paint.stroke, paint.opacity);
            cairo_set_line_width(cairo_, paint.width);
            cairo_stroke(cairo_);
        }
        cairo_move_to(cairo_, text.at.x - left, text.at.y - base);
        ink(paint.fill.value_or(Ink::ink), paint.opacity);
        pango_cairo_show_layout(cairo_, layout);
        cairo_new_path(cairo_);
    }
    void draw(const figure::Group& group,
              const figure::Paint& /*its shapes carry their own*/) const {
        cairo_save(cairo_);
        cairo_translate(cairo_, group.offset.x, group.offset.y);
        cairo_scale(cairo_, group.scale, group.scale);
        if (group.opacity != 1) cairo_push_group(cairo_);
        draw(group.shapes);
        if (group.opacity != 1) {
            cairo_pop_group_to_source(cairo_);
            cairo_paint_with_alpha(cairo_, group.opacity);
        }
        cairo_restore(cairo_);
    }

    const Painter& painter_;
    cairo_t* cairo_;
};

}  // namespace

void set_ink(cairo_t* cairo, Ink ink, figure::Theme theme, double opacity) {
    const std::string_view hex = figure::colour_of(ink, theme).substr(1);
    const auto part = [&](std::size_t at) {
        int value = 0;
        std::from_chars(hex.data() + at, hex.data() + at + 2, value, 16);
        return value / 255.0;
    };
    cairo_set_source_rgba(cairo, part(0), part(2), part(4), opacity);
}

void set_face(PangoLayout* layout, double size, bool bold, bool chinese) {
    PangoFontDescription* font = pango_font_description_new();
    pango_font_description_set_family(
        font, chinese ? "Noto Sans CJK SC, DejaVu Sans" : "DejaVu Sans, Noto Sans CJK SC");
    pango_font_description_set_weight(font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_absolute_size(font, size * PANGO_SCALE * (chinese ? 1.0 : 0.94));
    pango_layout_set_font_description(layout, font);
    pango_font_description_free(font);
}

void paint_shapes(const Painter& painter, const std::vector<figure::Shape>& shapes) {
    Shapes{painter}.draw(shapes);
}

}  // namespace sinew::render
