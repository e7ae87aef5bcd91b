// The body of lockstep_dopri for one width of register. Read once for each, in a file that is compiled for a machine of that width: all that
// is made here is local to it.
#include <sinew/model/lockstep_dopri.hpp>
#include <sinew/model/runge_kutta_day.hpp>
#include <sinew/numerics/eight_lane.hpp>

#include <cmath>

namespace sinew::model::lockstep {
namespace {

template <std::size_t Width>
class Stretched {
    using Lane = numerics::EightLane<Width>;
    using Lanes = runge_kutta::Values<Lane>;
    static constexpr std::size_t kN = runge_kutta::kStates;

public:
    Stretched(const double* parameters, const double* inputs, double tolerance) noexcept
        : tolerance_{tolerance} {
        for (std::size_t i = 0; i < kParameterNamesOf<Lane>.size(); ++i)
            p_.*kParameterNamesOf<Lane>[i].member = Lane::load(parameters + i * kDopriLanes);
        Lane DayInputsOf<Lane>::*const members[kInputs] = {
            &DayInputsOf<Lane>::dose_A, &DayInputsOf<Lane>::dose_R, &DayInputsOf<Lane>::dose_M,
            &DayInputsOf<Lane>::B,      &DayInputsOf<Lane>::E_x,    &DayInputsOf<Lane>::E_m,
            &DayInputsOf<Lane>::A_v,    &DayInputsOf<Lane>::stress};
        for (std::size_t i = 0; i < kInputs; ++i)
            day_.*members[i] = Lane::load(inputs + i * kDopriLanes);
    }

    DopriCost run(DopriBlock& block, double from, double to) noexcept {
        Lanes x;
        for (std::size_t i = 0; i < kN; ++i) x[i] = Lane::load(block.state[i]);
        DopriCost cost;
        double now = from, step = std::min(to - from, first_step());
        runge_kutta::slopes_at(x, day_, p_, k_[0]);
        while (now < to) {
            const bool last = now + step >= to;
            const double h = last ? to - now : step;
            const Lanes next = tried(x, h);
            const double error = worst_error(x, next, h);
            const double change =
                error > 0 ? std::min(5.0, std::max(0.2, 0.9 * std::pow(error, -0.2))) : 5.0;
            step = h * change;
            if (error > 1 && h > kShortest) {
                ++cost.refused;
                continue;
            }
            ++cost.steps;
            now = last ? to : now + h;
            x = next;
            k_[0] = k_[6];  // the last stage is the first of the next step
        }
        for (std::size_t i = 0; i < kN; ++i) x[i].store(block.state[i]);
        return cost;
    }

private:
    static constexpr double kShortest = 1e-9;  // days; below it a step is taken whatever its error

    /// A step at which a smooth slow layer meets the tolerance, or nearly; the control sees to the rest.
    [[nodiscard]] double first_step() const noexcept { return 2.5 * std::pow(tolerance_, 0.2); }

    [[nodiscard]] Lanes tried(const Lanes& x, double h) noexcept {
        static constexpr double kStage[7][6] = {
            {},
            {1.0 / 5},
            {3.0 / 40, 9.0 / 40},
            {44.0 / 45, -56.0 / 15, 32.0 / 9},
            {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
            {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
            {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}};
        Lanes next;
        for (std::size_t stage = 1; stage < 7; ++stage) {
            for (std::size_t i = 0; i < kN; ++i) {
                Lane sum = Lane(kStage[stage][0]) * k_[0][i];
                for (std::size_t j = 1; j < stage; ++j)
                    sum = sum + Lane(kStage[stage][j]) * k_[j][i];
                next[i] = x[i] + Lane(h) * sum;
            }
            runge_kutta::slopes_at(next, day_, p_, k_[stage]);
        }
        return next;
    }

    /// The largest share of its tolerance that any value of any lane is off by.
    [[nodiscard]] double worst_error(const Lanes& x, const Lanes& next, double h) const noexcept {
        static constexpr double kError[7] = {
            71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40};
        Lane worst(0);
        for (std::size_t i = 0; i < kN; ++i) {
            Lane error = Lane(kError[0]) * k_[0][i];
            for (std::size_t j = 2; j < 7; ++j) error = error + Lane(kError[j]) * k_[j][i];
            const Lane size = max(Lane(1), max(abs(x[i]), abs(next[i])));
            worst = max(worst, abs(Lane(h) * error) / (Lane(tolerance_) * size));
        }
        alignas(64) double lanes[kDopriLanes];
        worst.store(lanes);
        double largest = 0;
        for (const double one : lanes) largest = one > largest ? one : largest;
        return largest;
    }

    ParametersOf<Lane> p_;
    DayInputsOf<Lane> day_;
    double tolerance_;
    Lanes k_[7];
};

}  // namespace
}  // namespace sinew::model::lockstep
