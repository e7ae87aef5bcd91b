#include <sinew/knowledge/pack_reader.hpp>
#include <sinew/knowledge/session_plan.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::knowledge {
namespace {

using namespace domain;

/// Seconds and minutes are above zero: a timeline has no empty segment.
int positive(const Node& node) {
    const int value = node.whole();
    if (value < 1) node.fault("must be above 0", "write seconds or minutes");
    return value;
}

Range read_range(const Node& node) {
    const auto ends = node.items();
    if (ends.size() != 2 || ends[0].whole() > ends[1].whole()) {
        node.fault("a range has two ends", "write [low, high]");
        return {};
    }
    return {static_cast<std::int16_t>(ends[0].whole()), static_cast<std::int16_t>(ends[1].whole())};
}

std::array<std::uint32_t, kForms> read_phases(const Node& node, const FormsPack& forms) {
    std::array<std::uint32_t, kForms> sets{};
    for (const auto& [id, list] : node.members()) {
        const auto index = forms.find(id);
        if (!index) {
            list.fault("unknown form", "use an id of forms.json");
            continue;
        }
        const auto& phases = forms[*index].phases;
        for (const Node& item : list.items()) {
            const std::string phase = item.text();
            const auto found = std::find_if(phases.begin(), phases.end(),
                                            [&](const auto& p) { return p.id == phase; });
            if (found == phases.end())
                item.fault("no such phase in " + id, "see forms.json");
            else
                sets[*index] |= std::uint32_t{1} << static_cast<unsigned>(found - phases.begin());
        }
    }
    return sets;
}

std::vector<ExerciseIndex> read_exercises(const Node& list, const ExercisePack& exercises) {
    std::vector<ExerciseIndex> found;
    for (const Node& item : list.items()) {
        const auto exercise = exercises.find(item.text());
        if (exercise)
            found.push_back(*exercise);
        else
            item.fault("unknown exercise", "use an id of exercises.json");
    }
    return found;
}

std::vector<UnlessFact> read_unless(const Node& node, const ScreeningPack& screening) {
    std::vector<UnlessFact> list;
    for (const auto& [id, fact] : node.members()) {
        const auto index = screening.find_fact(fact.text());
        if (index)
            list.push_back({id, *index});
        else
            fact.fault("unknown fact", "use a fact of screening/rules.json");
    }
    return list;
}

void read_strength(const Node& node, SessionPlan& plan) {
    const Node repetition = node.get("s_per_repetition");
    plan.repetition_s = repetition.get("usual").number();
    const Range seconds = read_range(repetition.get("range"));
    plan.repetition_low_s = seconds.low;
    plan.repetition_high_s = seconds.high;
    const Node rest = node.get("rest_s");
    plan.rest_s = positive(rest.get("usual"));
    const Range rests = read_range(rest.get("range"));
    plan.rest_low_s = rests.low;
    plan.rest_high_s = rests.high;
    plan.position_change_s = positive(node.get("position_change_s"));
    if (!(0 < plan.repetition_low_s && plan.repetition_low_s <= plan.repetition_s &&
          plan.repetition_s <= plan.repetition_high_s && 0 < plan.rest_low_s &&
          plan.rest_low_s <= plan.rest_s && plan.rest_s <= plan.rest_high_s))
        node.fault("the usual value lies outside its range", "low <= usual <= high");
}

void read_class_sheet(const Node& node, const ScreeningPack& screening, SessionPlan& plan) {
    plan.people_per_assistant = positive(node.get("people_per_assistant"));
    plan.space_m = node.get("space_m").number();
    plan.duties = {node.get("duties").get("large").texts(),
                   node.get("duties").get("small").texts()};
    plan.stop_signs = node.get("stop_signs").texts();
    for (const auto& [id, steps] : node.get("emergencies").members())
        plan.emergencies.push_back({id, positive(steps)});
    plan.emergency_only_if = read_unless(node.get("emergency_only_if"), screening);
}

}  // namespace

void read_session_plan(const Json& json, const std::string& name, const FormsPack& forms,
                       const ExercisePack& exercises, const ScreeningPack& screening,
                       SessionPlan& plan, Faults& faults) {
    const Node root{json, name + ":", faults};
    plan.version = root.get("version").text();
    plan.rate_s = positive(root.get("rate_s"));
    plan.inside_share_max = root.get("inside_share_max").number();
    if (!(0 < plan.inside_share_max && plan.inside_share_max < 0.5))
        root.get("inside_share_max").fault("must leave room for work", "above 0, below 0.5");
    const Node practice = root.get("practice");
    plan.filler_min_s = positive(practice.get("filler_min_s"));
    plan.seated_skips = read_phases(practice.get("seated_skips"), forms);
    plan.seated_quiet = read_phases(practice.get("seated_quiet"), forms);

    const Node teaching = root.get("teaching");
    plan.teaching_forms_max = positive(teaching.get("forms_max"));
    plan.teaching_form_min_s = positive(teaching.get("form_min_s"));
    const Node share = teaching.get("share");
    plan.teaching_share = {share.get("watch").number(), share.get("parts").number(),
                           share.get("together").number(), share.get("one_thing").number()};
    double sum = 0;
    for (const double part : plan.teaching_share) sum += part;
    if (std::abs(sum - 1) > 1e-9) share.fault("the shares do not sum to 1", "mend them");

    plan.warm_up_entry_s = positive(root.get("warm_up").get("entry_s"));
    const Node aerobic = root.get("aerobic");
    plan.talk_test_every_s = positive(aerobic.get("talk_test_every_s"));
    plan.half_from_s = positive(aerobic.get("half_from_s"));
    plan.last_minute_from_s = positive(aerobic.get("last_minute_from_s"));
    const Node intervals = root.get("intervals");
    plan.interval_exercises = read_exercises(intervals.get("exercises"), exercises);
    plan.interval_work_s = positive(intervals.get("work_s"));
    plan.interval_easy_s = positive(intervals.get("easy_s"));
    read_strength(root.get("strength"), plan);

    const Node on_demand = root.get("on_demand");
    plan.on_demand_rate_s = positive(on_demand.get("rate_s"));
    plan.on_demand_breath_s = read_range(on_demand.get("breath_s"));
    plan.on_demand_total_s = read_range(on_demand.get("total_s"));
    for (const Activity activity : values_of<Activity>()) {
        const Node node = root.get("meanwhile").get(name_of(activity));
        plan.meanwhile[static_cast<std::size_t>(activity)] = {
            positive(node.get("minutes")), read_exercises(node.get("exercises"), exercises)};
    }
    plan.not_applicable = read_unless(root.get("not_applicable"), screening);
    read_class_sheet(root.get("class_sheet"), screening, plan);
}

}  // namespace sinew::knowledge
