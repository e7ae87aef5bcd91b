#include <sinew/render/body.hpp>

#include <algorithm>

namespace sinew::render {
using figure::Ink;
using figure::Paint;
using figure::Point;
using figure::Polyline;
using figure::Shape;
using knowledge::HandShape;
namespace {

constexpr double kEdge = 1.5;  ///< scene units at scale 100; the inner half is covered by the fill

/// A part of the body and how near it is: parts are painted from far to near.
struct Part {
    double near = 0;
    std::vector<Shape> shapes;
};

/// All measures below are fractions of body height and are the look of the house, not anthropometry.
class Painter {
public:
    Painter(const Joints& joints, const knowledge::Pose& pose, const View& view)
        : j_{joints}, pose_{pose}, view_{view} {
        trunk_near_ = nearness(view_, (j_.pelvis + j_.waist + j_.neck_base) * (1.0 / 3));
    }

    std::vector<Shape> paint() {
        torso();
        head();
        for (const Side side : {Side::left, Side::right}) {
            arm(side);
            leg(side);
        }
        std::stable_sort(parts_.begin(), parts_.end(),
                         [](const Part& a, const Part& b) { return a.near < b.near; });
        std::vector<Shape> shapes;
        for (Part& part : parts_)
            for (Shape& shape : part.shapes) shapes.push_back(std::move(shape));
        return shapes;
    }

private:
    using Outlines = std::vector<std::vector<Point>>;

    [[nodiscard]] std::vector<Point> hull(std::initializer_list<Blob> blobs,
                                          int corners = 20) const {
        return outline_of(view_, blobs, corners);
    }
    [[nodiscard]] double edge() const { return kEdge * view_.scale / 100; }
    [[nodiscard]] Shape filled(Outlines outlines, Ink fill, Ink stroke) const {
        return {Polyline{std::move(outlines), true}, {fill, stroke, edge(), 1, {}, true}};
    }
    [[nodiscard]] Shape stroke(std::vector<Vec3> places, Ink ink, double width) const {
        Outlines line(1);
        for (const Vec3& place : places) line[0].push_back(seen(view_, place));
        return {Polyline{std::move(line), false},
                {{}, ink, width * view_.scale / 100, 1, {}, false}};
    }
    /// Limbs on the far side lie in a little shade. @param place  middle of the piece
    [[nodiscard]] Ink shaded(Vec3 place, Ink usual, Ink far) const {
        return nearness(view_, place) < trunk_near_ - 0.045 ? far : usual;
    }

    void torso() {
        const Mat3& chest_frame = j_.thorax_frame;
        const Mat3& hip_frame = j_.pelvis_frame;
        const auto on_chest = [&](Vec3 v) { return j_.neck_base + chest_frame * v; };
        const auto on_hips = [&](Vec3 v) { return j_.pelvis + hip_frame * v; };
        const Blob yoke = egg(on_chest({-0.004, 0, 0.006}), chest_frame, 0.03, 0.04, 0.02);
        const Blob shoulder_left = ball(on_chest({0, 0.096, -0.022}), 0.036);
        const Blob shoulder_right = ball(on_chest({0, -0.096, -0.022}), 0.036);
        const Blob chest =
            egg(j_.waist + chest_frame * Vec3{0.004, 0, 0.08}, chest_frame, 0.06, 0.09, 0.07);
        const Blob waist = egg(j_.waist, chest_frame, 0.053, 0.074, 0.04);
        const Blob hips = egg(on_hips({-0.002, 0, 0.012}), hip_frame, 0.06, 0.086, 0.05);
        const Blob hem = egg(on_hips({0, 0, -0.048}), hip_frame, 0.067, 0.097, 0.026);

        // The neck goes under the collar.
        Part neck{trunk_near_ - 0.001, {}};
        neck.shapes.push_back(
            filled({hull({ball(on_chest({0, 0, 0}), 0.027),
                          ball(j_.head_base + j_.head_frame * Vec3{0.004, 0, 0.02}, 0.026)})},
                   Ink::skin, Ink::skin_edge));
        parts_.push_back(std::move(neck));

        Part body{trunk_near_, {}};
        body.shapes.push_back(
            filled({hull({yoke, shoulder_left, shoulder_right, chest}, 26),
                    hull({chest, waist}, 22), hull({waist, hips}, 22), hull({hips, hem}, 20)},
                   Ink::jacket, Ink::jacket_edge));
        const Vec3 chest_front = chest_frame * Vec3{1, 0, 0};
        if (facing(view_, chest_front) > 0.12) {
            const Vec3 breast = on_chest({0.056, 0, -0.06}),
                       navel = j_.waist + chest_frame * Vec3{0.055, 0, 0};
            const Vec3 low = on_hips({0.066, 0, -0.07});
            body.shapes.push_back(
                stroke({on_chest({0.032, 0, 0.012}), breast, navel, on_hips({0.061, 0, 0.02}), low},
                       Ink::jacket_edge, 0.7));
            for (const Vec3& knot : {on_chest({0.05, 0, -0.035}), on_chest({0.06, 0, -0.085})})
                body.shapes.push_back(stroke({knot + chest_frame * Vec3{0.001, -0.012, 0},
                                              knot + chest_frame * Vec3{0.001, 0.012, 0}},
                                             Ink::jacket_edge, 1.1));
        }
        const Mat3& sash_frame = j_.pelvis_frame;
        body.shapes.push_back(
            filled({hull({egg(on_hips({-0.001, 0, 0.072}), sash_frame, 0.058, 0.081, 0.013),
                          egg(on_hips({-0.001, 0, 0.052}), sash_frame, 0.06, 0.083, 0.013)},
                         20)},
                   Ink::trousers, Ink::trousers_edge));
        body.shapes.push_back(
            filled({hull({egg(on_chest({0.002, 0, 0.012}), chest_frame, 0.031, 0.034, 0.009),
                          egg(on_chest({0.004, 0, 0.022}), chest_frame, 0.029, 0.031, 0.007)})},
                   Ink::jacket, Ink::jacket_edge));
        parts_.push_back(std::move(body));
    }

