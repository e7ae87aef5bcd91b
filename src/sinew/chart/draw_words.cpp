#include <sinew/chart/draw_marks.hpp>
#include <sinew/chart/text_width.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::chart {
using figure::Anchor;
using figure::Point;
using figure::Shape;
namespace {

constexpr double kLine = kLabelSize * 1.3;

/// A label that wants to stand at the top of a panel.
struct TopLabel {
    double left = 0, right = 0;  ///< its own extent
    std::string words;
    Ink ink = Ink::soft;
};

/// Kept inside the panel.
TopLabel top_label(const std::string& words, double left, double width, Ink ink, const Box& box) {
    left = std::clamp(left, box.left + 2, std::max(box.left + 2, box.right - width - 2));
    return {left, left + width, words, ink};
}

std::vector<TopLabel> top_labels(const std::vector<Mark>& marks, const Frame& frame) {
    std::vector<TopLabel> labels;
    for (const Mark& mark : marks) {
        if (const auto* region = std::get_if<RegionMark>(&mark)) {
            if (region->label.empty() || region->direction != Direction::vertical) continue;
            const Span span = frame.x.span();
            if (!(region->from <= span.high && region->to >= span.low)) continue;
            const double from = frame.x.at(std::max(region->from, span.low)),
                         to = frame.x.at(std::min(region->to, span.high));
            const double width = text_width(region->label, kLabelSize);
            labels.push_back(
                top_label(region->label, (from + to - width) / 2, width, region->ink, frame.box));
        } else if (const auto* rule = std::get_if<RuleMark>(&mark)) {
            if (rule->label.empty() || rule->direction != Direction::vertical ||
                !frame.x.holds(rule->value))
                continue;
            const double place = frame.x.at(rule->value),
                         width = text_width(rule->label, kLabelSize);
            const bool turns = place + 4 + width > frame.box.right;
            labels.push_back(top_label(rule->label, turns ? place - 4 - width : place + 4, width,
                                       rule->stroke.ink, frame.box));
        }
    }
    return labels;
}

Shape note_shape(const NoteMark& note, const Frame& frame) {
    const double width = text_width(note.words, kLabelSize, note.bold);
    double left = frame.x.at(note.at.x) + (note.anchor == Anchor::end      ? -note.right - width
                                           : note.anchor == Anchor::middle ? -width / 2
                                                                           : note.right);
    const Box& box = frame.box;
    left = std::clamp(left, box.left + 2, std::max(box.left + 2, box.right - width - 2));
    const double base =
        std::clamp(frame.y.at(note.at.y) - note.up, box.top + kLabelSize, box.bottom - 3);
    return haloed({{left, base}, note.words, kLabelSize, Anchor::start, note.bold}, note.ink);
}

}  // namespace

Shape haloed(figure::Text text, Ink ink) {
    return {std::move(text), {ink, Ink::paper, 3, 1, {}, true}};
}

std::vector<Shape> word_shapes(const std::vector<Mark>& marks, const Frame& frame) {
    std::vector<Shape> shapes;
    std::vector<std::vector<TopLabel>> rows;
    for (TopLabel& label : top_labels(marks, frame)) {
        const auto fits = [&](const std::vector<TopLabel>& row) {
            return std::all_of(row.begin(), row.end(), [&](const TopLabel& other) {
                return label.right + 5 < other.left || label.left > other.right + 5;
            });
        };
        std::size_t row = 0;
        while (row < rows.size() && !fits(rows[row])) ++row;
        if (frame.box.top + static_cast<double>(row + 1) * kLine > frame.box.bottom)
            continue;  // no room left
        if (row == rows.size()) rows.emplace_back();
        const double base = frame.box.top + kLabelSize + 1 + static_cast<double>(row) * kLine;
        shapes.push_back(
            haloed({{label.left, base}, label.words, kLabelSize, Anchor::start, false}, label.ink));
        rows[row].push_back(std::move(label));
    }
    for (const Mark& mark : marks)
        if (const auto* note = std::get_if<NoteMark>(&mark))
            if (frame.x.holds(note->at.x) && frame.y.holds(note->at.y))
                shapes.push_back(note_shape(*note, frame));
    return shapes;
}

std::vector<MarginLabel> margin_labels(const std::vector<Mark>& marks, const Frame& frame) {
    std::vector<MarginLabel> labels;
    for (const Mark& mark : marks) {
        if (const auto* line = std::get_if<LineMark>(&mark);
            line != nullptr && !line->end_label.empty()) {
            for (auto place = line->places.rbegin(); place != line->places.rend(); ++place) {
                if (!std::isfinite(place->y) || !frame.x.holds(place->x) ||
                    !frame.y.holds(place->y))
                    continue;
                labels.push_back({frame.y.at(place->y), line->end_label, line->stroke.ink});
                break;
            }
        } else if (const auto* rule = std::get_if<RuleMark>(&mark);
                   rule != nullptr && !rule->label.empty() &&
                   rule->direction == Direction::horizontal && frame.y.holds(rule->value)) {
            labels.push_back({frame.y.at(rule->value), rule->label, rule->stroke.ink});
        } else if (const auto* region = std::get_if<RegionMark>(&mark);
                   region != nullptr && !region->label.empty() &&
                   region->direction == Direction::horizontal &&
                   frame.y.holds((region->from + region->to) / 2)) {
            labels.push_back(
                {frame.y.at((region->from + region->to) / 2), region->label, region->ink});
        }
    }
    std::stable_sort(labels.begin(), labels.end(),
                     [](const MarginLabel& a, const MarginLabel& b) { return a.y < b.y; });
    const double room = std::max(1.0, frame.box.height() / kLine);
    while (static_cast<double>(labels.size()) > room + 1)
        labels.pop_back();  // more than the margin is high
    // Down first, then back up from the bottom: as near to their lines as their height allows.
    for (std::size_t i = 1; i < labels.size(); ++i)
        labels[i].y = std::max(labels[i].y, labels[i - 1].y + kLine);
    double floor = frame.box.bottom;
    for (auto label = labels.rbegin(); label != labels.rend(); ++label) {
        label->y = std::min(label->y, floor);
        floor = label->y - kLine;
    }
    return labels;
}

}  // namespace sinew::chart
