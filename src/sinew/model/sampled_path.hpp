// One course with its luck: sessions attended or not, lapses with their second day, drop-out. After drop-out no sessions; the person goes on.
#pragma once

#include <sinew/model/event_draws.hpp>
#include <sinew/model/forecast_run.hpp>
#include <sinew/model/planned_session.hpp>

#include <optional>

namespace sinew::model {

struct SampleSettings {
    std::optional<double> attendance;  ///< of each session; nothing: p_attend of the draw
    bool within_day = false;           ///< cues and stress on the 15-minute grid
};

struct SampledPath {
    Course course;
    std::optional<std::size_t> first_lapse;  ///< day, from 0
    std::optional<std::size_t>
        first_lapse_slot;                ///< of that day, only where the day was looked into
    std::optional<std::size_t> dropout;  ///< the last day in the programme
    int lapses = 0, use_days = 0;
    int attended = 0, planned = 0;  ///< sessions; planned while in the programme
};

/// Individual frailty by the inverse of its gamma distribution (mean 1, variance theta_f). @pre 0 < u < 1
[[nodiscard]] double frailty_at(double u, double theta_f);

/// A day's lapse has the probability 1 - exp(-w times the hazard integrated over the day as it goes without use); then the day is run again
/// with the drug, and its jumps follow. The day after is a use day with p_second.
/// @param planned  null: no programme, no drop-out
/// @source docs/methods/model.md (sections 6.3, 6.4), docs/methods/forecast.md
void run_sampled(const DrawnPerson& drawn, const PlannedDays* planned, const Parameters& p,
                 const EventDraws& draws, const SampleSettings& settings, std::size_t days,
                 SampledPath& path);

}  // namespace sinew::model
