// Why this stage, level, mix, days, minutes and intensity.
#pragma once

#include <sinew/prescribe/choices.hpp>

namespace sinew::prescribe {

void add_dose_choices(const ChoiceInput& input, std::vector<domain::Choice>& choices);

}  // namespace sinew::prescribe
