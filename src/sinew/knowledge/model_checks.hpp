// What the model is held against (knowledge/model/checks.csv) and the courses it runs for it (knowledge/model/courses.json).
#pragma once

#include <sinew/knowledge/pack_source.hpp>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace sinew::knowledge {

/// How a number is read off a course.
enum class CheckMeasure : std::uint8_t {
    value,    ///< of the quantity at `at`
    ratio,    ///< value at `at` over value at `from`
    peak_at,  ///< when the quantity is largest between `from` and `at`
    span,     ///< largest minus smallest between `from` and `at`
    half_time,  ///< when half of the way from the value at `from` to that at `at` is made, counted from `from`
};

struct FaceCheck {
    std::string id;  ///< "FC-03"
    bool independent =
        false;  ///< false: the fact set a parameter, so that agreement is reproduction
    bool known_to_fail = false;
    std::string course;    ///< of courses.json
    std::string quantity;  ///< of the course, or an instrument of observation.csv
    CheckMeasure measure = CheckMeasure::value;
    double from = 0, at = 0;   ///< days, or minutes of a bout
    double low = 0, high = 0;  ///< accepted, both ends included
    std::string sets;          ///< parameters that the fact set
    std::string source;        ///< key of citations.csv, or a page of the tree
    std::string fact_en, fact_zh, unit_en, unit_zh, status;
};

/// @errors bad_input with line and column: an id twice, an unknown word, no number, low above high
[[nodiscard]] Checked<std::vector<FaceCheck>> load_face_checks(const PackSource& source);

/// Each course by its id, as one line of the batch interface. S0 to S7 are those of the specification.
/// @errors bad_input: not the shape of the pack, an id twice
[[nodiscard]] Checked<std::vector<std::pair<std::string, std::string>>> load_model_courses(
    const PackSource& source);

}  // namespace sinew::knowledge
