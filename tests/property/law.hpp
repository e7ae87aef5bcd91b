// Holds a law over many random people, and tells the smallest person that breaks it.
#pragma once

#include "property/random_person.hpp"

namespace sinew::property {

/// What is wrong with this person's answer, one sentence each; empty when the law holds.
using Law = std::function<std::vector<std::string>(const RandomPerson&)>;

/// Runs the law over `count` people. The seed is printed; SINEW_PROPERTY_SEED sets another, SINEW_PROPERTY_INDEX asks one
/// person again, SINEW_TRIES multiplies the count. A person who breaks the law is made smaller first: changes
/// are dropped one by one for as long as the law stays broken.
void hold(std::uint64_t count, const Law& law);

}  // namespace sinew::property
