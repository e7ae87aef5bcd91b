#include <sinew/recording/track_builder.hpp>

#include <sinew/recording/plain_words.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace sinew::recording {
namespace {

constexpr double kFirstBelievable_s = 599616000;  // 1989-01-01, before any of these formats
constexpr double kDay_s = 86400;

constexpr std::array<std::string_view, 7> kFaultNames{
    "heart rate", "speed", "distance", "power value", "cadence", "altitude", "position"};

}  // namespace

TrackBuilder::TrackBuilder(Instant now, TrackBounds bounds)
    : bounds_{bounds}, latest_s_{static_cast<double>(now.time_since_epoch().count()) + kDay_s} {}

bool TrackBuilder::believable(double at_s) const noexcept {
    if (!clock_set_) return at_s >= 0 && at_s < kFirstBelievable_s;
    return at_s >= kFirstBelievable_s && at_s <= latest_s_;
}

std::optional<double> TrackBuilder::within(std::optional<double> value, double lowest,
                                           double highest, Fault fault) {
    if (!value || (*value >= lowest && *value <= highest)) return value;
    ++faults_[static_cast<std::size_t>(fault)];
    return std::nullopt;
}

void TrackBuilder::add(const TrackPoint& point) {
    ++points_;
    places_ += point.place.has_value();
    if (!point.at_s) {
        ++without_time_;
        return;
    }
    if (!believable(*point.at_s)) {
        ++unbelievable_;
        return;
    }
    if (samples_.size() >= bounds_.most_samples) {
        ++beyond_;
        return;
    }
    if (samples_.empty()) start_s_ = *point.at_s;
    const double t_s = *point.at_s - start_s_;
    if (!samples_.empty()) {
        const double step_s = t_s - samples_.back().t_s;
        if (step_s < 0) {
            ++falling_;
            return;
        }
        long_steps_ += step_s > bounds_.longest_step_s;
    }
    if (broken_ && !samples_.empty()) breaks_.push_back(samples_.size());
    broken_ = false;
    domain::ActivitySample& sample = samples_.emplace_back();
    sample.t_s = t_s;
    sample.heart_bpm =
        within(point.heart_bpm, bounds_.lowest_heart_bpm, bounds_.highest_heart_bpm, Fault::heart);
    sample.speed_m_s = within(point.speed_m_s, 0, bounds_.highest_speed_m_s, Fault::speed);
    sample.distance_m = within(point.distance_m, 0, bounds_.highest_distance_m, Fault::distance);
    sample.power_w = within(point.power_w, 0, bounds_.highest_power_w, Fault::power);
    sample.cadence_rpm = within(point.cadence_rpm, 0, bounds_.highest_cadence_rpm, Fault::cadence);
    sample.altitude_m = within(point.altitude_m, bounds_.lowest_altitude_m,
                               bounds_.highest_altitude_m, Fault::altitude);
    measure_way(point, sample);
}

void TrackBuilder::measure_way(const TrackPoint& point, const domain::ActivitySample& sample) {
    device_speed_ = device_speed_ || sample.speed_m_s.has_value();
    device_distance_ = device_distance_ || sample.distance_m.has_value();
    if (device_distance_) return;  // the device knows better
    if (point.place && !point.place->possible()) {
        ++faults_[static_cast<std::size_t>(Fault::place)];
    } else if (point.place) {
        if (last_place_) {
            const double step_m = earth_distance_m(*last_place_, *point.place);
            const double step_s = sample.t_s - last_place_s_;
            if (step_m <= bounds_.highest_speed_m_s * std::max(1.0, step_s))
                way_so_far_m_ += step_m;
            else
                ++jumps_;
        }
        last_place_ = point.place;
        last_place_s_ = sample.t_s;
    }
    way_m_.push_back(way_so_far_m_);
}

