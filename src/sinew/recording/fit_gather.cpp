#include <sinew/recording/fit_gather.hpp>

#include <sinew/recording/plain_words.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace sinew::recording {
namespace {

// Field numbers of the profile; names and scales in fit_profile.cpp.
namespace record_field {
constexpr std::uint8_t kLatitude = 0, kLongitude = 1, kAltitude = 2, kHeart = 3, kCadence = 4,
                       kDistance = 5, kSpeed = 6, kPower = 7, kPacked = 8, kFraction = 53,
                       kFineSpeed = 73, kFineAltitude = 78;
}
constexpr double kDegreesPerSemicircle = 180.0 / 2147483648.0;
constexpr std::uint8_t kTimerEvent = 0;

/// stop, stop_all, stop_disable, stop_disable_all
bool stops(double event_type) {
    return event_type == 1 || event_type == 4 || event_type == 8 || event_type == 9;
}

std::optional<double> scaled(std::optional<double> raw, double scale, double offset = 0) {
    if (!raw) return std::nullopt;
    return (*raw - offset * scale) / scale;  // rounds once
}

/// A code of the profile. A file may hold any number in its place, and one outside the codes is none.
std::optional<std::uint32_t> code_of(std::optional<double> number) {
    if (!number || !(*number >= 0) || *number > double{0xFFFFFFFF}) return std::nullopt;
    return static_cast<std::uint32_t>(*number);
}

std::optional<double> either(std::optional<double> first, std::optional<double> second) {
    return first ? first : second;
}

}  // namespace

void FitGather::on_file(std::size_t number) {
    ++files_;
    set_aside_ = false;
    first_record_of_file_ = true;
    file_type_.reset();
    way_ = {};
    if (number == 0) return;
    track_.break_here();
    gap_before_next_beat_ = true;
    stopped_s_.reset();
}

void FitGather::on_message(const FitMessage& message) {
    if (message.global() == fit::kFileId) return file_id(message);
    if (set_aside_) return;
    switch (message.global()) {
        case fit::kRecord: return record(message);
        case fit::kHrv: return hrv(message);
        case fit::kSession: return session(message);
        case fit::kLap: return lap(message);
        case fit::kEvent: return event(message);
        case fit::kDevice: return device(message);
        case fit::kSport:
        case fit::kActivity:
        case fit::kFieldDescription:
        case fit::kDeveloperId: return;  // nothing more to learn from them
        default: ++left_aside_[message.global()];
    }
}

void FitGather::file_id(const FitMessage& message) {
    const auto type = code_of(message.number(std::uint8_t{0}));
    if (type && *type <= 0xFF) file_type_ = static_cast<std::uint8_t>(*type);
    if (file_type_ && *file_type_ != fit::kActivityFile) {
        set_aside_ = true;
        ++files_aside_;
        const std::string_view kind = fit_name(FitNames::files, *file_type_);
        other_kind_ = kind.empty() ? fmt::format("kind {}", *file_type_) : std::string{kind};
        return;
    }
    if (device_.said) return;
    device_.maker = code_of(message.number(std::uint8_t{1})).value_or(0);
    device_.product = code_of(message.number(std::uint8_t{2})).value_or(0);
    device_.product_name = plain_words(message.text(std::uint8_t{8}));
    device_.said = device_.maker != 0;
}

void FitGather::device(const FitMessage& message) {
    if (message.number(std::uint8_t{0}) != 0.0) return;  // index 0 is the watch itself
    if (device_.product_name.empty())
        device_.product_name = plain_words(message.text(std::uint8_t{27}));
    if (device_.said) return;
    device_.maker = code_of(message.number(std::uint8_t{2})).value_or(0);
    device_.product = code_of(message.number(std::uint8_t{4})).value_or(0);
    device_.said = device_.maker != 0;
}

void FitGather::session(const FitMessage& message) {
    if (++sessions_ != 1) return;
    if (const auto sport = code_of(message.number(std::uint8_t{5})))
        out_.sport = fit_name(FitNames::sports, *sport);
    if (const auto sub = code_of(message.number(std::uint8_t{6}))) sub_sport_ = *sub;
}

std::optional<double> FitGather::clock_s(std::optional<double> fit_seconds) const {
    if (!fit_seconds) return std::nullopt;
    if (!clock_set_.value_or(true)) return fit_seconds;
    return *fit_seconds + static_cast<double>(kFitEpoch_s);
}

void FitGather::lap(const FitMessage& message) {
    const auto start = message.number(std::uint8_t{2});
    const auto elapsed = scaled(message.number(std::uint8_t{7}), 1000);
    if (!start || !elapsed) {
        ++laps_outside_;
        return;
    }
    laps_.push_back({*start, *elapsed, scaled(message.number(std::uint8_t{9}), 100),
                     message.number(std::uint8_t{15}), message.number(std::uint8_t{16})});
}

