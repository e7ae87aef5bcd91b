#include <sinew/model/continuous_day.hpp>
#include <sinew/model/slow_flow.hpp>
#include <sinew/numerics/dormand_prince.hpp>

#include <algorithm>

namespace sinew::model {

SlowState continuous_day(const SlowState& start, const DayInputs& day, const Parameters& p) {
    const auto slope = [&](double, const SlowValues& values, SlowValues& slopes) {
        slow_slopes(values, day, p, slopes);
    };
    SlowValues values = values_of(start);
    double now = 0;
    for (const double until : smooth_ends(start, day, p)) {
        if (until > now) numerics::integrate(slope, now, until, values, {});
        now = std::max(now, until);
    }
    return state_of(values);
}

}  // namespace sinew::model
