#include <sinew/chart/panel_layout.hpp>
#include <sinew/chart/text_width.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::chart {
namespace {

constexpr double kTickGap = 7, kBesideGap = 8, kLabelGap = 9;

bool labelled_at_top(const Panel& panel) {
    return std::any_of(panel.marks.begin(), panel.marks.end(), [](const Mark& mark) {
        if (const auto* region = std::get_if<RegionMark>(&mark))
            return !region->label.empty() && region->direction == Direction::vertical;
        const auto* rule = std::get_if<RuleMark>(&mark);
        return rule != nullptr && !rule->label.empty() && rule->direction == Direction::vertical;
    });
}

double widest(const std::vector<std::string>& words) {
    double most = 0;
    for (const auto& one : words) most = std::max(most, text_width(one, kLabelSize));
    return most;
}

double end_labels_width(const Panel& panel) {
    std::vector<std::string> words = panel.y.beside;
    for (const Mark& mark : panel.marks) {
        if (const auto* line = std::get_if<LineMark>(&mark)) words.push_back(line->end_label);
        if (const auto* rule = std::get_if<RuleMark>(&mark);
            rule != nullptr && rule->direction == Direction::horizontal)
            words.push_back(rule->label);
        if (const auto* region = std::get_if<RegionMark>(&mark);
            region != nullptr && region->direction == Direction::horizontal)
            words.push_back(region->label);
    }
    const double width = widest(words);
    return width > 0 ? width + kBesideGap : 0;
}

bool y_downwards(const Axis& axis) { return axis.reversed != (axis.kind == AxisKind::categories); }

/// Labels that neither touch nor leave the panel further than its margins allow.
bool apart(const std::vector<Tick>& ticks, const Scale& scale) {
    double reached = -1e18;
    std::vector<std::pair<double, double>> extents;
    for (const Tick& tick : ticks) {
        const double half = text_width(tick.label, kLabelSize) / 2, at = scale.at(tick.value);
        extents.emplace_back(at - half, at + half);
    }
    std::sort(extents.begin(), extents.end());
    for (const auto& [left, right] : extents) {
        if (left < reached + kLabelGap) return false;
        reached = right;
    }
    return true;
}

}  // namespace

Frame PanelLayout::frame() const {
    const Axis &ax = panel->x, &ay = panel->y;
    const bool down = y_downwards(ay);
    return {box,
            Scale{ax.kind == AxisKind::logarithmic, x, ax.reversed ? box.right : box.left,
                  ax.reversed ? box.left : box.right},
            Scale{ay.kind == AxisKind::logarithmic, y, down ? box.top : box.bottom,
                  down ? box.bottom : box.top}};
}

PanelLayout lay_out(const Panel& panel, double height, std::optional<Span> shared_x) {
    PanelLayout layout{panel};
    const int most_y = std::clamp(static_cast<int>(height / 34) + 1, 2, 8);
    layout.x = shared_x ? *shared_x : span_of(panel.x, layout.extents.x, 8);
    Extent y = layout.extents.y;
    if (labelled_at_top(panel) && y.any()) {
        // Room for the labels over the highest value.
        const double room = std::clamp(20 / height, 0.05, 0.3);
        if (panel.y.kind == AxisKind::logarithmic)
            y.take(y.high() * std::pow(std::max(y.high() / y.low(), 2.0), room));
        else
            y.take(y.high() + (y.high() - std::min(y.low(), panel.y.zero ? 0.0 : y.low())) * room);
    }
    layout.y = span_of(panel.y, y, most_y);
    if (panel.equal_scales && panel.x.kind == panel.y.kind) {
        Extent both{panel.x};
        for (const Extent& one : {layout.extents.x, layout.extents.y})
            if (one.any()) {
                both.take(one.low());
                both.take(one.high());
            }
        // A little air instead of round ends: the cloud fills its square.
        Axis close = panel.y;
        close.ends = Ends::tight;
        const Span span = span_of(close, both, most_y);
        const double air =
            panel.y.kind == AxisKind::logarithmic ? 0 : 0.04 * (span.high - span.low);
        layout.x = layout.y = {span.low - air, span.high + air};
    }
    if (!layout.empty()) {
        layout.y_ticks =
            ticks_of(panel.y, layout.y,
                     panel.y.kind == AxisKind::categories ? static_cast<int>(height / 11) : most_y);
        double labels = 0;
        for (const Tick& tick : layout.y_ticks)
            labels = std::max(labels, text_width(tick.label, kLabelSize));
        layout.left_margin = labels + kTickGap;
        layout.right_margin = end_labels_width(panel);
    }
    return layout;
}

void place(PanelLayout& layout, Box box) {
    if (layout.panel->equal_scales) {
        const double side = std::min(box.width(), box.height());
        box.right = box.left + side;
        box.bottom = box.top + side;
    }
    layout.box = box;
    if (layout.empty()) return;
    const Scale scale = layout.frame().x;
    for (int most = std::clamp(static_cast<int>(box.width() / 26), 2, 11); most > 0; --most) {
        layout.x_ticks = ticks_of(layout.panel->x, layout.x, most);
        if (apart(layout.x_ticks, scale)) return;
    }
}

std::string axis_title(const Axis& axis, Span span) {
    if (axis.kind != AxisKind::clock) return axis.title;
    const std::string unit = "(" + clock_unit(span) + ")";
    return axis.title.empty() ? unit : axis.title + " " + unit;
}

}  // namespace sinew::chart
