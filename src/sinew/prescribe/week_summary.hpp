// A week's log turned into what the adaptation rules ask: how much was done, how it felt, what the mornings say.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/domain/week_log.hpp>
#include <sinew/prescribe/adaptation.hpp>
#include <sinew/prescribe/load_monitor.hpp>
#include <sinew/prescribe/week_flags.hpp>

namespace sinew::prescribe {

struct WeekSummary {
    int prescribed = 0, noted = 0,
        completed = 0;  ///< sessions of the week, on-demand practice left out
    double minutes_done = 0;
    WeekMeasures measures;
    WeekDone done;  ///< flags are those of the log and of `measures`
    WeekLoad load;
    std::array<std::optional<double>, 7> day_loads{};  ///< of the week's days; nothing = not known
    domain::EnumSet<domain::WeekMeasure> not_measured;
    std::vector<std::uint8_t>
        stopping_rules;  ///< session rules that stopped a session, by place, each once
};

/// A session counts as completed from half of its minutes; one that was not noted counts as not completed. Effort is
/// compared with the mean of the upper ends of the very sessions it was noted for. Pain change is the largest rise: inside
/// a session, or from the week's first rating to its last. Series of mornings are those that were noted, in order.
/// @source knowledge/prescription/rules.json, PRG-14, ADP-10, ADP-11, ADP-15, LOD-01, LOD-02
[[nodiscard]] WeekSummary summarise_week(const domain::Programme& programme,
                                         const domain::WeekLog& log,
                                         const knowledge::PrescriptionPack& pack,
                                         const std::vector<knowledge::SessionRule>& session_rules);

}  // namespace sinew::prescribe
