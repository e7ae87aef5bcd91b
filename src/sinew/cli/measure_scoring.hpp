// One person's answers to one instrument or physical test, scored and told: what `score` and `fitness` share.
#pragma once

#include <sinew/cli/call.hpp>

namespace sinew::cli {

/// The first argument is an id, the rest are answers; --answers gives them instead, as text or as a file.
Exit score_one(Call& call);

/// The instruments, or with `fitness` the physical tests alone.
Exit list_instruments(Call& call, bool fitness);

}  // namespace sinew::cli
