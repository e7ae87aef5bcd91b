#include <sinew/knowledge/keyframes_pack.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::knowledge {
namespace {

std::array<double, 2> read_split(const Node& node) {
    const auto ends = node.items();
    if (ends.size() != 2) {
        node.fault("a split has two weights", "lumbar, then thorax");
        return {};
    }
    return {ends[0].number(), ends[1].number()};
}

Skeleton read_skeleton(const Node& node) {
    Skeleton skeleton;
    for (const Segment segment : domain::values_of<Segment>())
        skeleton.length[static_cast<std::size_t>(segment)] =
            node.get("segments").get(domain::name_of(segment)).number();
    const Node split = node.get("spine_split");
    skeleton.split_flex = read_split(split.get("flex"));
    skeleton.split_lat = read_split(split.get("lat"));
    skeleton.split_rot = read_split(split.get("rot"));
    for (const Node& channel : node.get("mirror").get("negate").items())
        skeleton.mirror_negates[static_cast<std::size_t>(channel.one_of<Channel>())] = true;
    for (const auto& [name, channel] : node.get("channels").members()) {
        if (name == "hand_l" || name == "hand_r") continue;
        const auto which = domain::named<Channel>(name);
        if (!which) channel.fault("unknown channel", "teach the figure this channel first");
        if (const auto rest = channel.maybe("rest"); which && rest)
            skeleton.rest[*which] = rest->number();
    }
    skeleton.rest[Channel::root_z] = node.get("rest_root_z").number();
    return skeleton;
}

Pose read_pose(const Node& node, const Skeleton& skeleton) {
    Pose pose = skeleton.rest;
    for (const auto& [name, value] : node.members()) {
        if (name == "hand_l")
            pose.hand_left = value.one_of<HandShape>();
        else if (name == "hand_r")
            pose.hand_right = value.one_of<HandShape>();
        else if (const auto channel = domain::named<Channel>(name))
            pose[*channel] = value.number();
        else
            value.fault("unknown channel", "use one of: " + domain::all_names<Channel>());
    }
    return pose;
}

std::uint16_t place_of(const Node& node, const std::vector<std::string>& names) {
    const auto found = std::find(names.begin(), names.end(), node.text());
    if (found == names.end())
        node.fault("no such name in this form", "define it first, or mend the spelling");
    return found == names.end() ? std::uint16_t{0}
                                : static_cast<std::uint16_t>(found - names.begin());
}

MotionPhase read_phase(const Node& node, const std::vector<std::string>& pose_names) {
    MotionPhase phase;
    phase.id = node.get("id").text();
    phase.duration_s = node.get("dur_s").number();
    if (!(phase.duration_s > 0))
        node.get("dur_s").fault("a phase takes time", "give seconds above 0");
    phase.breath = node.get("breath").one_of<domain::Breath>();
    if (const auto support = node.maybe("support")) phase.support = support->one_of<Support>();
    if (const auto pivot = node.maybe("pivot")) phase.pivot = pivot->yes();
    double last = 0;
    for (const Node& item : node.get("keys").items()) {
        PoseKey key{item.get("t").number(), place_of(item.get("pose"), pose_names), phase.support};
        if (const auto support = item.maybe("support")) key.support = support->one_of<Support>();
        if (key.at < last) item.fault("key times must rise", "sort the keys");
        last = key.at;
        phase.keys.push_back(key);
    }
    if (phase.keys.empty() || std::abs(last - 1) > 1e-9)
        node.get("keys").fault("the last key stands at 1", "end at t = 1");
    return phase;
}

/// Lays a nested sequence out; a mirrored step turns everything inside it over.
void flatten(const Node& steps, const std::vector<std::string>& phase_ids, bool mirrored, int depth,
             std::vector<PlayedPhase>& into) {
    if (depth > 8) return steps.fault("steps are nested too deep", "flatten them");
    for (const Node& step : steps.items()) {
        if (step.has("phase")) {
            into.push_back({place_of(step.get("phase"), phase_ids), mirrored});
            continue;
        }
        int times = 1;
        if (const auto repeat = step.maybe("repeat")) times = repeat->whole();
        if (times < 1 || times > 20) step.fault("repeat is out of range", "1 to 20");
        bool inside = mirrored;
        if (const auto mirror = step.maybe("mirror"); mirror && mirror->yes()) inside = !mirrored;
        for (int i = 0; i < std::clamp(times, 0, 20); ++i)
            flatten(step.get("steps"), phase_ids, inside, depth + 1, into);
    }
}

FormMotion read_form(const std::string& id, const Node& node, const Skeleton& skeleton) {
    FormMotion form;
    form.id = id;
    form.title = node.get("title").text();
    for (const auto& [name, pose] : node.get("poses").members()) {
        form.pose_names.push_back(name);
        form.poses.push_back(read_pose(pose, skeleton));
    }
    form.start_pose = place_of(node.get("start_pose"), form.pose_names);
    std::vector<std::string> phase_ids;
    for (const Node& phase : node.get("phases").items()) {
        form.phases.push_back(read_phase(phase, form.pose_names));
        phase_ids.push_back(form.phases.back().id);
    }
    flatten(node.get("sequence"), phase_ids, false, 0, form.sequence);
    return form;
}

}  // namespace

const FormMotion* KeyframesPack::find(std::string_view form) const noexcept {
    const auto found =
        std::find_if(forms.begin(), forms.end(), [&](const FormMotion& f) { return f.id == form; });
    return found == forms.end() ? nullptr : &*found;
}

void read_keyframes_pack(const Json& json, const std::string& name, KeyframesPack& pack,
                         Faults& faults) {
    const Node root{json, name + ":", faults};
    pack.version = root.get("version").text();
    pack.skeleton = read_skeleton(root.get("skeleton"));
    const Node forms = root.get("forms");
    for (const std::string& id : root.get("order").texts())
        pack.forms.push_back(read_form(id, forms.get(id), pack.skeleton));
}

}  // namespace sinew::knowledge
