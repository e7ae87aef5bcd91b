// What a recorded bout was, for this person: the metrics that can be had, and of each that cannot, what is missing.
#pragma once

#include <sinew/activity/coverage.hpp>
#include <sinew/activity/energy.hpp>
#include <sinew/activity/heart_zones.hpp>
#include <sinew/activity/recovery.hpp>
#include <sinew/activity/training_impulse.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/knowledge/catalogue.hpp>

#include <optional>
#include <vector>

namespace sinew::care {

using activity::LuciaThresholds;

enum class Sex : std::uint8_t { M, F };

/// What the metrics need to know of a person; nothing = unknown.
struct BoutPerson {
    std::optional<double> rest_bpm, max_bpm;  ///< 1/min
    bool max_predicted = false;               ///< from age: misses individuals by 10 to 12 /min
    std::optional<Sex> sex;
    std::optional<double> peak_met;
    std::optional<activity::LuciaThresholds> thresholds;
    domain::NoHeartRate no_heart_rate =
        domain::NoHeartRate::none;  ///< why a share of the reserve means nothing
};

/// Resting heart rate, maximum (measured before predicted), sex and validity from a record, as prescribing reads them.
[[nodiscard]] BoutPerson bout_person(const domain::Record& record, Day as_of,
                                     const knowledge::Catalogue& catalogue);

enum class BoutMetric : std::uint8_t {
    zones,
    banister,
    edwards,
    lucia,
    session_load,
    met_heart,
    met_speed,
    recovery
};
/// Why a metric is not there.
enum class BoutGap : std::uint8_t {
    no_heart_rate,
    heart_rate_not_used,  ///< a medicine or a condition parts heart rate from effort
    resting_hr,
    max_hr,
    sex,
    thresholds,
    effort,
    peak_met,
    speed,
    ended_at_peak,  ///< the recording stops within a minute of the highest heart rate
};
struct MissingMetric {
    BoutMetric metric{};
    BoutGap because{};
};

struct BoutMetrics {
    activity::Coverage coverage;
    std::optional<activity::HeartSummary> heart;
    std::optional<double> mean_pct_reserve;
    activity::ZoneScale scale = activity::ZoneScale::pct_reserve;  ///< of `zones`
    std::optional<activity::ZoneTimes> zones;
    std::optional<double> banister, edwards, lucia;
    std::optional<double> effort, session_load;  ///< effort * minutes without pauses
    std::optional<activity::MetMinutes> met_heart, met_speed;
    std::optional<activity::HeartRecovery> recovery;
    std::vector<MissingMetric> missing;  ///< in the order of BoutMetric
};

/// Zones are shares of the reserve; where only the maximum is known, shares of that.
/// @param effort  0 to 10, of the whole bout
/// Needs Part::load and Part::prescription.
[[nodiscard]] BoutMetrics measure_bout(const domain::RecordedActivity& activity,
                                       const BoutPerson& person, std::optional<double> effort,
                                       const knowledge::Catalogue& catalogue);

/// The pack's numbers as the room `activity` takes them.
[[nodiscard]] activity::CoverSettings cover_settings(const knowledge::Catalogue& catalogue);

}  // namespace sinew::care

namespace sinew::domain {
template <>
struct Names<care::Sex> {
    static constexpr auto all = std::to_array<std::string_view>({"M", "F"});
};
template <>
struct Names<care::BoutMetric> {
    static constexpr auto all =
        std::to_array<std::string_view>({"zones", "banister", "edwards", "lucia", "session_load",
                                         "met_heart", "met_speed", "recovery"});
};
template <>
struct Names<care::BoutGap> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"no_heart_rate", "heart_rate_not_used", "resting_hr", "max_hr", "sex", "thresholds",
         "effort", "peak_met", "speed", "ended_at_peak"});
};
template <>
struct Names<activity::ZoneScale> {
    static constexpr auto all = std::to_array<std::string_view>({"pct_hrr", "pct_hrmax"});
};
}  // namespace sinew::domain
