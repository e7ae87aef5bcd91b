// Proofs of the model as JSON: distances from the independent solver, the table of steppers, face checks. And the courses they run on.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/proof_use.hpp>

#include <string>

namespace sinew::document {

/// The courses of knowledge/model/courses.json, each read as a line of the batch interface.
/// @errors bad_input, with the course's id as the place
[[nodiscard]] Checked<std::map<std::string, care::Scenario>> read_courses(
    const knowledge::PackSource& source);

/// {"id", "oracle", "last", "steppers": [{"name", "relative", "worst", "vas_points", "states": [...]}]} or, of a bout, {"states": [...]}.
[[nodiscard]] OrderedJson oracle_json(const std::string& id, const care::OracleAnswer& answer);

/// {"courses", "last", "steppers": [...]}.
[[nodiscard]] OrderedJson steps_json(const std::vector<std::string>& courses, int last,
                                     const std::vector<care::StepperDistance>& table);

/// {"calibrated": false, "checks": [{"id", "kind", "outcome", "value", "low", "high", ...}], "passed", "known", "failed"}.
[[nodiscard]] OrderedJson checks_json(const std::vector<care::CheckAnswer>& answers);

}  // namespace sinew::document
