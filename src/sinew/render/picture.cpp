#include <sinew/figure/svg.hpp>
#include <sinew/render/picture.hpp>
#include <sinew/render/scene_painter.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace sinew::render {
namespace {

constexpr double kMostPixels = 20'000;
constexpr double kPointsWide = 510;  ///< PDF: 180 mm, the width of a printed page's text

cairo_status_t append(void* sink, const unsigned char* bytes, unsigned int length) {
    static_cast<std::string*>(sink)->append(reinterpret_cast<const char*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

Error unwritten(cairo_status_t status) {
    return {ErrorCode::storage,
            std::string{"the picture could not be drawn: "} + cairo_status_to_string(status), "",
            ""};
}

/// Draws the whole scene scaled, and lets go of what it needed.
cairo_status_t paint(cairo_surface_t* surface, const figure::Scene& scene, double scale,
                     const PictureStyle& style) {
    cairo_t* cairo = cairo_create(surface);
    set_ink(cairo, figure::Ink::paper, style.theme, 1);
    cairo_paint(cairo);  // to the last row of pixels, which a scaled scene may not reach
    cairo_scale(cairo, scale, scale);
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    PangoLayout* layout = pango_cairo_create_layout(cairo);
    pango_context_set_language(pango_layout_get_context(layout),
                               pango_language_from_string(style.chinese ? "zh-Hans" : "en"));
    paint_shapes({cairo, layout, style.theme, style.chinese}, scene.shapes);
    g_object_unref(layout);
    const cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    return status;
}

Result<std::string> png(const figure::Scene& scene, const PictureStyle& style) {
    const double width = std::ceil(scene.width * style.pixels_per_unit),
                 height = std::ceil(scene.height * style.pixels_per_unit);
    if (!(width >= 1 && height >= 1 && width <= kMostPixels && height <= kMostPixels))
        return fail({ErrorCode::out_of_range, "the picture is too large for PNG", "",
                     "write SVG or PDF instead"});
    cairo_surface_t* surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, static_cast<int>(width), static_cast<int>(height));
    cairo_status_t status = paint(surface, scene, style.pixels_per_unit, style);
    std::string bytes;
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_write_to_png_stream(surface, append, &bytes);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) return fail(unwritten(status));
    return bytes;
}

Result<std::string> pdf(const figure::Scene& scene, const PictureStyle& style) {
    const double scale = kPointsWide / scene.width;
    std::string bytes;
    cairo_surface_t* surface =
        cairo_pdf_surface_create_for_stream(append, &bytes, kPointsWide, scene.height * scale);
    const std::string date = day_text(style.created) + "T00:00:00Z";
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, scene.title.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, scene.description.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "Sinew");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date.c_str());
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date.c_str());
    cairo_status_t status = paint(surface, scene, scale, style);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS) status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS) return fail(unwritten(status));
    return bytes;
}

}  // namespace

Result<PictureFormat> picture_format(std::string_view path) {
    const auto dot = path.rfind('.');
    std::string ending{dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1)};
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (ending == "svg") return PictureFormat::svg;
    if (ending == "png") return PictureFormat::png;
    if (ending == "pdf") return PictureFormat::pdf;
    return fail({ErrorCode::bad_input, "a picture's name says its format", std::string{path},
                 "end it with .svg, .png or .pdf"});
}

Result<std::string> picture_bytes(const figure::Scene& scene, PictureFormat format,
                                  const PictureStyle& style) {
    if (format != PictureFormat::svg)
        if (const auto& ready = drawing_ready(); !ready) return fail(ready.error());
    switch (format) {
        case PictureFormat::svg: {
            figure::SvgStyle svg;
            svg.theme = style.theme;
            svg.font = figure::standing_font(style.chinese);
            return figure::to_svg(scene, svg);
        }
        case PictureFormat::png: return png(scene, style);
        case PictureFormat::pdf: return pdf(scene, style);
    }
    return fail({ErrorCode::bad_input, "no such format", "", ""});
}

}  // namespace sinew::render
