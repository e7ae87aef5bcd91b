#include <sinew/base/text.hpp>
#include <sinew/chart/text_width.hpp>
#include <sinew/render/scene_pen.hpp>
#include <sinew/render/synthesis_map_chart.hpp>
#include <sinew/render/synthesis_reading.hpp>

#include <algorithm>

namespace sinew::render {
namespace {

using figure::Anchor;
using figure::Ink;
using figure::Point;
using knowledge::Words;

constexpr double kMargin = 18, kNames = 168, kColumn = 92, kRow = 36, kGap = 4, kSize = 11;

class MapDrawer {
public:
    MapDrawer(const OrderedJson& synthesis, const Words& words)
        : synthesis_{synthesis}, words_{words} {}

    figure::Scene draw() {
        const auto& columns = synthesis_modalities();
        scene_.width = 2 * kMargin + kNames + kColumn * static_cast<double>(columns.size());
        scene_.title = words_("synthesis.label.map");
        text({kMargin, 30}, scene_.title, 16, Ink::ink, Anchor::start, true);
        y_ = 48;
        for (const std::string& line : chart::lines_within(words_("synthesis.label.map_hint"),
                                                           kSize, scene_.width - 2 * kMargin)) {
            text({kMargin, y_}, line, kSize, Ink::soft);
            y_ += 15;
        }
        y_ += 26;
        for (std::size_t i = 0; i < columns.size(); ++i)
            heading(i, words_("synthesis.modality." + columns[i]));
        y_ += 10;
        for (const OrderedJson& outcome : synthesis_.at("outcomes"))
            row(outcome.at("id").get<std::string>());
        y_ += 14;
        key();
        scene_.height = y_ + kMargin - 6;
        scene_.description = said_;
        pen_.paper();
        return std::move(scene_);
    }

private:
    void text(Point at, std::string words, double size, Ink ink, Anchor anchor = Anchor::start,
              bool bold = false) {
        pen_.words(at, std::move(words), {size, ink, anchor, bold});
    }

    static std::vector<Point> corners(double x, double y, double width, double height) {
        return {{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}};
    }

    /// Centred over its column, in as many lines as it takes, the last just over the rows.
    void heading(std::size_t column, const std::string& name) {
        const auto lines = chart::lines_within(name, kSize, kColumn - 6);
        const double x = kMargin + kNames + kColumn * (static_cast<double>(column) + 0.5);
        double y = y_ - 13 * (static_cast<double>(lines.size()) - 1);
        for (const std::string& line : lines) {
            text({x, y}, line, kSize, Ink::ink, Anchor::middle, true);
            y += 13;
        }
    }

    void row(const std::string& outcome) {
        const std::string name = words_("synthesis.outcome." + outcome);
        const auto lines = chart::lines_within(name, 12, kNames - 8);
        double y = y_ + kRow / 2 + 4 - 7 * (static_cast<double>(lines.size()) - 1);
        for (const std::string& line : lines) {
            text({kMargin, y}, line, 12, Ink::ink);
            y += 14;
        }
        const auto& columns = synthesis_modalities();
        for (std::size_t i = 0; i < columns.size(); ++i) {
            const OrderedJson* cell = synthesis_margin(synthesis_, outcome, columns[i]);
            if (!cell) continue;
            const std::string mark = synthesis_mark(*cell);
            verdict(kMargin + kNames + kColumn * static_cast<double>(i), y_,
                    cell->at("verdict").get<std::string>(), mark);
            said_ += name + ", " + words_("synthesis.modality." + columns[i]) +
                     synthesis_colon(words_) +
                     words_("synthesis.verdict." + cell->at("verdict").get<std::string>()) +
                     (mark.empty() ? "" : " " + mark) + ". ";
        }
        y_ += kRow;
    }

    /// Tint, outline and mark: each verdict stays apart in grey and in print.
    void verdict(double left, double top, const std::string& verdict, const std::string& mark) {
        const double x = left + kGap / 2, y = top + kGap / 2, width = kColumn - kGap,
                     height = kRow - kGap;
        const Point middle{x + width / 2, y + height / 2 + 4};
        if (verdict == "pooled") {
            pen_.area(corners(x, y, width, height), Ink::pine);
            text(middle, mark, 12, Ink::card, Anchor::middle, true);
        } else if (verdict == "one_study") {
            pen_.area(corners(x, y, width, height), Ink::pine, 0.28);
            pen_.outline(corners(x, y, width, height), {Ink::pine, 1.4, {}});
            text(middle, mark, 12, Ink::ink, Anchor::middle, true);
        } else if (verdict == "direction_only" || verdict == "within") {
            pen_.area(corners(x, y, width, height), Ink::sky, 0.13);
            text(middle, mark, 12, Ink::ink, Anchor::middle);
        } else if (verdict == "borrowed") {
            pen_.outline(corners(x + 0.7, y + 0.7, width - 1.4, height - 1.4),
                         {Ink::clay, 1.2, {4, 3}});
            const double line = middle.y - 4;
            pen_.line({middle.x - 8, line}, {middle.x + 8, line}, {Ink::clay, 1.5, {}});
            pen_.line({middle.x - 8, line}, {middle.x - 3, line - 4}, {Ink::clay, 1.5, {}});
            pen_.line({middle.x - 8, line}, {middle.x - 3, line + 4}, {Ink::clay, 1.5, {}});
        } else {
            pen_.outline(corners(x + 0.5, y + 0.5, width - 1, height - 1), {Ink::line, 1, {}});
        }
    }

    void key() {
        double x = kMargin;
        for (const auto& [name, mark] :
             std::vector<std::pair<std::string, std::string>>{{"pooled", "k"},
                                                              {"one_study", "1"},
                                                              {"direction_only", "a/b"},
                                                              {"within", "(n)"},
                                                              {"borrowed", ""},
                                                              {"nothing_found", ""}}) {
            const std::string words = words_("synthesis.label.key." + name);
            const double wide = kColumn * 0.55 + 8 + chart::text_width(words, 10.5) + 20;
            if (x > kMargin && x + wide > scene_.width - kMargin) {
                x = kMargin;
                y_ += 26;
            }
            small_box(x, name, mark);
            text({x + kColumn * 0.55 + 6, y_ + 14}, words, 10.5, Ink::soft);
            x += wide;
        }
        y_ += 26;
    }

    /// The cell of the key, drawn as those of the map at half their size.
    void small_box(double x, const std::string& name, const std::string& mark) {
        figure::Scene whole;
        std::swap(whole.shapes, scene_.shapes);
        verdict(0, 0, name, mark);
        std::swap(whole.shapes, scene_.shapes);
        scene_.shapes.push_back({figure::Group{std::move(whole.shapes), {x, y_}, 0.55, 1}, {}});
    }

    const OrderedJson& synthesis_;
    const Words& words_;
    figure::Scene scene_;
    ScenePen pen_{scene_};
    std::string said_;
    double y_ = 0;
};

}  // namespace

figure::Scene synthesis_map_chart(const OrderedJson& synthesis, const Words& words) {
    return MapDrawer{synthesis, words}.draw();
}

}  // namespace sinew::render
