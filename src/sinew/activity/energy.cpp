#include <sinew/activity/energy.hpp>

#include <algorithm>

namespace sinew::activity {

MetMinutes met_minutes_from_heart(const std::vector<HeartPiece>& pieces, const HeartRange& range,
                                  double peak_met) {
    MetMinutes sum;
    for (const HeartPiece& piece : pieces) {
        const double x = std::clamp(range.pct_reserve(piece.bpm) / 100, 0.0, 1.0);
        sum.met_minutes += piece.seconds / 60 * (1 + x * (peak_met - 1));
        sum.counted_s += piece.seconds;
    }
    return sum;
}

MetMinutes met_minutes_from_speed(const domain::RecordedActivity& activity,
                                  const CoverSettings& cover, const SpeedEquations& equations) {
    MetMinutes sum;
    const bool runs = activity.sport.find("run") != std::string::npos;
    for (std::size_t i = 0; i + 1 < activity.samples.size(); ++i) {
        const auto& sample = activity.samples[i];
        const double apart_s = activity.samples[i + 1].t_s - sample.t_s;
        if (!sample.speed_m_s || *sample.speed_m_s < 0 || paused_after(activity, i, cover))
            continue;
        const double seconds = std::min(apart_s, cover.hold_s);
        const double m_min = *sample.speed_m_s * 60;
        const bool running =
            m_min >= equations.running_from_m_min || (runs && m_min > equations.walking_to_m_min);
        const double cost = running ? equations.running_cost : equations.walking_cost;
        const double vo2 = equations.rest_ml_kg_min + cost * m_min;
        sum.met_minutes += seconds / 60 * vo2 / equations.rest_ml_kg_min;
        sum.counted_s += seconds;
        const bool inside =
            running ? m_min >= equations.running_from_m_min
                    : m_min >= equations.walking_from_m_min && m_min <= equations.walking_to_m_min;
        if (!inside && m_min > 0) sum.outside_range_s += seconds;
    }
    return sum;
}

}  // namespace sinew::activity
