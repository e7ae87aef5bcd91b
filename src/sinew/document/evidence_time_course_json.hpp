// The answer of `sinew evidence dose --time-course` as a document.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/care/time_course_use.hpp>
#include <sinew/knowledge/citations.hpp>

namespace sinew::document {

[[nodiscard]] OrderedJson evidence_time_course_json(const care::TimeCourseAnswer& answer,
                                                    const knowledge::Citations& citations);

}  // namespace sinew::document
