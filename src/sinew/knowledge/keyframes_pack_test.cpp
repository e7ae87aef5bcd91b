#include <gtest/gtest.h>
#include <sinew/base/json_text.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::knowledge {
namespace {

TEST(KeyframesPack, holds_the_fourteen_forms_with_full_poses) {
    const auto catalogue = load_catalogue(PackSource::embedded(), {Part::keyframes});
    ASSERT_TRUE(catalogue);
    const KeyframesPack& pack = (*catalogue)->keyframes;
    ASSERT_EQ(pack.forms.size(), 14u);
    EXPECT_EQ(pack.forms.front().id, "yu_bei");
    EXPECT_EQ(pack.forms.back().id, "shou_shi");
    EXPECT_DOUBLE_EQ(pack.skeleton[Segment::thigh], 0.245);
    const FormMotion* star = pack.find("zhai_xing");
    ASSERT_NE(star, nullptr);
    EXPECT_DOUBLE_EQ(star->poses[star->start_pose][Channel::sh_elev_r], 177);
    EXPECT_EQ(star->poses[star->start_pose].hand_left, HandShape::palm);
    EXPECT_DOUBLE_EQ(star->poses[star->start_pose][Channel::spine_rot], 0)
        << "a channel not listed is at rest";
    EXPECT_TRUE(pack.skeleton.mirror_negates[static_cast<std::size_t>(Channel::root_yaw)]);
    EXPECT_EQ(pack.find("no_such_form"), nullptr);
}

TEST(KeyframesPack, lays_repeats_and_mirrored_halves_out_in_a_line) {
    const auto catalogue = load_catalogue(PackSource::embedded(), {Part::keyframes});
    ASSERT_TRUE(catalogue);
    const FormMotion& star = *(*catalogue)->keyframes.find("zhai_xing");
    std::size_t mirrored = 0;
    double seconds = 0;
    for (const PlayedPhase& played : star.sequence) {
        mirrored += played.mirrored ? 1 : 0;
        seconds += star.phases[played.phase].duration_s;
    }
    EXPECT_DOUBLE_EQ(seconds, 53) << "nominal_total_s of the forms pack";
    EXPECT_EQ(mirrored, 4u);
}

TEST(KeyframesPack, tells_every_fault_with_its_place) {
    const auto json =
        read_json(R"({"version":"1","skeleton":{"segments":{},"spine_split":{"flex":[1]},
        "mirror":{"negate":["elbowroom"]},"channels":{},"rest_root_z":0.5},"order":["a"],
        "forms":{"a":{"title":"A","poses":{"p":{"tail":3}},"start_pose":"q",
        "phases":[{"id":"x","dur_s":0,"breath":"in","keys":[{"t":0.5,"pose":"p"}]}],"sequence":[{"phase":"y"}]}}})",
                  "k");
    ASSERT_TRUE(json);
    KeyframesPack pack;
    Faults faults;
    read_keyframes_pack(*json, "k", pack, faults);
    const auto names = [&](std::string_view place) {
        return std::any_of(faults.list().begin(), faults.list().end(),
                           [&](const Error& e) { return e.where == place; });
    };
    EXPECT_TRUE(names("k:/skeleton/segments/thigh"));
    EXPECT_TRUE(names("k:/skeleton/spine_split/flex"));
    EXPECT_TRUE(names("k:/skeleton/mirror/negate/0"));
    EXPECT_TRUE(names("k:/forms/a/poses/p/tail"));
    EXPECT_TRUE(names("k:/forms/a/start_pose"));
    EXPECT_TRUE(names("k:/forms/a/phases/0/dur_s"));
    EXPECT_TRUE(names("k:/forms/a/phases/0/keys"));
    EXPECT_TRUE(names("k:/forms/a/sequence/0/phase"));
}

}  // namespace
}  // namespace sinew::knowledge
