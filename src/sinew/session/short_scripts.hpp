// The short scripts: practice when craving comes, and what may be done while no training is allowed.
#pragma once

#include <sinew/session/compile_session.hpp>

namespace sinew::session {

/// Rate, breathe at the permitted level, two forms, rate again: three to five minutes, whatever the forms last.
/// @source knowledge/sessions/plan.json, on_demand
[[nodiscard]] domain::SessionScript compile_on_demand(const domain::Programme& programme,
                                                      const SessionOptions& options,
                                                      const knowledge::Catalogue& catalogue);

/// A short script for what screening leaves permitted. The breath is natural: nobody has cleared a pacer.
/// @errors conflict when this clearance does not permit the activity now
[[nodiscard]] Result<domain::SessionScript> compile_meanwhile(
    domain::Activity activity, const domain::Clearance& clearance,
    const knowledge::Catalogue& catalogue);

}  // namespace sinew::session
