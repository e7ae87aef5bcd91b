#include <sinew/base/text.hpp>
#include <sinew/document/bout_json.hpp>

#include <cmath>

namespace sinew::document {
namespace {

using domain::name_of;
using knowledge::Words;

double rounded(double value, int decimals) { return round_half_away(value, decimals) + 0.0; }
double minutes(double seconds) { return rounded(seconds / 60, 1); }

OrderedJson maybe(const std::optional<double>& value, int decimals) {
    if (!value) return nullptr;
    return rounded(*value, decimals);
}

OrderedJson recording_json(const domain::RecordedActivity& activity) {
    OrderedJson json{{"format", activity.format}, {"sport", activity.sport}};
    json["start"] =
        activity.start_unix_s
            ? OrderedJson(instant_text(Instant{std::chrono::seconds{*activity.start_unix_s}}))
            : OrderedJson(nullptr);
    json["content_hash"] = activity.content_hash;
    json["intact"] = activity.intact;
    json["remarks"] = activity.remarks;
    return json;
}

OrderedJson coverage_json(const activity::Coverage& coverage) {
    return {{"elapsed_min", minutes(coverage.elapsed_s)},
            {"active_min", minutes(coverage.active_s())},
            {"paused_min", minutes(coverage.paused_s)},
            {"pauses", coverage.pauses},
            {"heart_min", minutes(coverage.heart_s)},
            {"heart_share", rounded(coverage.heart_share(), 3)},
            {"dropouts", coverage.dropouts},
            {"longest_dropout_s", rounded(coverage.longest_dropout_s, 0)},
            {"implausible_heart_rates", coverage.implausible}};
}

OrderedJson zones_json(const care::BoutMetrics& metrics, const knowledge::Catalogue& catalogue,
                       const Words& words) {
    if (!metrics.zones) return nullptr;
    const auto scale = metrics.scale == activity::ZoneScale::pct_reserve ? domain::Scale::pct_hrr
                                                                         : domain::Scale::pct_hrmax;
    const auto& bounds = catalogue.prescription.scales[static_cast<std::size_t>(scale)].lower;
    OrderedJson list = OrderedJson::array();
    for (std::size_t zone = 0; zone < activity::kZones; ++zone) {
        // The order of zones is that of Intensity after breathing_only.
        const auto name = std::string{name_of(static_cast<domain::Intensity>(zone + 1))};
        list.push_back({{"zone", name},
                        {"label", words("load.zone." + name)},
                        {"from_pct", bounds[zone]},
                        {"min", minutes(metrics.zones->seconds[zone])}});
    }
    return {{"scale", name_of(metrics.scale)},
            {"below_min", minutes(metrics.zones->below_s)},
            {"above_max_min", minutes(metrics.zones->above_max_s)},
            {"covered_min", minutes(metrics.zones->covered_s)},
            {"zones", std::move(list)}};
}

OrderedJson met_json(const std::optional<activity::MetMinutes>& met, const char* method) {
    if (!met) return nullptr;
    return {{"met_minutes", rounded(met->met_minutes, 0)},
            {"mean_met", rounded(met->mean_met(), 1)},
            {"counted_min", minutes(met->counted_s)},
            {"outside_range_min", minutes(met->outside_range_s)},
            {"method", method}};
}

OrderedJson recovery_json(const std::optional<activity::HeartRecovery>& recovery) {
    if (!recovery) return nullptr;
    return {{"after", "peak"},
            {"at_min", minutes(recovery->from_s)},
            {"from_bpm", rounded(recovery->from_bpm, 0)},
            {"fall_60s", maybe(recovery->fall_60s, 0)},
            {"fall_120s", maybe(recovery->fall_120s, 0)}};
}

OrderedJson person_json(const care::BoutPerson& person) {
    OrderedJson json{{"resting_hr", maybe(person.rest_bpm, 1)},
                     {"max_hr", maybe(person.max_bpm, 1)},
                     {"max_hr_predicted", person.max_predicted},
                     {"sex", nullptr},
                     {"peak_mets", maybe(person.peak_met, 1)},
                     {"no_heart_rate", name_of(person.no_heart_rate)}};
    if (person.sex) json["sex"] = name_of(*person.sex);
    return json;
}

OrderedJson settings_json(const knowledge::Catalogue& catalogue) {
    const auto& pack = catalogue.load;
    return {{"pack", "fitness/load.json"},
            {"version", pack.version},
            {"hash", pack.hash},
            {"hold_s", pack.cover.hold_s},
            {"pause_s", pack.cover.pause_s}};
}

// ---- match ----

/// The sentence of one note with its numbers.
std::string note_text(activity::MatchNote note, const care::MatchedSession& matched,
                      const care::MatchWanted& wanted, const Words& words) {
    const auto& targets = matched.prescribed->targets;
    const auto whole = [](double value) { return number_text(rounded(value, 0)); };
    return words(
        "match.note." + std::string{name_of(note)},
        {{"reason", words("match.no_hr." + std::string{name_of(matched.match.no_heart_rate)})},
         {"alarm", std::to_string(targets.hr_alarm_bpm)},
         {"minutes", number_text(note == activity::MatchNote::paused
                                     ? minutes(matched.coverage.paused_s)
                                     : minutes(matched.match.longest_above_alarm_s))},
         {"effort", wanted.effort ? number_text(*wanted.effort) : ""},
         {"low", whole(targets.effort.low)},
         {"high", whole(targets.effort.high)}});
}

OrderedJson notes_json(const domain::RecordedActivity& activity,
                       const care::MatchedSession& matched, const care::MatchWanted& wanted,
                       const Words& words) {
    OrderedJson notes = OrderedJson::array();
    for (const auto note : matched.match.notes)
        notes.push_back({{"id", name_of(note)}, {"text", note_text(note, matched, wanted, words)}});
    if (!matched.days_apart)
        notes.push_back({{"id", "no_date"}, {"text", words("match.note.no_date")}});
    else if (*matched.days_apart != 0)
        notes.push_back(
            {{"id", "other_day"},
             {"text", words("match.note.other_day",
                            {{"recorded", day_text(std::chrono::floor<std::chrono::days>(Instant{
                                              std::chrono::seconds{*activity.start_unix_s}}))},
                             {"planned", day_text(matched.date)}})}});
    return notes;
}

OrderedJson prescribed_json(const care::MatchedSession& matched) {
    const domain::Session& session = *matched.prescribed;
    OrderedJson json{{"kind", name_of(session.kind)},
                     {"total_min", session.total_min},
                     {"warm_up_min", session.warm_up_min},
                     {"aerobic_min", session.aerobic_min},
                     {"strength_min", session.strength_min},
                     {"practice_min", session.practice_min},
                     {"cool_down_min", session.cool_down_min},
                     {"effort", {session.targets.effort.low, session.targets.effort.high}},
                     {"hr", nullptr},
                     {"no_heart_rate", name_of(session.targets.no_heart_rate)}};
    if (session.targets.hr_bpm)
        json["hr"] = {session.targets.hr_bpm->low, session.targets.hr_bpm->high};
    return json;
}

}  // namespace

OrderedJson bout_json(const domain::RecordedActivity& activity, const care::BoutMetrics& metrics,
                      const care::BoutPerson& person, const knowledge::Catalogue& catalogue,
                      const Words& words) {
    OrderedJson json{{"recording", recording_json(activity)},
                     {"coverage", coverage_json(metrics.coverage)},
                     {"heart", nullptr},
                     {"zones", zones_json(metrics, catalogue, words)},
                     {"banister", maybe(metrics.banister, 1)},
                     {"edwards", maybe(metrics.edwards, 1)},
                     {"lucia", maybe(metrics.lucia, 1)},
                     {"effort", maybe(metrics.effort, 1)},
                     {"session_load", maybe(metrics.session_load, 1)},
                     {"met_heart", met_json(metrics.met_heart, "share of heart-rate reserve")},
                     {"met_speed", met_json(metrics.met_speed, "ACSM walking and running, level")},
                     {"recovery", recovery_json(metrics.recovery)}};
    if (metrics.heart)
        json["heart"] = {{"mean_bpm", rounded(metrics.heart->mean_bpm, 1)},
                         {"lowest_bpm", rounded(metrics.heart->lowest_bpm, 0)},
                         {"highest_bpm", rounded(metrics.heart->highest_bpm, 0)},
                         {"mean_pct_reserve", maybe(metrics.mean_pct_reserve, 1)}};
    OrderedJson missing = OrderedJson::array();
    for (const auto& lack : metrics.missing)
        missing.push_back({{"metric", name_of(lack.metric)},
                           {"label", words("load.metric." + std::string{name_of(lack.metric)})},
                           {"because", name_of(lack.because)},
                           {"text", words("load.gap." + std::string{name_of(lack.because)})}});
    json["missing"] = std::move(missing);
    json["person"] = person_json(person);
    json["settings"] = settings_json(catalogue);
    return json;
}

OrderedJson match_json(const domain::RecordedActivity& activity,
                       const care::MatchedSession& matched, const care::MatchWanted& wanted,
                       const knowledge::Catalogue& catalogue, const Words& words) {
    const auto& match = matched.match;
    const auto verdict = std::string{name_of(match.verdict)};
    OrderedJson json{{"day", matched.day},
                     {"session", matched.session},
                     {"date", day_text(matched.date)},
                     {"verdict", verdict},
                     {"label", words("match.verdict." + verdict)},
                     {"say", words("match.say." + verdict)},
                     {"basis", name_of(match.basis)},
                     {"prescribed", prescribed_json(matched)},
                     {"done_min", rounded(match.done_min, 1)},
                     {"in_target_min", nullptr},
                     {"work_min", nullptr},
                     {"below_min", nullptr},
                     {"above_min", nullptr},
                     {"longest_above_alarm_min", nullptr}};
    if (match.band) {
        json["in_target_min"] = minutes(match.band->inside_s);
        json["work_min"] = match.work_min;
        json["below_min"] = minutes(match.band->below_s);
        json["above_min"] = minutes(match.band->above_s);
        json["longest_above_alarm_min"] = minutes(match.longest_above_alarm_s);
    }
    json["effort"] = maybe(wanted.effort, 1);
    json["notes"] = notes_json(activity, matched, wanted, words);
    json["coverage"] = coverage_json(matched.coverage);
    json["recording"] = recording_json(activity);
    json["settings"] = settings_json(catalogue);
    return json;
}

}  // namespace sinew::document
