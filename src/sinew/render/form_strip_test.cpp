#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/figure/svg.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/render/form_strip.hpp>

namespace sinew::render {
namespace {
using domain::Framing;
using domain::Language;

const knowledge::Catalogue& catalogue() {
    static const auto kCatalogue = knowledge::load_catalogue(
        knowledge::PackSource::embedded(), {knowledge::Part::keyframes, knowledge::Part::text});
    return **kCatalogue;
}

TEST(FormStrip, every_form_has_pictures_of_poses_that_exist) {
    for (const knowledge::FormMotion& form : catalogue().keyframes.forms) {
        const auto stills = stills_of(form.id);
        EXPECT_GE(stills.size(), form.id == "yu_bei" ? 2u : 4u) << form.id;
        EXPECT_LE(stills.size(), 6u) << form.id;
        for (const Still& still : stills) {
            if (still.phase.empty()) continue;
            const auto phase = std::find_if(form.phases.begin(), form.phases.end(),
                                            [&](const auto& p) { return p.id == still.phase; });
            ASSERT_NE(phase, form.phases.end()) << form.id << " " << still.phase;
            EXPECT_TRUE(std::any_of(
                phase->keys.begin(), phase->keys.end(),
                [&](const auto& key) { return form.pose_names[key.pose] == still.pose; }))
                << form.id << " " << still.phase << " " << still.pose;
        }
    }
}

TEST(FormStrip, says_what_it_shows_in_every_language_and_framing) {
    for (const Language language : {Language::en, Language::zh})
        for (const Framing framing : {Framing::secular, Framing::traditional})
            for (const knowledge::FormMotion& form : catalogue().keyframes.forms) {
                const std::string svg = figure::to_svg(form_strip(
                    catalogue().keyframes, form.id, catalogue().words(language, framing)));
                EXPECT_EQ(svg.find("&lt;form."), std::string::npos) << form.id;
                EXPECT_EQ(svg.find("&lt;breath."), std::string::npos) << form.id;
                EXPECT_EQ(svg.find("nan"), std::string::npos) << form.id;
                EXPECT_NE(svg.find("<desc id=\"desc\">1. "), std::string::npos);
            }
}

TEST(FormStrip, seated_figures_sit_level_with_both_feet_down) {
    for (const knowledge::FormMotion& form : catalogue().keyframes.forms)
        for (const knowledge::Pose& pose : form.poses) {
            const Joints j = joints_of(catalogue().keyframes.skeleton,
                                       seated(catalogue().keyframes.skeleton, pose));
            const auto low = lowest_of_feet(j);
            EXPECT_NEAR(low[0], 0, 0.01);
            EXPECT_NEAR(low[1], 0, 0.01);
            EXPECT_NEAR(j[Side::left].hip.z, j[Side::right].hip.z, 1e-9);
            EXPECT_NEAR(j[Side::left].knee.z, j[Side::left].hip.z, 0.05) << "thighs level";
            EXPECT_GT(j.head_mid.z, j.pelvis.z + 0.2)
                << "nobody folds double on a chair: " << form.id;
        }
}

/// One strip as bytes. After a wanted change: look at the new picture, then copy it over the golden one.
TEST(FormStrip, wei_tuo_1_is_drawn_as_it_was) {
    const std::string svg = figure::to_svg(form_strip(
        catalogue().keyframes, "wei_tuo_1", catalogue().words(Language::en, Framing::secular)));
    const auto golden = read_file(SINEW_SOURCE_DIR "/tests/golden/figure/wei_tuo_1.svg");
    const std::string drawn = ::testing::TempDir() + "wei_tuo_1.svg";
    if (!golden || svg != *golden) {
        ASSERT_TRUE(write_file_atomically(drawn, svg));
    }
    ASSERT_TRUE(golden && svg == *golden)
        << "the drawing changed; look at " << drawn << ", then copy it to tests/golden/figure";
}

}  // namespace
}  // namespace sinew::render
