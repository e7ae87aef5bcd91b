// Pictures of load and trend, pictures as files, small plots of letters.
#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/base/text.hpp>
#include <sinew/render/load_charts.hpp>
#include <sinew/render/picture.hpp>
#include <sinew/render/sample_programme_for_test.hpp>
#include <sinew/render/sparkline.hpp>
#include <sinew/render/trend_charts.hpp>

#include <cmath>
#include <cstdlib>
#include <limits>

namespace sinew::render {
namespace {
using domain::Language;

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

care::Words words_in(Language language) {
    return test_catalogue().words(language, domain::Framing::secular);
}

Day day(int n) { return read_day("2026-09-07").value() + std::chrono::days{n}; }

/// Ten made-up weeks: three sessions a week that grow, a week of illness, days nobody knows of.
LoadPicture sample_load() {
    LoadPicture load;
    load.unit = "TRIMP";
    load.footnote = "Made-up values.";
    load.monotony_line = 2.0;
    double acute = 60, chronic = 60;
    for (int i = 0; i < 70; ++i) {
        const bool ill = i >= 35 && i < 42, unknown = i == 20 || i == 21;
        const double value = unknown                                  ? kNan
                             : ill                                    ? 0
                             : i % 7 == 1 || i % 7 == 3 || i % 7 == 5 ? 60 + i
                                                                      : 0;
        if (!unknown) {
            acute += (value - acute) * 0.25;
            chronic += (value - chronic) * 0.07;
        }
        load.days.push_back({day(i), value, acute, chronic, acute / chronic});
    }
    for (int week = 0; week < 10; ++week)
        load.weeks.push_back({day(7 * week),
                              week == 5 ? std::nullopt : std::optional{0.8 + 0.05 * week},
                              week == 5 ? std::nullopt : std::optional{200.0 + 30 * week}});
    return load;
}

TrendPicture sample_trend() {
    TrendPicture trend;
    trend.outcome = "craving (0–10)";
    trend.lowest = 0;
    trend.highest = 10;
    trend.footnote = "Made-up values.";
    trend.limits = {{8.2, "8.2"}};
    for (int i = 0; i < 60; ++i) {
        const double level = i < 32 ? 6.2 - 0.02 * i : 3.4;
        if (i % 11 == 4 || (i > 40 && i < 45)) {
            trend.missing.push_back(day(i));
        } else {
            trend.answers.push_back({day(i), std::round(level + 1.8 * std::sin(i * 2.7))});
        }
        trend.level.push_back({day(i), level, level - 0.8, level + 0.8});
        if (i % 3 == 0) trend.practice.push_back(day(i));
    }
    trend.changes = {{day(32), ""}};
    trend.alerts = {day(10), day(47)};
    return trend;
}

void expect_words_there(const std::string& svg) {
    EXPECT_EQ(svg.find("&lt;chart."), std::string::npos) << "a key without words";
    EXPECT_EQ(svg.find('{'), std::string::npos) << "a place left open";
}

TEST(Charts, load_and_trend_are_drawn_in_both_languages) {
    for (const Language language : {Language::en, Language::zh}) {
        const auto words = words_in(language);
        PictureStyle style;
        style.chinese = language == Language::zh;
        for (const auto& scene :
             {load_picture(sample_load(), words), trend_picture(sample_trend(), words)}) {
            const auto svg = picture_bytes(scene, PictureFormat::svg, style);
            ASSERT_TRUE(svg);
            expect_words_there(*svg);
            EXPECT_FALSE(scene.description.empty());
            const std::string path = ::testing::TempDir() + "charts_test.svg";
            ASSERT_TRUE(write_file_atomically(path, *svg));
            EXPECT_EQ(std::system(("xmllint --noout '" + path + "'").c_str()), 0);
        }
    }
}

TEST(Charts, show_gaps_where_nothing_is_known_and_say_when_all_is_unknown) {
    const auto words = words_in(Language::en);
    const auto svg = [&](const figure::Scene& scene) {
        return picture_bytes(scene, PictureFormat::svg, {}).value();
    };
    EXPECT_NE(svg(load_picture(sample_load(), words)).find(">not known<"), std::string::npos);
    EXPECT_NE(svg(trend_picture(sample_trend(), words)).find(">no answer<"), std::string::npos);
    EXPECT_NE(svg(load_picture({}, words)).find(">no data<"), std::string::npos);
    EXPECT_NE(svg(trend_picture({}, words)).find(">no data<"), std::string::npos);
    LoadPicture unknown;
    for (int i = 0; i < 5; ++i) unknown.days.push_back({day(i), kNan});
    EXPECT_NE(svg(load_picture(unknown, words)).find(">no data<"), std::string::npos);
}

TEST(Picture, is_written_as_its_name_says_the_same_bytes_every_time) {
    EXPECT_EQ(picture_format("a.b/c.SVG").value(), PictureFormat::svg);
    EXPECT_EQ(picture_format("x.png").value(), PictureFormat::png);
    EXPECT_EQ(picture_format("x.pdf").value(), PictureFormat::pdf);
    for (const char* name : {"x", "x.jpeg", "png", ""}) EXPECT_FALSE(picture_format(name)) << name;
    const auto scene = trend_picture(sample_trend(), words_in(Language::zh));
    PictureStyle style;
    style.chinese = true;
    for (const auto& [format, magic] :
         std::vector<std::pair<PictureFormat, std::string>>{{PictureFormat::svg, "<svg "},
                                                            {PictureFormat::png, "\x89PNG"},
                                                            {PictureFormat::pdf, "%PDF-"}}) {
        const auto bytes = picture_bytes(scene, format, style);
        ASSERT_TRUE(bytes);
        EXPECT_TRUE(bytes->starts_with(magic));
        EXPECT_EQ(*bytes, picture_bytes(scene, format, style).value());
        PictureStyle dark = style;
        dark.theme = figure::Theme::dark;
        EXPECT_NE(*bytes, picture_bytes(scene, format, dark).value())
            << "the theme counts in every format";
    }
    EXPECT_FALSE(picture_bytes({1e6, 10, "", "", {}}, PictureFormat::png, style))
        << "a picture nobody could open";
}

TEST(Sparkline, says_high_and_low_in_one_line) {
    const std::vector<double> rise{1, 2, 3, 4, 5, 6, 7, 8}, gap{1, kNan, 8}, flat{5, 5, 5};
    EXPECT_EQ(sparkline(rise, 80, Letters::unicode), "▁▂▃▄▅▆▇█");
    EXPECT_EQ(sparkline(rise, 4, Letters::unicode), "▁▃▆█");
    EXPECT_EQ(sparkline(gap, 80, Letters::unicode), "▁ █");
    EXPECT_EQ(sparkline(gap, 80, Letters::ascii), "_ #");
    EXPECT_EQ(sparkline(flat, 80, Letters::unicode), "▅▅▅");
    EXPECT_EQ(sparkline({}, 80, Letters::unicode), "");
    const std::vector<double> ends{-1.7e308, 1.7e308};
    EXPECT_EQ(sparkline(ends, 80, Letters::ascii), "_#");
}

TEST(SmallPlot, keeps_every_peak_and_its_width) {
    std::vector<double> values(1000, 1.0);
    values[637] = 9;
    for (const Letters letters : {Letters::unicode, Letters::ascii}) {
        const auto plot = small_plot(values, 40, 4, letters);
        ASSERT_EQ(plot.size(), 4U);
        for (const auto& line : plot) EXPECT_EQ(display_width(line), 40U);
        EXPECT_NE(plot.front().find_first_not_of(letters == Letters::ascii ? " " : "⠀"),
                  std::string::npos)
            << "the peak is in the top line";
    }
    EXPECT_TRUE(small_plot({}, 40, 4, Letters::unicode).empty());
    const std::vector<double> nothing{kNan, kNan}, one{3};
    EXPECT_TRUE(small_plot(nothing, 40, 4, Letters::ascii).empty());
    EXPECT_EQ(small_plot(one, 3, 1, Letters::ascii), (std::vector<std::string>{"***"}));
}

}  // namespace
}  // namespace sinew::render
