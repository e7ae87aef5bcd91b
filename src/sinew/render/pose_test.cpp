#include <gtest/gtest.h>
#include <sinew/base/files.hpp>
#include <sinew/base/table_text.hpp>
#include <sinew/base/text.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/render/pose.hpp>

namespace sinew::render {
namespace {

const knowledge::KeyframesPack& keyframes() {
    static const auto kCatalogue =
        knowledge::load_catalogue(knowledge::PackSource::embedded(), {knowledge::Part::keyframes});
    return (*kCatalogue)->keyframes;
}

/// The table was made once by tests/golden/figure/make_joints.py, which calls the checker's own functions.
TEST(PoseAt, joints_are_where_the_checker_puts_them) {
    const auto text = read_file(SINEW_SOURCE_DIR "/tests/golden/figure/joints.csv");
    ASSERT_TRUE(text);
    const auto table = read_table(*text, "joints.csv", {"form", "played", "fraction"});
    ASSERT_TRUE(table);
    ASSERT_EQ(table->rows.size(), 280u);
    double worst = 0;
    for (std::size_t row = 0; row < table->rows.size(); ++row) {
        const knowledge::FormMotion* form = keyframes().find(table->cell(row, "form"));
        ASSERT_NE(form, nullptr);
        const auto line = timeline_of(keyframes().skeleton, *form);
        const auto played = static_cast<std::size_t>(*parse_number(table->cell(row, "played")));
        ASSERT_LT(played, line.size());
        const Joints j =
            joints_of(keyframes().skeleton, pose_at(keyframes().skeleton, line[played],
                                                    *parse_number(table->cell(row, "fraction"))));
        const LimbJoints& l = j[Side::left];
        const LimbJoints& r = j[Side::right];
        const std::vector<std::pair<std::string, Vec3>> points{
            {"pelvis", j.pelvis},     {"neck_base", j.neck_base}, {"head_top", j.head_top},
            {"nose", j.nose},         {"elbow_l", l.elbow},       {"palm_l", l.palm},
            {"fingers_r", r.fingers}, {"wrist_r", r.wrist},       {"knee_l", l.knee},
            {"knee_r", r.knee},       {"ball_l", l.ball},         {"toe_r", r.toe}};
        for (const auto& [name, place] : points) {
            const auto off = [&](const char* axis, double value) {
                return std::abs(*parse_number(table->cell(row, name + axis)) - value);
            };
            const double distance =
                std::max({off("_x", place.x), off("_y", place.y), off("_z", place.z)});
            worst = std::max(worst, distance);
            EXPECT_LT(distance, 2e-6)
                << table->cell(row, "form") << " played " << played << " " << name;
        }
    }
    EXPECT_GT(worst, 0) << "the table is compared, not copied";
}

TEST(PoseAt, the_body_stands_on_the_floor_all_the_way) {
    for (const knowledge::FormMotion& form : keyframes().forms)
        for (const TimedPhase& phase : timeline_of(keyframes().skeleton, form))
            for (const double fraction : {0.0, 0.25, 0.5, 0.75, 1.0}) {
                const auto low = lowest_of_feet(joints_of(
                    keyframes().skeleton, pose_at(keyframes().skeleton, phase, fraction)));
                EXPECT_NEAR(std::min(low[0], low[1]), 0, 1e-9) << form.id << " " << fraction;
            }
}

TEST(Mirrored, twice_is_the_same_and_once_swaps_the_sides) {
    const knowledge::FormMotion& form = *keyframes().find("zhai_xing");
    for (const knowledge::Pose& pose : form.poses) {
        const knowledge::Pose once = mirrored(keyframes().skeleton, pose);
        EXPECT_EQ(mirrored(keyframes().skeleton, once), pose);
        EXPECT_DOUBLE_EQ(once[knowledge::Channel::el_flex_l], pose[knowledge::Channel::el_flex_r]);
        EXPECT_DOUBLE_EQ(once[knowledge::Channel::spine_rot], -pose[knowledge::Channel::spine_rot]);
        EXPECT_DOUBLE_EQ(once[knowledge::Channel::spine_flex],
                         pose[knowledge::Channel::spine_flex]);
    }
}

TEST(TimelineOf, tempo_stretches_time_without_gaps) {
    for (const knowledge::FormMotion& form : keyframes().forms) {
        const auto line = timeline_of(keyframes().skeleton, form, 1.5);
        double end = 0;
        for (const TimedPhase& phase : line) {
            EXPECT_NEAR(phase.start_s, end, 1e-9);
            EXPECT_NEAR(phase.duration_s, 1.5 * form.phases[phase.phase].duration_s, 1e-9);
            end = phase.start_s + phase.duration_s;
        }
    }
}

}  // namespace
}  // namespace sinew::render
