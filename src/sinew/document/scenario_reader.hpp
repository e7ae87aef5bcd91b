// One line of a scenario file (JSON) as a scenario of the model, and its answer as lines of CSV or one of JSON.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/simulate_use.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace sinew::document {

struct NamedScenario {
    std::string id;
    care::Scenario scenario;
    std::vector<std::string> remarks;  ///< what was read and changes nothing, each with its place
};

/// Strict: a key or parameter that is not known makes the line unanswerable. The keys are those of docs/methods/model.md.
/// @param at  what the line is called in fault places: "line 3"
/// @errors bad_input, out_of_range, not_found: all of the line at once, each with its pointer
[[nodiscard]] Checked<NamedScenario> read_scenario(std::string_view line, const std::string& at);

/// "scenario,day,quantity,value": 12 significant digits; of a bout the second column holds the minute.
[[nodiscard]] std::string scenario_header();
[[nodiscard]] std::string scenario_rows(const std::string& id,
                                        const std::vector<model::Quantity>& quantities);
/// {"id", "rows": [{"at", name: value, ...}]}: all digits.
[[nodiscard]] OrderedJson scenario_json(const std::string& id,
                                        const std::vector<model::Quantity>& quantities);

}  // namespace sinew::document
