#include <sinew/numerics/root.hpp>

#include <boost/math/tools/minima.hpp>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <limits>

namespace sinew::numerics {

std::optional<double> root_between(const std::function<double(double)>& f, double low, double high,
                                   std::uint64_t most_steps) {
    const double at_low = f(low);
    const double at_high = f(high);
    if (at_low == 0) return low;
    if (at_high == 0) return high;
    if (!(at_low * at_high < 0)) return {};  // also when either is not a number
    using Policy = boost::math::policies::policy<
        boost::math::policies::evaluation_error<boost::math::policies::ignore_error>>;
    bool broken = false;
    const auto guarded = [&](double x) {
        const double value = f(x);
        broken = broken || std::isnan(value);
        return value;
    };
    std::uint64_t steps = most_steps;
    const auto [left, right] = boost::math::tools::toms748_solve(
        guarded, low, high, at_low, at_high,
        boost::math::tools::eps_tolerance<double>(std::numeric_limits<double>::digits - 2), steps,
        Policy{});
    if (broken || steps >= most_steps) return {};
    return std::abs(f(left)) <= std::abs(f(right)) ? left : right;
}

Minimum minimum_between(const std::function<double(double)>& f, double low, double high,
                        std::uint64_t most_steps) {
    std::uint64_t steps = most_steps;
    const auto [at, value] = boost::math::tools::brent_find_minima(
        f, low, high, std::numeric_limits<double>::digits, steps);
    return {at, value};
}

}  // namespace sinew::numerics
