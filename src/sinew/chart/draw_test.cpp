#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/base/random_stream.hpp>
#include <sinew/chart/chart.hpp>
#include <sinew/chart/clipping.hpp>
#include <sinew/figure/svg.hpp>

#include <cmath>
#include <cstdlib>
#include <limits>

namespace sinew::chart {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

std::string svg(const Chart& chart, figure::Theme theme = figure::Theme::light) {
    figure::SvgStyle style;
    style.theme = theme;
    style.font = figure::standing_font(false);
    return figure::to_svg(draw(chart), style);
}

bool well_formed(const std::string& text) {
    const std::string path = ::testing::TempDir() + "chart_draw_test.svg";
    EXPECT_TRUE(write_file_atomically(path, text));
    return std::system(("xmllint --noout '" + path + "'").c_str()) == 0;
}

/// Every coordinate of every shape, groups unfolded one level deep: charts use none deeper.
void visit_points(const std::vector<figure::Shape>& shapes, const auto& take) {
    for (const figure::Shape& shape : shapes) {
        if (const auto* line = std::get_if<figure::Line>(&shape.form)) {
            take(line->from);
            take(line->to);
        } else if (const auto* path = std::get_if<figure::Polyline>(&shape.form)) {
            for (const auto& outline : path->outlines)
                for (const figure::Point p : outline) take(p);
        } else if (const auto* circle = std::get_if<figure::Circle>(&shape.form)) {
            take(circle->centre);
        } else if (const auto* text = std::get_if<figure::Text>(&shape.form)) {
            take(text->at);
        }
    }
}

void expect_on_the_page(const Chart& chart, const std::string& what) {
    const figure::Scene scene = draw(chart);
    ASSERT_TRUE(std::isfinite(scene.height) && scene.height > 0) << what;
    visit_points(scene.shapes, [&](figure::Point p) {
        ASSERT_TRUE(std::isfinite(p.x) && std::isfinite(p.y)) << what;
        ASSERT_TRUE(p.x >= -0.01 && p.x <= scene.width + 0.01 && p.y >= -0.01 &&
                    p.y <= scene.height + 0.01)
            << what << ": " << p.x << " " << p.y << " of " << scene.width << " x " << scene.height;
    });
}

Chart with(std::vector<Mark> marks, AxisKind x = AxisKind::linear, AxisKind y = AxisKind::linear) {
    Panel panel;
    panel.x.title = "x";
    panel.x.kind = x;
    panel.y.title = "y";
    panel.y.kind = y;
    panel.marks = std::move(marks);
    Chart chart;
    chart.title = "A chart";
    chart.rows = {{{panel}, 120}};
    return chart;
}

/// Every kind of mark from the same values.
std::vector<Mark> all_marks(const std::vector<double>& values) {
    LineMark line{.name = "line", .end_label = "end"};
    LineMark steps{.name = "steps", .marker = Marker::diamond, .stepped = true};
    PointsMark points{.name = "points", .marker = Marker::ring, .outside = Outside::at_edge};
    BarsMark bars{.name = "bars"};
    BandMark band{.name = "band"};
    RangesMark ranges{.name = "ranges"}, sideways{.direction = Direction::horizontal};
    OutlineMark outline{.name = "outline", .fill_opacity = 0.2};
    std::vector<Mark> marks;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Place place{static_cast<double>(i) + 1, values[i]};
        line.places.push_back(place);
        steps.places.push_back(place);
        points.places.push_back(place);
        bars.places.push_back(place);
        outline.places.push_back(place);
        band.x.push_back(place.x);
        band.low.push_back(values[i] - 1);
        band.high.push_back(values[i] + 1);
        ranges.ranges.push_back({place.x, values[i] - 2, values[i] + 2});
        sideways.ranges.push_back({values[i], place.x, place.x + 1});
        marks.push_back(RuleMark{.label = "rule", .value = values[i]});
        marks.push_back(
            RuleMark{.label = "at", .direction = Direction::vertical, .value = place.x});
        marks.push_back(RegionMark{.label = "region", .from = values[i], .to = values[i] + 1});
        marks.push_back(NoteMark{.at = place, .words = "note"});
    }
    for (Mark mark : std::vector<Mark>{line, steps, points, bars, band, ranges, sideways, outline})
        marks.push_back(std::move(mark));
    return marks;
}

