#include <sinew/base/text.hpp>
#include <sinew/measure/answers.hpp>
#include <sinew/measure/run_code.hpp>
#include <sinew/numerics/settled.hpp>

#include <algorithm>
#include <cmath>
#include <functional>

namespace sinew::measure {
namespace {

using knowledge::ElementOp;
using knowledge::Instruction;
using knowledge::ListOp;
using knowledge::ScoreCode;
using knowledge::ScoreOp;
using List = std::span<const double>;

bool known(double value) noexcept { return value == value; }
double truth(bool holds) noexcept { return holds ? 1 : 0; }

/// Operations on single values, also of each element of a list.
double on_elements(ElementOp op, bool settle, double a, double b) {
    const auto compare = [&](auto&& holds) {
        if (!known(a) || !known(b)) return kMissing;
        return truth(settle ? holds(numerics::settled(a), numerics::settled(b)) : holds(a, b));
    };
    switch (op) {
        case ElementOp::add: return a + b;
        case ElementOp::subtract: return a - b;
        case ElementOp::multiply: return a * b;
        case ElementOp::divide: return b == 0 ? kMissing : a / b;
        case ElementOp::power: {
            const double power = std::pow(a, b);
            // pow(1, NaN) and pow(NaN, 0) are 1; here null stays null.
            return known(a) && known(b) && std::isfinite(power) ? power : kMissing;
        }
        case ElementOp::less: return compare(std::less{});
        case ElementOp::less_equal: return compare(std::less_equal{});
        case ElementOp::greater: return compare(std::greater{});
        case ElementOp::greater_equal: return compare(std::greater_equal{});
        case ElementOp::equal: return compare(std::equal_to{});
        case ElementOp::not_equal: return compare(std::not_equal_to{});
        case ElementOp::negate: return -a;
        case ElementOp::absolute: return std::abs(a);
        case ElementOp::square_root: return a < 0 ? kMissing : std::sqrt(a);
        case ElementOp::logarithm: return a > 0 ? std::log(a) : kMissing;
        case ElementOp::floor: return std::floor(numerics::settled(a));
    }
    return kMissing;
}

/// Null of a list that was not given.
double total(List list) noexcept {
    double sum = given(list) ? 0 : kMissing;
    for (const double value : list) sum += value;
    return sum;
}

/// Null when an element is null or there is none.
double extreme(List list, bool greatest) noexcept {
    if (list.empty()) return kMissing;
    double best = list[0];
    for (const double value : list) {
        if (!known(value)) return kMissing;
        if (greatest ? value > best : value < best) best = value;
    }
    return best;
}

double deviation(List list) noexcept {
    if (list.size() < 2) return kMissing;
    const double mean = total(list) / static_cast<double>(list.size());
    double squares = 0;
    for (const double value : list) squares += (value - mean) * (value - mean);
    return std::sqrt(squares / static_cast<double>(list.size() - 1));
}

double count_known(List list) noexcept {
    double count = given(list) ? 0 : kMissing;
    for (const double value : list) count += truth(known(value));
    return count;
}

double longest_run(List list) noexcept {
    double longest = given(list) ? 0 : kMissing, run = 0;
    for (const double value : list) {
        run = value == 1 ? run + 1 : 0;
        if (run > longest) longest = run;
    }
    return longest;
}

/// Where the first run of `length` ends, from 1.
double run_place(List list, std::size_t length) noexcept {
    std::size_t run = 0;
    for (std::size_t i = 0; i < list.size(); ++i) {
        run = list[i] == 1 ? run + 1 : 0;
        if (run == length) return static_cast<double>(i + 1);
    }
    return kMissing;
}

struct Line {
    double slope = kMissing, intercept = kMissing;
};

/// Ordinary least squares of y on x. Distances are taken from the first point, so that equal x are exactly equal.
Line least_squares(List x, List y) noexcept {
    const std::size_t n = std::min(x.size(), y.size());
    if (n < 2) return {};
    double sx = 0, sy = 0, sxx = 0, sxy = 0;
    for (std::size_t i = 0; i < n; ++i) {
        const double dx = x[i] - x[0], dy = y[i] - y[0];
        sx += dx;
        sy += dy;
        sxx += dx * dx;
        sxy += dx * dy;
    }
    const double count = static_cast<double>(n);
    const double spread = sxx - sx * sx / count;
    if (!(spread > 0)) return {};
    const double slope = (sxy - sx * sy / count) / spread;
    return {slope, (y[0] + sy / count) - slope * (x[0] + sx / count)};
}

double minutes_until(double from, double to) noexcept {
    constexpr double kDay = 1440;
    const double minutes = to - from;
    return minutes < 0 ? minutes + kDay : minutes;
}

double band_of(const std::vector<knowledge::BandStep>& steps, double value) noexcept {
    if (!known(value)) return kMissing;
    value = numerics::settled(value);
    double word = kMissing;
    for (const auto& step : steps)
        if (value >= step.min) word = step.word;
    return !steps.empty() && value > steps.back().max ? kMissing : word;
}

/// Operations with three places, tables or lists.
double to_scalar(const Instruction& step, const ScoreCode& code, std::span<const double> scalars,
                 std::span<const List> lists) {
    const auto a = [&] { return scalars[step.a]; };
    const auto b = [&] { return scalars[step.b]; };
    const auto list = [&] { return lists[step.a]; };
    switch (step.op) {
        case ScoreOp::apply: return on_elements(step.element, step.settle, a(), b());
        case ScoreOp::both:
            if (a() == 0 || b() == 0) return 0;
            return known(a()) && known(b()) ? 1 : kMissing;
        case ScoreOp::either:
            if (a() == 1 || b() == 1) return 1;
            return known(a()) && known(b()) ? 0 : kMissing;
        case ScoreOp::negate_truth: return 1 - a();
        case ScoreOp::round:
            if (!known(a())) return kMissing;
            if (step.b == 0) {
                const double value = numerics::settled(a());
                return value < 0 ? -std::floor(0.5 - value) : std::floor(value + 0.5);
            }
            return round_half_away(numerics::settled(a()), step.b);
        case ScoreOp::choose: return !known(a()) ? kMissing : a() == 1 ? b() : scalars[step.c];
        case ScoreOp::first_given: return known(a()) ? a() : b();
        case ScoreOp::is_given: return truth(known(a()));
        case ScoreOp::minutes_until: return minutes_until(a(), b());
        case ScoreOp::band: return band_of(code.bands[step.b], a());
        case ScoreOp::element: return step.b < list().size() ? list()[step.b] : kMissing;
        case ScoreOp::last:
            return step.b < list().size() ? list()[list().size() - 1 - step.b] : kMissing;
        case ScoreOp::sum: return total(list());
        case ScoreOp::mean:
            return list().empty() ? kMissing : total(list()) / static_cast<double>(list().size());
        case ScoreOp::deviation: return deviation(list());
        case ScoreOp::least: return extreme(list(), false);
        case ScoreOp::greatest: return extreme(list(), true);
        case ScoreOp::count: return count_known(list());
        case ScoreOp::length: return given(list()) ? static_cast<double>(list().size()) : kMissing;
        case ScoreOp::list_given: return truth(given(list()));
        case ScoreOp::count_holding:
            return given(list())
                       ? static_cast<double>(std::count(list().begin(), list().end(), 1.0))
                       : kMissing;
        case ScoreOp::longest_run: return longest_run(list());
        case ScoreOp::first_place: return run_place(list(), 1);
        case ScoreOp::run_place: return run_place(list(), std::size_t{step.b} + 1);
        case ScoreOp::slope: return least_squares(list(), lists[step.b]).slope;
        case ScoreOp::intercept: return least_squares(list(), lists[step.b]).intercept;
    }
    return kMissing;
}

void to_list(const Instruction& step, const ScoreCode& code, std::span<const double> scalars,
             std::span<const List> lists, std::vector<double>& made) {
    made.clear();
    const List list = step.list == ListOp::map && !step.a_is_list ? List{} : lists[step.a];
    switch (step.list) {
        case ListOp::none: return;
        case ListOp::pick:
            for (const std::uint16_t place : code.picks[step.b])
                made.push_back(place < list.size() ? list[place] : kMissing);
            return;
        case ListOp::given:
            for (const double value : list)
                if (known(value)) made.push_back(value);
            return;
        case ListOp::keyed:
            for (std::size_t i = 0; i < list.size(); ++i) {
                const double from = code.keys[step.c].from[i];
                made.push_back(known(from) ? from - list[i] : list[i]);
            }
            return;
        case ListOp::keyed_by: {
            made.assign(list.begin(), list.end());
            const auto& from = code.keys[step.c].from;
            for (const double place : lists[step.b]) {
                const double i = place - 1;
                if (i >= 0 && i < static_cast<double>(list.size()))
                    made[static_cast<std::size_t>(i)] =
                        from[static_cast<std::size_t>(i)] - list[static_cast<std::size_t>(i)];
            }
            return;
        }
        case ListOp::join:
            made.assign(list.begin(), list.end());
            made.insert(made.end(), lists[step.b].begin(), lists[step.b].end());
            return;
        case ListOp::differences:
            for (std::size_t i = 1; i < list.size(); ++i) made.push_back(list[i] - list[i - 1]);
            return;
        case ListOp::map: {
            const List other = step.b_is_list ? lists[step.b] : List{};
            const std::size_t n = step.a_is_list && step.b_is_list
                                      ? std::min(list.size(), other.size())
                                      : std::max(list.size(), other.size());
            for (std::size_t i = 0; i < n; ++i)
                made.push_back(on_elements(step.element, step.settle,
                                           step.a_is_list ? list[i] : scalars[step.a],
                                           step.b_is_list ? other[i] : scalars[step.b]));
            return;
        }
    }
}

}  // namespace

void run_code(const ScoreCode& code, std::span<double> scalars, std::span<List> lists,
              std::span<std::vector<double>> buffers) {
    for (const Instruction& step : code.steps) {
        if (step.list != ListOp::none) {
            const bool from_nothing =
                step.list == ListOp::join
                    ? !given(lists[step.a]) && !given(lists[step.b])
                    : ((step.list != ListOp::map || step.a_is_list) && !given(lists[step.a])) ||
                          (step.list == ListOp::map && step.b_is_list && !given(lists[step.b]));
            if (from_nothing) {
                lists[step.to] = {};
                continue;
            }
            to_list(step, code, scalars, lists, buffers[step.to]);
            lists[step.to] = as_given(buffers[step.to]);
        } else {
            scalars[step.to] = to_scalar(step, code, scalars, lists);
        }
    }
}

}  // namespace sinew::measure
