// What a panel can show: points, lines, bands, bars, ranges, rules, regions, outlines and words, all in the reader's units.
#pragma once

#include <sinew/figure/scene.hpp>

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace sinew::chart {

using figure::Ink;

/// One value in the units of the two axes. A place that is not finite is not drawn; in a line it makes a gap.
struct Place {
    double x = 0, y = 0;
};

enum class Dash : std::uint8_t { whole, dashed, dotted, dash_dot };

struct Stroke {
    Ink ink = Ink::pine;
    double width = 1.4;  ///< scene units, about 0.26 mm when a chart is printed 180 mm wide
    Dash dash = Dash::whole;
    double opacity = 1;
};

/// Shapes that stay apart without colour, in print and for readers who do not tell red from green.
enum class Marker : std::uint8_t {
    none,
    dot,
    ring,
    square,
    diamond,
    triangle_up,
    triangle_down,
    cross,
    plus,
};

enum class Direction : std::uint8_t { horizontal, vertical };

/// What happens to a point that lies outside a fixed axis.
enum class Outside : std::uint8_t {
    hidden,   ///< not drawn: the caller says so in words
    at_edge,  ///< drawn at the edge as a triangle that points out of the panel
};

struct LineMark {
    std::string name = {};  ///< in the legend; empty = not there
    std::vector<Place> places = {};
    Stroke stroke = {};
    Marker marker = Marker::none;
    bool stepped = false;        ///< each value holds until the next place
    std::string end_label = {};  ///< said beside the last point instead of in the legend
};

struct PointsMark {
    std::string name = {};
    std::vector<Place> places = {};
    Marker marker = Marker::dot;
    Ink ink = Ink::pine;
    double size = 5;                 ///< width of a marker, scene units
    std::vector<double> sizes = {};  ///< of each place when they differ (weights in a forest plot)
    double opacity = 1;
    Outside outside = Outside::hidden;
};

/// The area between two curves over shared x.
struct BandMark {
    std::string name = {};
    std::vector<double> x = {}, low = {}, high = {};
    Ink ink = Ink::pine;
    double opacity = 0.18;
};

struct BarsMark {
    std::string name = {};
    std::vector<Place> places = {};  ///< middle of the bar, its value
    double width = 0.8;              ///< in units of x
    double base = 0;                 ///< bars start here
    Ink ink = Ink::pine;
    double opacity = 0.75;
    bool hollow = false;  ///< outline only: a second kind of bar that print keeps apart
};

/// Intervals with caps: standard errors, confidence limits.
struct RangesMark {
    struct Range {
        double at = 0, low = 0, high = 0;
    };
    std::string name = {};
    std::vector<Range> ranges = {};
    Direction direction = Direction::vertical;  ///< horizontal: `at` is y, low and high are x
    Stroke stroke = {};
    double cap = 5;  ///< length of the caps, scene units; 0 = none
};

/// One value across the whole panel.
struct RuleMark {
    std::string label =
        {};  ///< beside it, in the margin (horizontal) or inside at the top (vertical)
    Direction direction = Direction::horizontal;
    double value = 0;
    Stroke stroke{Ink::soft, 1, Dash::dashed, 1};
    bool widens = true;  ///< the axis is made to show it
};

/// A shaded stretch across the whole panel.
struct RegionMark {
    std::string label = {};  ///< inside at the top
    std::string name = {};   ///< in the legend, when several regions mean one thing
    Direction direction =
        Direction::vertical;  ///< vertical: from and to are x, the shade runs from bottom to top
    double from = 0, to = 0;
    Ink ink = Ink::sky;
    double opacity = 0.12;
};

/// A closed curve: an ellipse, the diamond of a pooled effect, the limits of a funnel.
struct OutlineMark {
    std::string name = {};
    std::vector<Place> places = {};
    Stroke stroke = {};
    double fill_opacity = 0;
    bool closed = true;
};

/// Words at a place, kept inside the panel.
struct NoteMark {
    Place at = {};
    std::string words = {};
    Ink ink = Ink::ink;
    figure::Anchor anchor = figure::Anchor::start;
    double right = 4, up = 4;  ///< shift from the place, scene units
    bool bold = false;
};

using Mark = std::variant<LineMark, PointsMark, BandMark, BarsMark, RangesMark, RuleMark,
                          RegionMark, OutlineMark, NoteMark>;

}  // namespace sinew::chart
