// Watch files of our own making, for tests, fuzz corpora and benchmarks: a ride with everything, and small XML tracks.
#pragma once

#include "support/fit_writer.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>

namespace sinew::test {

/// 2024-03-01 08:00:00 UTC on the clock of FIT.
inline constexpr std::uint32_t kMadeStart = 1078214400;
inline constexpr std::int64_t kMadeStartUnix = 1709280000;

/// An indoor ride of `seconds` records, one a second: file id, developer power, records of three shapes (full clock,
/// compressed clock), a beat message every second, a pause of 10 s in the middle, a lap, a session.
inline std::string made_ride(std::size_t seconds = 20, ByteOrder order = ByteOrder::little,
                             std::size_t header_size = 14) {
    FitWriter out{order};
    out.define(0, 0, {{0, 1, 0x00}, {1, 2, 0x84}, {2, 2, 0x84}, {3, 4, 0x8C}, {4, 4, 0x86}});
    out.message(0).u8(4).u16(1).u16(3121).u32(123456789).u32(kMadeStart);
    out.define(1, 206,
               {{0, 1, 0x02},
                {1, 1, 0x02},
                {2, 1, 0x02},
                {3, 8, 0x07},
                {8, 4, 0x07},
                {14, 2, 0x84},
                {15, 1, 0x02}});
    out.message(1).u8(0).u8(7).u8(0x84).text("Power", 8).text("W", 4).u16(20).u8(7);
    out.define(
        2, 20,
        {{253, 4, 0x86}, {3, 1, 0x02}, {4, 1, 0x02}, {5, 4, 0x86}, {6, 2, 0x84}, {2, 2, 0x84}},
        {{7, 2, 0}});
    out.define(3, 20, {{3, 1, 0x02}, {5, 4, 0x86}});
    out.define(4, 78, {{0, 6, 0x84}});
    out.define(5, 21, {{253, 4, 0x86}, {0, 1, 0x00}, {1, 1, 0x00}});
    out.message(5).u32(kMadeStart).u8(0).u8(0);
    std::uint32_t now = kMadeStart;
    for (std::size_t i = 0; i < seconds; ++i, ++now) {
        const auto heart = static_cast<unsigned>(100 + i % 60);
        const auto way_cm = static_cast<std::uint32_t>(i * 500);
        if (i == seconds / 2) {
            out.message(5).u32(now).u8(0).u8(4);
            now += 10;
            out.message(5).u32(now).u8(0).u8(0);
        }
        if (i % 4 == 3)
            out.compressed(3, now).u8(heart).u32(way_cm);
        else
            out.message(2).u32(now).u8(heart).u8(80).u32(way_cm).u16(5000).u16(3000).u16(200);
        out.message(4).u16(600).u16(static_cast<unsigned>(610 + i % 5)).u16(0xFFFF);
    }
    out.define(
        6, 19,
        {{253, 4, 0x86}, {2, 4, 0x86}, {7, 4, 0x86}, {9, 4, 0x86}, {15, 1, 0x02}, {16, 1, 0x02}});
    out.message(6)
        .u32(now)
        .u32(kMadeStart)
        .u32((now - kMadeStart) * 1000)
        .u32(static_cast<std::uint32_t>(seconds * 500))
        .u8(120)
        .u8(159);
    out.define(7, 18, {{253, 4, 0x86}, {2, 4, 0x86}, {5, 1, 0x00}, {6, 1, 0x00}});
    out.message(7).u32(now).u32(kMadeStart).u8(2).u8(6);
    out.define(8, 0xFF01, {{0, 4, 0x0D}});
    out.message(8).u32(0x01020304);
    return out.file(header_size);
}

/// A walk outside, by positions only: no distance, no speed.
inline std::string made_fit_walk() {
    FitWriter out;
    out.define(0, 20, {{253, 4, 0x86}, {0, 4, 0x85}, {1, 4, 0x85}, {3, 1, 0x02}});
    for (std::uint32_t i = 0; i < 5; ++i)
        out.message(0)
            .u32(kMadeStart + i * 10)
            .u32(595'000'000 + i * 1000)
            .u32(100'000'000)
            .u8(90 + i);
    return out.file();
}

inline std::string made_gpx(const std::string& points,
                            const std::string& head = "<?xml version=\"1.0\"?>\n") {
    return head +
           "<gpx version=\"1.1\" creator=\"made by hand\" "
           "xmlns=\"http://www.topografix.com/GPX/1/1\" "
           "xmlns:g=\"http://www.garmin.com/xmlschemas/TrackPointExtension/"
           "v1\">\n<trk><type>Walking</type><trkseg>" +
           points + "</trkseg></trk></gpx>\n";
}

/// One point, its minute of the hour and its place east in thousandths of a degree.
inline std::string made_gpx_point(int minute, int east, const std::string& more = {}) {
    return fmt::format(
        "<trkpt lat=\"0\" "
        "lon=\"0.{:03}\"><ele>12.5</ele><time>2024-03-01T08:{:02}:00Z</time>{}</trkpt>\n",
        east, minute, more);
}

inline std::string made_gpx_heart(int bpm) {
    return fmt::format(
        "<extensions><g:TrackPointExtension><g:hr>{}</g:hr><g:cad>50</g:cad></"
        "g:TrackPointExtension></extensions>",
        bpm);
}

inline std::string made_tcx(const std::string& points) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TrainingCenterDatabase "
           "xmlns=\"http://www.garmin.com/xmlschemas/TrainingCenterDatabase/"
           "v2\"><Activities><Activity Sport=\"Running\">"
           "<Id>2024-03-01T08:00:00Z</Id><Lap "
           "StartTime=\"2024-03-01T08:00:00Z\"><TotalTimeSeconds>120</TotalTimeSeconds>"
           "<DistanceMeters>300</DistanceMeters><AverageHeartRateBpm><Value>111</Value></"
           "AverageHeartRateBpm><Track>" +
           points +
           "</Track></Lap><Creator><Name>Hand "
           "made</Name><UnitId>987654321</UnitId></Creator></Activity></Activities>"
           "</TrainingCenterDatabase>\n";
}

inline std::string made_tcx_point(int minute, double metres, int bpm) {
    return fmt::format(
        "<Trackpoint><Time>2024-03-01T08:{:02}:00.500Z</Time><DistanceMeters>{}</DistanceMeters>"
        "<HeartRateBpm><Value>{}</Value></HeartRateBpm><Extensions><x:TPX "
        "xmlns:x=\"y\"><x:Watts>90</x:Watts>"
        "</x:TPX></Extensions></Trackpoint>\n",
        minute, metres, bpm);
}

}  // namespace sinew::test