    void head() {
        const Mat3& frame = j_.head_frame;
        const auto at = [&](double x, double y, double z) {
            return j_.head_base + frame * Vec3{x, y, z};
        };
        const double looks = facing(view_, frame * Vec3{1, 0, 0});
        Part head{nearness(view_, at(0.01, 0, 0.065)), {}};
        head.near = std::max(head.near, trunk_near_ + 0.004);  // the chin lies over the collar
        if (nearness(view_, at(0.01, 0, 0.065)) < trunk_near_ - 0.08)
            head.near = nearness(view_, at(0.01, 0, 0.065));

        const Shape hair = filled({hull({egg(at(-0.002, 0, 0.077), frame, 0.06, 0.052, 0.056),
                                         egg(at(-0.03, 0, 0.04), frame, 0.03, 0.04, 0.03)}),
                                   hull({ball(at(-0.03, 0, 0.128), 0.018)}, 12)},
                                  Ink::hair, Ink::hair);
        Outlines face{hull({egg(at(0.026, 0, 0.058), frame, 0.041, 0.043, 0.043),
                            egg(at(0.032, 0, 0.022), frame, 0.028, 0.026, 0.022)})};
        if (std::abs(looks) < 0.93)
            face.push_back(
                hull({ball(at(0.06, 0, 0.062), 0.005), ball(at(0.074, 0, 0.045), 0.0065)}, 12));
        const Shape skin = filled(std::move(face), Ink::skin, Ink::skin_edge);
        if (looks < -0.1) {
            head.shapes = {skin, hair};
        } else {
            head.shapes = {hair, skin};
            // A fringe keeps the forehead human; it follows the hairline across the brow.
            head.shapes.push_back(
                filled({hull({egg(at(0.012, 0, 0.103), frame, 0.046, 0.0465, 0.017)}, 24)},
                       Ink::hair, Ink::hair));
            for (const double side : {1.0, -1.0})
                if (facing(view_, frame * Vec3{0.92, 0.38 * side, 0}) > 0.25)
                    head.shapes.push_back(
                        stroke({at(0.0665, 0.011 * side, 0.066), at(0.066, 0.018 * side, 0.063),
                                at(0.0635, 0.025 * side, 0.066)},
                               Ink::hair, 0.9));
            if (looks > 0.3)
                head.shapes.push_back(stroke(
                    {at(0.058, -0.011, 0.0285), at(0.0605, 0, 0.026), at(0.058, 0.011, 0.0285)},
                    Ink::skin_edge, 0.8));
        }
        for (const double side : {1.0, -1.0})
            if (facing(view_, frame * Vec3{-0.15, side, 0}) > 0.2)
                head.shapes.push_back(filled(
                    {hull({egg(at(0.001, 0.047 * side, 0.056), frame, 0.011, 0.006, 0.015)}, 12)},
                    Ink::skin, Ink::skin_edge));
        parts_.push_back(std::move(head));
    }