TEST(Draw, says_that_there_is_nothing_to_show) {
    for (const Chart& chart :
         {Chart{}, with({}), with({LineMark{}}), with(all_marks({kNan, kInf, -kInf})),
          with({LineMark{.places = {{1, -5}, {2, 0}}}}, AxisKind::linear, AxisKind::logarithmic),
          with({RuleMark{.value = 3}, NoteMark{.words = "alone"}})}) {
        EXPECT_NE(svg(chart).find(">no data<"), std::string::npos);
        expect_on_the_page(chart, "nothing");
        EXPECT_TRUE(well_formed(svg(chart)));
    }
    Chart chinese = with({});
    chinese.no_values = "没有数据";
    EXPECT_NE(svg(chinese).find("没有数据"), std::string::npos);
}

TEST(Draw, bears_every_value_on_every_axis_and_stays_on_the_page) {
    const std::vector<std::vector<double>> kSeries{{0},
                                                   {7},
                                                   {-7},
                                                   {1, 1, 1, 1},
                                                   {kNan, 3, kNan, 4, kInf},
                                                   {1e-320, 2e-320},
                                                   {-1e308, 1e308},
                                                   {1e15, 1e15 + 1},
                                                   {0, 1e-12},
                                                   {1e9, 1, 1e-9},
                                                   {5, kNan},
                                                   {3, 1, 2, 1e6, -1e6, 4}};
    for (const auto& values : kSeries)
        for (const AxisKind x :
             {AxisKind::linear, AxisKind::logarithmic, AxisKind::clock, AxisKind::days})
            for (const AxisKind y :
                 {AxisKind::linear, AxisKind::logarithmic, AxisKind::clock, AxisKind::days}) {
                const std::string what = ::testing::PrintToString(values) + " on " +
                                         std::to_string(static_cast<int>(x)) +
                                         std::to_string(static_cast<int>(y));
                Chart chart = with(all_marks(values), x, y);
                expect_on_the_page(chart, what);
                for (const bool square : {false, true}) {
                    chart.rows.front().panels.front().equal_scales = square;
                    chart.rows.front().panels.front().y.from = 0.5;
                    chart.rows.front().panels.front().y.to = square ? 0.4 : 2;
                    chart.rows.front().panels.front().y.reversed = square;
                    expect_on_the_page(chart, what + " with ends");
                }
            }
}

TEST(Draw, random_series_of_all_sizes_stay_on_the_page) {
    RandomStream chance{5, "draw"};
    for (int trial = 0; trial < 300; ++trial) {
        std::vector<double> values(chance.below(40));
        const double size = std::pow(10.0, chance.uniform() * 40 - 20);
        for (double& value : values)
            value = chance.chance(0.1) ? kNan : (chance.uniform() - 0.3) * size;
        expect_on_the_page(with(all_marks(values), static_cast<AxisKind>(chance.below(4)),
                                static_cast<AxisKind>(chance.below(4))),
                           "trial " + std::to_string(trial));
    }
}

TEST(Draw, the_same_chart_gives_the_same_bytes_and_the_theme_changes_only_colours) {
    const Chart chart = with(all_marks({3, 1, 4, 1, 5}));
    EXPECT_EQ(svg(chart), svg(chart));
    const std::string light = svg(chart), dark = svg(chart, figure::Theme::dark);
    ASSERT_EQ(light.size(), dark.size());
    EXPECT_NE(light, dark);
    EXPECT_TRUE(well_formed(light));
}

TEST(Draw, a_shared_axis_is_told_once_under_the_last_panel_that_has_values) {
    Chart chart = with({LineMark{.places = {{0, 1}, {10, 2}}}});
    chart.rows.push_back(chart.rows.front());
    chart.rows.back().panels.front().marks = {LineMark{.places = {{20, 1}, {30, 2}}}};
    chart.rows.push_back(chart.rows.front());
    chart.rows.back().panels.front().marks.clear();
    chart.shared_x = true;
    const std::string text = svg(chart);
    const auto count = [&](const std::string& word) {
        std::size_t n = 0;
        for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos; ++at) ++n;
        return n;
    };
    EXPECT_EQ(count(">x</text>"), 1U);
    EXPECT_EQ(count(">30</text>"), 1U) << "both panels reach to 30, one of them says so";
    EXPECT_EQ(count(">no data</text>"), 1U);
}

