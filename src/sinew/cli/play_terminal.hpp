// Leads a session in the terminal: figure of the breath, what to do, how long still, and four keys.
#pragma once

#include <sinew/care/session_use.hpp>
#include <sinew/cli/call.hpp>

namespace sinew::cli {

/// Plays until the end, a stop, or q. Keys: p or space pause, e easier, n next, s stop, q leave.
/// The terminal is given back as it was, on Ctrl-C and signals too.
/// @param speed  1 = real time; larger to try a script out
/// @return answered, also after a stop: stopping is always an answer; refused when there is no terminal to play in
[[nodiscard]] Exit play_in_terminal(Call& call, const domain::SessionScript& script,
                                    const knowledge::Catalogue& catalogue,
                                    const knowledge::Words& words, double speed);

}  // namespace sinew::cli
