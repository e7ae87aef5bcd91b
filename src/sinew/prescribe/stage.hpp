// Where a person stands in recovery, for dosing: acute withdrawal or entry, early, sustained.
#pragma once

#include <sinew/knowledge/prescription_pack.hpp>

namespace sinew::prescribe {

/// What the stage rule reads; nothing = unknown.
struct StageFacts {
    std::optional<double> days_since_last_use;  ///< d, primary drug
    std::optional<double> cows_total;
    std::optional<domain::Moud> moud;
    std::optional<double> moud_days_on, moud_days_since_dose_change;  ///< d
    std::optional<domain::Stage> previous;   ///< stage held so far; nothing at the first visit
    std::optional<double> days_in_previous;  ///< d; unknown means no rise
};

struct StageAnswer {
    domain::Stage stage = domain::Stage::S0;
    std::optional<domain::Stage>
        held_back_from;  ///< the stage the facts alone would give, when it is higher
    domain::ShortList<std::string_view, 5> rules;  ///< every reason that spoke
};

/// First match in the order S0, S1, S2; then never more than one level up, never before the days a rise needs.
/// Days compare exactly as the screening rules compare theirs: 10.5 days are past day 10.
/// @cost no allocation
/// @source knowledge/prescription/rules.json, STG-01 to STG-07
[[nodiscard]] StageAnswer stage_of(const StageFacts& facts, const knowledge::StageSpec& spec);

/// The facts of a screened intake; stale and invalid answers are unknown.
[[nodiscard]] StageFacts stage_facts(const domain::Intake& judged,
                                     const knowledge::DoseFacts& where) noexcept;

}  // namespace sinew::prescribe
