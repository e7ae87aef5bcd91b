#include <sinew/render/canvas.hpp>
#include <sinew/render/scene_painter.hpp>

#include <numbers>

namespace sinew::render {
using figure::Ink;
namespace {

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

    Paper() = default;
    Paper(const Paper&) = delete;
    Paper& operator=(const Paper&) = delete;
    ~Paper() {
        g_object_unref(layout);
        cairo_destroy(cairo);
        cairo_surface_destroy(surface);
    }

    void ink(Ink which, double opacity = 1) const {
        set_ink(cairo, which, figure::Theme::light, opacity);
    }

    void set_type(const Type& type) const {
        set_face(layout, type.size, type.weight == Weight::bold, chinese);
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
};

Canvas::Canvas(std::unique_ptr<Paper> paper) : paper_{std::move(paper)} {}
Canvas::Canvas(Canvas&&) noexcept = default;
Canvas& Canvas::operator=(Canvas&&) noexcept = default;
Canvas::~Canvas() = default;

Result<Canvas> Canvas::begin(std::string_view title, std::string_view subject, Day created,
                             bool chinese) {
    if (const auto& ready = drawing_ready(); !ready) return fail(ready.error());
    auto paper = std::make_unique<Paper>();
    Paper& p = *paper;
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
    return Canvas{std::move(paper)};
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
    paint_shapes({paper_->cairo, paper_->layout, figure::Theme::light, paper_->chinese},
                 scene.shapes);
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
