// Words and lines put on a scene one by one, for pictures whose layout is not a chart's: forest plots, leagues.
#pragma once

#include <sinew/figure/scene.hpp>

#include <string>
#include <vector>

namespace sinew::render {

struct WordStyle {
    double size = 10.5;  ///< scene units
    figure::Ink ink = figure::Ink::ink;
    figure::Anchor anchor = figure::Anchor::start;
    bool bold = false;
};

struct LineStyle {
    figure::Ink ink = figure::Ink::ink;
    double width = 1;
    std::vector<double> dash = {};
};

/// The corners of an upright rectangle from its upper left one.
[[nodiscard]] std::vector<figure::Point> rectangle(double x, double y, double width, double height);

/// Writes on the scene it was given, which must outlive it.
class ScenePen {
public:
    explicit ScenePen(figure::Scene& scene) : scene_{scene} {}

    /// @param at  baseline
    void words(figure::Point at, std::string text, const WordStyle& style = {});
    /// Lines that fit between `at.x` and `right`; returns the baseline of the last (at.y less a line when text is empty).
    double paragraph(figure::Point at, const std::string& text, double right,
                     const WordStyle& style);
    void line(figure::Point from, figure::Point to, const LineStyle& style = {});
    void area(std::vector<figure::Point> corners, figure::Ink ink, double opacity = 1);
    void outline(std::vector<figure::Point> corners, const LineStyle& style);
    /// Paper under everything that is there: call it last, when width and height are set.
    void paper();

private:
    figure::Scene& scene_;
};

}  // namespace sinew::render
