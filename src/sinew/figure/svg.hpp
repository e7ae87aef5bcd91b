// A scene as SVG text: the same scene gives the same bytes, and a screen reader can say what it shows.
#pragma once

#include <sinew/figure/scene.hpp>

#include <string>

namespace sinew::figure {

enum class SvgColours : std::uint8_t {
    fixed,    ///< colours stand in the file: for a picture on its own
    classes,  ///< class="fill-pine": the page colours it, so that it follows light and dark
};

struct SvgStyle {
    SvgColours colours = SvgColours::fixed;
    Theme theme = Theme::light;
    std::string id;       ///< makes the ids of title and description unique on a page
    double width_px = 0;  ///< 0 = as wide as its box
    std::string font;     ///< families for all words, best first; empty = the page's own
};

/// Faces that most machines have one of, for pictures that stand alone; Chinese ones first when `chinese`.
[[nodiscard]] std::string_view standing_font(bool chinese) noexcept;

/// Rounds to two decimals; never uses a locale.
[[nodiscard]] std::string to_svg(const Scene& scene, const SvgStyle& style = {});

/// The rules that colour `SvgColours::classes` by custom properties: ".fill-pine{fill:var(--pine)}" ...
[[nodiscard]] std::string svg_class_rules();

/// "--pine:#1F6F5C;..." for a theme.
[[nodiscard]] std::string ink_properties(Theme theme);

/// Text made safe between tags and inside quotes.
[[nodiscard]] std::string escaped_markup(std::string_view text);

}  // namespace sinew::figure
