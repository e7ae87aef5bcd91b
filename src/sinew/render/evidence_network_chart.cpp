#include <sinew/base/text.hpp>
#include <sinew/chart/number_label.hpp>
#include <sinew/chart/text_width.hpp>
#include <sinew/render/evidence_network_chart.hpp>
#include <sinew/render/scene_pen.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

namespace sinew::render {
using figure::Anchor;
using figure::Ink;
using figure::Point;
namespace {

constexpr double kLeastWidth = 720, kMargin = 24, kName = 12, kLine = 15.5, kCount = 9.5;
constexpr auto kShades = std::to_array<Ink>({Ink::sky, Ink::clay, Ink::amber, Ink::pine});

struct Label {
    std::size_t node = 0;
    Point wanted;
    double y = 0;
};

class NetworkDrawer {
public:
    explicit NetworkDrawer(const NetworkPicture& network) : network_{network} {}

    figure::Scene draw() {
        size_up();
        scene_.title = network_.title.empty() ? "Network of treatments" : network_.title;
        double y = kMargin + 16;
        y = pen_.paragraph({kMargin, y}, scene_.title, scene_.width - kMargin,
                           {16, Ink::ink, Anchor::start, true});
        if (!network_.subtitle.empty())
            y = pen_.paragraph({kMargin, y + 19}, network_.subtitle, scene_.width - kMargin,
                               {11.5, Ink::soft});
        lay_out(y + 26);
        shade();
        lines();
        counts();
        circles();
        names();
        double bottom = centre_.y + radius_ + 46;
        for (const Label& label : labels_) bottom = std::max(bottom, label.y + 26);
        bottom =
            pen_.paragraph({kMargin, bottom}, legend(), scene_.width - kMargin, {10.5, Ink::soft});
        if (!network_.footnote.empty())
            bottom = pen_.paragraph({kMargin, bottom + 15}, network_.footnote,
                                    scene_.width - kMargin, {10.5, Ink::soft});
        scene_.height = bottom + kMargin;
        scene_.description = network_.description.empty() ? told() : network_.description;
        pen_.paper();
        return std::move(scene_);
    }

private:
    /// The circle grows with its treatments, the paper with the longest names on both sides.
    void size_up() {
        double widest = 60;
        for (const auto& node : network_.nodes)
            widest = std::max(widest, chart::text_width(shown(node.name), kName));
        radius_ = std::clamp(60 + 13 * static_cast<double>(network_.nodes.size()), 110.0, 250.0);
        scene_.width = std::max(kLeastWidth, 2 * (radius_ + widest + 46 + kMargin));
    }

    void lay_out(double top) {
        order_ = circle_order(network_);
        const double count = std::max<double>(1, static_cast<double>(order_.size()));
        centre_ = {scene_.width / 2, top + radius_ + 22};
        at_.resize(order_.size());
        direction_.resize(order_.size());
        for (std::size_t i = 0; i < order_.size(); ++i) {
            const double angle =
                2 * std::numbers::pi * static_cast<double>(i) / count - std::numbers::pi / 2;
            direction_[order_[i]] = {std::cos(angle), std::sin(angle)};
            at_[order_[i]] = {centre_.x + radius_ * std::cos(angle),
                              centre_.y + radius_ * std::sin(angle)};
        }
        const double apart = count > 1 ? 2 * radius_ * std::sin(std::numbers::pi / count) : 60;
        largest_ = std::min(20.0, 0.42 * apart);
        for (const auto& node : network_.nodes) most_ = std::max(most_, node.size);
        for (const auto& edge : network_.edges)
            most_studies_ = std::max(most_studies_, edge.studies);
        place_labels();
    }

    [[nodiscard]] static std::string shown(const std::string& name) {
        return chart::shortened(name, kName, 230);
    }

    [[nodiscard]] double node_radius(std::size_t node) const {
        const double size = network_.nodes[node].size;
        return most_ > 0 && size > 0 ? std::max(3.5, largest_ * std::sqrt(size / most_)) : 3.5;
    }

