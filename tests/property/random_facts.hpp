// Random answers to the screening questions: single ones at their thresholds, and clusters that belong together.
#pragma once

#include "property/random_person.hpp"

namespace sinew::property {

/// What comes together in one kind of person: a methadone induction, a pregnancy, a blood pressure with its symptoms.
[[nodiscard]] std::vector<Change> random_cluster(RandomStream& chance);

/// " cap light, session 20, avoid solo": for reports.
[[nodiscard]] std::string limits_told(const domain::Limits& limits);

}  // namespace sinew::property
