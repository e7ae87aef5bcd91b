#include <sinew/base/text.hpp>
#include <sinew/figure/svg.hpp>

namespace sinew::figure {
namespace {

std::string number(double value) {
    const double rounded = round_half_away(value, 2);
    return number_text(rounded == 0 ? 0 : rounded);  // no "-0"
}

std::string at(Point p) { return number(p.x) + " " + number(p.y); }

/// A step in as few signs as possible: "0.5" -> ".5", no blank before a minus.
void add_step(std::string& path, double value) {
    std::string text = number(value);
    if (text.starts_with("0."))
        text.erase(0, 1);
    else if (text.starts_with("-0."))
        text.erase(1, 1);
    if (text.front() != '-' && path.back() != 'l') path += ' ';
    path += text;
}

/// Round bodies have hundreds of corners: relative steps between rounded places, so that nothing drifts.
void add_outline(std::string& path, const std::vector<Point>& outline) {
    const auto rounded = [](Point p) {
        return Point{round_half_away(p.x, 2), round_half_away(p.y, 2)};
    };
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const Point here = rounded(outline[i]);
        if (i == 0) {
            path += "M" + at(here) + (outline.size() > 1 ? "l" : "");
            continue;
        }
        const Point before = rounded(outline[i - 1]);
        add_step(path, here.x - before.x);
        add_step(path, here.y - before.y);
    }
}

class Writer {
public:
    explicit Writer(const SvgStyle& style) : style_{style} {}

    std::string shapes(const std::vector<Shape>& shapes) {
        for (const Shape& shape : shapes)
            std::visit([&](const auto& form) { write(form, shape.paint); }, shape.form);
        return std::move(out_);
    }

private:
    void write(const Line& line, const Paint& paint) {
        out_ += "<path d=\"M" + at(line.from) + "L" + at(line.to) + "\"" + painted(paint) + "/>";
    }
    void write(const Polyline& polyline, const Paint& paint) {
        out_ += "<path d=\"";
        for (const auto& outline : polyline.outlines) {
            add_outline(out_, outline);
            if (polyline.closed) out_ += "Z";
        }
        out_ += "\"" + painted(paint) + "/>";
    }
    void write(const Bezier& bezier, const Paint& paint) {
        out_ += "<path d=\"M" + at(bezier.start);
        for (const Bezier::Piece& piece : bezier.pieces)
            out_ +=
                "C" + at(piece.first_handle) + " " + at(piece.second_handle) + " " + at(piece.end);
        out_ += (bezier.closed ? "Z\"" : "\"") + painted(paint) + "/>";
    }
    void write(const Circle& circle, const Paint& paint) {
        out_ += "<circle cx=\"" + number(circle.centre.x) + "\" cy=\"" + number(circle.centre.y) +
                "\" r=\"" + number(circle.radius) + "\"" + painted(paint) + "/>";
    }
    void write(const Text& text, const Paint& paint) {
        constexpr std::string_view kAnchors[] = {"start", "middle", "end"};
        out_ += "<text x=\"" + number(text.at.x) + "\" y=\"" + number(text.at.y) +
                "\" font-size=\"" + number(text.size) + "\" text-anchor=\"" +
                std::string{kAnchors[static_cast<std::size_t>(text.anchor)]} + "\"" +
                (text.bold ? " font-weight=\"600\"" : "") + painted(paint) + ">" +
                escaped_markup(text.words) + "</text>";
    }
    void write(const Group& group, const Paint& /*its shapes carry their own*/) {
        out_ += "<g transform=\"translate(" + at(group.offset) + ")";
        if (group.scale != 1)
            out_ += " scale(" + number_text(round_half_away(group.scale, 4)) + ")";
        out_ += "\"";
        if (group.opacity != 1) out_ += " opacity=\"" + number(group.opacity) + "\"";
        out_ += ">";
        for (const Shape& shape : group.shapes)
            std::visit([&](const auto& form) { write(form, shape.paint); }, shape.form);
        out_ += "</g>";
    }

