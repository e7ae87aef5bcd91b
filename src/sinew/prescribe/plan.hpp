// Twelve weeks for one person: the planner's front door.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/prescribe/week_dose.hpp>

#include <optional>

namespace sinew::prescribe {

/// What was really done and decided so far: weeks already past keep their dose, the next one gets this.
struct PlanFrom {
    int week = 0;                     ///< first week to be written anew, 0 to 11
    MainDose dose{};                  ///< of that week
    domain::Stage stage = domain::Stage::S0;
    int practice_minutes_pct = 100;   ///< share of lessons and practice kept in that week (return after a gap, lapse)
    bool recover_next = false;        ///< that dose stands for one week; the week after goes back to `before`
    MainDose before{};
};

/// @param clearance  of `record`, allowing training (contract)
/// @param start      first day of the first week
/// @param from       nothing for a new programme
/// @source knowledge/prescription/rules.json, PRG-01 to PRG-14
/// @cost about twenty allocations; no text is made but in choices
[[nodiscard]] domain::Programme plan_programme(const domain::Record& record, const domain::Clearance& clearance, Day start,
                                               const knowledge::Catalogue& catalogue,
                                               const std::optional<PlanFrom>& from = {});

}  // namespace sinew::prescribe
