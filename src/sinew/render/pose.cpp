#include <sinew/render/pose.hpp>

#include <algorithm>

namespace sinew::render {
using knowledge::Channel;
using knowledge::Pose;
using knowledge::Segment;
using knowledge::Skeleton;
using knowledge::Support;
namespace {

/// Channels of one side, in the order of knowledge::Channel from `sh_plane` on.
enum SideChannel : std::size_t {
    sh_plane,
    sh_elev,
    sh_rot,
    el_flex,
    pron,
    wr_ext,
    wr_rad,
    hip_flex,
    hip_abd,
    hip_rot,
    knee,
    ank_df,
    ank_ev,
    ank_yaw,
    mtp,
};

/// The three turns of a piece of the spine or neck: turn, then bend forward, then bend sideways.
Mat3 bend(double turn, double forward, double left) noexcept {
    return about_z(turn) * about_y(forward) * about_x(-left);
}

void place_arm(LimbJoints& limb, const Skeleton& sk, const double* c, double sign,
               const Joints& body) noexcept {
    limb.shoulder =
        body.neck_base + body.thorax_frame * Vec3{0, sign * sk[Segment::shoulder_half], 0};
    const double plane = radians(c[sh_plane]);
    const Vec3 direction{std::sin(plane), sign * std::cos(plane), 0};
    limb.upperarm = body.thorax_frame * about_axis({direction.y, -direction.x, 0}, c[sh_elev]) *
                    about_z(sign * c[sh_rot]);
    limb.elbow = limb.shoulder + limb.upperarm * Vec3{0, 0, -sk[Segment::upperarm]};
    limb.forearm = limb.upperarm * about_y(-c[el_flex]);
    limb.wrist = limb.elbow + limb.forearm * Vec3{0, 0, -sk[Segment::forearm]};
    limb.hand =
        limb.forearm * about_z(-sign * c[pron]) * about_x(sign * c[wr_ext]) * about_y(-c[wr_rad]);
    limb.palm = limb.wrist + limb.hand * Vec3{0, 0, -sk[Segment::hand] * 0.45};
    limb.fingers = limb.wrist + limb.hand * Vec3{0, 0, -sk[Segment::hand]};
}

void place_leg(LimbJoints& limb, const Skeleton& sk, const double* c, double sign,
               const Joints& body) noexcept {
    limb.hip = body.pelvis + body.pelvis_frame * Vec3{0, sign * sk[Segment::hip_half], 0};
    limb.thigh = body.pelvis_frame * about_y(-c[hip_flex]) * about_x(sign * c[hip_abd]) *
                 about_z(sign * c[hip_rot]);
    limb.knee = limb.hip + limb.thigh * Vec3{0, 0, -sk[Segment::thigh]};
    limb.shank = limb.thigh * about_y(c[knee]);
    limb.ankle = limb.knee + limb.shank * Vec3{0, 0, -sk[Segment::shank]};
    limb.foot =
        limb.shank * about_y(-c[ank_df]) * about_x(sign * c[ank_ev]) * about_z(sign * c[ank_yaw]);
    limb.heel =
        limb.ankle + limb.foot * Vec3{-sk[Segment::heel_back], 0, -sk[Segment::foot_height]};
    limb.ball = limb.ankle + limb.foot * Vec3{sk[Segment::ball_fwd], 0, -sk[Segment::foot_height]};
    limb.toe = limb.ball + limb.foot * about_y(-c[mtp]) * Vec3{sk[Segment::toe_len], 0, 0};
}

Support other_side(Support support) noexcept {
    if (support == Support::left) return Support::right;
    if (support == Support::right) return Support::left;
    return support;
}

}  // namespace

Joints joints_of(const Skeleton& sk, const Pose& p) noexcept {
    Joints j;
    j.pelvis = {p[Channel::root_x], p[Channel::root_y], p[Channel::root_z]};
    j.pelvis_frame = about_z(p[Channel::root_yaw]) * about_y(p[Channel::pelvis_tilt]) *
                     about_x(p[Channel::pelvis_list]);
    const auto spine = [&](std::size_t k) {
        return bend(p[Channel::spine_rot] * sk.split_rot[k],
                    p[Channel::spine_flex] * sk.split_flex[k],
                    p[Channel::spine_lat] * sk.split_lat[k]);
    };
    const Mat3 lumbar = j.pelvis_frame * spine(0);
    j.waist = j.pelvis + lumbar * Vec3{0, 0, sk[Segment::lumbar]};
    j.thorax_frame = lumbar * spine(1);
    j.neck_base = j.waist + j.thorax_frame * Vec3{0, 0, sk[Segment::thorax]};
    const Mat3 half_neck =
        bend(p[Channel::neck_rot] / 2, p[Channel::neck_flex] / 2, p[Channel::neck_lat] / 2);
    const Mat3 neck = j.thorax_frame * half_neck;
    j.head_base = j.neck_base + neck * Vec3{0, 0, sk[Segment::neck]};
    j.head_frame = neck * half_neck;
    const double head = sk[Segment::head];
    j.head_top = j.head_base + j.head_frame * Vec3{0, 0, head};
    j.head_mid = j.head_base + j.head_frame * Vec3{0, 0, head * 0.45};
    j.nose = j.head_base + j.head_frame * Vec3{head * 0.62, 0, head * 0.42};
    j.chin = j.head_base + j.head_frame * Vec3{head * 0.48, 0, head * 0.02};
    for (std::size_t side = 0; side < 2; ++side) {
        const double* channels = p.value.data() + (side == 0 ? knowledge::kFirstLeftChannel
                                                             : knowledge::kFirstRightChannel);
        place_arm(j.limb[side], sk, channels, side == 0 ? 1.0 : -1.0, j);
        place_leg(j.limb[side], sk, channels, side == 0 ? 1.0 : -1.0, j);
    }
    return j;
}

std::array<double, 2> lowest_of_feet(const Joints& joints) noexcept {
    std::array<double, 2> low{};
    for (std::size_t side = 0; side < 2; ++side)
        low[side] =
            std::min({joints.limb[side].heel.z, joints.limb[side].ball.z, joints.limb[side].toe.z});
    return low;
}

Pose mirrored(const Skeleton& skeleton, const Pose& pose) noexcept {
    Pose mirror = pose;
    for (std::size_t i = 0; i < knowledge::kFirstLeftChannel; ++i)
        if (skeleton.mirror_negates[i]) mirror.value[i] = -pose.value[i];
    for (std::size_t i = 0; i < knowledge::kSideChannels; ++i)
        std::swap(mirror.value[knowledge::kFirstLeftChannel + i],
                  mirror.value[knowledge::kFirstRightChannel + i]);
    std::swap(mirror.hand_left, mirror.hand_right);
    return mirror;
}

Pose grounded(const Skeleton& skeleton, Pose pose) noexcept {
    const auto low = lowest_of_feet(joints_of(skeleton, pose));
    pose[Channel::root_z] -= std::min(low[0], low[1]);
    return pose;
}

std::vector<TimedPhase> timeline_of(const Skeleton& skeleton, const knowledge::FormMotion& form,
                                    double tempo) {
    std::vector<TimedPhase> line;
    TimedKey current{0, form.poses[form.start_pose], Support::both, form.start_pose};
    double time = 0;
    for (const knowledge::PlayedPhase& played : form.sequence) {
        const knowledge::MotionPhase& phase = form.phases[played.phase];
        TimedPhase timed{played.phase, played.mirrored, true, time, phase.duration_s * tempo, {}};
        timed.keys.push_back({0, current.pose, phase.support, current.name});
        for (const knowledge::PoseKey& key : phase.keys) {
            TimedKey next{key.at, form.poses[key.pose], key.support, key.pose};
            if (played.mirrored) {
                next.pose = mirrored(skeleton, next.pose);
                next.support = other_side(next.support);
            }
            timed.still = timed.still && next.pose == current.pose;
            timed.keys.push_back(next);
        }
        time += timed.duration_s;
        current = timed.keys.back();
        line.push_back(std::move(timed));
    }
    return line;
}

Pose pose_at(const Skeleton& skeleton, const TimedPhase& phase, double fraction) {
    const double warped = fraction * fraction * (3 - 2 * fraction);
    std::size_t i = 1;
    while (i + 1 < phase.keys.size() && warped > phase.keys[i].at) ++i;
    const TimedKey& from = phase.keys[i - 1];
    const TimedKey& to = phase.keys[i];
    const double f =
        to.at <= from.at ? 0 : std::clamp((warped - from.at) / (to.at - from.at), 0.0, 1.0);

    Pose pose = f < 0.5 ? from.pose : to.pose;  // hand shapes switch half way
    for (std::size_t c = 0; c < knowledge::kChannels; ++c)
        pose.value[c] = from.pose.value[c] + (to.pose.value[c] - from.pose.value[c]) * f;
    const Joints before = joints_of(skeleton, pose);
    const auto low = lowest_of_feet(before);
    pose[Channel::root_z] -= std::min(low[0], low[1]);
    if (from.pose == to.pose) return pose;

    // Planted feet stay where the keys on either side put them.
    const Joints start = joints_of(skeleton, from.pose), end = joints_of(skeleton, to.pose);
    double shift_x = 0, shift_y = 0;
    int feet = 0;
    for (std::size_t side = 0; side < 2; ++side) {
        if (to.support == (side == 0 ? Support::right : Support::left)) continue;
        const Vec3 wanted =
            start.limb[side].ball + (end.limb[side].ball - start.limb[side].ball) * f;
        shift_x += wanted.x - before.limb[side].ball.x;
        shift_y += wanted.y - before.limb[side].ball.y;
        ++feet;
    }
    pose[Channel::root_x] += shift_x / feet;
    pose[Channel::root_y] += shift_y / feet;
    return pose;
}

}  // namespace sinew::render
