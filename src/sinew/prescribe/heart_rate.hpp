// Heart-rate targets: predicted or measured maximum, reserve, target, and when heart rate tells nothing.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/knowledge/prescription_pack.hpp>

#include <optional>

namespace sinew::prescribe {

/// The heart rate a person would reach at exhaustion, from age alone, unrounded, /min.
/// Misses individuals by 10 to 12 /min (HeartRateSpec::prediction_sd): a measured maximum goes before it.
/// @param age  years; the equations were fitted to adults, and no age is refused here
/// @source tanaka2001, gellish2007
[[nodiscard]] double predict_hr_max(double age, const knowledge::HrMaxSpec& equation) noexcept;

/// Whether heart rate may steer this person at all.
/// @param judged  facts after screening; a fact that is true, unknown or stale switches targets off
/// @return none (it may), hr_invalid or rpe_talk
[[nodiscard]] domain::NoHeartRate why_no_heart_rate(const domain::Intake& judged,
                                                    const domain::Limits& limits,
                                                    const knowledge::HeartRateSpec& spec) noexcept;

struct HeartRateQuestion {
    double age = 0;                         ///< a
    double rest = 0;                        ///< /min
    double pct_low = 0, pct_high = 0;       ///< % of heart-rate reserve
    std::optional<double> measured_hr_max;  ///< /min
    domain::HrMaxEquation equation = domain::HrMaxEquation::tanaka;
};

/// Rounded as printed: hrmax and reserve to 0.1, targets to 1 /min.
struct HeartRateTarget {
    domain::NoHeartRate none_because =
        domain::NoHeartRate::none;  ///< with anything else the numbers are 0
    double hr_max = 0, reserve = 0;
    int low = 0, high = 0;
    int alarm = 0;  ///< top of the target + margin, for HeartRateSpec::alarm_minutes
    domain::ShortList<std::string_view, 4> rules;
};

/// Target = rest + p * (HRmax - rest), computed exactly and rounded once.
/// @param validity  answer of why_no_heart_rate; anything but `none` is handed through
/// @cost no allocation
/// @source knowledge/prescription/rules.json, HRT-01 to HRT-05
[[nodiscard]] HeartRateTarget heart_rate_target(const HeartRateQuestion& question,
                                                domain::NoHeartRate validity,
                                                const knowledge::PrescriptionPack& pack);

}  // namespace sinew::prescribe
