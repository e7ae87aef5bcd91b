// The kinematic scripts of the forms, typed: a skeleton of lengths, poses of joint angles, phases of keys.
#pragma once

#include <sinew/domain/names.hpp>
#include <sinew/knowledge/pack_reader.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace sinew::knowledge {

/// Joint channels in storage order; names as in the pack. Lengths in body heights (root_x, root_y, root_z), else degrees.
enum class Channel : std::uint8_t {
    root_x,
    root_y,
    root_z,
    root_yaw,
    pelvis_tilt,
    pelvis_list,
    spine_flex,
    spine_lat,
    spine_rot,
    neck_flex,
    neck_lat,
    neck_rot,
    sh_plane_l,
    sh_elev_l,
    sh_rot_l,
    el_flex_l,
    pron_l,
    wr_ext_l,
    wr_rad_l,
    hip_flex_l,
    hip_abd_l,
    hip_rot_l,
    knee_l,
    ank_df_l,
    ank_ev_l,
    ank_yaw_l,
    mtp_l,
    sh_plane_r,
    sh_elev_r,
    sh_rot_r,
    el_flex_r,
    pron_r,
    wr_ext_r,
    wr_rad_r,
    hip_flex_r,
    hip_abd_r,
    hip_rot_r,
    knee_r,
    ank_df_r,
    ank_ev_r,
    ank_yaw_r,
    mtp_r,
};
inline constexpr std::size_t kChannels = 42;
inline constexpr std::size_t kFirstLeftChannel = 12, kFirstRightChannel = 27, kSideChannels = 15;

enum class HandShape : std::uint8_t {
    natural,
    palm,
    willow_palm,
    lotus_palm,
    fist,
    thumb_in_fist,
    tiger_claw,
    dragon_claw,
    interlocked,
    cover_ear,
};
enum class Support : std::uint8_t { left, right, both };
enum class Segment : std::uint8_t {
    foot_height,
    shank,
    thigh,
    hip_half,
    lumbar,
    thorax,
    neck,
    head,
    shoulder_half,
    upperarm,
    forearm,
    hand,
    heel_back,
    ball_fwd,
    toe_len,
};
inline constexpr std::size_t kSegments = 15;

/// All channels of one body at one moment.
struct Pose {
    std::array<double, kChannels> value{};
    HandShape hand_left = HandShape::natural, hand_right = HandShape::natural;

    [[nodiscard]] double operator[](Channel channel) const noexcept {
        return value[static_cast<std::size_t>(channel)];
    }
    [[nodiscard]] double& operator[](Channel channel) noexcept {
        return value[static_cast<std::size_t>(channel)];
    }
    friend bool operator==(const Pose&, const Pose&) noexcept = default;
};

struct Skeleton {
    std::array<double, kSegments> length{};                        ///< body heights
    std::array<double, 2> split_flex{}, split_lat{}, split_rot{};  ///< lumbar, thorax
    std::array<bool, kChannels> mirror_negates{};
    Pose rest;

    [[nodiscard]] double operator[](Segment segment) const noexcept {
        return length[static_cast<std::size_t>(segment)];
    }
};

struct PoseKey {
    double at = 1;           ///< (0, 1] of the phase, after the smoothstep warp
    std::uint16_t pose = 0;  ///< place in FormMotion::poses
    Support support = Support::both;
};

struct MotionPhase {
    std::string id;
    double duration_s = 0;  ///< at nominal tempo
    domain::Breath breath = domain::Breath::natural;
    Support support = Support::both;
    bool pivot = false;  ///< a planted foot may turn
    std::vector<PoseKey> keys;
};

/// One phase as it is played: sequences, repeats and mirrored halves laid out in a line.
struct PlayedPhase {
    std::uint16_t phase = 0;  ///< place in FormMotion::phases
    bool mirrored = false;
};

struct FormMotion {
    std::string id, title;
    std::vector<std::string> pose_names;
    std::vector<Pose> poses;  ///< full poses, rest filled in
    std::uint16_t start_pose = 0;
    std::vector<MotionPhase> phases;
    std::vector<PlayedPhase> sequence;
};

/// Immutable once read.
struct KeyframesPack {
    std::string version;
    Skeleton skeleton;
    std::vector<FormMotion> forms;  ///< in standard order

    [[nodiscard]] const FormMotion* find(std::string_view form) const noexcept;
};

/// @errors every fault of the pack: unknown channels, hands, poses, phases, key times that do not rise to 1.
void read_keyframes_pack(const Json& json, const std::string& name, KeyframesPack& pack,
                         Faults& faults);

}  // namespace sinew::knowledge

namespace sinew::domain {
template <>
struct Names<knowledge::Channel> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"root_x",     "root_y",     "root_z",    "root_yaw",   "pelvis_tilt", "pelvis_list",
         "spine_flex", "spine_lat",  "spine_rot", "neck_flex",  "neck_lat",    "neck_rot",
         "sh_plane_l", "sh_elev_l",  "sh_rot_l",  "el_flex_l",  "pron_l",      "wr_ext_l",
         "wr_rad_l",   "hip_flex_l", "hip_abd_l", "hip_rot_l",  "knee_l",      "ank_df_l",
         "ank_ev_l",   "ank_yaw_l",  "mtp_l",     "sh_plane_r", "sh_elev_r",   "sh_rot_r",
         "el_flex_r",  "pron_r",     "wr_ext_r",  "wr_rad_r",   "hip_flex_r",  "hip_abd_r",
         "hip_rot_r",  "knee_r",     "ank_df_r",  "ank_ev_r",   "ank_yaw_r",   "mtp_r"});
};
template <>
struct Names<knowledge::HandShape> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"natural", "palm", "willow_palm", "lotus_palm", "fist", "thumb_in_fist", "tiger_claw",
         "dragon_claw", "interlocked", "cover_ear"});
};
template <>
struct Names<knowledge::Support> {
    static constexpr auto all = std::to_array<std::string_view>({"L", "R", "both"});
};
template <>
struct Names<knowledge::Segment> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"foot_height", "shank", "thigh", "hip_half", "lumbar", "thorax", "neck", "head",
         "shoulder_half", "upperarm", "forearm", "hand", "heel_back", "ball_fwd", "toe_len"});
};
}  // namespace sinew::domain
