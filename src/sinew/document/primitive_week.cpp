// Primitives of the following weeks: load, acwr, ewma, change, adapt, gap, flags, energy.
#include <sinew/care/dose_arithmetic.hpp>
#include <sinew/document/primitive_answers.hpp>

namespace sinew::document {
namespace {

using care::DoseArithmetic;
using domain::WeekDecision;
using knowledge::Catalogue;

OrderedJson flag_json(care::LoadFlag flag) {
    switch (flag) {
        case care::LoadFlag::none: return nullptr;
        case care::LoadFlag::incomplete_week: return "incomplete_week";
        case care::LoadFlag::no_load: return "no_load";
        case care::LoadFlag::no_variation: return "no_variation";
        case care::LoadFlag::monotony_amber: return "monotony_amber";
    }
    return nullptr;
}

std::string_view verdict_text(care::WeekChange::Verdict verdict) noexcept {
    switch (verdict) {
        case care::WeekChange::Verdict::within_cap: return "within_cap";
        case care::WeekChange::Verdict::over_cap: return "over_cap";
        case care::WeekChange::Verdict::no_baseline: return "no_baseline";
    }
    return "no_baseline";
}

domain::WeekFlags read_flags(BatchInput& input) {
    domain::WeekFlags flags;
    for (const std::string& name : input.texts("flags")) {
        const auto flag = domain::named<domain::WeekFlag>(name);
        // A flag we do not know could be a stop: it is never passed over.
        if (!flag)
            input.fault(ErrorCode::not_found, input.place("flags"), "unknown flag",
                        "use one of: " + domain::all_names<domain::WeekFlag>());
        if (flag) flags.add(*flag);
    }
    return flags;
}

care::WeekDone read_week_done(BatchInput& input) {
    care::WeekDone done;
    done.completed_pct = input.maybe_number("completed_pct");
    done.mean_effort = input.maybe_number("mean_effort");
    if (input.has("target_effort") && !input.json("target_effort").is_null()) {
        const auto target = input.numbers("target_effort");
        if (target.size() == 2)
            done.target_effort_high = target[1];
        else
            input.fault(ErrorCode::bad_input, input.place("target_effort"), "a range has two ends",
                        "write [low, high]");
    }
    done.flags = read_flags(input);
    done.ses_stop = input.flag("ses_stop");
    done.pain_change = input.maybe_number("pain_change");
    done.craving_change_mean = input.maybe_number("craving_change_mean");
    done.diary_se_change = input.maybe_number("diary_se_change");
    done.rhr_delta_mean = input.maybe_number("rhr_delta_mean");
    done.lnrmssd_z_mean = input.maybe_number("lnrmssd_z_mean");
    done.gap_days = input.maybe_number("gap_days");
    done.week = input.maybe_number("week");
    return done;
}

OrderedJson decision_json(const care::NextWeek& next) {
    OrderedJson json;
    json["decision"] = domain::name_of(next.decision);
    if (next.dose_pct) json["dose_pct"] = *next.dose_pct;
    json["minutes"] = plain_number(next.minutes);
    if (next.days) json["freq"] = plain_number(*next.days);
    if (next.pct_hrr_high) json["pct_hrr_hi"] = plain_number(*next.pct_hrr_high);
    if (next.zone_shift != 0) json["zone_shift"] = next.zone_shift;
    if (next.reasons.has(domain::WeekReason::at_upper))
        json["reason"] = domain::name_of(domain::WeekReason::at_upper);
    return json;
}

}  // namespace

OrderedJson answer_load(BatchInput& input, const Catalogue& catalogue) {
    const DoseArithmetic arithmetic{catalogue};
    if (!input.has("daily_loads") && input.has("effort"))
        return {{"session_load_au", plain_number(arithmetic.session_load(
                                        input.number("effort"), input.number("minutes")))}};
    const auto days = input.maybe_numbers("daily_loads");
    const care::WeekLoad load = arithmetic.week_load(days);
    const auto& decimals = arithmetic.decimals();
    OrderedJson json;
    json["weekly_load"] = load.weekly ? OrderedJson(*load.weekly) : OrderedJson(nullptr);
    json["daily_mean"] = printed_or_null(load.daily_mean, decimals.sd_mean);
    json["sd_sample"] = printed_or_null(load.sd_sample, decimals.sd_mean);
    json["monotony"] = printed_or_null(load.monotony, decimals.monotony);
    json["strain"] = printed_or_null(load.strain, decimals.strain);
    json["flag"] = flag_json(load.flag);
    return json;
}

OrderedJson answer_acwr(BatchInput& input, const Catalogue& catalogue) {
    const DoseArithmetic arithmetic{catalogue};
    const care::AcuteToChronic ratio =
        arithmetic.acute_to_chronic(input.numbers("weekly_loads_oldest_first"));
    return {{"acwr_coupled", printed_or_null(ratio.coupled, arithmetic.decimals().acwr)},
            {"acwr_uncoupled", printed_or_null(ratio.uncoupled, arithmetic.decimals().acwr)},
            {"flag",
             ratio.building_baseline ? OrderedJson("building_baseline") : OrderedJson(nullptr)}};
}

OrderedJson answer_ewma(BatchInput& input, const Catalogue& catalogue) {
    const DoseArithmetic arithmetic{catalogue};
    const auto days = input.maybe_numbers("daily_loads");
    std::vector<double> loads;
    bool gap = false;
    for (const auto& day : days) {
        gap = gap || !day;
        loads.push_back(day.value_or(0));
    }
    if (gap)
        loads
            .clear();  // a day without data is not 0, and the average of a series with holes is not defined
    const auto average = [&](const char* key) {
        const double span = input.number(key);
        if (span < 1)
            input.fault(ErrorCode::out_of_range, input.place(key), "a span is at least 1 day",
                        "write 7 or 28");
        return printed_or_null(span < 1 ? std::nullopt : arithmetic.weighted_average(loads, span),
                               arithmetic.decimals().ewma);
    };
    OrderedJson json;
    json["ewma_acute"] = average("N_acute");
    json["ewma_chronic"] = average("N_chronic");
    return json;
}

OrderedJson answer_change(BatchInput& input, const Catalogue& catalogue) {
    const DoseArithmetic arithmetic{catalogue};
    const double last = input.number("last_week");
    const care::WeekChange change = arithmetic.week_change(last, input.number("this_week"));
    OrderedJson json;
    json["change_pct"] = printed_or_null(change.change_pct, arithmetic.decimals().percent);
    json["verdict"] = verdict_text(change.verdict);
    if (change.trim_to) json["trim_to"] = plain_number(*change.trim_to);
    return json;
}

OrderedJson answer_adapt(BatchInput& input, const Catalogue& catalogue) {
    const care::WeekDone done = read_week_done(input);
    const auto minutes = input.maybe_number("minutes");
    care::WeekPrescribed now;
    now.minutes = minutes.value_or(0);
    now.minutes_upper = input.maybe_number("upper");
    now.days = input.maybe_number("freq");
    now.days_upper = input.maybe_number("freq_upper");
    now.pct_hrr_high = input.maybe_number("pct_hrr_hi");
    now.cap_hrr_high = input.maybe_number("cap_hrr_hi");
    const care::NextWeek next = DoseArithmetic{catalogue}.next_week(done, now);
    // A stop stands without knowing the minutes; no other decision does.
    const bool needs_minutes =
        next.decision != WeekDecision::stop && next.decision != WeekDecision::restart;
    if (!minutes && needs_minutes) input.lacks("minutes");
    if (now.minutes < 0)
        input.fault(ErrorCode::out_of_range, input.place("minutes"), "less than no minutes",
                    "write 0 or more");
    return decision_json(next);
}

OrderedJson answer_gap(BatchInput& input, const Catalogue& catalogue) {
    if (!input.has("gap_days")) input.lacks("gap_days");
    return answer_adapt(input, catalogue);
}

OrderedJson answer_flags(BatchInput& input, const Catalogue& catalogue) {
    care::WeekMeasures week;
    const auto series = [&](const char* key) {
        return input.optional_numbers(key).value_or(std::vector<std::optional<double>>{});
    };
    week.effort_excess = series("effort_excess");
    week.rhr_delta_last2 = series("rhr_delta_last2");
    week.lnrmssd_z_last3 = series("lnrmssd_z_last3");
    week.sleep_h_last3 = series("sleep_h_last3");
    week.craving_delta_last3 = series("craving_delta_last3");
    week.pain_change = input.maybe_number("pain_change");
    week.phq9_change = input.maybe_number("phq9_change");
    week.monotony = input.maybe_number("monotony");
    week.cows_band_up = input.flag("cows_band_up");
    const domain::WeekFlags flags = DoseArithmetic{catalogue}.flags(week);
    OrderedJson names = OrderedJson::array();
    for (const auto flag : domain::values_of<domain::WeekFlag>())
        if (flags.has(flag)) names.push_back(domain::name_of(flag));
    return {{"flags", std::move(names)}};
}

OrderedJson answer_energy(BatchInput& input, const Catalogue& catalogue) {
    const DoseArithmetic arithmetic{catalogue};
    const auto& decimals = arithmetic.decimals();
    const double met = input.number("met");
    OrderedJson json = OrderedJson::object();
    if (input.has("kg") || input.has("kkw")) {
        const double kg = input.number("kg");
        const care::EnergyDose dose = arithmetic.energy(kg, input.number("kkw"), met);
        json["kcal_week"] = DoseArithmetic::printed(dose.kcal_week, decimals.energy);
        json["kcal_min"] = DoseArithmetic::printed(dose.kcal_min, decimals.kcal_per_min);
        json["min_week"] = printed_or_null(dose.min_week, decimals.energy);
    }
    if (input.has("minutes_week"))
        json["met_min_week"] = DoseArithmetic::printed(
            arithmetic.met_minutes(met, input.number("minutes_week")), decimals.energy);
    if (input.has("met_min_week"))
        json["minutes_week"] = printed_or_null(
            arithmetic.minutes_for(input.number("met_min_week"), met), decimals.energy);
    if (json.empty())
        input.fault(ErrorCode::bad_input, input.place("minutes_week"), "missing",
                    "give kg and kkw, minutes_week, or met_min_week beside met");
    return json;
}

}  // namespace sinew::document
