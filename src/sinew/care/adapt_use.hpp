// The adaptation use case: a programme and what was done of it in; the next week's dose, and why, out.
#pragma once

#include <sinew/care/prescribe_use.hpp>
#include <sinew/prescribe/week_adaptation.hpp>

namespace sinew::care {

using prescribe::DecidedWeek;
using prescribe::DoseEdit;
using prescribe::WeekAdaptation;

struct Adapted {
    WeekAdaptation decision;
    /// What holds from now on: the programme, its remaining weeks rewritten; or, suspended, what is permitted meanwhile.
    Prescription answer;
};

/// @param programme  with the clearance of `record` at `as_of`
/// @param log        of a week not decided yet
[[nodiscard]] Adapted adapt(const domain::Programme& programme, const domain::Record& record,
                            const domain::AsOf& as_of, const domain::WeekLog& log,
                            const std::vector<DecidedWeek>& decided,
                            const knowledge::Catalogue& catalogue);

/// What was adapted, with an eased dose: the sessions of the coming weeks are planned anew by the same rules.
/// @errors conflict where the rules forbid the edit, with its place and what they leave
[[nodiscard]] Result<Adapted> eased(const Adapted& proposed, const DoseEdit& edit,
                                    const domain::Programme& programme,
                                    const domain::Record& record, const domain::AsOf& as_of,
                                    const knowledge::Catalogue& catalogue);

}  // namespace sinew::care
