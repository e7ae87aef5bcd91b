// Curves side by side: courses over time, one for each dose, and curves over the dose, one for each treatment of a network.
#pragma once

#include <sinew/care/dose_network_use.hpp>
#include <sinew/care/time_course_use.hpp>
#include <sinew/figure/scene.hpp>

namespace sinew::render {

/// A panel for each of up to four doses: the course with its band and the studies of doses near it. Never fails.
[[nodiscard]] figure::Scene evidence_time_course_chart(const care::TimeCourseAnswer& answer);

/// A panel for each treatment, up to its highest dose, with its studies moved by the curve of their own reference.
[[nodiscard]] figure::Scene evidence_dose_network_chart(const care::DoseNetworkAnswer& answer);

}  // namespace sinew::render