    /// The angle between two pieces of a limb as they are seen, degrees; 0 = in one line.
    [[nodiscard]] double bend_seen(Vec3 a, Vec3 b, Vec3 c) const {
        const Point p = seen(view_, a), q = seen(view_, b), r = seen(view_, c);
        const double ux = q.x - p.x, uy = q.y - p.y, vx = r.x - q.x, vy = r.y - q.y;
        return std::abs(std::atan2(ux * vy - uy * vx, ux * vx + uy * vy)) * 180 / std::numbers::pi;
    }

    /// Two pieces as one shape where nothing can come between them, else each at its own depth.
    void two_pieces(std::vector<Point> first, double first_near, std::vector<Point> second,
                    double second_near, bool apart, Ink fill, Ink edge_ink) {
        if (!apart) {
            parts_.push_back({(first_near + second_near) / 2,
                              {filled({std::move(first), std::move(second)}, fill, edge_ink)}});
            return;
        }
        parts_.push_back({first_near, {filled({std::move(first)}, fill, edge_ink)}});
        parts_.push_back({second_near, {filled({std::move(second)}, fill, edge_ink)}});
    }

    void arm(Side side) {
        const LimbJoints& limb = j_[side];
        const double inwards = side == Side::left ? -1.0 : 1.0;
        const Vec3 top = limb.shoulder + j_.thorax_frame * Vec3{0, 0.012 * inwards, -0.012};
        const Vec3 cuff = limb.wrist + (limb.elbow - limb.wrist) * 0.1;
        const double bias = 0.02;  // an arm that hangs beside the trunk lies over it
        const double upper = nearness(view_, (limb.shoulder + limb.elbow) * 0.5) + bias;
        const double fore = nearness(view_, (limb.elbow + limb.wrist) * 0.5) + bias;
        const bool trunk_between = (upper < trunk_near_) != (fore < trunk_near_);
        const bool apart = trunk_between || std::abs(upper - fore) > 0.09 ||
                           bend_seen(limb.shoulder, limb.elbow, limb.wrist) > 115;
        two_pieces(hull({ball(top, 0.036), ball(limb.elbow, 0.029)}), upper,
                   hull({ball(limb.elbow, 0.029), ball(cuff, 0.027)}), fore, apart,
                   shaded(limb.elbow, Ink::jacket, Ink::jacket_far), Ink::jacket_edge);
        // The hand belongs to the forearm's place, a little nearer, so that the cuff never hides it wholly.
        const double palm = nearness(view_, limb.palm) + bias;
        Part hand{apart ? std::max(std::min(palm, fore + 0.03), fore - 0.001)
                        : (upper + fore) / 2 - 0.001,
                  {}};
        if (palm > fore + 0.03) hand.near = palm;
        if (palm < trunk_near_ && fore < trunk_near_) hand.near = std::min(hand.near, fore - 0.001);
        hand.shapes =
            hand_shapes(limb, side == Side::left ? pose_.hand_left : pose_.hand_right, side);
        parts_.push_back(std::move(hand));
    }

