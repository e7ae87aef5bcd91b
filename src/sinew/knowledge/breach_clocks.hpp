// By when whom the law wants told after a breach (knowledge/privacy/breach_clocks.csv).
#pragma once

#include <sinew/knowledge/pack_source.hpp>

#include <string>
#include <vector>

namespace sinew::knowledge {

struct BreachClock {
    std::string id, law, to_whom;
    int hours = 0;  ///< from the moment the breach is known; 0 = at once
    std::string source, status, note;
};

/// @errors bad_input with line and column: an id twice, hours that are no whole number from 0 to 10000, no source
[[nodiscard]] Checked<std::vector<BreachClock>> load_breach_clocks(const PackSource& source);

}  // namespace sinew::knowledge
