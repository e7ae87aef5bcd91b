#include <sinew/document/activity_json.hpp>

#include <sinew/base/calendar.hpp>
#include <sinew/base/text.hpp>

namespace sinew::document {
namespace {

template <class Value>
OrderedJson or_null(const std::optional<Value>& value) {
    return value ? OrderedJson(*value) : OrderedJson(nullptr);
}
OrderedJson word_or_null(const std::string& word) {
    return word.empty() ? OrderedJson(nullptr) : OrderedJson(word);
}

OrderedJson range_json(const std::optional<care::ActivitySummary::Range>& range) {
    if (!range) return nullptr;
    return {{"values", range->samples},
            {"lowest", range->lowest},
            {"mean", round_half_away(range->mean, 3)},
            {"highest", range->highest}};
}

OrderedJson column(const domain::RecordedActivity& activity,
                   std::optional<double> domain::ActivitySample::*quantity) {
    OrderedJson list = OrderedJson::array();
    for (const auto& sample : activity.samples) list.push_back(or_null(sample.*quantity));
    return list;
}

OrderedJson samples_json(const domain::RecordedActivity& activity) {
    using Sample = domain::ActivitySample;
    OrderedJson times = OrderedJson::array();
    for (const Sample& sample : activity.samples) times.push_back(sample.t_s);
    return {{"t_s", std::move(times)},
            {"heart_bpm", column(activity, &Sample::heart_bpm)},
            {"speed_m_s", column(activity, &Sample::speed_m_s)},
            {"distance_m", column(activity, &Sample::distance_m)},
            {"power_w", column(activity, &Sample::power_w)},
            {"cadence_rpm", column(activity, &Sample::cadence_rpm)},
            {"altitude_m", column(activity, &Sample::altitude_m)}};
}

OrderedJson laps_json(const std::vector<domain::ActivityLap>& laps) {
    OrderedJson list = OrderedJson::array();
    for (const auto& lap : laps)
        list.push_back({{"start_s", lap.start_s},
                        {"duration_s", lap.duration_s},
                        {"distance_m", or_null(lap.distance_m)},
                        {"heart_mean_bpm", or_null(lap.heart_mean_bpm)},
                        {"heart_max_bpm", or_null(lap.heart_max_bpm)}});
    return list;
}

}  // namespace

OrderedJson activity_json(const domain::RecordedActivity& activity,
                          const care::ActivitySummary& summary, WithSamples samples) {
    OrderedJson json{
        {"format", activity.format},
        {"intact", activity.intact},
        {"start",
         activity.start_unix_s
             ? OrderedJson(instant_text(Instant{std::chrono::seconds{*activity.start_unix_s}}))
             : OrderedJson(nullptr)},
        {"duration_s", activity.duration_s},
        {"paused_s", summary.paused_s},
        {"sport", word_or_null(activity.sport)},
        {"sub_sport", word_or_null(activity.sub_sport)},
        {"indoor", or_null(activity.indoor)},
        {"device", word_or_null(activity.device)},
        {"samples", activity.samples.size()},
        {"distance_m", or_null(summary.distance_m)},
        {"heart_bpm", range_json(summary.heart_bpm)},
        {"speed_m_s", range_json(summary.speed_m_s)},
        {"power_w", range_json(summary.power_w)},
        {"cadence_rpm", range_json(summary.cadence_rpm)},
        {"altitude_m", range_json(summary.altitude_m)},
        {"laps", laps_json(activity.laps)},
        {"pauses", OrderedJson::array()},
        {"beats", {{"rr_ms", range_json(summary.rr_ms)}, {"gaps", activity.beats.gaps}}},
        {"content_hash", activity.content_hash},
        {"remarks", activity.remarks}};
    for (const auto& pause : activity.pauses)
        json["pauses"].push_back({{"start_s", pause.start_s}, {"duration_s", pause.duration_s}});
    if (samples == WithSamples::yes) {
        json["sample_values"] = samples_json(activity);
        json["beats"]["values_ms"] = activity.beats.rr_ms;
    }
    return json;
}

OrderedJson message_listing_json(const domain::MessageListing& listing) {
    OrderedJson json{{"format", listing.format},         {"intact", listing.intact},
                     {"files", listing.files},           {"definitions", listing.definitions},
                     {"messages", OrderedJson::array()}, {"content_hash", listing.content_hash},
                     {"remarks", listing.remarks}};
    for (const auto& kind : listing.kinds) {
        OrderedJson fields = OrderedJson::array();
        for (const auto& field : kind.fields) {
            OrderedJson entry{{"number", field.number},
                              {"name", word_or_null(field.name)},
                              {"values", field.values + field.texts}};
            if (field.from_developer) entry["from_developer"] = true;
            if (field.withheld)
                entry["withheld"] = true;
            else if (field.values != 0)
                entry.update({{"lowest", field.lowest},
                              {"highest", field.highest},
                              {"unit", word_or_null(field.unit)}});
            fields.push_back(std::move(entry));
        }
        json["messages"].push_back({{"number", kind.number},
                                    {"name", word_or_null(kind.name)},
                                    {"count", kind.messages},
                                    {"fields", std::move(fields)}});
    }
    return json;
}

}  // namespace sinew::document
