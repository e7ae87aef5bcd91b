// From the points of any watch file to the samples of an activity: times in order and believable, values inside their
// bounds, distance and speed from positions where the device gave none – and the positions dropped.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/base/result.hpp>
#include <sinew/domain/activity.hpp>
#include <sinew/recording/earth_distance.hpp>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace sinew::recording {

/// Outside of these a value is left aside and counted: it is a fault of sensor or file, not a person's.
/// Heart rate: the bound for sensors of the Bluetooth service; the others are wide of anything a body moves at.
struct TrackBounds {
    double lowest_heart_bpm = 20, highest_heart_bpm = 240;
    double highest_speed_m_s = 100;
    double highest_power_w = 5000;
    double highest_cadence_rpm = 300;
    double lowest_altitude_m = -1000, highest_altitude_m = 20000;
    double highest_distance_m = 2e6;
    double longest_step_s = 86400;  ///< between two samples; longer ones are kept and remarked
    std::size_t most_samples = 2'000'000;
};

/// What a reader found at one moment; absent = not said.
struct TrackPoint {
    std::optional<double> at_s;  ///< Unix seconds, or seconds of a device clock that was never set
    std::optional<double> heart_bpm, speed_m_s, distance_m, power_w, cadence_rpm, altitude_m;
    std::optional<EarthPlace> place;
};

class TrackBuilder {
public:
    /// @param now  a time more than a day after it, or before 1989, is not believed
    explicit TrackBuilder(Instant now, TrackBounds bounds = {});

    /// From here on times count from when the device was switched on: no date can be told.
    void clock_was_never_set() noexcept { clock_set_ = false; }
    /// Makes room for about so many points.
    void expect(std::size_t points) { samples_.reserve(std::min(points, bounds_.most_samples)); }
    void add(const TrackPoint& point);
    /// The recording stood still here (a pause, a new segment): no way is measured across.
    void break_here() noexcept {
        last_place_.reset();
        broken_ = true;
    }

    [[nodiscard]] bool empty() const noexcept { return samples_.empty(); }
    [[nodiscard]] double last_s() const noexcept {
        return samples_.empty() ? 0 : start_s_ + samples_.back().t_s;
    }
    [[nodiscard]] double start_s() const noexcept { return start_s_; }
    [[nodiscard]] bool believable(double at_s) const noexcept;
    [[nodiscard]] std::size_t points() const noexcept { return points_; }
    [[nodiscard]] std::size_t places() const noexcept { return places_; }

    /// Moves samples, start, duration and remarks into the activity.
    /// @errors bad_input when points were given and none could be placed in time, with the reason
    [[nodiscard]] Result<std::size_t> finish(domain::RecordedActivity& activity,
                                             const std::string& name);

private:
    enum class Fault : std::uint8_t { heart, speed, distance, power, cadence, altitude, place };
    static constexpr std::size_t kFaults = 7;

    [[nodiscard]] std::optional<double> within(std::optional<double> value, double lowest,
                                               double highest, Fault fault);
    void measure_way(const TrackPoint& point, const domain::ActivitySample& sample);
    void work_out_speed();
    void say(domain::RecordedActivity& activity) const;

    TrackBounds bounds_;
    double latest_s_;
    bool clock_set_ = true;
    double start_s_ = 0;
    std::vector<domain::ActivitySample> samples_;
    std::vector<std::size_t> breaks_;  // sample i does not follow on sample i-1
    std::vector<double> way_m_;        // along the positions, for each sample
    std::optional<EarthPlace> last_place_;
    double way_so_far_m_ = 0, last_place_s_ = 0;
    std::size_t jumps_ = 0;
    bool broken_ = false;
    bool device_speed_ = false, device_distance_ = false;
    std::size_t points_ = 0, places_ = 0, without_time_ = 0, unbelievable_ = 0, falling_ = 0,
                beyond_ = 0, long_steps_ = 0, distance_falls_ = 0;
    std::size_t faults_[kFaults] = {};
    bool worked_out_speed_ = false, worked_out_distance_ = false;
};

}  // namespace sinew::recording
