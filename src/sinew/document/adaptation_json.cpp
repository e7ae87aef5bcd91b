#include <sinew/base/text.hpp>
#include <sinew/document/adaptation_json.hpp>
#include <sinew/document/programme_json.hpp>
#include <sinew/document/record_fields.hpp>
#include <sinew/document/session_list_json.hpp>

#include <cmath>

namespace sinew::document {
namespace {

using namespace domain;
using care::WeekAdaptation;
using knowledge::Catalogue;
using knowledge::Words;

/// Printed as the pack rounds; the decision was made with the unrounded value.
OrderedJson rounded(std::optional<double> value, int decimals) {
    return value ? OrderedJson(round_half_away(*value, decimals)) : OrderedJson(nullptr);
}

OrderedJson week_number(std::optional<int> week) {
    return week ? OrderedJson(*week + 1) : OrderedJson(nullptr);
}

struct Telling {
    const WeekAdaptation& decision;
    const ProgrammeDocument& before;
    const Catalogue& catalogue;
    const Words& words;

    [[nodiscard]] bool last_week() const { return decision.week + 1 >= kWeeks; }
    [[nodiscard]] std::string text(const std::string& key) const {
        const auto& spec = catalogue.prescription.adaptation;
        const auto& summary = decision.summary;
        const auto share = [&](double pct) {
            return number_text(std::ceil(pct * summary.prescribed / 100));
        };
        const auto next = static_cast<std::size_t>(std::min(decision.week + 1, kWeeks - 1));
        const double target = summary.done.target_effort_high.value_or(0);
        return words(
            key,
            {{"days", number_text(summary.done.gap_days.value_or(0))},
             {"prescribed", number_text(summary.prescribed)},
             {"half", share(spec.hold_from_pct)},
             {"most", share(spec.progress_from_pct)},
             {"effort", fixed_text(std::floor(target * 10) / 10, 1)},
             {"stage", std::string{name_of(before.programme.weeks[next].stage)}},
             {"week", number_text(decision.back_to ? *decision.back_to + 1 : decision.week + 1)},
             {"low", number_text(spec.resistance_load_pct_low)},
             {"high", number_text(spec.resistance_load_pct_high)}});
    }
};

template <class Enum>
OrderedJson told_set(EnumSet<Enum> set, const char* name, const std::string& stem,
                     const Telling& telling) {
    OrderedJson list = OrderedJson::array();
    for (const Enum value : values_of<Enum>())
        if (set.has(value))
            list.push_back({{name, name_of(value)},
                            {"text", telling.text(stem + std::string{name_of(value)})}});
    return list;
}

OrderedJson facts_json(const Telling& telling) {
    const auto& summary = telling.decision.summary;
    const auto& done = summary.done;
    const auto& decimals = telling.catalogue.prescription.load.decimals;
    OrderedJson json;
    json["sessions"] = {{"prescribed", summary.prescribed},
                        {"noted", summary.noted},
                        {"completed", summary.completed}};
    json["minutes_done"] = round_half_away(summary.minutes_done, 1);
    json["completed_pct"] = rounded(done.completed_pct, decimals.percent);
    json["mean_effort"] = rounded(done.mean_effort, 2);
    json["target_effort_high"] = rounded(done.target_effort_high, 2);
    json["craving_change_mean"] = rounded(done.craving_change_mean, 1);
    json["pain_change"] = rounded(done.pain_change, 1);
    json["resting_hr_delta_mean"] = rounded(done.rhr_delta_mean, 1);
    json["lnrmssd_z_mean"] = rounded(done.lnrmssd_z_mean, 2);
    json["diary_se_change"] = rounded(done.diary_se_change, 1);
    json["phq9_change"] = rounded(summary.measures.phq9_change, 0);
    json["cows_band_up"] = summary.measures.cows_band_up;
    json["gap_days"] = rounded(done.gap_days, 0);
    json["load"] = {
        {"weekly", rounded(summary.load.weekly, 1)},
        {"monotony", rounded(summary.load.monotony, decimals.monotony)},
        {"strain", rounded(summary.load.strain, decimals.strain)},
        {"change_pct", rounded(telling.decision.load_change.change_pct, decimals.percent)},
        {"acwr_coupled", rounded(telling.decision.ratio.coupled, decimals.acwr)},
        {"acwr_uncoupled", rounded(telling.decision.ratio.uncoupled, decimals.acwr)},
        {"building_baseline", telling.decision.ratio.building_baseline}};
    return json;
}

OrderedJson flags_json(const Telling& telling) {
    OrderedJson list = OrderedJson::array();
    for (const WeekFlag flag : values_of<WeekFlag>())
        if (telling.decision.summary.done.flags.has(flag)) {
            const auto level =
                telling.catalogue.prescription.adaptation.flags[static_cast<std::size_t>(flag)]
                    .level;
            list.push_back({{"flag", name_of(flag)},
                            {"level", name_of(level)},
                            {"text", telling.words("flag." + std::string{name_of(flag)})}});
        }
    return list;
}

OrderedJson session_rules_json(const Telling& telling) {
    OrderedJson list = OrderedJson::array();
    for (const std::uint8_t place : telling.decision.summary.stopping_rules) {
        const std::string& id = telling.catalogue.screening.session_rules[place].id;
        list.push_back({{"rule", id},
                        {"text", telling.words("ses." + id + ".trigger")},
                        {"then", telling.words("ses." + id + ".then")}});
    }
    return list;
}

/// What would have led to another decision: the opposite of each reason, or of there being none.
OrderedJson would_change_json(const Telling& telling) {
    OrderedJson list = OrderedJson::array();
    for (const WeekReason reason : values_of<WeekReason>())
        if (telling.decision.next.reasons.has(reason))
            list.push_back(telling.text("adapt.change." + std::string{name_of(reason)}));
    if (list.empty())
        list.push_back(telling.text(telling.decision.new_stage ? "adapt.change.new_stage"
                                                               : "adapt.change.progress"));
    return list;
}

OrderedJson actions_json(const Telling& telling) {
    const WeekAdaptation& decision = telling.decision;
    OrderedJson list = OrderedJson::array();
    const auto say = [&](bool holds, const std::string& action) {
        if (holds)
            list.push_back({{"action", action}, {"text", telling.text("adapt.action." + action)}});
    };
    const WeekDecision what = decision.next.decision;
    const bool goes_on = !decision.suspended() && !telling.last_week();
    say(decision.summary.done.flags.has(WeekFlag::suicide_intent), "stay_with_person");
    say(decision.suspended(), "suspend");
    say(what == WeekDecision::stop, "notify_clinician");
    say(what == WeekDecision::regress, "call_person");
    say(decision.lapse, "practice_tomorrow");
    say(decision.lapse, "notify_if_consented");
    say(decision.lapse, "access_stays");
    say(goes_on && decision.back_to.has_value(), "for_one_week");
    say(goes_on && decision.recovered, "recovered");
    say(goes_on && decision.new_stage, "new_stage");
    say(goes_on && what == WeekDecision::progress && decision.before.strength_minutes > 0,
        "two_for_two");
    say(!decision.suspended() && telling.last_week(), "last_week");
    if (decision.dose_of < decision.week)
        list.push_back({{"action", "undecided_weeks"},
                        {"text", telling.words("adapt.action.undecided_weeks",
                                               {{"week", number_text(decision.dose_of + 1)}})}});
    say(telling.before.other_knowledge, "other_knowledge");
    return list;
}

OrderedJson screening_due_json(const Telling& telling) {
    OrderedJson list = OrderedJson::array();
    for (const ScreeningCause cause : values_of<ScreeningCause>())
        if (telling.decision.screening.has(cause)) {
            const std::string name{name_of(cause)};
            const std::string text =
                cause == ScreeningCause::review_week
                    ? telling.words("adapt.screening." + name,
                                    {{"week", number_text(telling.decision.week + 1)}})
                    : telling.text("adapt.screening." + name);
            list.push_back({{"cause", name}, {"text", text}});
        }
    return list;
}

}  // namespace

OrderedJson adaptation_json(const WeekAdaptation& decision, const ProgrammeDocument& before,
                            const Catalogue& catalogue, const Words& words) {
    const Telling telling{decision, before, catalogue, words};
    const std::string name{name_of(decision.next.decision)};
    OrderedJson json;
    json["week"] = decision.week + 1;
    json["next_week"] = decision.suspended() || telling.last_week()
                            ? OrderedJson(nullptr)
                            : OrderedJson(decision.week + 2);
    json["decision"] = name;
    json["label"] = words("decision." + name);
    json["say"] = words(decision.lapse && !decision.suspended() ? "decision.lapse.say"
                                                                : "decision." + name + ".say");
    json["reasons"] = told_set(decision.next.reasons, "reason", "adapt.reason.", telling);
    json["rules"] = OrderedJson::array();
    for (const std::string_view rule : decision.next.rules) json["rules"].push_back(rule);
    json["dose_pct"] =
        decision.next.dose_pct ? OrderedJson(*decision.next.dose_pct) : OrderedJson(nullptr);
    json["zone_shift"] = decision.next.zone_shift;
    json["back_to_week"] = week_number(decision.back_to);
    json["dose"] = {
        {"of_week", decision.dose_of + 1},
        {"before",
         dose_json(before.programme.weeks[static_cast<std::size_t>(decision.dose_of)].dose)},
        {"now", nullptr}};
    if (decision.programme)
        json["dose"]["now"] =
            dose_json(decision.programme->weeks[static_cast<std::size_t>(decision.week) + 1].dose);
    json["facts"] = facts_json(telling);
    json["flags"] = flags_json(telling);
    json["session_rules"] = session_rules_json(telling);
    json["not_measured"] =
        told_set(decision.summary.not_measured, "measure", "adapt.measure.", telling);
    json["would_change"] = would_change_json(telling);
    json["screening_due"] = screening_due_json(telling);
    json["actions"] = actions_json(telling);
    return json;
}

OrderedJson adapted_answer_json(const care::Adapted& adapted, const ProgrammeDocument& before,
                                const Catalogue& catalogue, const Words& words) {
    OrderedJson json = answer_json(adapted.answer, before.record, catalogue, words);
    const OrderedJson entry = adaptation_json(adapted.decision, before, catalogue, words);
    if (adapted.decision.suspended()) {
        // The screening stays the one that was made; what suspends is the week, and it says so in its own words.
        json["say"] = entry["say"];
        json["screening"] = screening_json(before.programme.clearance, catalogue, words);
    } else if (!adapted.decision.programme) {
        json["choices"] = OrderedJson::parse(before.choices.dump());
    }
    json["adaptation"] = entry;
    json["adaptations"] = OrderedJson::parse(before.adaptations.dump());
    json["adaptations"].push_back(entry);
    return json;
}

std::vector<care::DecidedWeek> read_decided_weeks(const knowledge::Node& log) {
    static constexpr NumberBounds kWeek{"week", 1, kWeeks, "", true};
    static constexpr NumberBounds kLoad{"load", 0, 100000, ""};
    std::vector<care::DecidedWeek> decided;
    for (const knowledge::Node& entry : log.items()) {
        if (!is_object(entry)) continue;
        care::DecidedWeek week;
        week.week = static_cast<int>(number_in(entry.get("week"), kWeek).value_or(1)) - 1;
        week.decision = word_of<WeekDecision>(entry.get("decision")).value_or(WeekDecision::hold);
        if (const auto back = entry.maybe("back_to_week"))
            if (const auto number = number_in(*back, kWeek))
                week.back_to = static_cast<int>(*number) - 1;
        if (const auto facts = entry.maybe("facts"))
            if (const auto load = facts->maybe("load"))
                if (const auto weekly = load->maybe("weekly"))
                    week.load = number_in(*weekly, kLoad);
        if (!decided.empty() && decided.back().week >= week.week)
            entry.fault("the log of decisions is not in order", "one entry a week, oldest first");
        if (week.back_to && *week.back_to > week.week)
            entry.fault("a dose cannot come back from a week ahead", "see back_to_week");
        decided.push_back(week);
    }
    return decided;
}

}  // namespace sinew::document