    [[nodiscard]] std::string painted(const Paint& paint) const {
        std::string text;
        if (style_.colours == SvgColours::classes) {
            text += " class=\"" + (paint.fill ? "fill-" + std::string{name_of(*paint.fill)}
                                              : std::string{"no-fill"});
            if (paint.stroke) text += " stroke-" + std::string{name_of(*paint.stroke)};
            text += "\"";
        } else {
            text += " fill=\"" +
                    (paint.fill ? std::string{colour_of(*paint.fill, style_.theme)}
                                : std::string{"none"}) +
                    "\"";
            if (paint.stroke)
                text += " stroke=\"" + std::string{colour_of(*paint.stroke, style_.theme)} + "\"";
        }
        if (paint.stroke) text += " stroke-width=\"" + number(paint.width) + "\"";
        if (paint.stroke && paint.stroke_under) text += " paint-order=\"stroke\"";
        if (paint.opacity != 1) text += " opacity=\"" + number(paint.opacity) + "\"";
        if (!paint.dash.empty()) {
            text += " stroke-dasharray=\"";
            for (std::size_t i = 0; i < paint.dash.size(); ++i)
                text += (i == 0 ? "" : " ") + number(paint.dash[i]);
            text += "\"";
        }
        return text;
    }

    const SvgStyle& style_;
    std::string out_;
};

}  // namespace

std::string escaped_markup(std::string_view text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        if (c == '&')
            safe += "&amp;";
        else if (c == '<')
            safe += "&lt;";
        else if (c == '>')
            safe += "&gt;";
        else if (c == '"')
            safe += "&quot;";
        else if (c == '\'')
            safe += "&#39;";
        else
            safe += c;
    }
    return safe;
}

std::string_view standing_font(bool chinese) noexcept {
    return chinese
               ? "'Noto Sans SC','Noto Sans CJK SC','PingFang SC','Microsoft "
                 "YaHei',Helvetica,Arial,sans-serif"
               : "'Helvetica Neue',Helvetica,Arial,'Liberation Sans','Noto Sans CJK SC',sans-serif";
}

std::string to_svg(const Scene& scene, const SvgStyle& style) {
    const std::string title_id = style.id.empty() ? "title" : style.id + "-title";
    const std::string description_id = style.id.empty() ? "desc" : style.id + "-desc";
    std::string svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " +
                      number(scene.width) + " " + number(scene.height) + "\"";
    if (style.width_px > 0)
        svg += " width=\"" + number(style.width_px) + "\" height=\"" +
               number(style.width_px * scene.height / scene.width) + "\"";
    if (!style.font.empty()) svg += " font-family=\"" + escaped_markup(style.font) + "\"";
    svg += " role=\"img\" aria-labelledby=\"" + title_id + " " + description_id +
           "\" stroke-linecap=\"round\" stroke-linejoin=\"round\"><title id=\"" + title_id + "\">" +
           escaped_markup(scene.title) + "</title><desc id=\"" + description_id + "\">" +
           escaped_markup(scene.description) + "</desc>";
    return svg + Writer{style}.shapes(scene.shapes) + "</svg>\n";
}

std::string svg_class_rules() {
    std::string rules = ".no-fill{fill:none}";
    for (std::size_t i = 0; i < kInks; ++i) {
        const std::string name{name_of(static_cast<Ink>(i))};
        rules += ".fill-" + name + "{fill:var(--" + name + ")}.stroke-" + name + "{stroke:var(--" +
                 name + ")}";
    }
    return rules;
}

std::string ink_properties(Theme theme) {
    std::string rules;
    for (std::size_t i = 0; i < kInks; ++i) {
        const Ink ink = static_cast<Ink>(i);
        rules += "--" + std::string{name_of(ink)} + ":" + std::string{colour_of(ink, theme)} + ";";
    }
    return rules;
}

}  // namespace sinew::figure
