// The arithmetic of prescribing, one question at a time: what the batch interface and a curious clinician ask.
#pragma once

#include <sinew/knowledge/catalogue.hpp>
#include <sinew/prescribe/adaptation.hpp>
#include <sinew/prescribe/energy.hpp>
#include <sinew/prescribe/heart_rate.hpp>
#include <sinew/prescribe/load_monitor.hpp>
#include <sinew/prescribe/stage.hpp>
#include <sinew/prescribe/start_dose.hpp>
#include <sinew/prescribe/week_flags.hpp>

#include <optional>
#include <span>

namespace sinew::care {

// The questions and answers are those of the prescribe room, named here for the rooms above.
using prescribe::AcuteToChronic;
using prescribe::AerobicDose;
using prescribe::ClipQuestion;
using prescribe::EnergyDose;
using prescribe::HeartRateQuestion;
using prescribe::HeartRateTarget;
using prescribe::LoadFlag;
using prescribe::NextWeek;
using prescribe::StageFacts;
using prescribe::WeekChange;
using prescribe::WeekDone;
using prescribe::WeekLoad;
using prescribe::WeekMeasures;
using prescribe::WeekPrescribed;

/// Arithmetic over the prescription pack of one catalogue, which must outlive it.
class DoseArithmetic {
public:
    explicit DoseArithmetic(const knowledge::Catalogue& catalogue) noexcept
        : pack_{catalogue.prescription} {}

    [[nodiscard]] std::optional<domain::Intensity> zone(domain::Scale scale, double value) const;
    [[nodiscard]] HeartRateTarget heart_rate(const HeartRateQuestion& question,
                                             domain::NoHeartRate validity) const;
    /// Predicted HRmax, /min, as printed.
    [[nodiscard]] double hr_max(domain::HrMaxEquation equation, double age) const;
    /// % of VO2 reserve, unrounded; nothing without a reserve.
    [[nodiscard]] std::optional<double> pct_vo2_reserve(double vo2max, double fraction) const;
    [[nodiscard]] domain::Stage stage(const StageFacts& facts) const;
    [[nodiscard]] domain::Tier tier(std::optional<double> mvpa_min_week,
                                    std::optional<double> peak_mets) const;
    /// A cell of the start table as the pack writes it, JSON.
    [[nodiscard]] const std::string& start_cell(domain::StartModality modality, domain::Stage stage,
                                                domain::Tier tier) const;
    [[nodiscard]] std::optional<AerobicDose> clip(const ClipQuestion& question) const;
    [[nodiscard]] double session_load(double effort, double minutes) const;
    [[nodiscard]] WeekLoad week_load(std::span<const std::optional<double>> days) const;
    [[nodiscard]] AcuteToChronic acute_to_chronic(std::span<const double> weeks) const;
    [[nodiscard]] std::optional<double> weighted_average(std::span<const double> loads,
                                                         double days) const;
    [[nodiscard]] WeekChange week_change(double last_week, double this_week) const;
    [[nodiscard]] NextWeek next_week(const WeekDone& done, const WeekPrescribed& now) const;
    [[nodiscard]] domain::WeekFlags flags(const WeekMeasures& week) const;
    [[nodiscard]] EnergyDose energy(double kg, double kkw, double met) const;
    [[nodiscard]] double met_minutes(double met, double minutes_week) const;
    [[nodiscard]] std::optional<double> minutes_for(double met_min_week, double met) const;

    /// Rounded once, half away from zero; takes the noise of binary arithmetic out first.
    [[nodiscard]] static double printed(double value, int decimals);
    [[nodiscard]] const knowledge::LoadSpec::Decimals& decimals() const noexcept {
        return pack_.load.decimals;
    }

private:
    const knowledge::PrescriptionPack& pack_;
};

}  // namespace sinew::care
