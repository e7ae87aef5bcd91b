#include <sinew/render/sheet.hpp>

#include <algorithm>

namespace sinew::render {
using figure::Ink;
namespace {
constexpr double kFootHeight = 34;
}  // namespace

Sheet::Sheet(Canvas& canvas, double scale, std::function<std::string(int page)> foot)
    : canvas_{canvas}, scale_{scale}, foot_{std::move(foot)} {}

double Sheet::room() const noexcept { return kPageHeight - kFootHeight - y_; }

void Sheet::need(double points) {
    if (room() < points && y_ > kMargin + 1) break_page();
}

void Sheet::break_page() {
    write_foot();
    canvas_.new_page();
    y_ = kMargin;
}

void Sheet::end() { write_foot(); }

void Sheet::write_foot() {
    canvas_.rule(kMargin, kPageHeight - kFootHeight + 4, kSheetWidth, Ink::line);
    canvas_.text(kMargin, kPageHeight - kFootHeight + 8, kSheetWidth, foot_(canvas_.page()),
                 {6.6, Weight::regular, Ink::soft, Align::left});
}

void Sheet::title(std::string_view words) {
    y_ += canvas_.text(kMargin, y_, kSheetWidth, words, type(22, Weight::bold, Ink::pine)) +
          4 * scale_;
}

void Sheet::heading(std::string_view words) {
    need(60 * scale_);
    y_ += 9 * scale_;
    y_ += canvas_.text(kMargin, y_, kSheetWidth, words, type(12.5, Weight::bold, Ink::pine)) +
          2 * scale_;
    canvas_.rule(kMargin, y_, kSheetWidth, Ink::line, 0.8);
    y_ += 5 * scale_;
}

void Sheet::paragraph(std::string_view words, const Type& type, double indent) {
    need(canvas_.height_of(kSheetWidth - indent, words, type));
    y_ += canvas_.text(kMargin + indent, y_, kSheetWidth - indent, words, type) + 2.5 * scale_;
}

void Sheet::bullet(std::string_view words, const Type& type, double indent) {
    const double left = indent + 9 * scale_;
    need(canvas_.height_of(kSheetWidth - left, words, type));
    canvas_.disc(kMargin + indent + 3 * scale_, y_ + type.size * 0.72, 1.5 * scale_, Ink::pine);
    y_ += canvas_.text(kMargin + left, y_, kSheetWidth - left, words, type) + 2 * scale_;
}

void Sheet::pair(std::string_view label, std::string_view words, const Type& type,
                 double label_width) {
    Type quiet = type;
    quiet.ink = Ink::soft;
    const double label_height = canvas_.height_of(label_width - 6, label, quiet);
    const double height =
        std::max(label_height, canvas_.height_of(kSheetWidth - label_width, words, type));
    need(height);
    canvas_.text(kMargin, y_, label_width - 6, label, quiet);
    canvas_.text(kMargin + label_width, y_, kSheetWidth - label_width, words, type);
    y_ += height + 2.5 * scale_;
}

double Sheet::table_height(const std::vector<std::vector<std::string>>& rows,
                           const std::vector<double>& shares, const Type& type) const {
    double whole = 0;
    for (const double share : shares) whole += share;
    double all = canvas_.height_of(kSheetWidth, "-", type) + 6;  // the header
    for (const auto& cells : rows) {
        double height = 0;
        for (std::size_t c = 0; c < cells.size(); ++c)
            height = std::max(
                height, canvas_.height_of(kSheetWidth * shares[c] / whole - 6, cells[c], type));
        all += height + 6;
    }
    return all;
}

void Sheet::table(const std::vector<std::string>& header,
                  const std::vector<std::vector<std::string>>& rows,
                  const std::vector<double>& shares, const Type& type) {
    double whole = 0;
    for (const double share : shares) whole += share;
    const auto row_of = [&](const std::vector<std::string>& cells, const Type& cell_type,
                            bool shaded) {
        double height = 0;
        for (std::size_t c = 0; c < cells.size(); ++c)
            height = std::max(height, canvas_.height_of(kSheetWidth * shares[c] / whole - 6,
                                                        cells[c], cell_type));
        need(height + 6);
        if (shaded) canvas_.box(kMargin, y_, kSheetWidth, height + 5, 3, Ink::paper);
        double x = kMargin + 4;
        for (std::size_t c = 0; c < cells.size(); ++c) {
            canvas_.text(x, y_ + 2.5, kSheetWidth * shares[c] / whole - 6, cells[c], cell_type);
            x += kSheetWidth * shares[c] / whole;
        }
        y_ += height + 5;
    };
    Type quiet = type;
    quiet.ink = Ink::soft;
    row_of(header, quiet, false);
    canvas_.rule(kMargin, y_, kSheetWidth, Ink::line);
    for (std::size_t r = 0; r < rows.size(); ++r) row_of(rows[r], type, r % 2 == 0);
}

}  // namespace sinew::render
