#include <sinew/base/ensure.hpp>
#include <sinew/base/text.hpp>
#include <sinew/render/form_strip.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace sinew::render {
using figure::Ink;
using figure::Point;
using figure::Shape;
using knowledge::Channel;
using knowledge::FormMotion;
using knowledge::Pose;
namespace {

struct Choice {
    std::string_view form;
    std::vector<Still> stills;
};

/// Which postures tell the form, and from where they are seen best. A choice of pictures, nothing clinical.
const std::array<Choice, 14>& choices() {
    static const std::array<Choice, 14> kChoices{{
        {"yu_bei", {{"settle", "together", 0}, {"settle", "together", 50}}},
        {"wei_tuo_1",
         {{"", "", 0},
          {"step", "open", 15},
          {"raise", "arms_forward", 50},
          {"gather", "palms_at_chest", 40}}},
        {"wei_tuo_2",
         {{"lift", "forearms_level", 15},
          {"extend", "arms_forward_down", 50},
          {"open", "arms_side", 0},
          {"press", "palms_press_out", 0}}},
        {"wei_tuo_3",
         {{"gather", "forearms_level", 15},
          {"turn", "palms_beside_ears", 0},
          {"rise", "lean", 20},
          {"rise", "heels_up_palms_up", 30}}},
        {"zhai_xing",
         {{"lower", "arms_low", 0},
          {"pluck", "pluck", 20},
          {"reach", "pluck_to_reach_50", 10},
          {"reach", "reach", -15},
          {"open", "arms_low", 0}}},
        {"dao_zhuai",
         {{"step_back", "step_back_lift", 20},
          {"step_back", "bow_fists", 40},
          {"draw", "draw_in", 40},
          {"release", "bow_fists", 40},
          {"close", "arms_low", 0}}},
        {"chu_zhao",
         {{"gather", "arms_side_forward", 15},
          {"gather", "palms_at_yunmen", 35},
          {"push", "push_turning", 60},
          {"push", "push_end", 60},
          {"draw", "palms_at_yunmen", 35}}},
        {"jiu_gui",
         {{"thread", "thread", 0},
          {"wrap", "over_head", 0},
          {"wrap", "wrap", 0},
          {"open", "chest_open", -15},
          {"close", "chest_close", 20},
          {"unwind", "arms_side", 0}}},
        {"san_pan",
         {{"step", "wide_arms_side", 0},
          {"sink_1", "press_quarter", 20},
          {"rise_1", "wide_arms_up", 0},
          {"sink_2", "press_half", 25},
          {"sink_3", "press_deep", 35}}},
        {"qing_long",
         {{"gather", "fists_waist", 20},
          {"extend", "extend_side", 0},
          {"reach", "reach_across", 15},
          {"press", "press_down", 30},
          {"sweep", "sweep_end", 30},
          {"rise", "half_up", 20}}},
        {"wo_hu",
         {{"turn", "t_step", 10},
          {"pounce", "pounce", 0},
          {"wave", "wave_back", 0},
          {"land", "land", 0},
          {"arch", "arch", 0},
          {"stand", "stand_fists", 0}}},
        {"da_gong",
         {{"lift", "arms_side_forward", 15},
          {"cover", "cover_ears", 30},
          {"bow_1", "bow_small", 75},
          {"bow_2", "bow_right_angle", 75},
          {"bow_3", "bow_deep", 75}}},
        {"diao_wei",
         {{"extend", "palms_out", 45},
          {"gather", "to_chest", 35},
          {"press", "half_press", 60},
          {"press", "press_down", 45},
          {"swing", "swing_left", 30}}},
        {"shou_shi",
         {{"rise", "half_rise", 40},
          {"rise", "arms_side_up", 0},
          {"lift", "overhead", 0},
          {"sink", "chest", 20},
          {"rest", "hands_on_abdomen", 10},
          {"close", "together", 0}}},
    }};
    return kChoices;
}

/// Where a still lies on the form's time line.
struct Moment {
    std::size_t played = 0;
    double fraction = 0;
};

double unwarped(double warped) {
    double low = 0, high = 1;
    for (int i = 0; i < 40; ++i) {
        const double middle = (low + high) / 2;
        (middle * middle * (3 - 2 * middle) < warped ? low : high) = middle;
    }
    return high;
}

Moment moment_of(const FormMotion& form, const std::vector<TimedPhase>& line, const Still& still) {
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i].mirrored || form.phases[line[i].phase].id != still.phase) continue;
        for (std::size_t k = 1; k < line[i].keys.size(); ++k)
            if (form.pose_names[line[i].keys[k].name] == still.pose)
                return {i, unwarped(line[i].keys[k].at)};
    }
    return {};
}

/// Carries the legs to a chair's height; the trunk folds no further than a seated roll-down allows.
constexpr double kSeatedTiltMost = 20, kSeatedFlexMost = 32;

double seconds_of(const std::vector<TimedPhase>& line, Moment moment) {
    return line[moment.played].start_s + line[moment.played].duration_s * moment.fraction;
}

