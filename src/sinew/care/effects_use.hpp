// The effect use case: a table of studies in, effects with their variances out; also the door to the room for the edge.
#pragma once

#include <sinew/domain/study_table.hpp>
#include <sinew/effect/agreement.hpp>
#include <sinew/effect/reading.hpp>
#include <sinew/effect/row_name.hpp>
#include <sinew/numerics/distributions.hpp>

namespace sinew::care {

using effect::Effects;
using effect::effects_of;
using effect::EffectsQuestion;

/// Standard errors from the middle of a normal interval to its limits: 1.96 for 95.
[[nodiscard]] inline double interval_half_width(double level) {
    return numerics::normal_quantile(0.5 + level / 200);
}

}  // namespace sinew::care
