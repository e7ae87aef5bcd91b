#include <sinew/model/runge_kutta_day.hpp>

namespace sinew::model {

template SlowState runge_kutta_day<double>(const SlowState&, const DayInputs&, int,
                                           const Parameters&) noexcept;

}  // namespace sinew::model
