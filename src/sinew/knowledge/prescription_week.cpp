// The week-by-week chapters of the prescription pack: adaptation, load monitor, planning, cautions.
#include <sinew/knowledge/prescription_reading.hpp>

#include <algorithm>

namespace sinew::knowledge {
namespace {

using namespace domain;

FlagSpec read_flag(const Node& node) {
    FlagSpec flag;
    flag.level = node.get("level").one_of<FlagLevel>();
    flag.means = node.get("means").text();
    for (const char* key : {"at_least", "above", "below"})
        if (const auto threshold = node.maybe(key)) flag.threshold = threshold->number();
    if (const auto count = node.maybe("in_at_least")) flag.in_at_least = count->whole();
    if (const auto count = node.maybe("of_last")) flag.of_last = count->whole();
    return flag;
}

/// Flags come in the order of their level, so that sets of a level are ranges of the enumeration.
FlagLevel level_of(WeekFlag flag) noexcept {
    if (flag >= WeekFlag::stop_now_rule) return FlagLevel::stop;
    return flag >= WeekFlag::effort_plus2_x2 ? FlagLevel::regress : FlagLevel::amber;
}

RuleIndex screening_rule(const Node& node, const ScreeningPack& screening) {
    const auto rule = screening.find_rule(node.text());
    if (!rule) node.fault("no such screening rule", "name one of screening/rules.json");
    return rule.value_or(0);
}

}  // namespace

AdaptationSpec read_adaptation(const Node& node) {
    AdaptationSpec spec;
    const Node n = node.get("numbers");
    spec.hold_from_pct = n.get("completed_hold_from_pct").number();
    spec.progress_from_pct = n.get("completed_progress_from_pct").number();
    spec.completed_from_fraction = n.get("completed_session_from_fraction").number();
    spec.minutes_step = n.get("minutes_step").number();
    spec.load_cap_pct = n.get("load_cap_pct").number();
    spec.minutes_floor = n.get("minutes_floor").number();
    spec.smallest_step_exempt_to_min = n.get("smallest_step_exempt_to_min").number();
    spec.duration_weeks_to = n.get("duration_weeks_to").whole();
    spec.hrr_step = n.get("hrr_step_points").number();
    spec.day_load_factor = n.get("day_load_factor").number();
    spec.regress_pct = n.get("regress_pct").number();
    spec.regress_at_least_min = n.get("regress_at_least_min").number();
    spec.regress_zone_shift = n.get("regress_zone_shift").whole();
    spec.pain_change_max = n.get("pain_change_max").number();
    spec.craving_change_max = n.get("craving_change_max").number();
    spec.diary_se_drop_max = n.get("diary_se_drop_max").number();
    spec.rhr_delta_max = n.get("rhr_delta_max").number();
    spec.lnrmssd_z_min = n.get("lnrmssd_z_min").number();
    spec.amber_hold = n.get("amber_flags_hold").whole();
    spec.amber_regress = n.get("amber_flags_regress").whole();
    const auto load = n.get("resistance_load_pct").items();
    if (load.size() == 2) {
        spec.resistance_load_pct_low = load[0].number();
        spec.resistance_load_pct_high = load[1].number();
    }
    spec.resistance_extra_reps = n.get("resistance_extra_reps").whole();
    spec.resistance_sessions = n.get("resistance_sessions").whole();
    spec.lapse_dose_pct = n.get("lapse_dose_pct").whole();
    spec.lapse_weeks = n.get("lapse_weeks").whole();
    for (const Node& begin : n.get("cows_bands_from").items())
        spec.cows_bands_from.push_back(begin.number());
    if (!std::is_sorted(spec.cows_bands_from.begin(), spec.cows_bands_from.end()))
        n.get("cows_bands_from").fault("the bands are not in order", "write them ascending");
    for (const WeekFlag flag : values_of<WeekFlag>()) {
        const Node entry = node.get("flags").get(name_of(flag));
        spec.flags[static_cast<std::size_t>(flag)] = read_flag(entry);
        if (spec.flags[static_cast<std::size_t>(flag)].level != level_of(flag))
            entry.fault("the level of this flag is part of the engine", "see domain/dosing.hpp");
    }
    for (const Node& step : node.get("gap_return").items())
        spec.gaps.push_back({step.get("days_from").number(), step.get("dose_pct").whole()});
    if (spec.gaps.empty() || spec.gaps.front().days_from != 0 ||
        !std::is_sorted(spec.gaps.begin(), spec.gaps.end(),
                        [](auto a, auto b) { return a.days_from < b.days_from; }))
        node.get("gap_return").fault("gaps start at 0 days and rise", "list them in order");
    return spec;
}

LoadSpec read_load_monitor(const Node& node) {
    LoadSpec spec;
    const Node numbers = node.get("numbers");
    spec.monotony_amber = numbers.get("monotony_amber").number();
    spec.week_change_cap_pct = numbers.get("week_change_cap_pct").number();
    spec.days_of_week = numbers.get("days_of_week").whole();
    spec.acwr_weeks = numbers.get("acwr_weeks").whole();
    if (spec.days_of_week < 2)
        numbers.get("days_of_week").fault("a spread needs two days", "write 7");
    if (spec.acwr_weeks < 2) numbers.get("acwr_weeks").fault("a ratio needs two weeks", "write 4");
    const Node decimals = node.get("rounding_decimals");
    LoadSpec::Decimals& d = spec.decimals;
    for (const auto& [key, place] :
         {std::pair{"hrmax", &d.hrmax}, std::pair{"heart_rate", &d.heart_rate},
          std::pair{"pct_vo2r", &d.pct_vo2r}, std::pair{"monotony", &d.monotony},
          std::pair{"sd_mean", &d.sd_mean}, std::pair{"strain", &d.strain},
          std::pair{"acwr", &d.acwr}, std::pair{"ewma", &d.ewma}, std::pair{"percent", &d.percent},
          std::pair{"kcal_per_min", &d.kcal_per_min}, std::pair{"energy", &d.energy}})
        *place = decimals.get(key).whole();
    return spec;
}

PlanningSpec read_planning(const Node& node, const ScreeningPack& screening) {
    PlanningSpec spec;
    spec.minutes_floor = node.get("minutes_floor").whole();
    spec.resistance_hours_apart = node.get("resistance_hours_apart").whole();
    spec.combined_days_free = node.get("combined_days_free").whole();
    spec.vigorous_after_fever_days = node.get("vigorous_after_fever_days").whole();
    spec.ceiling_light = node.get("ceiling_of_zone").get("light").whole();
    spec.ceiling_moderate = node.get("ceiling_of_zone").get("moderate").whole();
    spec.stage_s1_from_day = node.get("stage_s1_from_day").whole();
    spec.stage_s2_from_day = node.get("stage_s2_from_day").whole();
    spec.days_in_stage_before_rise = node.get("days_in_stage_before_rise").whole();
    spec.on_demand_uncounted_min = node.get("on_demand_uncounted_min").whole();
    spec.warm_up_inside_at_or_below = node.get("warm_up_inside_at_or_below").one_of<Intensity>();
    const Node learning = node.get("learning");
    spec.learning_weeks = read_range(learning.get("weeks"));
    spec.class_min_max = learning.get("class_min_max").whole();
    spec.classes_per_week = learning.get("classes_per_week").whole();
    spec.new_forms_per_week = learning.get("new_forms_per_week").whole();
    spec.consolidation_from_week = learning.get("consolidation_from_week").whole();
    spec.before_group_min = read_range(node.get("before_group_min"));
    spec.hours_after_methadone = node.get("hours_after_methadone").whole();
    spec.hours_after_meal_with_reflux = node.get("hours_after_meal_with_reflux").whole();
    spec.methadone_rule = screening_rule(node.get("methadone_rule"), screening);
    spec.breath_acute_level_max = node.get("breath").get("acute_level_max").whole();
    spec.breath_acute_cows_at_least = node.get("breath").get("acute_cows_at_least").number();
    for (const Node& week : node.get("rescreen_weeks").items())
        spec.rescreen_weeks.push_back(week.whole());
    spec.leading_symptom_at_least = node.get("symptoms").get("leading_at_least").number();
    spec.symptom_instrument_days = node.get("symptoms").get("instrument_days").whole();
    const Node on_demand = node.get("on_demand");
    spec.on_demand_breath_s = read_range(on_demand.get("breath_s"));
    spec.on_demand_minutes = read_range(on_demand.get("minutes"));
    spec.on_demand_forms = on_demand.get("forms").whole();
    spec.seated_from_cautions = node.get("seated_from_cautions").whole();
    const Node session = node.get("session");
    spec.arrive_min = session.get("arrive_min").whole();
    spec.class_arrive_min = session.get("class_arrive_min").whole();
    spec.debrief_min = session.get("debrief_min").whole();
    spec.class_debrief_min = session.get("class_debrief_min").whole();
    return spec;
}

std::vector<CautionTrigger> read_caution_triggers(const Node& node,
                                                  const ScreeningPack& screening) {
    std::vector<CautionTrigger> triggers;
    for (const Node& entry : node.items()) {
        CautionTrigger trigger;
        trigger.caution = entry.get("caution").one_of<Caution>();
        trigger.avoid = read_set<Avoid>(entry.get("avoid"));
        for (const Node& rule : entry.get("rules").items())
            trigger.rules.push_back(screening_rule(rule, screening));
        trigger.when = read_condition(entry.get("when"), screening.facts);
        if (const auto note = entry.maybe("note")) trigger.note = note->text();
        triggers.push_back(std::move(trigger));
    }
    std::sort(triggers.begin(), triggers.end(),
              [](const auto& a, const auto& b) { return a.caution < b.caution; });
    for (std::size_t i = 1; i < triggers.size(); ++i)
        if (triggers[i].caution == triggers[i - 1].caution)
            node.fault("caution " + std::string{name_of(triggers[i].caution)} + " stands twice",
                       "join the two");
    return triggers;
}

}  // namespace sinew::knowledge
