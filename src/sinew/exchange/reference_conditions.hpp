// The weeks of the specification's scenarios as doses of weekdays: conditions for PEtab and for the round trip of the SBML.
#pragma once

#include <sinew/model/day_inputs.hpp>

#include <array>
#include <string>
#include <vector>

namespace sinew::exchange {

struct WeekCondition {
    std::string id, name;
    std::array<std::array<double, 7>, 3> doses{};  ///< A, R, M; by weekday, reference sessions
    double B = 0.5, E_m = 0;
};

/// S0 to S7 with A_v = 0.01 and the doses of men's exponent.
/// @source docs/methods/model.md (section 13)
[[nodiscard]] std::vector<WeekCondition> reference_conditions(const model::Parameters& parameters);

inline constexpr double kReferenceAvailability = 0.01;

}  // namespace sinew::exchange
