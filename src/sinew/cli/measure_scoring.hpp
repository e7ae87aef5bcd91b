// One person's answers to one instrument or physical test, scored and told: what `score` and `fitness` share.
#pragma once

#include <sinew/cli/call.hpp>

namespace sinew::cli {

/// The first argument is an id, the rest are answers; --answers gives them instead, as text or as a file.
/// A lone .json file (or -) is a FHIR response that tells its own instrument. --fhir writes the score as a bundle.
Exit score_one(Call& call);

/// The instruments, or with `fitness` the physical tests alone.
Exit list_instruments(Call& call, bool fitness);

}  // namespace sinew::cli
