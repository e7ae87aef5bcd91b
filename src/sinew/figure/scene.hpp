// A picture as a value: lines, shapes and words in ink that a theme colours later.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sinew::figure {

struct Point {
    double x = 0, y = 0;  ///< right and down, in the scene's own unit
    friend bool operator==(Point, Point) noexcept = default;
};

/// What a stroke or a surface means; colours are looked up when it is drawn. The first ten are the tokens of the
/// screens, the rest belong to the human figure and are the same in every theme.
enum class Ink : std::uint8_t {
    paper,
    card,
    ink,
    soft,
    line,
    pine,
    clay,
    sky,
    amber,
    red,
    skin,
    skin_edge,
    hair,
    jacket,
    jacket_edge,
    jacket_far,
    trousers,
    trousers_edge,
    trousers_far,
    shoe,
    wood,
    wood_edge,
};
inline constexpr std::size_t kInks = 22;
enum class Theme : std::uint8_t { light, dark };

/// "#1F6F5C". @source docs/methods/figures.md
[[nodiscard]] std::string_view colour_of(Ink ink, Theme theme = Theme::light) noexcept;
[[nodiscard]] std::string_view name_of(
    Ink ink) noexcept;  ///< "jacket-edge": also the class name in a page

struct Paint {
    std::optional<Ink> fill, stroke;
    double width = 0;          ///< of the stroke
    double opacity = 1;        ///< of the whole shape
    std::vector<double> dash;  ///< on, off, on, ... ; empty = a whole line
    bool stroke_under =
        false;  ///< the fill covers the inner half of the stroke: pieces of one shape join without seams
};

struct Line {
    Point from, to;
};
/// One or more outlines that are filled together (non-zero rule).
struct Polyline {
    std::vector<std::vector<Point>> outlines;
    bool closed = false;
};
/// A start and cubic pieces; each piece is two handles and an end.
struct Bezier {
    struct Piece {
        Point first_handle, second_handle, end;
    };
    Point start;
    std::vector<Piece> pieces;
    bool closed = false;
};
struct Circle {
    Point centre;
    double radius = 0;
};
enum class Anchor : std::uint8_t { start, middle, end };
struct Text {
    Point at;  ///< baseline
    std::string words;
    double size = 10;
    Anchor anchor = Anchor::start;
    bool bold = false;
};

struct Shape;
/// Moved and scaled together; opacity counts for the whole.
struct Group {
    std::vector<Shape> shapes;
    Point offset;
    double scale = 1;
    double opacity = 1;
};

struct Shape {
    std::variant<Line, Polyline, Bezier, Circle, Text, Group> form;
    Paint paint;
};

/// A whole picture with the words a screen reader says for it.
struct Scene {
    double width = 0, height = 0;
    std::string title, description;
    std::vector<Shape> shapes;
};

}  // namespace sinew::figure
