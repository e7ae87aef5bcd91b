// One week done, the next decided: the decision, the dose that follows, and the weeks written anew.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/domain/record.hpp>
#include <sinew/prescribe/week_dose.hpp>
#include <sinew/prescribe/week_summary.hpp>

#include <optional>

namespace sinew::prescribe {

/// What earlier decisions left behind for this one.
struct DecidedWeek {
    int week = 0;  ///< of the programme, from 0: the week that was done
    domain::WeekDecision decision = domain::WeekDecision::hold;
    std::optional<int>
        back_to;  ///< week, from 0, whose dose comes back once a lighter week has gone well
    std::optional<double> load;  ///< of that week, arbitrary units
};

struct WeekAdaptation {
    int week = 0;     ///< just done, from 0
    int dose_of = 0;  ///< the week whose dose was in force: the last one that was decided
    WeekSummary summary;
    NextWeek next;
    bool lapse = false;
    bool recovered = false;      ///< the step up is the way back to the dose before a lighter week
    bool strength_step = false;  ///< the step up is in the strength part
    bool new_stage =
        false;  ///< a step up was earned, but next week begins a new stage at its own dose
    MainDose before{}, after{};
    int practice_pct = 100;
    std::optional<int> back_to;
    WeekChange load_change;  ///< against the week before, when its load is known
    AcuteToChronic ratio;    ///< shown, never decides
    domain::EnumSet<domain::ScreeningCause> screening;
    std::optional<domain::Programme>
        programme;  ///< rewritten; nothing when suspended or after the last week

    [[nodiscard]] bool suspended() const noexcept {
        return next.decision == domain::WeekDecision::stop ||
               next.decision == domain::WeekDecision::restart;
    }
};

/// Weeks up to `log.week` stay as they are. Limits are those of the programme's screening: adapting never loosens one.
/// A step up is one change: back to the dose before a lighter week, else the strength part, else longer, oftener or harder.
/// A lapse brings the lower of its own share and the decision of the week, for one week.
/// @param decided  earlier decisions, oldest first
/// @source knowledge/prescription/rules.json, ADP-01 to ADP-17, PRG-04, PRG-05, PRG-10, PRG-14
[[nodiscard]] WeekAdaptation adapt_week(const domain::Programme& programme,
                                        const domain::Record& record, const domain::WeekLog& log,
                                        const std::vector<DecidedWeek>& decided,
                                        const knowledge::Catalogue& catalogue);

/// What a professional would have instead in the week that comes. Nothing: as proposed.
struct DoseEdit {
    std::optional<int> aerobic_minutes;   ///< min of work a session
    std::optional<int> aerobic_days;      ///< a week
    std::optional<int> strength_minutes;  ///< min a session
};

/// The proposal with an eased dose, its week and those after it planned anew by the same rules. An edit eases what was proposed: no
/// number of the week may rise above it.
/// @param proposed  of `adapt_week` with the same arguments
/// @errors conflict, with the place (/dose/now/...) and what the rules leave: nothing is planned, more than proposed, or a dose that
///         the limits of a session or a week do not leave as it was asked for
[[nodiscard]] Result<WeekAdaptation> eased_week(const WeekAdaptation& proposed,
                                                const DoseEdit& edit,
                                                const domain::Programme& programme,
                                                const domain::Record& record,
                                                const knowledge::Catalogue& catalogue);

}  // namespace sinew::prescribe
