// Limits, one sentence each, as the person and the clinician read them.
#pragma once

#include <sinew/domain/limits.hpp>
#include <sinew/knowledge/text_pack.hpp>

#include <string>
#include <vector>

namespace sinew::care {

/// In the order a reader wants: how hard, how long, how often, with whom, what to leave out, what to measure.
/// Empty when nothing binds.
[[nodiscard]] std::vector<std::string> limit_words(const domain::Limits& limits,
                                                   const knowledge::Words& words);

}  // namespace sinew::care
