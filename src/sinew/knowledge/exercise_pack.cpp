#include <sinew/knowledge/exercise_pack.hpp>
#include <sinew/knowledge/pack_reader.hpp>

#include <algorithm>

namespace sinew::knowledge {
namespace {

using namespace domain;

template <class Enum>
EnumSet<Enum> read_set(const Node& list) {
    EnumSet<Enum> set;
    for (const Node& node : list.items()) set.add(node.one_of<Enum>());
    return set;
}

Exercise read_exercise(const Node& node) {
    Exercise e;
    e.id = node.get("id").text();
    for (const Language language : values_of<Language>()) {
        const auto at = static_cast<std::size_t>(language);
        e.name[at] = node.get("name").get(name_of(language)).text();
        e.cue[at] = node.get("cue").get(name_of(language)).text();
    }
    e.modality = node.get("modality").one_of<Modality>();
    e.pattern = node.get("pattern").one_of<Pattern>();
    e.parts = read_set<SessionPart>(node.get("phase"));
    e.position = node.get("position").one_of<Position>();
    e.equipment = read_set<Equipment>(node.get("equipment"));
    e.regions = read_set<Region>(node.get("regions"));
    e.limbs = read_set<Limb>(node.get("limbs"));
    e.impact = node.get("impact").one_of<Impact>();
    e.breaks = read_set<Avoid>(node.get("breaks"));
    e.cautions = read_set<Caution>(node.get("cautions"));
    e.min_zone = node.get("min_zone").one_of<Intensity>();
    e.max_zone = node.get("max_zone").one_of<Intensity>();
    if (e.min_zone > e.max_zone)
        node.get("min_zone").fault("the lowest zone is above the highest", "swap them");
    const Node met = node.get("met");
    if (const auto value = met.maybe("value")) e.met = value->number();
    e.met_status = met.get("status").one_of<Status>();
    e.unit = node.get("dose_unit").one_of<DoseUnit>();
    e.status = node.get("status").one_of<Status>();
    e.sources = node.get("source").texts();
    if (e.sources.empty())
        node.get("source").fault("no source, no entry", "name a key of citations.csv");
    return e;
}

}  // namespace

std::optional<ExerciseIndex> ExercisePack::find(std::string_view id) const noexcept {
    const auto found = std::find_if(exercises.begin(), exercises.end(),
                                    [&](const Exercise& e) { return e.id == id; });
    if (found == exercises.end()) return std::nullopt;
    return static_cast<ExerciseIndex>(found - exercises.begin());
}

void read_exercise_pack(const Json& json, const std::string& name, ExercisePack& pack,
                        Faults& faults) {
    const Node root{json, name + ":", faults};
    pack.version = root.get("version").text();
    const Node list = root.get("exercises");
    const auto nodes = list.items();
    if (nodes.size() > 255)
        return list.fault("more than 255 exercises", "widen ExerciseIndex first");
    for (const Node& node : nodes) {
        Exercise exercise = read_exercise(node);
        if (pack.find(exercise.id))
            node.get("id").fault("exercise " + exercise.id + " stands twice", "keep one");
        pack.exercises.push_back(std::move(exercise));
    }
    const auto neighbour = [&](const Node& node,
                               std::string_view key) -> std::optional<ExerciseIndex> {
        const auto id = node.maybe(key);
        if (!id) return std::nullopt;
        const auto found = pack.find(id->text());
        if (!found) id->fault("unknown exercise", "use an id of this pack");
        return found;
    };
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        pack.exercises[i].easier = neighbour(nodes[i], "easier");
        pack.exercises[i].harder = neighbour(nodes[i], "harder");
    }
}

}  // namespace sinew::knowledge
