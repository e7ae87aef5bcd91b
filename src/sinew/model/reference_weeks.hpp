// The weeks of the specification's scenarios: what is trained on which weekdays, and with which medication drive.
#pragma once

#include <sinew/model/day_inputs.hpp>

#include <string_view>
#include <vector>

namespace sinew::model {

struct ReferenceWeek {
    std::string_view id, name;  ///< "S1", "aerobic 40 min three times a week"
    std::vector<int> weekdays;  ///< 0-6
    std::vector<Segment> segments;
    double E_m = 0;
};

/// Availability of the drug in those scenarios.
inline constexpr double kReferenceAvailability = 0.01;

/// S0 to S7. @source docs/methods/model.md (section 13)
[[nodiscard]] std::vector<ReferenceWeek> reference_weeks();

/// The sessions of each of `days` days of a week that repeats.
[[nodiscard]] std::vector<std::vector<Segment>> days_of(const ReferenceWeek& week,
                                                        std::size_t days);

}  // namespace sinew::model
