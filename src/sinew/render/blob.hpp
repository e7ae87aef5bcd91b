// Round bodies seen from a place: ellipsoids in space, and the outline that one or several of them show together.
#pragma once

#include <sinew/figure/scene.hpp>
#include <sinew/render/space.hpp>

#include <initializer_list>
#include <span>
#include <vector>

namespace sinew::render {

/// Where the viewer stands: orthographic, upright.
struct View {
    double azimuth = 0;  ///< degrees round the person: 0 = in front, 90 = at the person's left side
    double elevation = 7;  ///< degrees above the horizon
    double scale = 100;    ///< scene units for one body height
    Vec3 centre{};         ///< the point of the floor that falls on `floor`
    figure::Point floor{};
};

[[nodiscard]] figure::Point seen(const View& view, Vec3 place) noexcept;

/// How near to the viewer, in body heights; larger is nearer.
[[nodiscard]] double nearness(const View& view, Vec3 place) noexcept;

/// 1 when the direction points at the viewer, -1 when it points away.
[[nodiscard]] double facing(const View& view, Vec3 direction) noexcept;

struct Blob {
    Vec3 centre;
    Vec3 axis_x, axis_y, axis_z;  ///< half axes
};

[[nodiscard]] Blob ball(Vec3 centre, double radius) noexcept;
[[nodiscard]] Blob egg(Vec3 centre, const Mat3& frame, double half_x, double half_y,
                       double half_z) noexcept;

/// The convex outline around all of them, counter-clockwise in the scene, at most `corners` points.
[[nodiscard]] std::vector<figure::Point> outline_of(const View& view,
                                                    std::initializer_list<Blob> blobs,
                                                    int corners = 20);

}  // namespace sinew::render
