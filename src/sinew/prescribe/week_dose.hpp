// The dose of each week: where it starts, how it may grow, and what a new stage does to it.
#pragma once

#include <sinew/prescribe/plan_context.hpp>
#include <sinew/prescribe/stage_course.hpp>
#include <sinew/prescribe/week_parts.hpp>

namespace sinew::prescribe {

/// The row of the start table that this person's limits leave, as bounds of the main sessions.
struct DoseBounds {
    bool aerobic = false;             ///< an aerobic row is left
    bool combined = false;            ///< strength shares the aerobic sessions
    domain::Range minutes{}, days{};  ///< of aerobic work; days a week
    domain::Range pct_hrr{};          ///< where the row starts
    int cap_hrr_hi = 0;               ///< ceiling of progression, %HRR
    int strength_minutes = 0, strength_days = 0;
    domain::StrengthDose strength{};
    bool mobility_only = false;  ///< S0
};

/// @source knowledge/prescription/rules.json, PRG-01 to PRG-03, CLP-01 to CLP-09
[[nodiscard]] DoseBounds bounds_of(domain::Stage stage, domain::Tier tier,
                                   const PlanContext& context);

/// The main sessions of a week at its first and lowest.
struct MainDose {
    int minutes = 0, days = 0;
    domain::Range pct_hrr{};
    int strength_minutes = 0, strength_days = 0;
    friend bool operator==(const MainDose&, const MainDose&) = default;
};
[[nodiscard]] MainDose start_of(const DoseBounds& bounds) noexcept;

/// The week after a week that earned progress: one small change, or none (PRG-04; ADP-05 to ADP-08).
/// @param week  the week just done, from 1
[[nodiscard]] MainDose progressed(const MainDose& dose, int week, const DoseBounds& bounds,
                                  const PlanContext& context);

/// The first week of a new stage: the lower end of its row or the present dose, whichever is less (PRG-05).
[[nodiscard]] MainDose entering(const MainDose& present, const DoseBounds& bounds) noexcept;

/// One zone lighter, as a limit would cut it: what stays below the cap, else the whole zone below. The lightest stays.
[[nodiscard]] domain::Range zone_down(domain::Range pct_hrr, const PlanContext& context);
[[nodiscard]] domain::StrengthDose zone_down(domain::StrengthDose strength,
                                             const PlanContext& context);

/// A share of the minutes of lessons and practice; a lesson left too short to teach in becomes practice.
void shorten_practice(WeekParts& parts, int pct, const PlanContext& context);

/// Main sessions and practice of a week together, before they are spread.
[[nodiscard]] WeekParts parts_of(const MainDose& dose, const DoseBounds& bounds,
                                 const WeekPlace& place, const FormsPlan& forms,
                                 const PlanContext& context);

/// Minutes of a lesson inside session_min_max; 0 when that leaves too little to teach in.
[[nodiscard]] int lesson_minutes(domain::PracticeBlock block, const PlanContext& context) noexcept;
/// New forms a week that lessons of this length have time for; at least one.
[[nodiscard]] int new_forms_a_week(int minutes, const PlanContext& context) noexcept;

}  // namespace sinew::prescribe
