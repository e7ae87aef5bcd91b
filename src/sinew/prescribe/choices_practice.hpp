// Why these forms, this breath, this company, these times; how it grows and when it is looked at again.
#pragma once

#include <sinew/prescribe/choices.hpp>

namespace sinew::prescribe {

void add_practice_choices(const ChoiceInput& input, std::vector<domain::Choice>& choices);

}  // namespace sinew::prescribe
