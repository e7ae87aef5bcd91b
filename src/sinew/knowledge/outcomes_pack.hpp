// Outcomes that are followed over time: range, direction, what counts as a change people notice (knowledge/trend/outcomes.json).
#pragma once

#include <sinew/knowledge/pack_reader.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::knowledge {

struct OutcomeSpec {
    std::string id;
    double lowest = 0, highest = 0;
    bool lower_is_better = true;
    int every_days = 1;  ///< an answer is due this often
    std::string unit;
    std::optional<double> important_difference;  ///< nothing: NA
    std::string important_status, important_source;
    std::optional<double> show_from;        ///< display only
    std::optional<double> reliability, sd;  ///< both or neither
    std::string precision_status, precision_source;
};

struct OutcomesPack {
    std::vector<OutcomeSpec> outcomes;
    [[nodiscard]] const OutcomeSpec* find(std::string_view id) const noexcept;
};

void read_outcomes_pack(const Json& json, const std::string& name, OutcomesPack& pack,
                        Faults& faults);

}  // namespace sinew::knowledge
