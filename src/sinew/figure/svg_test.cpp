#include <gtest/gtest.h>
#include <sinew/figure/svg.hpp>

namespace sinew::figure {
namespace {

Scene small_scene() {
    Scene scene{20, 10, "A <title>", "Two lines & a word", {}};
    scene.shapes.push_back({Line{{0, 0}, {1.006, -0.001}}, {{}, Ink::pine, 1.5, 1, {2, 1}, false}});
    scene.shapes.push_back({Polyline{{{{0, 0}, {4, 0}, {4, 3}}, {{6, 6}, {7, 6}, {7, 7}}}, true},
                            {Ink::jacket, Ink::jacket_edge, 1, 0.5, {}, true}});
    scene.shapes.push_back(
        {Bezier{{1, 1}, {{{1, 2}, {2, 3}, {3, 3}}}, false}, {{}, Ink::sky, 1, 1, {}, false}});
    scene.shapes.push_back(
        {Group{{{Circle{{0, 0}, 2}, {Ink::ink, {}, 0, 1, {}, false}}}, {5, 5}, 0.5, 1}, {}});
    scene.shapes.push_back(
        {Text{{1, 9}, "a \"b\"", 8, Anchor::middle, true}, {Ink::ink, {}, 0, 1, {}, false}});
    return scene;
}

TEST(Svg, writes_every_primitive_and_says_what_it_shows) {
    EXPECT_EQ(to_svg(small_scene()),
              "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 10\" role=\"img\" "
              "aria-labelledby=\"title desc\" "
              "stroke-linecap=\"round\" stroke-linejoin=\"round\"><title id=\"title\">A "
              "&lt;title&gt;</title>"
              "<desc id=\"desc\">Two lines &amp; a word</desc>"
              "<path d=\"M0 0L1.01 0\" fill=\"none\" stroke=\"#1F6F5C\" stroke-width=\"1.5\" "
              "stroke-dasharray=\"2 1\"/>"
              "<path d=\"M0 0l4 0 0 3ZM6 6l1 0 0 1Z\" fill=\"#F1E8D8\" stroke=\"#8C7F68\" "
              "stroke-width=\"1\" "
              "paint-order=\"stroke\" opacity=\"0.5\"/>"
              "<path d=\"M1 1C1 2 2 3 3 3\" fill=\"none\" stroke=\"#2B6C8F\" stroke-width=\"1\"/>"
              "<g transform=\"translate(5 5) scale(0.5)\"><circle cx=\"0\" cy=\"0\" r=\"2\" "
              "fill=\"#1F2A2E\"/></g>"
              "<text x=\"1\" y=\"9\" font-size=\"8\" text-anchor=\"middle\" font-weight=\"600\" "
              "fill=\"#1F2A2E\">a "
              "&quot;b&quot;</text></svg>\n");
}

TEST(Svg, a_page_colours_it_by_classes) {
    SvgStyle style;
    style.colours = SvgColours::classes;
    style.id = "form-1";
    const std::string svg = to_svg(small_scene(), style);
    EXPECT_EQ(svg.find('#'), std::string::npos) << "no fixed colour: " << svg;
    EXPECT_NE(svg.find("class=\"fill-jacket stroke-jacket-edge\""), std::string::npos);
    EXPECT_NE(svg.find("aria-labelledby=\"form-1-title form-1-desc\""), std::string::npos);
    EXPECT_NE(svg_class_rules().find(".stroke-jacket-edge{stroke:var(--jacket-edge)}"),
              std::string::npos);
    EXPECT_NE(ink_properties(Theme::dark).find("--pine:#6CC5A9;"), std::string::npos);
}

}  // namespace
}  // namespace sinew::figure
