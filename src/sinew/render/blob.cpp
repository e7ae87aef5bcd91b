#include <sinew/base/text.hpp>
#include <sinew/render/blob.hpp>

namespace sinew::render {
namespace {

/// The view's right, down and towards-the-viewer directions in space.
struct Axes {
    Vec3 right, down, near;
};

Axes axes_of(const View& view) noexcept {
    const double a = radians(view.azimuth), e = radians(view.elevation);
    const Vec3 forward{std::cos(a), std::sin(a), 0};  // horizontally towards the viewer
    return {{-std::sin(a), std::cos(a), 0},
            {forward.x * std::sin(e), forward.y * std::sin(e), -std::cos(e)},
            {forward.x * std::cos(e), forward.y * std::cos(e), std::sin(e)}};
}

}  // namespace

figure::Point seen(const View& view, Vec3 place) noexcept {
    const Axes axes = axes_of(view);
    const Vec3 from_centre = place - view.centre;
    return {view.floor.x + view.scale * dot(axes.right, from_centre),
            view.floor.y + view.scale * dot(axes.down, from_centre)};
}

double nearness(const View& view, Vec3 place) noexcept {
    return dot(axes_of(view).near, place - view.centre);
}

double facing(const View& view, Vec3 direction) noexcept {
    return dot(axes_of(view).near, direction);
}

Blob ball(Vec3 centre, double radius) noexcept {
    return {centre, {radius, 0, 0}, {0, radius, 0}, {0, 0, radius}};
}

Blob egg(Vec3 centre, const Mat3& frame, double half_x, double half_y, double half_z) noexcept {
    return {centre, frame * Vec3{half_x, 0, 0}, frame * Vec3{0, half_y, 0},
            frame * Vec3{0, 0, half_z}};
}

std::vector<figure::Point> outline_of(const View& view, std::initializer_list<Blob> blobs,
                                      int corners) {
    struct Seen {
        figure::Point centre;
        double xx = 0, xy = 0, yy = 0;  ///< the projected ellipse as a quadratic form
    };
    const Axes axes = axes_of(view);
    std::vector<Seen> ellipses;
    for (const Blob& blob : blobs) {
        Seen ellipse{seen(view, blob.centre)};
        for (const Vec3& axis : {blob.axis_x, blob.axis_y, blob.axis_z}) {
            const double x = view.scale * dot(axes.right, axis),
                         y = view.scale * dot(axes.down, axis);
            ellipse.xx += x * x;
            ellipse.xy += x * y;
            ellipse.yy += y * y;
        }
        ellipses.push_back(ellipse);
    }
    // In each direction the outline touches the body that reaches furthest: its support point.
    std::vector<figure::Point> outline;
    outline.reserve(static_cast<std::size_t>(corners));
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double dx = std::cos(angle), dy = std::sin(angle);
        double furthest = -1e300;
        figure::Point touched;
        for (const Seen& e : ellipses) {
            const double size = std::sqrt(e.xx * dx * dx + 2 * e.xy * dx * dy + e.yy * dy * dy);
            const double reach = e.centre.x * dx + e.centre.y * dy + size;
            if (reach <= furthest || size <= 0) continue;
            furthest = reach;
            touched = {e.centre.x + (e.xx * dx + e.xy * dy) / size,
                       e.centre.y + (e.xy * dx + e.yy * dy) / size};
        }
        // A tenth of a unit is finer than print; neighbours that fall together are one corner.
        touched = {round_half_away(touched.x, 1), round_half_away(touched.y, 1)};
        if (outline.empty() || !(outline.back() == touched)) outline.push_back(touched);
    }
    return outline;
}

}  // namespace sinew::render