Pose pose_of(const knowledge::Skeleton& skeleton, const std::vector<TimedPhase>& line,
             double seconds, Seat seat) {
    std::size_t i = 0;
    while (i + 1 < line.size() && seconds > line[i].start_s + line[i].duration_s) ++i;
    const double fraction = std::clamp((seconds - line[i].start_s) / line[i].duration_s, 0.0, 1.0);
    const Pose pose = pose_at(skeleton, line[i], fraction);
    return seat == Seat::chair ? seated(skeleton, pose) : pose;
}

/// The last stretch of a way, so that arrows stay short: from `most` units before its end to `spare` before it.
std::vector<Point> last_stretch(const std::vector<Point>& way, double most, double spare) {
    std::vector<Point> kept;
    double to_end = 0;
    for (std::size_t i = way.size(); i-- > 0;) {
        if (i + 1 < way.size())
            to_end += std::hypot(way[i + 1].x - way[i].x, way[i + 1].y - way[i].y);
        if (to_end > most) break;
        if (to_end >= spare)
            kept.push_back({round_half_away(way[i].x, 1), round_half_away(way[i].y, 1)});
    }
    std::reverse(kept.begin(), kept.end());
    return kept;
}

/// A faint curve with a head, along the way a hand took.
void arrow(const std::vector<Point>& whole_way, Ink ink, std::vector<Shape>& shapes) {
    const std::vector<Point> way = last_stretch(whole_way, 52, 6);
    double length = 0;
    for (std::size_t i = 1; i < way.size(); ++i)
        length += std::hypot(way[i].x - way[i - 1].x, way[i].y - way[i - 1].y);
    if (length < 12) return;
    shapes.push_back({figure::Polyline{{way}, false}, {{}, ink, 1.4, 0.6, {3, 2.4}, false}});
    const Point tip = way.back();
    std::size_t before = way.size() - 1;
    while (before > 0 && std::hypot(tip.x - way[before].x, tip.y - way[before].y) < 4) --before;
    const double angle = std::atan2(tip.y - way[before].y, tip.x - way[before].x);
    const auto barb = [&](double turn) {
        return Point{tip.x - 5 * std::cos(angle + turn), tip.y - 5 * std::sin(angle + turn)};
    };
    shapes.push_back(
        {figure::Polyline{{{barb(0.5), tip, barb(-0.5)}}, true}, {ink, {}, 0, 0.75, {}, false}});
}

View view_of(const knowledge::Skeleton& skeleton, const Pose& pose, double azimuth) {
    const Joints j = joints_of(skeleton, pose);
    View view;
    view.azimuth = azimuth;
    view.centre = {(j.limb[0].ball.x + j.limb[1].ball.x + j.limb[0].heel.x + j.limb[1].heel.x) / 4,
                   (j.limb[0].ball.y + j.limb[1].ball.y + j.limb[0].heel.y + j.limb[1].heel.y) / 4,
                   0};
    return view;
}

}  // namespace

std::span<const Still> stills_of(std::string_view form) noexcept {
    for (const Choice& choice : choices())
        if (choice.form == form) return choice.stills;
    return {};
}

Pose seated(const knowledge::Skeleton& skeleton, Pose pose) noexcept {
    const double tilt = std::clamp(pose[Channel::pelvis_tilt], -5.0, kSeatedTiltMost);
    pose[Channel::pelvis_tilt] = tilt;
    pose[Channel::pelvis_list] = 0;
    pose[Channel::root_yaw] = 0;
    pose[Channel::spine_flex] = std::min(pose[Channel::spine_flex], kSeatedFlexMost);
    pose[Channel::spine_rot] = std::clamp(pose[Channel::spine_rot], -30.0, 30.0);
    for (const std::size_t side : {knowledge::kFirstLeftChannel, knowledge::kFirstRightChannel}) {
        constexpr std::size_t kHip = 7, kKnee = 10;  // places within one side's channels
        std::fill(pose.value.begin() + static_cast<std::ptrdiff_t>(side + kHip),
                  pose.value.begin() + static_cast<std::ptrdiff_t>(side + knowledge::kSideChannels),
                  0.0);
        pose.value[side + kHip] = 86 + tilt;  // thighs stay level when the pelvis tips
        pose.value[side + kHip + 1] = 7;
        pose.value[side + kKnee] = 86;
        if (pose.value[side + 1] < 15) {  // arms that hung now rest: hands on the thighs
            constexpr std::array<double, 7> kResting{78, 24, 0, 42, 40, 12, 0};
            std::copy(kResting.begin(), kResting.end(),
                      pose.value.begin() + static_cast<std::ptrdiff_t>(side));
        }
    }
    return grounded(skeleton, pose);
}

