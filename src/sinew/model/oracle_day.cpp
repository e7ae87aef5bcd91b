#include <sinew/model/oracle_day.hpp>

#include <algorithm>

namespace sinew::model {

Result<Oracle> Oracle::make(const numerics::CvodeSettings& settings) {
    auto today = std::make_unique<Today>();
    auto slope = [now = today.get()](double, std::span<const double> values,
                                     std::span<double> slopes) {
        slow_slopes(values, *now->inputs, *now->parameters, slopes);
    };
    SINEW_TRY(auto solver, numerics::Cvode::make(kSlowStates, std::move(slope), settings));
    return Oracle{std::move(today), std::move(solver)};
}

Result<SlowState> Oracle::day(const SlowState& start, const DayInputs& inputs,
                              const Parameters& parameters) {
    *today_ = {&inputs, &parameters};
    SlowValues values = values_of(start);
    double now = 0;
    for (const double until : smooth_ends(start, inputs, parameters)) {
        if (until > now)
            if (const auto done = solver_.integrate(now, until, values); !done)
                return fail(done.error());
        now = std::max(now, until);
    }
    return state_of(values);
}

}  // namespace sinew::model
