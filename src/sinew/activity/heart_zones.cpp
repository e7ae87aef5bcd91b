#include <sinew/activity/heart_zones.hpp>

#include <algorithm>

namespace sinew::activity {

ZoneTimes time_in_zones(const std::vector<HeartPiece>& pieces, const HeartRange& range,
                        ZoneScale scale, const ZoneBounds& bounds) {
    ZoneTimes times;
    for (const HeartPiece& piece : pieces) {
        const double percent = scale == ZoneScale::pct_reserve ? range.pct_reserve(piece.bpm)
                                                               : range.pct_max(piece.bpm);
        times.covered_s += piece.seconds;
        if (percent > 100) times.above_max_s += piece.seconds;
        if (percent < bounds.lower.front()) {
            times.below_s += piece.seconds;
            continue;
        }
        std::size_t zone = 0;
        while (zone + 1 < kZones && percent >= bounds.lower[zone + 1]) ++zone;
        times.seconds[zone] += piece.seconds;
    }
    return times;
}

BandTimes time_in_band(const std::vector<HeartPiece>& pieces, double low_bpm, double high_bpm) {
    BandTimes times;
    for (const HeartPiece& piece : pieces) {
        double& place = piece.bpm < low_bpm    ? times.below_s
                        : piece.bpm > high_bpm ? times.above_s
                                               : times.inside_s;
        place += piece.seconds;
    }
    return times;
}

double longest_above(const std::vector<HeartPiece>& pieces, double bpm) {
    constexpr double kTouching_s = 1e-6;
    double longest = 0, running = 0, end_s = 0;
    for (const HeartPiece& piece : pieces) {
        if (piece.bpm <= bpm) {
            running = 0;
            continue;
        }
        const bool goes_on = running > 0 && piece.start_s - end_s < kTouching_s;
        running = (goes_on ? running : 0) + piece.seconds;
        end_s = piece.start_s + piece.seconds;
        longest = std::max(longest, running);
    }
    return longest;
}

}  // namespace sinew::activity