    /// Names stand outside, left and right; on each side they are pushed apart where they would touch.
    void place_labels() {
        std::vector<Label> left, right, middle;
        for (std::size_t node = 0; node < at_.size(); ++node) {
            const double out = node_radius(node) + 8;
            const Point d = direction_[node];
            const Point wanted{at_[node].x + out * d.x, at_[node].y + out * d.y +
                                                            (d.y < -0.99  ? -4
                                                             : d.y > 0.99 ? 9
                                                                          : 4)};
            (std::abs(d.x) <= 1e-9 ? middle
             : d.x < 0             ? left
                                   : right)
                .push_back({node, wanted, wanted.y});
        }
        for (auto* side : {&left, &right}) {
            std::sort(side->begin(), side->end(), [](const Label& a, const Label& b) {
                return std::pair{a.y, a.node} < std::pair{b.y, b.node};
            });
            spread(*side);
            labels_.insert(labels_.end(), side->begin(), side->end());
        }
        // Names on top and at the bottom reach over both sides: they stand clear of all.
        double highest = 1e9, lowest = -1e9;
        for (const Label& label : labels_) {
            highest = std::min(highest, label.y);
            lowest = std::max(lowest, label.y);
        }
        for (Label label : middle) {
            label.y = direction_[label.node].y < 0 ? std::min(label.y, highest - kLine)
                                                   : std::max(label.y, lowest + kLine);
            labels_.push_back(label);
        }
    }

    /// Neighbours that are too close become a block round their middle, and blocks join until none touch.
    static void spread(std::vector<Label>& side) {
        struct Block {
            std::size_t first, count;
            double middle;
        };
        std::vector<Block> blocks;
        for (std::size_t i = 0; i < side.size(); ++i) {
            blocks.push_back({i, 1, side[i].y});
            while (blocks.size() > 1) {
                Block& upper = blocks[blocks.size() - 2];
                const Block& lower = blocks.back();
                const double gap = lower.middle - upper.middle;
                const double need = kLine * static_cast<double>(upper.count + lower.count) / 2;
                if (gap >= need) break;
                const auto a = static_cast<double>(upper.count),
                           b = static_cast<double>(lower.count);
                upper.middle = (a * upper.middle + b * lower.middle) / (a + b);
                upper.count += lower.count;
                blocks.pop_back();
            }
        }
        for (const Block& block : blocks)
            for (std::size_t i = 0; i < block.count; ++i)
                side[block.first + i].y =
                    block.middle +
                    kLine * (static_cast<double>(i) - (static_cast<double>(block.count) - 1) / 2);
    }