TEST(Draw, a_hundred_thousand_values_make_a_small_picture) {
    LineMark line;
    PointsMark points{.size = 2};
    for (int i = 0; i < 100000; ++i) {
        line.places.push_back({i * 1.0, std::sin(i * 0.37) * (1 + i % 7)});
        points.places.push_back({std::cos(i * 0.11) * 3, std::sin(i * 0.37)});
    }
    EXPECT_LT(svg(with({line})).size(), 60'000U);
    EXPECT_LT(svg(with({points})).size(), 900'000U);
}

TEST(Draw, describes_itself_when_nobody_did) {
    const figure::Scene scene = draw(with({LineMark{.places = {{0, 1}, {10, 2}}}}));
    EXPECT_EQ(scene.title, "A chart");
    EXPECT_EQ(scene.description, "y: x 0 – 10; y 1.0 – 2.0.");
}

TEST(Clipping, cuts_at_the_edge_and_parts_at_gaps) {
    const Box box{0, 0, 10, 10};
    const auto pieces =
        clipped({{-5, 5}, {5, 5}, {kNan, 0}, {6, 6}, {6, 20}, {8, 20}, {8, 5}}, box);
    ASSERT_EQ(pieces.size(), 3U);
    EXPECT_EQ(pieces[0], (Path{{0, 5}, {5, 5}}));
    EXPECT_EQ(pieces[1], (Path{{6, 6}, {6, 10}}));
    EXPECT_EQ(pieces[2], (Path{{8, 10}, {8, 5}}));
    EXPECT_EQ(clipped_area({{-5, -5}, {5, -5}, {5, 5}, {-5, 5}}, box).size(), 4U);
    EXPECT_TRUE(clipped_area({{20, 20}, {30, 20}, {30, 30}}, box).empty());
}

TEST(Clipping, thinning_keeps_every_peak) {
    Path path;
    for (int i = 0; i < 5000; ++i)
        path.push_back({i * 0.01, i == 2345 ? 99.0 : i == 3456 ? -99.0 : i % 3 * 1.0});
    const Path thin = thinned(path);
    EXPECT_LT(thin.size(), 500U);
    EXPECT_EQ(thin.front(), path.front());
    EXPECT_EQ(thin.back(), path.back());
    EXPECT_NE(std::find(thin.begin(), thin.end(), path[2345]), thin.end());
    EXPECT_NE(std::find(thin.begin(), thin.end(), path[3456]), thin.end());
}

/// A forest plot of four made-up trials: categories, weights, intervals, a pooled diamond, words beside the rows.
Chart forest() {
    Panel panel;
    panel.x.title = "Standardised mean difference";
    panel.y.kind = AxisKind::categories;
    panel.y.categories = {"Trial A", "Trial B", "Trial C", "Pooled"};
    panel.y.beside = {"−0.62", "−0.31", "−0.12", "−0.35"};
    panel.marks = {RuleMark{.direction = Direction::vertical, .value = 0, .stroke = {Ink::soft, 1}},
                   RangesMark{.ranges = {{0, -1.1, -0.1}, {1, -0.7, 0.1}, {2, -0.5, 0.3}},
                              .direction = Direction::horizontal,
                              .stroke = {Ink::ink, 1}},
                   PointsMark{.places = {{-0.62, 0}, {-0.31, 1}, {-0.12, 2}},
                              .marker = Marker::square,
                              .sizes = {7, 10, 12}},
                   OutlineMark{.places = {{-0.6, 3}, {-0.35, 2.75}, {-0.1, 3}, {-0.35, 3.25}},
                               .stroke = {Ink::clay, 1},
                               .fill_opacity = 0.9}};
    Chart chart;
    chart.title = "A forest plot";
    chart.subtitle = "Made-up values";
    chart.rows = {{{panel}, 110}};
    chart.width = 480;
    return chart;
}

/// tests/golden/chart holds the pictures as they were looked at. When a change is meant: look, then copy.
void expect_golden(const std::string& name, const std::string& text) {
    const auto golden = read_file(SINEW_SOURCE_DIR "/tests/golden/chart/" + name);
    const std::string here = ::testing::TempDir() + name;
    if (golden && *golden == text) return;
    EXPECT_TRUE(write_file_atomically(here, text));
    ADD_FAILURE() << name << " has changed: look at " << here
                  << ", then copy it over tests/golden/chart/" << name;
}

TEST(Draw, golden_forest) {
    expect_golden("forest.svg", svg(forest()));
    EXPECT_TRUE(well_formed(svg(forest())));
}
TEST(Draw, golden_every_mark) {
    expect_golden("every-mark-dark.svg", svg(with(all_marks({3, 1, 4, 2})), figure::Theme::dark));
}

}  // namespace
}  // namespace sinew::chart
