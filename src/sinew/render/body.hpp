// A person drawn round the joints: jacket, trousers, head, hands and feet, nearer parts over farther ones.
#pragma once

#include <sinew/figure/scene.hpp>
#include <sinew/render/blob.hpp>
#include <sinew/render/pose.hpp>

#include <vector>

namespace sinew::render {

enum class Seat : std::uint8_t { none, chair };

/// The figure in one pose, seen from `view`, with a soft shadow on the floor.
[[nodiscard]] std::vector<figure::Shape> draw_person(const knowledge::Skeleton& skeleton,
                                                     const knowledge::Pose& pose, const View& view,
                                                     Seat seat = Seat::none);

/// How far the drawing reaches left and right of the view's floor point, scene units.
struct Reach {
    double left = 0, right = 0, up = 0;
};
[[nodiscard]] Reach reach_of(const knowledge::Skeleton& skeleton, const knowledge::Pose& pose,
                             const View& view);

}  // namespace sinew::render