    void shade() {
        std::map<std::vector<std::size_t>, std::size_t> sets;
        for (const auto& trial : network_.multi_arm) {
            std::vector<std::size_t> treatments = trial.treatments;
            const auto place = [&](std::size_t t) {
                return std::find(order_.begin(), order_.end(), t) - order_.begin();
            };
            std::sort(treatments.begin(), treatments.end(),
                      [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
            ++sets[treatments];
        }
        std::size_t index = 0;
        for (const auto& [treatments, times] : sets) {
            std::vector<Point> corners;
            for (const std::size_t t : treatments) corners.push_back(at_[t]);
            pen_.area(corners, kShades[index++ % kShades.size()],
                      std::min(0.3, 0.12 + 0.04 * static_cast<double>(times)));
        }
        multi_ = sets.size();
    }

    [[nodiscard]] double edge_width(std::size_t studies) const {
        const double most = std::max(1.0, static_cast<double>(most_studies_));
        return 1 + 8 * (std::sqrt(static_cast<double>(studies)) - 1) /
                       std::max(1.0, std::sqrt(std::max(most, 9.0)) - 1);
    }

    void lines() {
        for (const auto& edge : network_.edges)
            scene_.shapes.push_back({figure::Line{at_[edge.first], at_[edge.second]},
                                     {{}, Ink::soft, edge_width(edge.studies), 0.75, {}, false}});
    }

    /// The number of studies on each line of two or more, where it stands clear of the others.
    void counts() {
        constexpr auto kAlong =
            std::to_array<double>({0.5, 0.42, 0.58, 0.35, 0.65, 0.28, 0.72, 0.22, 0.78});
        std::vector<Point> taken;
        for (const auto& edge : network_.edges) {
            if (edge.studies < 2) continue;
            for (const double along : kAlong) {
                const Point p{at_[edge.first].x + along * (at_[edge.second].x - at_[edge.first].x),
                              at_[edge.first].y + along * (at_[edge.second].y - at_[edge.first].y)};
                const auto near = [&](const Point& other, double apart) {
                    return std::hypot(p.x - other.x, p.y - other.y) < apart;
                };
                bool clear = true;
                for (const Point& other : taken) clear = clear && !near(other, 19);
                for (std::size_t node = 0; node < at_.size(); ++node)
                    clear = clear && !near(at_[node], node_radius(node) + 9);
                if (!clear) continue;
                taken.push_back(p);
                const std::string words = std::to_string(edge.studies);
                scene_.shapes.push_back(
                    {figure::Circle{p, 3.2 + 3.1 * static_cast<double>(words.size())},
                     {Ink::paper, {}, 0, 0.94, {}, false}});
                pen_.words({p.x, p.y + 3.4}, words, {kCount, Ink::ink, Anchor::middle});
                break;
            }
        }
    }

    void circles() {
        for (std::size_t node = 0; node < at_.size(); ++node)
            scene_.shapes.push_back({figure::Circle{at_[node], node_radius(node)},
                                     {Ink::pine, Ink::paper, 1.2, 1, {}, false}});
    }

    void names() {
        for (const Label& label : labels_) {
            const Point d = direction_[label.node];
            const bool middle = std::abs(d.x) <= 1e-9;
            const bool left = d.x < -1e-9;
            Point p{label.wanted.x + (left ? -2 : middle ? 0 : 2), label.y};
            const double shift = label.y - label.wanted.y;
            if (std::abs(shift) > 11 && !middle) {
                // A thin line leads from the circle to a name that had to move.
                p.x += left ? -10 : 10;
                const Point from{at_[label.node].x + (node_radius(label.node) + 2) * d.x,
                                 at_[label.node].y + (node_radius(label.node) + 2) * d.y};
                pen_.line(from, {p.x + (left ? 3.0 : -3.0), p.y - 4}, {Ink::line, 0.8});
            }
            pen_.words(p, shown(network_.nodes[label.node].name),
                       {kName, Ink::ink,
                        left     ? Anchor::end
                        : middle ? Anchor::middle
                                 : Anchor::start});
        }
    }

    [[nodiscard]] std::string legend() const {
        std::string text = "Area of a circle: " + network_.size_means + " (largest " +
                           chart::number_label(most_, 0) + "). Width of a line and number on it: " +
                           "studies; a line without a number is one study.";
        if (multi_ > 0) text += " Shaded: trials of three or more arms.";
        return text;
    }

    [[nodiscard]] std::string told() const {
        std::string text = "Network of " + std::to_string(network_.nodes.size()) +
                           " treatments and " + std::to_string(network_.edges.size()) +
                           " direct comparisons. ";
        for (const auto& node : network_.nodes)
            text += node.name + ": " + chart::number_label(node.size, 0) + " " +
                    network_.size_means + ". ";
        for (const auto& edge : network_.edges)
            text += network_.nodes[edge.first].name + " with " + network_.nodes[edge.second].name +
                    ": " + std::to_string(edge.studies) +
                    (edge.studies == 1 ? " study. " : " studies. ");
        text.pop_back();
        return text;
    }

    const NetworkPicture& network_;
    figure::Scene scene_;
    ScenePen pen_{scene_};
    std::vector<std::size_t> order_;
    std::vector<Point> at_, direction_;  ///< of each node
    std::vector<Label> labels_;
    Point centre_;
    double radius_ = 0, largest_ = 0, most_ = 0;
    std::size_t most_studies_ = 1, multi_ = 0;
};

}  // namespace

figure::Scene evidence_network_chart(const NetworkPicture& network) {
    return NetworkDrawer{network}.draw();
}

}  // namespace sinew::render