    [[nodiscard]] std::vector<Shape> hand_shapes(const LimbJoints& limb, HandShape shape,
                                                 Side side) const {
        const double palmward =
            side == Side::left ? -1.0 : 1.0;  // the palm looks at the body in the rest pose
        const auto at = [&](double thumbward, double palm, double along) {
            return limb.wrist + limb.hand * Vec3{thumbward, palm * palmward, -along};
        };
        const Mat3& frame = limb.hand;
        Outlines outlines{hull({ball(limb.wrist + (limb.elbow - limb.wrist) * 0.12, 0.0165),
                                ball(at(0, 0, 0.012), 0.015)},
                               20)};
        const auto finger = [&](double base_x, double tip_x, double tip_palm, double tip_along) {
            outlines.push_back(hull(
                {ball(at(base_x, 0, 0.052), 0.007), ball(at(tip_x, tip_palm, tip_along), 0.0055)},
                12));
        };
        switch (shape) {
            case HandShape::fist:
            case HandShape::thumb_in_fist:
                outlines.push_back(hull({ball(at(0, 0, 0.014), 0.016),
                                         egg(at(0.002, 0.004, 0.04), frame, 0.026, 0.019, 0.024)},
                                        22));
                outlines.push_back(
                    hull({ball(at(0.02, 0.012, 0.03), 0.008), ball(at(0.008, 0.024, 0.044), 0.007)},
                         12));
                break;
            case HandShape::tiger_claw:
            case HandShape::dragon_claw:
                outlines.push_back(hull({ball(at(0, 0, 0.012), 0.015),
                                         egg(at(0, 0, 0.042), frame, 0.023, 0.011, 0.018)},
                                        22));
                for (const double x : {-0.018, -0.006, 0.006, 0.018})
                    finger(x, x * 1.7, 0.018, 0.09);
                outlines.push_back(hull(
                    {ball(at(0.018, 0, 0.026), 0.009), ball(at(0.044, 0.016, 0.056), 0.006)}, 12));
                break;
            case HandShape::natural:
            case HandShape::palm:
            case HandShape::willow_palm:
            case HandShape::lotus_palm:
            case HandShape::interlocked:
            case HandShape::cover_ear:
                outlines.push_back(hull({ball(at(0, 0, 0.012), 0.0145),
                                         egg(at(0, 0, 0.045), frame, 0.0225, 0.0105, 0.02)},
                                        22));
                outlines.push_back(
                    hull({egg(at(0, 0, 0.05), frame, 0.0225, 0.0095, 0.012),
                          egg(at(-0.001, 0.004, 0.096), frame, 0.012, 0.0065, 0.012)},
                         22));
                outlines.push_back(hull(
                    {ball(at(0.014, 0.002, 0.026), 0.009), ball(at(0.033, 0.008, 0.06), 0.0062)},
                    12));
                break;
        }
        return {filled(std::move(outlines), Ink::skin, Ink::skin_edge)};
    }

    void leg(Side side) {
        const LimbJoints& limb = j_[side];
        const double inwards = side == Side::left ? -1.0 : 1.0;
        const Vec3 top = limb.hip + j_.pelvis_frame * Vec3{0, 0.004 * inwards, -0.004};
        const Vec3 cuff = limb.ankle + (limb.knee - limb.ankle) * 0.16;
        const double bias =
            -0.05;  // the jacket falls over the trousers, unless the thigh comes forward
        const double thigh = nearness(view_, (limb.hip + limb.knee) * 0.5) + bias;
        const double shank = nearness(view_, (limb.knee + limb.ankle) * 0.5) + bias;
        const bool trunk_between = (thigh < trunk_near_) != (shank < trunk_near_);
        const bool apart = trunk_between || std::abs(thigh - shank) > 0.09 ||
                           bend_seen(limb.hip, limb.knee, limb.ankle) > 120;
        foot(limb, std::min(thigh, shank) - 0.002, apart ? shank : (thigh + shank) / 2);
        two_pieces(hull({ball(top, 0.057), ball(limb.knee, 0.043)}), thigh,
                   hull({ball(limb.knee, 0.043), ball(cuff, 0.034)}), shank, apart,
                   shaded((limb.hip + limb.knee) * 0.5 + Vec3{0, 0, 0.26}, Ink::trousers,
                          Ink::trousers_far),
                   Ink::trousers_edge);
    }

    void foot(const LimbJoints& limb, double behind, double leg_near) {
        const Mat3& frame = limb.foot;
        const auto lifted = [&](Vec3 place, double up) { return place + frame * Vec3{0, 0, up}; };
        const Blob heel = egg(lifted(limb.heel, 0.016), frame, 0.018, 0.02, 0.016);
        const Blob sole = egg(lifted(limb.ball, 0.014), frame, 0.02, 0.026, 0.014);
        const Blob tip = egg(lifted(limb.toe, 0.0105), frame, 0.013, 0.02, 0.0105);
        Part part{std::min(behind, leg_near - 0.002), {}};
        part.shapes.push_back(
            filled({hull({ball(limb.ankle + (limb.knee - limb.ankle) * 0.12, 0.02),
                          ball(lifted(limb.ankle, -0.008), 0.02)},
                         12)},
                   Ink::paper, Ink::jacket_edge));
        part.shapes.push_back(
            filled({hull({heel, ball(lifted(limb.ankle, -0.016), 0.018), sole}), hull({sole, tip})},
                   Ink::shoe, Ink::shoe));
        parts_.push_back(std::move(part));
    }

