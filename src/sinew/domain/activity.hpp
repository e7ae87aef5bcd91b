// One recorded bout of exercise, whatever watch wrote it: samples, laps, beats, device. It has no place on earth:
// positions are dropped by the readers.
#pragma once

#include <sinew/domain/rr_series.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace sinew::domain {

/// One moment of an activity; what the device did not say is absent, never zero.
struct ActivitySample {
    double t_s = 0;                   ///< seconds since the activity's start, never falling
    std::optional<double> heart_bpm;  ///< 1/min
    std::optional<double> speed_m_s;
    std::optional<double> distance_m;  ///< since the start
    std::optional<double> power_w;
    std::optional<double> cadence_rpm;
    std::optional<double> altitude_m;
};

struct ActivityLap {
    double start_s = 0, duration_s = 0;  ///< since the activity's start
    std::optional<double> distance_m, heart_mean_bpm, heart_max_bpm;
};

/// A stretch in which the device's timer stood still.
struct ActivityPause {
    double start_s = 0, duration_s = 0;  ///< since the activity's start
};

struct RecordedActivity {
    std::string format;  ///< "fit", "tcx", "gpx"
    std::optional<std::int64_t>
        start_unix_s;            ///< UTC of t_s = 0; absent when the file has no times
    double duration_s = 0;       ///< from the first to the last sample
    std::string sport;           ///< the file's own word, lower case; empty = not said
    std::string sub_sport;       ///< such as "treadmill"; empty = not said
    std::optional<bool> indoor;  ///< absent = not said
    std::string device;          ///< maker and product; never a serial number
    std::vector<ActivitySample> samples;
    std::vector<ActivityLap> laps;
    std::vector<ActivityPause> pauses;
    RrSeries beats;            ///< empty when the device recorded none
    bool intact = true;        ///< false when bytes were damaged or cut off: a remark says where
    std::string content_hash;  ///< SHA-256 of the bytes that were read
    std::vector<std::string>
        remarks;  ///< what was left aside, dropped or mended while reading, and where
};

}  // namespace sinew::domain
