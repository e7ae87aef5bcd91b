#include <sinew/recording/gpx.hpp>

#include <sinew/recording/plain_words.hpp>
#include <sinew/recording/track_builder.hpp>

#include <fmt/format.h>

namespace sinew::recording {
namespace {

class GpxReading {
public:
    GpxReading(std::string name, Instant now) : name_{std::move(name)}, track_{now} {}

    Result<domain::RecordedActivity> read(const pugi::xml_node& gpx) {
        std::size_t aside = 0;
        for (const pugi::xml_node& child : gpx.children()) {
            if (local_name(child) == "trk") track(child);
            aside += local_name(child) == "wpt" || local_name(child) == "rte";
        }
        SINEW_TRY(const std::size_t samples, track_.finish(out_, name_));
        if (samples == 0)
            return fail({ErrorCode::bad_input,
                         "a GPX file without trackpoints: nothing was measured", name_,
                         "waypoints and routes are plans; give a recorded track"});
        out_.format = "gpx";
        out_.device = plain_words(gpx.attribute("creator").value());
        if (track_.places() != 0) out_.indoor = false;
        if (aside != 0)
            out_.remarks.push_back("left aside: " + counted(aside, "waypoint or route"));
        if (values_.unreadable() != 0)
            out_.remarks.push_back("left aside: " + counted(values_.unreadable(), "value") +
                                   " that is no number or no time");
        return std::move(out_);
    }

private:
    void track(const pugi::xml_node& node) {
        if (out_.sport.empty()) out_.sport = plain_lower(child_named(node, "type").child_value());
        for (const pugi::xml_node& segment : node.children()) {
            if (local_name(segment) != "trkseg") continue;
            track_.break_here();
            for (const pugi::xml_node& point : segment.children())
                if (local_name(point) == "trkpt") trackpoint(point);
        }
    }

    void trackpoint(const pugi::xml_node& node) {
        TrackPoint point;
        point.at_s = values_.time(child_named(node, "time").child_value());
        point.altitude_m = values_.number(child_named(node, "ele"));
        point.speed_m_s = values_.number(child_named(node, "speed"));  // GPX 1.0
        if (const auto more = child_named(node, "extensions")) extensions(more, point);
        const auto north = values_.number(std::string_view{node.attribute("lat").value()});
        const auto east = values_.number(std::string_view{node.attribute("lon").value()});
        if (north && east) point.place = EarthPlace{*north, *east};
        track_.add(point);
    }

    /// The extensions differ in their prefix and in how deep they stand, not in these names.
    void extensions(const pugi::xml_node& more, TrackPoint& point) {
        constexpr int kDepth = 2;
        const auto value = [&](std::string_view name) {
            return values_.number(found_below(more, name, kDepth));
        };
        point.heart_bpm = value("hr");
        if (!point.heart_bpm) point.heart_bpm = value("heartrate");
        if (point.heart_bpm == 0.0) point.heart_bpm.reset();
        point.cadence_rpm = value("cad");
        if (!point.cadence_rpm) point.cadence_rpm = value("cadence");
        point.power_w = value("power");
        if (!point.power_w) point.power_w = value("PowerInWatts");
        if (!point.speed_m_s) point.speed_m_s = value("speed");
    }

    std::string name_;
    TrackBuilder track_;
    XmlValues values_;
    domain::RecordedActivity out_;
};

}  // namespace

Result<domain::RecordedActivity> read_gpx(const pugi::xml_document& document,
                                          const std::string& name, Instant now) {
    return GpxReading{name, now}.read(document.document_element());
}

}  // namespace sinew::recording
