// Three-valued logic over facts: true, false, or unknown for lack of an answer.
#pragma once

#include <sinew/domain/reading.hpp>
#include <sinew/knowledge/screening_condition.hpp>

namespace sinew::screening {

enum class Truth : std::uint8_t { no, unknown, yes };

/// all = false if any is false, else unknown if any is unknown; any = true if any is true, else unknown if any is.
/// A comparison with an unknown fact is unknown; with "never" it is false, except `ne`, which is true.
/// @source knowledge/screening/rules.json, semantics.logic and semantics.null_means
[[nodiscard]] Truth evaluate(const knowledge::Condition& condition,
                             const domain::Intake& facts) noexcept;

}  // namespace sinew::screening
