#include <sinew/recording/tcx.hpp>

#include <sinew/recording/plain_words.hpp>
#include <sinew/recording/track_builder.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace sinew::recording {
namespace {

struct Lap {
    std::optional<double> start_s;
    domain::ActivityLap lap;
};

class TcxReading {
public:
    TcxReading(std::string name, Instant now) : name_{std::move(name)}, track_{now} {}

    Result<domain::RecordedActivity> read(const pugi::xml_node& activity, std::size_t others) {
        for (const pugi::xml_node& child : activity.children())
            if (local_name(child) == "Lap") lap(child);
        SINEW_TRY(const std::size_t samples, track_.finish(out_, name_));
        if (samples == 0)
            return fail({ErrorCode::bad_input,
                         "an activity without trackpoints: nothing was measured", name_,
                         "export the recording with its track"});
        out_.format = "tcx";
        out_.sport = plain_lower(activity.attribute("Sport").value());
        out_.device =
            plain_words(child_named(child_named(activity, "Creator"), "Name").child_value());
        if (track_.places() != 0) out_.indoor = false;
        place_laps();
        if (others != 0)
            out_.remarks.push_back(fmt::format(
                "left aside: {} more in the file (the first activity is read)", others));
        if (values_.unreadable() != 0)
            out_.remarks.push_back("left aside: " + counted(values_.unreadable(), "value") +
                                   " that is no number or no time");
        return std::move(out_);
    }

private:
    void lap(const pugi::xml_node& node) {
        Lap lap;
        lap.start_s = values_.time(node.attribute("StartTime").value());
        lap.lap.duration_s =
            std::max(0.0, values_.number(child_named(node, "TotalTimeSeconds")).value_or(0));
        lap.lap.distance_m = values_.number(child_named(node, "DistanceMeters"));
        lap.lap.heart_mean_bpm = beats(child_named(node, "AverageHeartRateBpm"));
        lap.lap.heart_max_bpm = beats(child_named(node, "MaximumHeartRateBpm"));
        laps_.push_back(lap);
        for (const pugi::xml_node& child : node.children()) {
            if (local_name(child) != "Track") continue;
            track_.break_here();  // a new track begins where the timer was started again
            for (const pugi::xml_node& point : child.children())
                if (local_name(point) == "Trackpoint") trackpoint(point);
        }
    }

    std::optional<double> beats(const pugi::xml_node& node) {
        const auto value = values_.number(child_named(node, "Value"));
        return value == 0.0 ? std::nullopt : value;
    }

    void trackpoint(const pugi::xml_node& node) {
        TrackPoint point;
        point.at_s = values_.time(child_named(node, "Time").child_value());
        point.heart_bpm = beats(child_named(node, "HeartRateBpm"));
        point.distance_m = values_.number(child_named(node, "DistanceMeters"));
        point.altitude_m = values_.number(child_named(node, "AltitudeMeters"));
        point.cadence_rpm = values_.number(child_named(node, "Cadence"));
        if (const auto more = child_named(child_named(node, "Extensions"), "TPX")) {
            point.speed_m_s = values_.number(child_named(more, "Speed"));
            point.power_w = values_.number(child_named(more, "Watts"));
            if (!point.cadence_rpm)
                point.cadence_rpm = values_.number(child_named(more, "RunCadence"));
        }
        if (const auto place = child_named(node, "Position")) {
            const auto north = values_.number(child_named(place, "LatitudeDegrees"));
            const auto east = values_.number(child_named(place, "LongitudeDegrees"));
            if (north && east) point.place = EarthPlace{*north, *east};
        }
        track_.add(point);
    }

    void place_laps() {
        std::size_t outside = 0;
        for (const Lap& lap : laps_) {
            const double start = lap.start_s ? *lap.start_s - track_.start_s() : -1e18;
            if (start + lap.lap.duration_s < 0 || start > out_.duration_s + 1) {
                ++outside;
                continue;
            }
            out_.laps.push_back(lap.lap);
            out_.laps.back().start_s = std::max(0.0, start);
            out_.laps.back().duration_s = lap.lap.duration_s + std::min(0.0, start);
        }
        if (outside != 0)
            out_.remarks.push_back("left aside: " + counted(outside, "lap") +
                                   " without a time inside the recording");
    }

    std::string name_;
    TrackBuilder track_;
    XmlValues values_;
    domain::RecordedActivity out_;
    std::vector<Lap> laps_;
};

/// Activities stand in the list itself, or inside a session of several sports.
void collect(const pugi::xml_node& node, std::vector<pugi::xml_node>& found, int depth) {
    for (const pugi::xml_node& child : node.children()) {
        if (local_name(child) == "Activity")
            found.push_back(child);
        else if (depth > 0 && child.type() == pugi::node_element)
            collect(child, found, depth - 1);
    }
}

}  // namespace

Result<domain::RecordedActivity> read_tcx(const pugi::xml_document& document,
                                          const std::string& name, Instant now) {
    const pugi::xml_node list = child_named(document.document_element(), "Activities");
    std::vector<pugi::xml_node> activities;
    collect(list, activities, 3);
    if (activities.empty())
        return fail({ErrorCode::bad_input, "a TCX file without an activity", name,
                     "give a recorded activity, not a course or a workout"});
    return TcxReading{name, now}.read(activities.front(), activities.size() - 1);
}

}  // namespace sinew::recording