void FitGather::record(const FitMessage& message) {
    namespace field = record_field;
    TrackPoint point;
    if (message.timestamp()) {
        if (!clock_set_) {
            clock_set_ = *message.timestamp() >= kFitFirstDate;
            if (!*clock_set_) track_.clock_was_never_set();
        }
        point.at_s = clock_s(*message.timestamp());
        if (first_record_of_file_ && files_ > 1 && !track_.empty() &&
            *point.at_s < track_.last_s()) {
            set_aside_ = true;
            ++overlapping_files_;
            return;
        }
        first_record_of_file_ = false;
    }
    point.heart_bpm = message.number(field::kHeart);
    if (point.heart_bpm == 0.0) point.heart_bpm.reset();  // a strap that finds no pulse says 0
    point.cadence_rpm = message.number(field::kCadence);
    if (point.cadence_rpm)
        *point.cadence_rpm += scaled(message.number(field::kFraction), 128).value_or(0);
    point.power_w = message.number(field::kPower);
    point.distance_m = scaled(message.number(field::kDistance), 100);
    point.speed_m_s =
        scaled(either(message.number(field::kFineSpeed), message.number(field::kSpeed)), 1000);
    point.altitude_m = scaled(
        either(message.number(field::kFineAltitude), message.number(field::kAltitude)), 5, 500);
    if (message.field(field::kPacked) != nullptr) unpack_way(message, point);
    const auto north = message.number(field::kLatitude), east = message.number(field::kLongitude);
    if (north && east)
        point.place = EarthPlace{*north * kDegreesPerSemicircle, *east * kDegreesPerSemicircle};
    developer_values(message, point);
    track_.add(point);
}

/// Three bytes: speed in 12 bits (1/100 m/s), then 12 bits of a distance that runs over (1/16 m).
void FitGather::unpack_way(const FitMessage& message, TrackPoint& point) {
    const FitField& field = *message.field(record_field::kPacked);
    const std::string_view raw = message.raw(field);
    if (raw.size() != 3 || raw == "\xFF\xFF\xFF") return;
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<std::uint8_t>(raw[i]));
    };
    const std::uint32_t speed = byte(0) | (byte(1) & 0xFU) << 8U;
    const std::uint32_t way = byte(1) >> 4U | byte(2) << 4U;
    way_.sum += way_.begun ? (way - way_.last) & 0xFFFU : way;
    way_.last = way;
    way_.begun = true;
    if (!point.speed_m_s && speed != 0xFFFU) point.speed_m_s = speed / 100.0;
    if (!point.distance_m) point.distance_m = way_.sum / 16.0;
}

/// A developer field that says which native field it is the same as stands in where that one is empty.
void FitGather::developer_values(const FitMessage& message, TrackPoint& point) {
    for (const FitField& field : message.fields()) {
        const FitDeveloperField* said = field.description;
        if (said == nullptr || !said->stands_for_field ||
            said->stands_for_message.value_or(fit::kRecord) != fit::kRecord)
            continue;
        std::optional<double>* target =
            *said->stands_for_field == record_field::kHeart     ? &point.heart_bpm
            : *said->stands_for_field == record_field::kCadence ? &point.cadence_rpm
            : *said->stands_for_field == record_field::kPower   ? &point.power_w
                                                                : nullptr;
        if (target == nullptr || *target) continue;
        const auto value = scaled(message.number(field), said->scale, said->offset);
        if (!value) continue;
        *target = value;
        if (stood_in_++ == 0) stand_in_name_ = plain_words(said->name);
    }
}

void FitGather::event(const FitMessage& message) {
    const auto what = message.number(std::uint8_t{0}), kind = message.number(std::uint8_t{1});
    if (what != double{kTimerEvent} || !kind || !message.timestamp()) return;
    const double at = *message.timestamp();
    if (stops(*kind)) {
        if (!stopped_s_) stopped_s_ = at;
        track_.break_here();
        if (!out_.beats.rr_ms.empty()) gap_before_next_beat_ = true;
    } else if (*kind == 0 && stopped_s_) {
        if (at > *stopped_s_) pauses_.push_back({*stopped_s_, at});
        stopped_s_.reset();
    }
}

