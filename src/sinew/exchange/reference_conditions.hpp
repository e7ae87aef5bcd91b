// The weeks of the specification's scenarios as doses of weekdays: conditions for PEtab and for the round trip of the SBML.
#pragma once

#include <sinew/model/reference_weeks.hpp>

#include <array>
#include <string>
#include <vector>

namespace sinew::exchange {

struct WeekCondition {
    std::string id, name;
    std::array<std::array<double, 7>, 3> doses{};  ///< A, R, M; by weekday, reference sessions
    double B = 0.5, E_m = 0;
};

/// S0 to S7, their doses with these parameters.
[[nodiscard]] std::vector<WeekCondition> reference_conditions(const model::Parameters& parameters);

}  // namespace sinew::exchange
