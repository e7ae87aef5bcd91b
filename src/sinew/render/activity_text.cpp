#include <sinew/render/activity_text.hpp>

#include <sinew/base/calendar.hpp>
#include <sinew/base/text.hpp>

#include <fmt/format.h>

#include <cmath>

namespace sinew::render {
namespace {

using care::Words;
using Range = std::optional<care::ActivitySummary::Range>;

std::string clock_text(double seconds) {
    const auto whole = static_cast<long>(std::lround(seconds));
    if (whole >= 3600)
        return fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
    return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string start_text(const domain::RecordedActivity& activity, const Words& words) {
    if (!activity.start_unix_s) return words("recording.no_date");
    const std::string instant = instant_text(Instant{std::chrono::seconds{*activity.start_unix_s}});
    return instant.substr(0, 10) + " " + instant.substr(11, 5) + " UTC";
}

std::string sport_text(const domain::RecordedActivity& activity, const Words& words) {
    std::string text = activity.sport.empty() ? words("recording.not_said") : activity.sport;
    if (!activity.sub_sport.empty()) text += ", " + activity.sub_sport;
    if (activity.indoor)
        text += ", " + words(*activity.indoor ? "recording.indoor" : "recording.outdoor");
    return text;
}

/// "128–185, mean 156.2 /min (1072 samples)"
std::string range_text(const Range& range, std::string_view unit, int decimals,
                       const Words& words) {
    if (!range) return words("recording.none");
    return words("recording.range", {{"lowest", fixed_text(range->lowest, decimals)},
                                     {"highest", fixed_text(range->highest, decimals)},
                                     {"mean", fixed_text(range->mean, decimals)},
                                     {"unit", std::string{unit}},
                                     {"count", std::to_string(range->samples)}});
}

void write_laps(TerminalPage& page, const domain::RecordedActivity& activity, const Words& words) {
    if (activity.laps.size() < 2) return;
    page.heading(words("recording.laps"));
    std::vector<std::vector<std::string>> rows;
    const auto number = [](const std::optional<double>& value, int decimals) {
        return value ? fixed_text(*value, decimals) : std::string{"–"};
    };
    for (const auto& lap : activity.laps)
        rows.push_back({std::to_string(rows.size() + 1), clock_text(lap.start_s),
                        clock_text(lap.duration_s), number(lap.distance_m, 0),
                        number(lap.heart_mean_bpm, 0), number(lap.heart_max_bpm, 0)});
    page.table(
        {"#", words("recording.lap_start"), words("recording.duration"), words("recording.metres"),
         words("recording.heart_mean"), words("recording.heart_highest")},
        rows);
}

void write_remarks(TerminalPage& page, const std::vector<std::string>& remarks,
                   const Words& words) {
    if (remarks.empty()) return;
    page.heading(words("recording.remarks"));
    for (const std::string& remark : remarks) page.bullet(remark);
}

}  // namespace

std::string activity_text(const std::string& name, const domain::RecordedActivity& activity,
                          const care::ActivitySummary& summary, const Words& words,
                          const TextStyle& style) {
    TerminalPage page{style};
    page.title(name);
    if (!activity.intact) page.line(words("recording.damaged"), 0, Tone::stop);
    const auto pair = [&](const char* label, const std::string& text) {
        page.pair(words(std::string{"recording."} + label), text);
    };
    pair("start", start_text(activity, words));
    pair("duration", clock_text(activity.duration_s) +
                         (summary.paused_s > 0 ? words("recording.of_it_paused",
                                                       {{"time", clock_text(summary.paused_s)}})
                                               : std::string{}));
    pair("sport", sport_text(activity, words));
    pair("device", activity.device.empty() ? words("recording.not_said") : activity.device);
    pair("samples", std::to_string(activity.samples.size()));
    if (summary.distance_m) pair("distance", fixed_text(*summary.distance_m / 1000, 2) + " km");
    pair("heart_rate", range_text(summary.heart_bpm, "/min", 0, words));
    if (summary.speed_m_s) pair("speed", range_text(summary.speed_m_s, "m/s", 2, words));
    if (summary.power_w) pair("power", range_text(summary.power_w, "W", 0, words));
    if (summary.cadence_rpm) pair("cadence", range_text(summary.cadence_rpm, "/min", 0, words));
    pair("beats", summary.rr_ms
                      ? range_text(summary.rr_ms, "ms", 0, words) +
                            (activity.beats.gaps.empty()
                                 ? std::string{}
                                 : words("recording.gaps",
                                         {{"count", std::to_string(activity.beats.gaps.size())}}))
                      : words("recording.none"));
    pair("hash", activity.content_hash.substr(0, 16));
    write_laps(page, activity, words);
    write_remarks(page, activity.remarks, words);
    return std::move(page).text();
}

std::string activity_line(const domain::RecordedActivity& activity,
                          const care::ActivitySummary& summary, const Words& words) {
    std::string line = start_text(activity, words) + "  " + clock_text(activity.duration_s) + "  " +
                       sport_text(activity, words);
    if (summary.heart_bpm)
        line += "  " + words("recording.line_heart",
                             {{"lowest", fixed_text(summary.heart_bpm->lowest, 0)},
                              {"highest", fixed_text(summary.heart_bpm->highest, 0)}});
    if (summary.rr_ms)
        line += "  " +
                words("recording.line_beats", {{"count", std::to_string(summary.rr_ms->samples)}});
    return line;
}

std::string message_listing_text(const std::string& name, const domain::MessageListing& listing,
                                 const Words& words, const TextStyle& style) {
    TerminalPage page{style};
    page.title(name);
    if (!listing.intact) page.line(words("recording.damaged"), 0, Tone::stop);
    page.pair(words("recording.files"), std::to_string(listing.files));
    for (const auto& kind : listing.kinds) {
        page.heading(fmt::format("{} {}", kind.number,
                                 kind.name.empty() ? words("recording.unknown") : kind.name));
        page.line(words("recording.messages", {{"count", std::to_string(kind.messages)}}), 0,
                  Tone::quiet);
        std::size_t unnamed = 0;
        for (const auto& field : kind.fields) {
            const std::size_t values = field.values + field.texts;
            if (values == 0) continue;
            if (field.name.empty()) {
                ++unnamed;
                continue;
            }
            std::string range = words("recording.withheld");
            if (!field.withheld)
                range = field.values == 0 ? words("recording.words")
                                          : number_text(field.lowest) +
                                                (field.lowest == field.highest
                                                     ? ""
                                                     : " – " + number_text(field.highest)) +
                                                (field.unit.empty() ? "" : " " + field.unit);
            page.pair(field.name, range + " (" + std::to_string(values) + ")", 2);
        }
        if (unnamed != 0)
            page.line(words("recording.unnamed", {{"count", std::to_string(unnamed)}}), 2,
                      Tone::quiet);
    }
    write_remarks(page, listing.remarks, words);
    return std::move(page).text();
}

}  // namespace sinew::render
