// What all effects of a table must share before they can stand side by side: one measure and one direction.
#pragma once

#include <sinew/effect/reading.hpp>

namespace sinew::effect {

/// Gives the table its measure. Two measures are a fault, but for odds ratios beside standardised differences when the
/// question allows to convert: those become what `question.measure` names, else SMD, and are listed.
/// @source chinn2000 (a log odds ratio is pi over the root of 3 standard deviations of the logistic distribution)
void settle_measures(Effects& effects, const EffectsQuestion& question, Faults& faults);

/// @param directions  as many as effects. Both in one table are a fault unless `align` says which one is wanted.
void settle_directions(Effects& effects, const std::vector<Direction>& directions,
                       std::optional<Direction> align, Faults& faults);

[[nodiscard]] std::string_view name_of(Direction direction) noexcept;
[[nodiscard]] std::optional<Direction> direction_named(std::string_view name) noexcept;

}  // namespace sinew::effect
