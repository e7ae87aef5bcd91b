#include <sinew/model/fast_layer.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace sinew::model {
namespace {

constexpr double kRestingVo2 = 3.5;  // mL/kg/min: one MET, a definition

double relaxed(double from, double to, double minutes, double tau) noexcept {
    return to + (from - to) * std::exp(-minutes / tau);
}

/// The second of two stages, both drawn by `drive`: b' = (a - b) / tau_b behind a' = (drive - a) / tau_a.
double second_stage(double a, double b, double drive, double minutes, double tau_a,
                    double tau_b) noexcept {
    if (tau_a == tau_b)
        return relaxed(b, drive, minutes, tau_b) +
               (a - drive) * (minutes / tau_b) * std::exp(-minutes / tau_b);
    const double kappa = (a - drive) * tau_a / (tau_a - tau_b);
    return drive + kappa * std::exp(-minutes / tau_a) +
           (b - drive - kappa) * std::exp(-minutes / tau_b);
}

double logistic(double x) noexcept { return 1 / (1 + std::exp(-x)); }

}  // namespace

double relief_of(const Segment& segment, double rising_share, const Parameters& p) noexcept {
    const double I = segment.intensity;
    switch (segment.modality) {
        case Modality::A: return p.Z_A * logistic((I - p.Z_Ai) / p.Z_As);
        case Modality::R: {
            const double away = I - p.Z_Ro;
            const double bell = std::exp(-away * away / (2 * p.Z_Rs * p.Z_Rs));
            return p.Z_R *
                   ((1 - rising_share) * bell + rising_share * logistic((I - p.Z_Rh) / p.Z_Rhs));
        }
        case Modality::M: return p.Z_M * (0.5 + 0.5 * resonance(segment.breaths_per_min, p));
    }
    return 0;
}

FastDrive drive_of(const Segment& segment, const BoutPerson& person, const Parameters& p) noexcept {
    FastDrive drive;
    drive.working = true;
    const bool resistance = segment.modality == Modality::R;
    drive.metabolic = resistance ? p.x_met * segment.intensity : segment.intensity;
    drive.vo2_share =
        resistance
            ? drive.metabolic
            : (kRestingVo2 + segment.intensity * (person.vo2max - kRestingVo2)) / person.vo2max;
    drive.resonance = segment.modality == Modality::M ? resonance(segment.breaths_per_min, p) : 0;
    drive.relief = relief_of(segment, person.rising_share, p);
    return drive;
}

FastState advance(const FastState& x, const FastDrive& drive, double minutes,
                  const BoutPerson& person, const Parameters& p) noexcept {
    FastState next;
    const double rise = drive.metabolic * person.heart_reserve_bpm;
    next.h = relaxed(x.h, rise, minutes, p.tau_HR);
    next.drift_lag = second_stage(x.h, x.drift_lag, rise, minutes, p.tau_HR, p.tau_dr);
    const double above = drive.working ? std::max(0.0, drive.vo2_share - p.I_th) : 0;
    next.a = relaxed(x.a, above, minutes, p.tau_A);
    next.cort_lag = second_stage(x.a, x.cort_lag, above, minutes, p.tau_A, p.tau_cort);
    const double power = std::pow(drive.vo2_share, p.hill_B);
    const double endorphin =
        drive.working ? p.B_max * power / (std::pow(p.B_50, p.hill_B) + power) : 0;
    next.bE = relaxed(x.bE, endorphin, minutes, p.tau_B);
    next.q_b = relaxed(x.q_b, p.k_Q * drive.metabolic, minutes, p.tau_q);
    next.v_a = relaxed(x.v_a, p.v_met * drive.metabolic + p.v_br * drive.resonance, minutes,
                       drive.working ? p.tau_von : p.tau_voff);
    next.z = relaxed(x.z, drive.relief, minutes, drive.relief > x.z ? p.tau_zon : p.tau_zoff);
    next.c_ph = x.c_ph * std::exp(-minutes / p.tau_ph);
    return next;
}

std::vector<FastState> bout(std::span<const Segment> segments, std::span<const BoutEvent> events,
                            std::span<const double> minutes, const BoutPerson& person,
                            const Parameters& p) {
    std::vector<BoutEvent> ordered{events.begin(), events.end()};
    std::stable_sort(ordered.begin(), ordered.end(),
                     [](const auto& a, const auto& b) { return a.minute < b.minute; });
    FastState x;
    double now = 0;
    std::size_t segment = 0, event = 0;
    double segment_end =
        segments.empty() ? std::numeric_limits<double>::infinity() : segments.front().minutes;
    FastDrive drive = segments.empty() ? FastDrive{} : drive_of(segments.front(), person, p);
    const auto go_to = [&](double until) {
        while (segment < segments.size() && segment_end <= until) {
            x = advance(x, drive, segment_end - now, person, p);
            now = segment_end;
            ++segment;
            drive =
                segment < segments.size() ? drive_of(segments[segment], person, p) : FastDrive{};
            if (segment < segments.size()) segment_end += segments[segment].minutes;
        }
        x = advance(x, drive, until - now, person, p);
        now = until;
    };
    std::vector<FastState> states;
    states.reserve(minutes.size());
    for (const double minute : minutes) {
        for (; event < ordered.size() && ordered[event].minute <= minute; ++event) {
            go_to(ordered[event].minute);
            const double share = ordered[event].kind == EventKind::cue ? 1 : p.s_ph;
            x.c_ph += share * ordered[event].K * ordered[event].strength;
        }
        go_to(minute);
        states.push_back(x);
    }
    return states;
}

}  // namespace sinew::model
