#include <sinew/chart/chart.hpp>
#include <sinew/chart/legend.hpp>
#include <sinew/chart/number_label.hpp>
#include <sinew/chart/panel_layout.hpp>
#include <sinew/chart/text_width.hpp>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace sinew::chart {
using figure::Anchor;
using figure::Line;
using figure::Paint;
using figure::Point;
using figure::Scene;
using figure::Shape;
using figure::Text;
namespace {

constexpr double kMargin = 18, kPanelGap = 30, kRowGap = 18;
constexpr double kTitleSize = 15, kSubtitleSize = 11.5, kHeadingSize = 11.5, kFootnoteSize = 9.5;
constexpr double kBelowTicks = 18, kBelowTitle = 17;

class Drawer {
public:
    explicit Drawer(const Chart& chart) : chart_{chart} {
        scene_.width = std::max(chart.width, 160.0);
    }

    Scene draw() {
        scene_.title = chart_.title;
        paragraph(chart_.title, kTitleSize, Ink::ink, true);
        paragraph(chart_.subtitle, kSubtitleSize, Ink::soft);
        if (y_ > kMargin) y_ += 8;
        if (chart_.shared_x) shared_x_ = x_of_all();
        bool any = false;
        const Row* last = nullptr;  // the one that carries a shared x axis
        for (const Row& one : chart_.rows)
            if (std::any_of(one.panels.begin(), one.panels.end(),
                            [](const Panel& panel) { return extents_of(panel).has_values; }))
                last = &one;
        for (const Row& one : chart_.rows) {
            if (one.panels.empty()) continue;
            any = true;
            row(one, !chart_.shared_x || &one == last);
        }
        if (!any) words({kMargin, y_ + 14}, chart_.no_values, kSubtitleSize, Ink::soft);
        if (!any) y_ += 24;
        if (!chart_.footnote.empty()) y_ += 4;
        paragraph(chart_.footnote, kFootnoteSize, Ink::soft);
        scene_.height = std::ceil(y_ + kMargin - 6);
        scene_.description = chart_.description.empty() ? told_ : chart_.description;
        const double w = scene_.width, h = scene_.height;
        scene_.shapes.insert(scene_.shapes.begin(),
                             {figure::Polyline{{{{0, 0}, {w, 0}, {w, h}, {0, h}}}, true},
                              {Ink::paper, {}, 0, 1, {}, false}});
        return std::move(scene_);
    }

private:
    void words(Point at, std::string text, double size, Ink ink, Anchor anchor = Anchor::start,
               bool bold = false) {
        if (text.empty()) return;
        scene_.shapes.push_back(
            {Text{at, std::move(text), size, anchor, bold}, {ink, {}, 0, 1, {}, false}});
    }
    void paragraph(const std::string& text, double size, Ink ink, bool bold = false) {
        if (text.empty()) return;
        const double room = (scene_.width - 2 * kMargin) / (bold ? 1.09 : 1);
        for (std::string& line : lines_within(text, size, room)) {
            y_ += size * 1.3;
            words({kMargin, y_}, std::move(line), size, ink, Anchor::start, bold);
        }
    }
    void add(std::vector<Shape> shapes) {
        scene_.shapes.insert(scene_.shapes.end(), std::make_move_iterator(shapes.begin()),
                             std::make_move_iterator(shapes.end()));
    }
    void rule(Point from, Point to, Ink ink, double width, double opacity = 1) {
        scene_.shapes.push_back({Line{from, to}, {{}, ink, width, opacity, {}, false}});
    }

    [[nodiscard]] std::optional<Span> x_of_all() const {
        std::optional<Extent> all;
        const Axis* axis = nullptr;
        for (const Row& row : chart_.rows)
            for (const Panel& panel : row.panels) {
                const Extents one = extents_of(panel);
                if (!all) all.emplace(panel.x);
                if (axis == nullptr) axis = &panel.x;
                if (!one.x.any()) continue;
                all->take(one.x.low());
                all->take(one.x.high());
            }
        if (axis == nullptr) return std::nullopt;
        return span_of(*axis, *all, 8);
    }

