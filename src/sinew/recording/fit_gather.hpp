// The visitor behind read_fit_activity: takes from each message what an activity needs and counts the rest.
#pragma once

#include <sinew/domain/activity.hpp>
#include <sinew/recording/fit_profile.hpp>
#include <sinew/recording/fit_stream.hpp>
#include <sinew/recording/track_builder.hpp>

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace sinew::recording {

class FitGather final : public FitVisitor {
public:
    /// @param bytes  of the input: room is made for the records that so many bytes may hold
    FitGather(Instant now, std::size_t bytes) : track_{now} {
        track_.expect(bytes / kBytesARecord);
    }

    void on_file(std::size_t number) override;
    void on_message(const FitMessage& message) override;

    /// The activity so far; nothing may be visited after it.
    /// @errors bad_input, see read_fit_activity
    [[nodiscard]] Result<domain::RecordedActivity> finish(const std::string& name);

private:
    static constexpr std::size_t kBytesARecord =
        32;  // with its share of other messages; only a guess
    /// A distance that a device packs into 12 bits and lets run over.
    struct PackedWay {
        std::uint32_t last = 0, sum = 0;
        bool begun = false;
    };
    struct Lap {
        double start_s = 0, duration_s = 0;
        std::optional<double> distance_m, heart_mean_bpm, heart_max_bpm;
    };
    struct Device {
        std::uint32_t maker = 0, product = 0;
        std::string product_name;
        bool said = false;
    };

    void file_id(const FitMessage& message);
    void session(const FitMessage& message);
    void lap(const FitMessage& message);
    void record(const FitMessage& message);
    void event(const FitMessage& message);
    void hrv(const FitMessage& message);
    void device(const FitMessage& message);
    void developer_values(const FitMessage& message, TrackPoint& point);
    void unpack_way(const FitMessage& message, TrackPoint& point);
    void say_left_aside(domain::RecordedActivity& activity) const;
    void place_in_time(domain::RecordedActivity& activity) const;
    [[nodiscard]] std::optional<double> clock_s(std::optional<double> fit_seconds) const;
    [[nodiscard]] std::string device_words() const;

    TrackBuilder track_;
    domain::RecordedActivity out_;
    std::vector<Lap> laps_;
    struct Pause {
        double start_s, end_s;
    };
    std::vector<Pause> pauses_;
    std::optional<double> stopped_s_;
    std::optional<std::uint8_t> file_type_;
    std::string other_kind_;  // what a file without an activity calls itself
    bool set_aside_ = false;  // the file being read is not part of the activity
    std::size_t files_ = 0, files_aside_ = 0, overlapping_files_ = 0;
    bool first_record_of_file_ = true;
    std::optional<bool> clock_set_;
    bool gap_before_next_beat_ = false;
    std::size_t empty_beats_ = 0;
    std::size_t sessions_ = 0;
    std::optional<std::uint32_t> sub_sport_;
    Device device_;
    PackedWay way_;
    std::map<std::uint16_t, std::size_t> left_aside_;  // messages by number
    std::size_t stood_in_ = 0;
    std::string stand_in_name_;
    std::size_t laps_outside_ = 0;
};

}  // namespace sinew::recording