figure::Scene form_strip(const knowledge::KeyframesPack& pack, std::string_view form_id,
                         const knowledge::Words& words, Seat seat) {
    constexpr double kGap = 9, kTop = 4, kFloor = 130, kBottom = 22;
    figure::Scene scene;
    const FormMotion* form = pack.find(form_id);
    SINEW_ENSURE(form != nullptr, "a strip of a form that the keyframes do not hold");
    const std::string id{form_id};
    scene.title = words("form." + id + ".name");
    const auto line = timeline_of(pack.skeleton, *form);
    const auto cues = still_cues(pack, form_id, words);

    std::vector<Shape> under, figures, marks;
    double left = kGap, before_s = -1, highest = 0;
    std::size_t number = 0;
    for (const Still& still : stills_of(form_id)) {
        const Moment moment = moment_of(*form, line, still);
        const double now_s = seconds_of(line, moment);
        const Pose pose = pose_of(pack.skeleton, line, now_s, seat);
        View view = view_of(pack.skeleton, pose,
                            seat == Seat::chair ? std::clamp(still.azimuth, -55.0, 55.0) * 0.6 + 22
                                                : still.azimuth);
        const Reach reach = reach_of(pack.skeleton, pose, view);
        const double half_left = std::max(24.0, reach.left),
                     half_right = std::max(24.0, reach.right);
        view.floor = {left + half_left, kFloor};
        highest = std::max(highest, reach.up);

        const domain::Breath breath = form->phases[line[moment.played].phase].breath;
        const Ink ink = breath == domain::Breath::in        ? Ink::sky
                        : breath == domain::Breath::natural ? Ink::soft
                                                            : Ink::pine;
        for (Shape& shape : draw_person(pack.skeleton, pose, view, seat))
            figures.push_back(std::move(shape));
        if (before_s >= 0 && now_s > before_s) {
            for (const Side side : {Side::left, Side::right}) {
                std::vector<Point> way;
                const Vec3 home = joints_of(pack.skeleton, pose).pelvis;
                constexpr int kSteps = 60;
                for (int i = 0; i <= kSteps; ++i) {
                    const Joints j = joints_of(
                        pack.skeleton, pose_of(pack.skeleton, line,
                                               before_s + (now_s - before_s) * i / kSteps, seat));
                    // Seen from the body: a step of the whole person is no movement of the hand.
                    const Vec3 drift{home.x - j.pelvis.x, home.y - j.pelvis.y, 0};
                    way.push_back(seen(view, j[side].palm + drift));
                }
                arrow(way, ink, under);
            }
        }
        const std::string mark = std::to_string(++number);
        const double label_x = view.floor.x;
        marks.push_back(
            {figure::Circle{{label_x - 15, kFloor + 14}, 5.2}, {ink, {}, 0, 1, {}, false}});
        marks.push_back(
            {figure::Text{{label_x - 15, kFloor + 16.4}, mark, 6.8, figure::Anchor::middle, true},
             {Ink::card, {}, 0, 1, {}, false}});
        marks.push_back({figure::Text{{label_x - 7.5, kFloor + 16.4},
                                      cues[number - 1].breath,
                                      7,
                                      figure::Anchor::start,
                                      false},
                         {ink, {}, 0, 1, {}, false}});
        scene.description +=
            fmt::format("{}{}. {}", number == 1 ? "" : " ", number, cues[number - 1].attention);
        left = view.floor.x + half_right + kGap;
        before_s = now_s;
    }
    scene.width = std::ceil(left);
    scene.height = std::ceil(highest) + kTop + kBottom;
    const double lift =
        kFloor - std::ceil(highest) - kTop;  // no more room above than the tallest figure needs
    figure::Group whole{{}, {0, -lift}, 1, 1};
    whole.shapes.push_back({figure::Line{{4, kFloor + 3.5}, {scene.width - 4, kFloor + 3.5}},
                            {{}, Ink::line, 1, 1, {}, false}});
    for (std::vector<Shape>* layer : {&under, &figures, &marks})
        for (Shape& shape : *layer) whole.shapes.push_back(std::move(shape));
    scene.shapes.push_back({std::move(whole), {}});
    return scene;
}

std::vector<StillCue> still_cues(const knowledge::KeyframesPack& pack, std::string_view form_id,
                                 const knowledge::Words& words) {
    std::vector<StillCue> cues;
    const FormMotion* form = pack.find(form_id);
    SINEW_ENSURE(form != nullptr, "cues of a form that the keyframes do not hold");
    for (const Still& still : stills_of(form_id)) {
        const std::string_view phase =
            still.phase.empty() ? std::string_view{form->phases.front().id} : still.phase;
        const auto found = std::find_if(form->phases.begin(), form->phases.end(),
                                        [&](const auto& p) { return p.id == phase; });
        SINEW_ENSURE(found != form->phases.end(),
                     "a still names a phase that the form does not have");
        const std::string key = fmt::format("form.{}.phase.{}.", form_id, phase);
        const domain::Breath breath = still.phase.empty() ? domain::Breath::natural : found->breath;
        cues.push_back({words(key + "instruction"), words(key + "attention"),
                        words("breath." + std::string{domain::name_of(breath)} + ".short")});
    }
    return cues;
}

}  // namespace sinew::render
