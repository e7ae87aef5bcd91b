// Where the joints are: forward kinematics of the figure, and the pose of a form at any moment.
//
// The meaning is the `conventions` block of knowledge/forms/keyframes.json; tests/golden/figure holds it to the
// checker those keyframes were made with.
#pragma once

#include <sinew/knowledge/keyframes_pack.hpp>
#include <sinew/render/space.hpp>

#include <array>
#include <vector>

namespace sinew::render {

enum class Side : std::uint8_t { left, right };

/// One arm and one leg.
struct LimbJoints {
    Vec3 shoulder, elbow, wrist, palm, fingers, hip, knee, ankle, heel, ball, toe;
    Mat3 upperarm, forearm, hand, thigh, shank, foot;
};

/// Places in body heights (x forward, y to the person's left, z up) and the frames of the segments.
struct Joints {
    Vec3 pelvis, waist, neck_base, head_base, head_mid, head_top, nose, chin;
    Mat3 pelvis_frame, thorax_frame, head_frame;
    std::array<LimbJoints, 2> limb;  ///< left, right

    [[nodiscard]] const LimbJoints& operator[](Side side) const noexcept {
        return limb[static_cast<std::size_t>(side)];
    }
};

[[nodiscard]] Joints joints_of(const knowledge::Skeleton& skeleton,
                               const knowledge::Pose& pose) noexcept;

/// Height of the lowest contact point (heel, ball, toe) of each foot.
[[nodiscard]] std::array<double, 2> lowest_of_feet(const Joints& joints) noexcept;

/// The same posture seen in a mirror: sides swapped, turns reversed.
[[nodiscard]] knowledge::Pose mirrored(const knowledge::Skeleton& skeleton,
                                       const knowledge::Pose& pose) noexcept;

/// Lowers or lifts the figure so that its lowest foot stands on the floor.
[[nodiscard]] knowledge::Pose grounded(const knowledge::Skeleton& skeleton,
                                       knowledge::Pose pose) noexcept;

struct TimedKey {
    double at = 0;
    knowledge::Pose pose;
    knowledge::Support support = knowledge::Support::both;
    std::uint16_t name =
        0;  ///< place in FormMotion::pose_names; of the first key: where the phase before it ended
};

/// One phase as played, with absolute times and poses already mirrored.
struct TimedPhase {
    std::uint16_t phase = 0;
    bool mirrored = false;
    bool still = false;  ///< nothing moves: a stand or a hold
    double start_s = 0, duration_s = 0;
    std::vector<TimedKey> keys;  ///< the first at 0
};

/// @param tempo  factor on all durations, 1 = nominal
[[nodiscard]] std::vector<TimedPhase> timeline_of(const knowledge::Skeleton& skeleton,
                                                  const knowledge::FormMotion& form,
                                                  double tempo = 1.0);

/// The pose at a fraction of a phase: smoothstep over the phase, linear between keys, grounded, support feet anchored.
/// @param fraction  0 to 1
[[nodiscard]] knowledge::Pose pose_at(const knowledge::Skeleton& skeleton, const TimedPhase& phase,
                                      double fraction);

}  // namespace sinew::render