void TrackBuilder::work_out_speed() {
    const bool moved = std::any_of(samples_.begin(), samples_.end(), [](const auto& sample) {
        return sample.distance_m.value_or(0) > 0;
    });
    if (device_speed_ || !moved) return;  // a distance that stays at 0 says nothing of speed
    std::size_t next_break = 0;
    for (std::size_t i = 1; i < samples_.size(); ++i) {
        const bool broken = next_break < breaks_.size() && breaks_[next_break] == i;
        next_break += broken;
        const auto& before = samples_[i - 1];
        auto& sample = samples_[i];
        const double step_s = sample.t_s - before.t_s;
        if (broken || step_s <= 0 || !sample.distance_m || !before.distance_m) continue;
        const double speed = (*sample.distance_m - *before.distance_m) / step_s;
        sample.speed_m_s = within(speed, 0, bounds_.highest_speed_m_s, Fault::speed);
        worked_out_speed_ = worked_out_speed_ || sample.speed_m_s.has_value();
    }
}

Result<std::size_t> TrackBuilder::finish(domain::RecordedActivity& activity,
                                         const std::string& name) {
    if (samples_.empty() && points_ != 0) {
        const auto no = [&](std::string what, std::string hint) {
            return fail({ErrorCode::bad_input, std::move(what), name, std::move(hint)});
        };
        if (unbelievable_ == 0)
            return no(fmt::format("none of its {} points has a time", points_),
                      "export the recording with times");
        return no(
            fmt::format("none of its {} points has a believable time (1989 to a day from now)",
                        points_),
            "set the clock of the device, or of this machine");
    }
    if (!device_distance_ && places_ != 0 && way_m_.size() == samples_.size()) {
        for (std::size_t i = 0; i < samples_.size(); ++i) samples_[i].distance_m = way_m_[i];
        worked_out_distance_ = true;
    }
    work_out_speed();
    double last_m = 0;
    for (const auto& sample : samples_) {
        if (!sample.distance_m) continue;
        distance_falls_ += *sample.distance_m < last_m;
        last_m = *sample.distance_m;
    }
    if (!samples_.empty()) activity.duration_s = samples_.back().t_s;
    if (!samples_.empty() && clock_set_) {
        // A start between two seconds: the whole second before it is t = 0.
        const double whole = std::floor(start_s_);
        for (auto& sample : samples_) sample.t_s += start_s_ - whole;
        start_s_ = whole;
        activity.start_unix_s = static_cast<std::int64_t>(whole);
    }
    say(activity);
    activity.samples = std::move(samples_);
    samples_.clear();
    return activity.samples.size();
}

void TrackBuilder::say(domain::RecordedActivity& activity) const {
    const auto say = [&](std::string remark) { activity.remarks.push_back(std::move(remark)); };
    const auto aside = [&](std::size_t number, std::string_view thing, std::string_view why) {
        if (number != 0) say("left aside: " + counted(number, thing) + " " + std::string{why});
    };
    aside(without_time_, "point", "without a time");
    aside(unbelievable_, "point", "with an unbelievable time (before 1989, or after tomorrow)");
    aside(falling_, "point", "whose time falls back");
    aside(beyond_, "point", fmt::format("after the first {}", bounds_.most_samples));
    for (std::size_t i = 0; i < kFaults; ++i) aside(faults_[i], kFaultNames[i], "out of bounds");
    if (long_steps_ != 0)
        say(counted(long_steps_, "step") +
            " of more than a day between two samples: the device's clock may have jumped");
    if (distance_falls_ != 0)
        say("the distance falls " + counted(distance_falls_, "time") +
            "; kept as the device gave it");
    if (jumps_ != 0)
        say("left aside: " + counted(jumps_, "jump") + " between positions, too fast for anyone");
    if (!clock_set_)
        say("the device's clock was never set: times count from when it was switched on");
    if (worked_out_distance_)
        say("distance was worked out from positions (great circle): the file gives none");
    if (worked_out_speed_) say("speed was worked out from distance and time: the file gives none");
    if (places_ != 0) say("dropped after reading: " + counted(places_, "position") + " on earth");
}

}  // namespace sinew::recording
