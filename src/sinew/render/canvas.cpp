#include <sinew/render/canvas.hpp>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <charconv>
#include <numbers>

namespace sinew::render {
using figure::Ink;
namespace {

struct Rgb {
    double red, green, blue;
};

Rgb rgb_of(Ink ink) {
    const std::string_view hex = figure::colour_of(ink).substr(1);
    const auto part = [&](std::size_t at) {
        int value = 0;
        std::from_chars(hex.data() + at, hex.data() + at + 2, value, 16);
        return value / 255.0;
    };
    return {part(0), part(2), part(4)};
}

cairo_status_t append(void* sink, const unsigned char* bytes, unsigned int length) {
    static_cast<std::string*>(sink)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

struct Canvas::Paper {
    std::string bytes;
    cairo_surface_t* surface = nullptr;
    cairo_t* cairo = nullptr;
    PangoLayout* layout = nullptr;
    bool chinese = false;
    int page = 1;

    void ink(Ink which, double opacity = 1) const {
        const Rgb c = rgb_of(which);
        cairo_set_source_rgba(cairo, c.red, c.green, c.blue, opacity);
    }

    void set_type(const Type& type) const {
        PangoFontDescription* font = pango_font_description_new();
        pango_font_description_set_family(
            font, chinese ? "Noto Sans CJK SC, DejaVu Sans" : "DejaVu Sans, Noto Sans CJK SC");
        pango_font_description_set_weight(
            font, type.weight == Weight::bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_absolute_size(font,
                                                 type.size * PANGO_SCALE * (chinese ? 1.0 : 0.94));
        pango_layout_set_font_description(layout, font);
        pango_font_description_free(font);
        pango_layout_set_alignment(layout, type.align == Align::left     ? PANGO_ALIGN_LEFT
                                           : type.align == Align::centre ? PANGO_ALIGN_CENTER
                                                                         : PANGO_ALIGN_RIGHT);
        pango_layout_set_line_spacing(layout, chinese ? 1.05F : 1.18F);
    }

    void set_words(double width, std::string_view words, const Type& type) const {
        set_type(type);
        pango_layout_set_width(layout, width < 0 ? -1 : static_cast<int>(width * PANGO_SCALE));
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
        pango_layout_set_text(layout, words.data(), static_cast<int>(words.size()));
    }

    [[nodiscard]] double layout_height() const {
        int height = 0;
        pango_layout_get_size(layout, nullptr, &height);
        return static_cast<double>(height) / PANGO_SCALE;
    }

    void rounded(double x, double y, double width, double height, double corner) const {
        const double right = std::numbers::pi / 2;
        cairo_new_sub_path(cairo);
        cairo_arc(cairo, x + width - corner, y + corner, corner, -right, 0);
        cairo_arc(cairo, x + width - corner, y + height - corner, corner, 0, right);
        cairo_arc(cairo, x + corner, y + height - corner, corner, right, 2 * right);
        cairo_arc(cairo, x + corner, y + corner, corner, 2 * right, 3 * right);
        cairo_close_path(cairo);
    }

    /// Fills and strokes the current path as the paint says, then forgets it.
    void finish_path(const figure::Paint& paint) const {
        const auto stroke = [&] {
            if (!paint.stroke) return;
            ink(*paint.stroke, paint.opacity);
            cairo_set_line_width(cairo, paint.width);
            cairo_set_dash(cairo, paint.dash.empty() ? nullptr : paint.dash.data(),
                           static_cast<int>(paint.dash.size()), 0);
            cairo_stroke_preserve(cairo);
            cairo_set_dash(cairo, nullptr, 0, 0);
        };
        if (paint.stroke_under) stroke();
        if (paint.fill) {
            ink(*paint.fill, paint.opacity);
            cairo_fill_preserve(cairo);
        }
        if (!paint.stroke_under) stroke();
        cairo_new_path(cairo);
    }

    void draw(const std::vector<figure::Shape>& shapes) {
        for (const figure::Shape& shape : shapes)
            std::visit([&](const auto& form) { draw(form, shape.paint); }, shape.form);
    }
    void draw(const figure::Line& line, const figure::Paint& paint) {
        cairo_move_to(cairo, line.from.x, line.from.y);
        cairo_line_to(cairo, line.to.x, line.to.y);
        finish_path(paint);
    }
    void draw(const figure::Polyline& polyline, const figure::Paint& paint) {
        for (const auto& outline : polyline.outlines) {
            for (std::size_t i = 0; i < outline.size(); ++i)
                (i == 0 ? cairo_move_to : cairo_line_to)(cairo, outline[i].x, outline[i].y);
            if (polyline.closed) cairo_close_path(cairo);
        }
        finish_path(paint);
    }
    void draw(const figure::Bezier& bezier, const figure::Paint& paint) {
        cairo_move_to(cairo, bezier.start.x, bezier.start.y);
        for (const auto& piece : bezier.pieces)
            cairo_curve_to(cairo, piece.first_handle.x, piece.first_handle.y, piece.second_handle.x,
                           piece.second_handle.y, piece.end.x, piece.end.y);
        if (bezier.closed) cairo_close_path(cairo);
        finish_path(paint);
    }
    void draw(const figure::Circle& circle, const figure::Paint& paint) {
        cairo_arc(cairo, circle.centre.x, circle.centre.y, circle.radius, 0, 2 * std::numbers::pi);
        finish_path(paint);
    }
    void draw(const figure::Text& text, const figure::Paint& paint) {
        Type type{text.size, text.bold ? Weight::bold : Weight::regular,
                  paint.fill.value_or(Ink::ink), Align::left};
        set_words(-1, text.words, type);
        int width = 0;
        pango_layout_get_size(layout, &width, nullptr);
        const double wide = static_cast<double>(width) / PANGO_SCALE;
        const double left = text.anchor == figure::Anchor::start    ? 0
                            : text.anchor == figure::Anchor::middle ? wide / 2
                                                                    : wide;
        cairo_move_to(
            cairo, text.at.x - left,
            text.at.y - static_cast<double>(pango_layout_get_baseline(layout)) / PANGO_SCALE);
        ink(type.ink, paint.opacity);
        pango_cairo_show_layout(cairo, layout);
        cairo_new_path(cairo);
    }
    void draw(const figure::Group& group, const figure::Paint& /*its shapes carry their own*/) {
        cairo_save(cairo);
        cairo_translate(cairo, group.offset.x, group.offset.y);
        cairo_scale(cairo, group.scale, group.scale);
        if (group.opacity != 1) cairo_push_group(cairo);
        draw(group.shapes);
        if (group.opacity != 1) {
            cairo_pop_group_to_source(cairo);
            cairo_paint_with_alpha(cairo, group.opacity);
        }
        cairo_restore(cairo);
    }
};

Canvas::Canvas(std::string_view title, std::string_view subject, Day created, bool chinese)
    : paper_{std::make_unique<Paper>()} {
    Paper& p = *paper_;
    p.chinese = chinese;
    p.surface = cairo_pdf_surface_create_for_stream(append, &p.bytes, kPageWidth, kPageHeight);
    const std::string date = day_text(created) + "T00:00:00Z";
    cairo_pdf_surface_set_metadata(p.surface, CAIRO_PDF_METADATA_TITLE, std::string{title}.c_str());
    cairo_pdf_surface_set_metadata(p.surface, CAIRO_PDF_METADATA_SUBJECT,
                                   std::string{subject}.c_str());
    cairo_pdf_surface_set_metadata(p.surface, CAIRO_PDF_METADATA_CREATOR, "Sinew");
    cairo_pdf_surface_set_metadata(p.surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
    cairo_pdf_surface_set_metadata(p.surface, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
    p.cairo = cairo_create(p.surface);
    cairo_set_line_cap(p.cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(p.cairo, CAIRO_LINE_JOIN_ROUND);
    p.layout = pango_cairo_create_layout(p.cairo);
    pango_context_set_language(pango_layout_get_context(p.layout),
                               pango_language_from_string(chinese ? "zh-Hans" : "en"));
}

Canvas::~Canvas() {
    g_object_unref(paper_->layout);
    cairo_destroy(paper_->cairo);
    cairo_surface_destroy(paper_->surface);
}

void Canvas::new_page() {
    cairo_show_page(paper_->cairo);
    ++paper_->page;
}

int Canvas::page() const noexcept { return paper_->page; }

double Canvas::text(double x, double y, double width, std::string_view words, const Type& type) {
    paper_->set_words(width, words, type);
    paper_->ink(type.ink);
    cairo_move_to(paper_->cairo, x, y);
    pango_cairo_show_layout(paper_->cairo, paper_->layout);
    cairo_new_path(paper_->cairo);
    return paper_->layout_height();
}

double Canvas::height_of(double width, std::string_view words, const Type& type) {
    paper_->set_words(width, words, type);
    return paper_->layout_height();
}

double Canvas::width_of(std::string_view words, const Type& type) {
    paper_->set_words(-1, words, type);
    int width = 0;
    pango_layout_get_size(paper_->layout, &width, nullptr);
    return static_cast<double>(width) / PANGO_SCALE;
}

void Canvas::box(double x, double y, double width, double height, double corner, Ink fill,
                 double opacity) {
    paper_->rounded(x, y, width, height, corner);
    paper_->ink(fill, opacity);
    cairo_fill(paper_->cairo);
}

void Canvas::frame(double x, double y, double width, double height, double corner, Ink stroke,
                   double line_width) {
    paper_->rounded(x, y, width, height, corner);
    paper_->ink(stroke);
    cairo_set_line_width(paper_->cairo, line_width);
    cairo_stroke(paper_->cairo);
}

void Canvas::rule(double x, double y, double width, Ink ink, double line_width) {
    cairo_move_to(paper_->cairo, x, y);
    cairo_line_to(paper_->cairo, x + width, y);
    paper_->ink(ink);
    cairo_set_line_width(paper_->cairo, line_width);
    cairo_stroke(paper_->cairo);
}

void Canvas::disc(double x, double y, double radius, Ink ink) {
    cairo_arc(paper_->cairo, x, y, radius, 0, 2 * std::numbers::pi);
    paper_->ink(ink);
    cairo_fill(paper_->cairo);
}

double Canvas::scene(double x, double y, double width, double highest, const figure::Scene& scene) {
    const double scale = std::min(width / scene.width, highest / scene.height);
    cairo_save(paper_->cairo);
    cairo_translate(paper_->cairo, x, y);
    cairo_scale(paper_->cairo, scale, scale);
    paper_->draw(scene.shapes);
    cairo_restore(paper_->cairo);
    return scene.height * scale;
}

Result<std::string> Canvas::finish() {
    cairo_surface_finish(paper_->surface);
    const cairo_status_t status = cairo_surface_status(paper_->surface);
    if (status != CAIRO_STATUS_SUCCESS)
        return fail({ErrorCode::storage,
                     std::string{"the PDF could not be written: "} + cairo_status_to_string(status),
                     "", ""});
    return std::move(paper_->bytes);
}

}  // namespace sinew::render