    void row(const Row& row, bool tells_x) {
        const double height = std::max(row.height, 24.0);
        std::vector<PanelLayout> layouts;
        double shares = 0;
        for (const Panel& panel : row.panels) {
            layouts.push_back(lay_out(panel, height, shared_x_));
            shares += std::max(panel.share, 0.05);
        }
        if (chart_.rows.size() > 1 && row.panels.size() == 1)
            layouts.front().left_margin = single_left();
        if (chart_.shared_x) layouts.front().right_margin = single_right();
        const double room =
            scene_.width - 2 * kMargin - kPanelGap * static_cast<double>(row.panels.size() - 1);
        // The legend of each panel stands over it: the tallest decides where the row's boxes start.
        double left = kMargin, over = 0;
        bool headed = chart_.letters;
        for (PanelLayout& layout : layouts) {
            const double width = room * std::max(layout.panel->share, 0.05) / shares;
            layout.box = {left + layout.left_margin, 0,
                          left + width - std::max(layout.right_margin, 10.0), 0};
            layout.box.right = std::max(layout.box.right, layout.box.left + 20);
            over = std::max(over, header(layout, left, left + width, std::nullopt));
            headed = headed || !layout.panel->heading.empty();
            left += width + kPanelGap;
        }
        if (headed) over += kHeadingSize * 1.6;
        left = kMargin;
        double below = y_;
        for (PanelLayout& layout : layouts) {
            const double width = room * std::max(layout.panel->share, 0.05) / shares;
            heading(*layout.panel, left, left + width);
            header(layout, left, left + width, y_ + over);
            place(layout, {layout.box.left, y_ + over, layout.box.right, y_ + over + height});
            panel(layout, tells_x);
            below = std::max(below, layout.box.bottom + below_box(layout, tells_x));
            left += width + kPanelGap;
        }
        y_ = below + kRowGap;
    }

    /// Tick labels and the name of the x axis.
    static double below_box(const PanelLayout& layout, bool tells_x) {
        if (!tells_x || layout.empty()) return 0;
        return kBelowTicks + (axis_title(layout.panel->x, layout.x).empty() ? 0 : kBelowTitle);
    }

    /// Panels that stand over each other start and end at the same places.
    [[nodiscard]] double single_left() const {
        double most = 0;
        for (const Row& row : chart_.rows)
            if (row.panels.size() == 1)
                most =
                    std::max(most, lay_out(row.panels.front(), row.height, shared_x_).left_margin);
        return most;
    }
    [[nodiscard]] double single_right() const {
        double most = 0;
        for (const Row& row : chart_.rows)
            for (const Panel& panel : row.panels)
                most = std::max(most, lay_out(panel, row.height, shared_x_).right_margin);
        return most;
    }

    /// Letter and heading at the top of the row.
    void heading(const Panel& panel, double left, double right) {
        if (chart_.letters) {
            words({left, y_ + kHeadingSize},
                  std::string(1, static_cast<char>('A' + letter_++ % 26)), kHeadingSize, Ink::ink,
                  Anchor::start, true);
            left += kHeadingSize * 1.3;
        }
        words({left, y_ + kHeadingSize},
              shortened(panel.heading, kHeadingSize * 1.09, right - left), kHeadingSize, Ink::ink,
              Anchor::start, true);
    }

    /// Legend and the name of the y axis, ending at `bottom`; returns their height.
    double header(const PanelLayout& layout, double left, double right,
                  std::optional<double> bottom) {
        const Panel& panel = *layout.panel;
        const double title = panel.y.title.empty() ? 0 : kLabelSize * 1.5 + 3;
        const double height =
            (layout.empty() ? 0 : legend_of(panel, left, 0, right).height) + title;
        if (!bottom) return height;
        if (!layout.empty()) add(legend_of(panel, left, *bottom - height, right).shapes);
        words({left, *bottom - 8},
              shortened(axis_title(panel.y, layout.y), kLabelSize, right - left), kLabelSize,
              Ink::soft);
        return height;
    }