    const Joints& j_;
    const knowledge::Pose& pose_;
    const View& view_;
    double trunk_near_ = 0;
    std::vector<Part> parts_;
};

Shape shadow(const Joints& joints, const View& view, Seat seat) {
    Vec3 low = joints.limb[0].ball, high = joints.limb[0].ball;
    for (const LimbJoints& limb : joints.limb)
        for (const Vec3& place : {limb.heel, limb.toe}) {
            low = {std::min(low.x, place.x), std::min(low.y, place.y), 0};
            high = {std::max(high.x, place.x), std::max(high.y, place.y), 0};
        }
    const double spare = seat == Seat::chair ? 0.14 : 0.07;
    const Blob disc{{(low.x + high.x) / 2, (low.y + high.y) / 2, 0},
                    {(high.x - low.x) / 2 + spare, 0, 0},
                    {0, (high.y - low.y) / 2 + spare, 0},
                    {0, 0, 0.001}};
    return {Polyline{{outline_of(view, {disc}, 26)}, true}, {Ink::line, {}, 0, 0.55, {}, false}};
}

/// A plain wooden chair under the person, drawn before the person.
void chair(const Joints& joints, const View& view, std::vector<Shape>& shapes) {
    const double seat = joints.pelvis.z - 0.07;
    const auto at = [&](double x, double y, double z) {
        return joints.pelvis + Vec3{x, y, z - joints.pelvis.z};
    };
    const auto bar = [&](Vec3 a, Vec3 b, double r) {
        return Shape{Polyline{{outline_of(view, {ball(a, r), ball(b, r)}, 20)}, true},
                     {Ink::wood, Ink::wood_edge, kEdge * view.scale / 100, 1, {}, true}};
    };
    for (const double y : {-0.11, 0.11})
        shapes.push_back(bar(at(-0.12, y, 0.012), at(-0.15, y, seat + 0.3), 0.0095));
    for (const double z : {seat + 0.28, seat + 0.19})
        shapes.push_back(bar(at(-0.148, -0.11, z), at(-0.148, 0.11, z), 0.014));
    for (const double y : {-0.11, 0.11})
        shapes.push_back(bar(at(0.09, y, 0.012), at(0.09, y, seat), 0.0095));
    shapes.push_back(
        {Polyline{
             {outline_of(view,
                         {ball(at(-0.125, -0.11, seat), 0.015), ball(at(-0.125, 0.11, seat), 0.015),
                          ball(at(0.1, -0.115, seat), 0.015), ball(at(0.1, 0.115, seat), 0.015)},
                         32)},
             true},
         {Ink::wood, Ink::wood_edge, kEdge * view.scale / 100, 1, {}, true}});
}

}  // namespace

std::vector<Shape> draw_person(const knowledge::Skeleton& skeleton, const knowledge::Pose& pose,
                               const View& view, Seat seat) {
    const Joints joints = joints_of(skeleton, pose);
    std::vector<Shape> shapes{shadow(joints, view, seat)};
    if (seat == Seat::chair) chair(joints, view, shapes);
    for (Shape& shape : Painter{joints, pose, view}.paint()) shapes.push_back(std::move(shape));
    return shapes;
}

Reach reach_of(const knowledge::Skeleton& skeleton, const knowledge::Pose& pose, const View& view) {
    const Joints j = joints_of(skeleton, pose);
    Reach reach;
    const auto take = [&](Vec3 place, double margin) {
        const Point p = seen(view, place);
        reach.left = std::max(reach.left, view.floor.x - p.x + margin * view.scale);
        reach.right = std::max(reach.right, p.x - view.floor.x + margin * view.scale);
        reach.up = std::max(reach.up, view.floor.y - p.y + margin * view.scale);
    };
    take(j.head_mid, 0.075);
    take(j.pelvis, 0.1);
    for (const LimbJoints& limb : j.limb) {
        take(limb.shoulder, 0.04);
        take(limb.elbow, 0.035);
        take(limb.fingers, 0.015);
        take(limb.knee, 0.05);
        take(limb.heel, 0.03);
        take(limb.toe, 0.03);
    }
    return reach;
}

}  // namespace sinew::render
