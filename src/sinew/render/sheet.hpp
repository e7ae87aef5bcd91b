// Flowing text and boxes down the pages of a PDF: keeps the cursor, breaks pages, writes the foot of each.
#pragma once

#include <sinew/render/canvas.hpp>

#include <functional>
#include <string>
#include <vector>

namespace sinew::render {

inline constexpr double kMargin = 34;
inline constexpr double kSheetWidth = kPageWidth - 2 * kMargin;

class Sheet {
public:
    /// @param scale  1, or more for large print: type and spaces grow, pages become more
    /// @param foot   text under a page's rule, given its number
    Sheet(Canvas& canvas, double scale, std::function<std::string(int page)> foot);

    [[nodiscard]] Canvas& canvas() noexcept { return canvas_; }
    [[nodiscard]] double scale() const noexcept { return scale_; }
    [[nodiscard]] double y() const noexcept { return y_; }
    void down(double points) { y_ += points; }
    [[nodiscard]] double room() const noexcept;

    /// Starts a new page when fewer than `points` are left.
    void need(double points);
    void break_page();
    /// Writes the foot of the last page.
    void end();

    [[nodiscard]] Type type(double size, Weight weight = Weight::regular,
                            figure::Ink ink = figure::Ink::ink) const {
        return {size * scale_, weight, ink, Align::left};
    }
    void title(std::string_view words);
    void heading(std::string_view words);
    void paragraph(std::string_view words, const Type& type, double indent = 0);
    void bullet(std::string_view words, const Type& type, double indent = 0);
    /// Label in soft ink in a narrow column, text beside it.
    void pair(std::string_view label, std::string_view words, const Type& type, double label_width);
    /// @param shares  widths of the columns as parts of the whole
    void table(const std::vector<std::string>& header,
               const std::vector<std::vector<std::string>>& rows, const std::vector<double>& shares,
               const Type& type);
    /// Points that `table` will take when it stays on one page.
    [[nodiscard]] double table_height(const std::vector<std::vector<std::string>>& rows,
                                      const std::vector<double>& shares, const Type& type) const;

private:
    void write_foot();
    Canvas& canvas_;
    double scale_;
    std::function<std::string(int)> foot_;
    double y_ = kMargin;
};

}  // namespace sinew::render