void FitGather::hrv(const FitMessage& message) {
    const FitField* field = message.field(0);
    if (field == nullptr || field->base != FitBase::uint16) {
        ++left_aside_[fit::kHrv];
        return;
    }
    domain::RrSeries& beats = out_.beats;
    for (std::size_t i = 0; i < field->count(); ++i) {
        const auto rr_ms = message.number(*field, i);  // 1/1000 s; absent = no beat in this place
        if (!rr_ms) continue;
        if (*rr_ms == 0) {
            ++empty_beats_;
            gap_before_next_beat_ = true;
            continue;
        }
        if (gap_before_next_beat_ && !beats.rr_ms.empty()) beats.gaps.push_back(beats.rr_ms.size());
        gap_before_next_beat_ = false;
        beats.rr_ms.push_back(*rr_ms);
    }
}

std::string FitGather::device_words() const {
    if (device_.maker == 0) return device_.product_name;
    const std::string_view known = fit_name(FitNames::makers, device_.maker);
    std::string words = known.empty() ? fmt::format("maker {}", device_.maker) : std::string{known};
    std::string product = device_.product_name;
    if (product.empty() && (device_.maker == 1 || device_.maker == 13 || device_.maker == 15))
        product = fit_name(FitNames::garmin_products, device_.product);
    if (product.empty() && device_.product != 0)
        product = fmt::format("product {}", device_.product);
    return product.empty() ? words : words + " " + product;
}

void FitGather::place_in_time(domain::RecordedActivity& activity) const {
    const double origin = track_.start_s();
    const auto from_start = [&](double fit_seconds) { return *clock_s(fit_seconds) - origin; };
    std::size_t outside = laps_outside_;
    for (const Lap& lap : laps_) {
        const double begin = from_start(lap.start_s), end = begin + lap.duration_s;
        const double first = std::max(0.0, begin);
        if (end < 0 || begin > activity.duration_s + 1) {
            ++outside;
            continue;
        }
        activity.laps.push_back({first, std::max(0.0, end - first), lap.distance_m,
                                 lap.heart_mean_bpm, lap.heart_max_bpm});
    }
    if (outside != 0)
        activity.remarks.push_back("left aside: " + counted(outside, "lap") +
                                   " without a time inside the recording");
    for (const Pause& pause : pauses_) {
        const double begin = std::max(0.0, from_start(pause.start_s));
        const double end = std::min(from_start(pause.end_s), activity.duration_s);
        if (end > begin) activity.pauses.push_back({begin, end - begin});
    }
}

void FitGather::say_left_aside(domain::RecordedActivity& activity) const {
    const auto say = [&](std::string remark) { activity.remarks.push_back(std::move(remark)); };
    if (sessions_ > 1)
        say(fmt::format("{} sessions in one recording: the sport is that of the first", sessions_));
    if (overlapping_files_ != 0)
        say(fmt::format("left aside: {} of {} files: their times were already read",
                        overlapping_files_, files_));
    if (files_aside_ != 0)
        say(fmt::format("left aside: {} of {} files, no activity ({})", files_aside_, files_,
                        other_kind_));
    if (stood_in_ != 0)
        say(fmt::format("{} from a developer field (\"{}\"): the device's own was empty",
                        counted(stood_in_, "value"), stand_in_name_));
    if (empty_beats_ != 0)
        say("left aside as gaps: " + counted(empty_beats_, "beat interval") + " of 0 ms");
    std::size_t messages = 0;
    std::string kinds;
    for (const auto& [number, count] : left_aside_) {
        messages += count;
        const std::string_view known = fit_name(FitNames::messages, number);
        kinds += fmt::format("{}{} {}", kinds.empty() ? "" : ", ",
                             known.empty() ? fmt::format("unknown {}", number) : std::string{known},
                             count);
    }
    if (messages != 0)
        say(fmt::format("skipped: {} of kinds that are not read ({})", counted(messages, "message"),
                        kinds));
}

Result<domain::RecordedActivity> FitGather::finish(const std::string& name) {
    if (track_.points() == 0 && out_.beats.rr_ms.empty()) {
        const std::string what =
            other_kind_.empty()
                ? std::string{"a FIT file without records or beats: nothing was measured"}
                : "no activity: the file calls itself \"" + other_kind_ + "\"";
        return fail({ErrorCode::bad_input, what, name, "give a recorded activity"});
    }
    if (track_.points() != 0) {
        const auto samples = track_.finish(out_, name);
        if (!samples) return fail(samples.error());
        place_in_time(out_);
    }
    out_.format = "fit";
    out_.device = device_words();
    if (sub_sport_) {
        if (*sub_sport_ != 0) out_.sub_sport = fit_name(FitNames::sub_sports, *sub_sport_);
        out_.indoor = fit_indoor(*sub_sport_);
    }
    if (!out_.indoor && track_.places() != 0) out_.indoor = false;
    say_left_aside(out_);
    return std::move(out_);
}

}  // namespace sinew::recording
