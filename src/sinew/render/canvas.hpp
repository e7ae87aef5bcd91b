// Paper: a PDF written page by page with Cairo and Pango, which are named nowhere else in the house.
//
// The same calls give the same bytes: the creation date is handed in, fonts are asked for by name, nothing reads a clock.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/result.hpp>
#include <sinew/figure/scene.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::render {

/// A4 in points.
inline constexpr double kPageWidth = 595.28, kPageHeight = 841.89;

enum class Weight : std::uint8_t { regular, bold };
enum class Align : std::uint8_t { left, centre, right };

struct Type {
    double size = 9;  ///< pt
    Weight weight = Weight::regular;
    figure::Ink ink = figure::Ink::ink;
    Align align = Align::left;
};

class Canvas {
public:
    /// @param chinese  sets the text in the Chinese font first
    /// @errors storage when Cairo and Pango cannot be loaded
    [[nodiscard]] static Result<Canvas> begin(std::string_view title, std::string_view subject,
                                              Day created, bool chinese);
    ~Canvas();
    Canvas(Canvas&&) noexcept;
    Canvas& operator=(Canvas&&) noexcept;
    Canvas(const Canvas&) = delete;
    Canvas& operator=(const Canvas&) = delete;

    void new_page();
    [[nodiscard]] int page() const noexcept;

    /// Sets wrapped text with its top at `y`; returns its height.
    double text(double x, double y, double width, std::string_view words, const Type& type);
    [[nodiscard]] double height_of(double width, std::string_view words, const Type& type);
    [[nodiscard]] double width_of(std::string_view words, const Type& type);

    void box(double x, double y, double width, double height, double corner, figure::Ink fill,
             double opacity = 1);
    void frame(double x, double y, double width, double height, double corner, figure::Ink stroke,
               double line_width);
    void rule(double x, double y, double width, figure::Ink ink, double line_width = 0.6);
    void disc(double x, double y, double radius, figure::Ink ink);

    /// Draws a scene into a box of this width, or less when it would be higher than `highest`; returns the height used.
    double scene(double x, double y, double width, double highest, const figure::Scene& scene);

    /// Ends the document. @errors storage when Cairo could not write.
    [[nodiscard]] Result<std::string> finish();

private:
    struct Paper;
    explicit Canvas(std::unique_ptr<Paper> paper);
    std::unique_ptr<Paper> paper_;
};

}  // namespace sinew::render
