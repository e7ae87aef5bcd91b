#include <sinew/care/dose_arithmetic.hpp>
#include <sinew/prescribe/rounding.hpp>
#include <sinew/prescribe/tier.hpp>
#include <sinew/prescribe/vo2_reserve.hpp>
#include <sinew/prescribe/zones.hpp>

namespace sinew::care {

std::optional<domain::Intensity> DoseArithmetic::zone(domain::Scale scale, double value) const {
    return prescribe::zone_of(pack_.scales[static_cast<std::size_t>(scale)], value);
}

HeartRateTarget DoseArithmetic::heart_rate(const HeartRateQuestion& question,
                                           domain::NoHeartRate validity) const {
    return prescribe::heart_rate_target(question, validity, pack_);
}

double DoseArithmetic::hr_max(domain::HrMaxEquation equation, double age) const {
    const auto& spec = pack_.heart_rate.equations[static_cast<std::size_t>(equation)];
    return printed(prescribe::predict_hr_max(age, spec), decimals().hrmax);
}

std::optional<double> DoseArithmetic::pct_vo2_reserve(double vo2max, double fraction) const {
    return prescribe::pct_vo2_reserve(vo2max, fraction, pack_.energy);
}

domain::Stage DoseArithmetic::stage(const StageFacts& facts) const {
    return prescribe::stage_of(facts, pack_.stages).stage;
}

domain::Tier DoseArithmetic::tier(std::optional<double> mvpa_min_week,
                                  std::optional<double> peak_mets) const {
    return prescribe::tier_of(mvpa_min_week, peak_mets, pack_.tiers);
}

const std::string& DoseArithmetic::start_cell(domain::StartModality modality, domain::Stage stage,
                                              domain::Tier tier) const {
    return knowledge::PrescriptionPack::at(pack_.start.cell[static_cast<std::size_t>(modality)],
                                           stage, tier);
}

std::optional<AerobicDose> DoseArithmetic::clip(const ClipQuestion& question) const {
    return prescribe::clip_aerobic(question, pack_);
}

double DoseArithmetic::session_load(double effort, double minutes) const {
    return prescribe::session_load(effort, minutes);
}

WeekLoad DoseArithmetic::week_load(std::span<const std::optional<double>> days) const {
    return prescribe::week_load(days, pack_.load);
}

AcuteToChronic DoseArithmetic::acute_to_chronic(std::span<const double> weeks) const {
    return prescribe::acute_to_chronic(weeks, pack_.load);
}

std::optional<double> DoseArithmetic::weighted_average(std::span<const double> loads,
                                                       double days) const {
    return prescribe::weighted_average(loads, days);
}

WeekChange DoseArithmetic::week_change(double last_week, double this_week) const {
    return prescribe::week_change(last_week, this_week, pack_.load);
}

NextWeek DoseArithmetic::next_week(const WeekDone& done, const WeekPrescribed& now) const {
    return prescribe::decide_next_week(done, now, pack_.adaptation);
}

domain::WeekFlags DoseArithmetic::flags(const WeekMeasures& week) const {
    return prescribe::week_flags(week, pack_.adaptation);
}

EnergyDose DoseArithmetic::energy(double kg, double kkw, double met) const {
    return prescribe::energy_dose(kg, kkw, met, pack_.energy);
}

double DoseArithmetic::met_minutes(double met, double minutes_week) const {
    return prescribe::met_minutes(met, minutes_week);
}

std::optional<double> DoseArithmetic::minutes_for(double met_min_week, double met) const {
    return prescribe::minutes_for(met_min_week, met);
}

double DoseArithmetic::printed(double value, int decimals) {
    return prescribe::rounded(value, decimals);
}

}  // namespace sinew::care