    void panel(const PanelLayout& layout, bool tells_x) {
        const Box& box = layout.box;
        if (layout.empty()) {
            figure::Polyline edge{{{{box.left, box.top},
                                    {box.right, box.top},
                                    {box.right, box.bottom},
                                    {box.left, box.bottom}}},
                                  true};
            scene_.shapes.push_back({std::move(edge), {{}, Ink::line, 0.8, 1, {}, false}});
            words({(box.left + box.right) / 2, (box.top + box.bottom) / 2 + 4}, chart_.no_values,
                  kSubtitleSize, Ink::soft, Anchor::middle);
            tell(layout);
            return;
        }
        const Panel& panel = *layout.panel;
        const Frame frame = layout.frame();
        add(region_shapes(panel.marks, frame));
        axes(layout, frame, tells_x);
        add(mark_shapes(panel.marks, frame));
        add(word_shapes(panel.marks, frame));
        for (MarginLabel& label : margin_labels(panel.marks, frame))
            words({box.right + 7, label.y + kLabelSize * 0.36}, std::move(label.words), kLabelSize,
                  label.ink);
        for (std::size_t i = 0; i < panel.y.beside.size() && i < panel.y.categories.size(); ++i)
            words({scene_.width - kMargin, frame.y.at(static_cast<double>(i)) + kLabelSize * 0.36},
                  panel.y.beside[i], kLabelSize, Ink::ink, Anchor::end);
        tell(layout);
    }

    void axes(const PanelLayout& layout, const Frame& frame, bool tells_x) {
        const Box& box = layout.box;
        const Panel& panel = *layout.panel;
        const bool rows = panel.y.kind == AxisKind::categories;
        for (const Tick& tick : layout.y_ticks) {
            const double y = frame.y.at(tick.value);
            if (panel.y.grid && !rows) rule({box.left, y}, {box.right, y}, Ink::line, 0.7);
            words({box.left - 6, y + kLabelSize * 0.36}, tick.label, kLabelSize,
                  rows ? Ink::ink : Ink::soft, Anchor::end);
        }
        if (panel.x.grid)
            for (const Tick& tick : layout.x_ticks) {
                const double x = frame.x.at(tick.value);
                if (panel.x.kind != AxisKind::categories)
                    rule({x, box.top}, {x, box.bottom}, Ink::line, 0.5, 0.7);
            }
        rule({box.left, box.bottom}, {box.right, box.bottom}, Ink::soft, 1);
        for (const Tick& tick : layout.x_ticks) {
            const double x = frame.x.at(tick.value);
            rule({x, box.bottom}, {x, box.bottom + 4}, Ink::soft, 1);
            if (!tells_x) continue;
            const double half = text_width(tick.label, kLabelSize) / 2;
            words({std::clamp(x, 4 + half, std::max(4 + half, scene_.width - 4 - half)),
                   box.bottom + 15.5},
                  tick.label, kLabelSize, Ink::soft, Anchor::middle);
        }
        if (tells_x)
            words({(box.left + box.right) / 2, box.bottom + kBelowTicks + 12},
                  shortened(axis_title(panel.x, layout.x), kLabelSize, box.width() + 60),
                  kLabelSize, Ink::soft, Anchor::middle);
    }

    /// One sentence a panel for the description that nobody wrote.
    void tell(const PanelLayout& layout) {
        const Panel& panel = *layout.panel;
        if (!told_.empty()) told_ += " ";
        const std::string name = panel.heading.empty() ? panel.y.title : panel.heading;
        if (!name.empty()) told_ += name + ": ";
        if (layout.empty()) {
            told_ += chart_.no_values + ".";
            return;
        }
        const auto span = [](const std::string& title, const std::vector<Tick>& ticks) {
            if (ticks.empty()) return title;
            return title + " " + ticks.front().label + " – " + ticks.back().label;
        };
        told_ += span(axis_title(panel.x, layout.x), layout.x_ticks) + "; " +
                 span(axis_title(panel.y, layout.y), layout.y_ticks) + ".";
    }

    const Chart& chart_;
    Scene scene_;
    std::optional<Span> shared_x_;
    std::string told_;
    double y_ = kMargin - 4;
    std::size_t letter_ = 0;
};

}  // namespace

Scene draw(const Chart& chart) { return Drawer{chart}.draw(); }

}  // namespace sinew::chart
