#include <sinew/knowledge/dose_pack.hpp>
#include <sinew/knowledge/pack_reader.hpp>

namespace sinew::knowledge {
namespace {

using namespace domain;

/// [low, high]; a high of null is open (0).
Range read_range(const Node& node) {
    const auto ends = node.items();
    if (ends.size() != 2) {
        node.fault("a range has two ends", "write [low, high]");
        return {};
    }
    Range range{static_cast<std::int16_t>(ends[0].whole()), 0};
    if (!ends[1].json().is_null()) {
        range.high = static_cast<std::int16_t>(ends[1].whole());
        if (range.high < range.low) node.fault("the range is upside down", "write [low, high]");
    }
    return range;
}

Range maybe_range(const Node& node, std::string_view key) {
    const auto range = node.maybe(key);
    return range ? read_range(*range) : Range{};
}

std::vector<FormIndex> read_forms(const Node& list, const FormsPack& forms) {
    std::vector<FormIndex> found;
    for (const Node& node : list.items()) {
        const std::string id = node.text();
        if (const auto form = forms.find(id))
            found.push_back(*form);
        else
            node.fault("unknown form \"" + id + "\"", "use an id of forms.json");
    }
    return found;
}

PracticeDose read_block(const Node& node, const FormsPack& forms) {
    PracticeDose dose;
    const auto weeks = node.get("weeks").items();
    if (weeks.size() == 2) {
        dose.first_week = weeks[0].whole();
        if (!weeks[1].json().is_null()) dose.last_week = weeks[1].whole();
    }
    dose.classes_per_week = maybe_range(node, "classes_per_week");
    dose.class_min = maybe_range(node, "class_min");
    dose.self_min = maybe_range(node, "self_min");
    dose.sets_per_week = maybe_range(node, "sets_per_week");
    dose.breath_level = read_range(node.get("breath_level"));
    if (const auto count = node.maybe("new_forms_per_week"))
        dose.new_forms_per_week = count->whole();
    if (const auto list = node.maybe("forms")) dose.forms = read_forms(*list, forms);
    if (const auto variant = node.maybe("variant")) dose.variant = variant->one_of<Variant>();
    return dose;
}

}  // namespace

void read_dose_pack(const Json& json, const std::string& name, const FormsPack& forms,
                    DosePack& pack, Faults& faults) {
    const Node root{json, name + ":", faults};
    pack.version = root.get("version").text();
    const Node stages = root.get("prescription_default").get("stages");
    EnumSet<PracticeBlock> seen;
    for (const Node& node : stages.items()) {
        const auto block = node.get("id").one_of<PracticeBlock>();
        if (seen.has(block)) node.get("id").fault("this block stands twice", "keep one");
        seen.add(block);
        pack.blocks[static_cast<std::size_t>(block)] = read_block(node, forms);
    }
    if (seen.count() != 5) stages.fault("a block is missing", all_names<PracticeBlock>());
    const Node on_demand = root.get("on_demand");
    for (const OnDemandState state : values_of<OnDemandState>())
        pack.on_demand[static_cast<std::size_t>(state)] =
            read_forms(on_demand.get(name_of(state)), forms);

    const Node plan = root.get("class_plan_min");
    pack.class_plan = {plan.get("check").whole(),     plan.get("warm_up").whole(),
                       plan.get("teaching").whole(),  plan.get("practice").whole(),
                       plan.get("cool_down").whole(), plan.get("debrief").whole(),
                       plan.get("total_max").whole()};
    const ClassPlan& c = pack.class_plan;
    if (c.check + c.warm_up + c.teaching + c.practice + c.cool_down + c.debrief != c.total_max)
        plan.fault("the parts do not sum to total_max", "mend the minutes");
    const auto tempo = root.get("tempo_range").items();
    if (tempo.size() == 2) {
        pack.tempo_low = tempo[0].number();
        pack.tempo_high = tempo[1].number();
    }
    if (!(0 < pack.tempo_low && pack.tempo_low <= 1 && 1 <= pack.tempo_high))
        root.get("tempo_range")
            .fault("the nominal tempo 1 lies outside", "write [slowest, fastest] around 1");
    const auto set_tempo = root.get("tempo_for_10_15_min").items();
    if (set_tempo.size() == 2) pack.set_tempo_high = set_tempo[1].number();
    if (!(1 <= pack.set_tempo_high && pack.set_tempo_high <= pack.tempo_high))
        root.get("tempo_for_10_15_min")
            .fault("must lie inside tempo_range", "write [fastest, slowest] around 1");
    const Node seed = root.get("seed_stages");
    pack.set_min = read_range(seed.get("consolidation").get("set_min"));
    pack.lesson_max_min = seed.get("learning").get("class_max_min").whole();
    pack.large_class_max = seed.get("group_max").get("ordinary").whole();
    pack.small_group = read_range(seed.get("group_max").get("in_depth"));
}

}  // namespace sinew::knowledge
