// Twelve weeks for one person: the planner's front door.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/prescribe/week_dose.hpp>

#include <optional>

namespace sinew::prescribe {

/// A programme under way, carried on after `adapt`: what is past stays, one week is given, the rest follows from it.
struct PlanFrom {
    int week = 0;  ///< first week to be written anew, 1 to 11
    const domain::Programme* past =
        nullptr;      ///< weeks before `week` are taken from it as they are; never null
    MainDose dose{};  ///< of that week; when a new stage begins with it, never more than its row
    int practice_pct = 100;           ///< share of the minutes of lessons and practice in that week
    int zone_shift = 0;               ///< -1: the strength part of that week is a zone lighter
    std::optional<MainDose> back_to;  ///< `dose` stands for one week only; the week after gets this
};

/// @param clearance  of `record`, allowing training (contract)
/// @param start      first day of the first week
/// @param from       nothing for a new programme
/// @source knowledge/prescription/rules.json, PRG-01 to PRG-14
/// @cost about twenty allocations; no text is made but in choices
[[nodiscard]] domain::Programme plan_programme(const domain::Record& record,
                                               const domain::Clearance& clearance, Day start,
                                               const knowledge::Catalogue& catalogue,
                                               const std::optional<PlanFrom>& from = {});

}  // namespace sinew::prescribe
