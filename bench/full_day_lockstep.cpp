#include "full_day_lockstep.hpp"

#include <sinew/numerics/eight_lane.hpp>

#include <cmath>

namespace bench {
namespace {

namespace full_day = sinew::model::full_day;
#if defined(__AVX512F__)
using Lane = sinew::numerics::EightLane<8>;
#else
using Lane = sinew::numerics::EightLane<4>;
#endif
using Values = std::array<Lane, full_day::kStates>;
using LaneStretch = full_day::StretchOf<Lane>;

Lane packed(const FullLanes& lanes, double full_day::Stretch::*member) {
    alignas(64) double numbers[kFullLanes];
    for (std::size_t i = 0; i < kFullLanes; ++i) numbers[i] = lanes.stretch[i].*member;
    return Lane::load(numbers);
}
Lane packed(const FullLanes& lanes, double sinew::model::DayInputs::*member) {
    alignas(64) double numbers[kFullLanes];
    for (std::size_t i = 0; i < kFullLanes; ++i) numbers[i] = lanes.stretch[i].day.*member;
    return Lane::load(numbers);
}

LaneStretch packed(const FullLanes& lanes) {
    using From = full_day::Stretch;
    using Day = sinew::model::DayInputs;
    LaneStretch made;
    made.day.dose_A = packed(lanes, &Day::dose_A);
    made.day.dose_R = packed(lanes, &Day::dose_R);
    made.day.dose_M = packed(lanes, &Day::dose_M);
    made.day.B = packed(lanes, &Day::B);
    made.day.E_x = packed(lanes, &Day::E_x);
    made.day.E_m = packed(lanes, &Day::E_m);
    made.day.A_v = packed(lanes, &Day::A_v);
    made.day.stress = packed(lanes, &Day::stress);
    made.heart = packed(lanes, &From::heart);
    made.above = packed(lanes, &From::above);
    made.endorphin = packed(lanes, &From::endorphin);
    made.bdnf = packed(lanes, &From::bdnf);
    made.vagal = packed(lanes, &From::vagal);
    made.tau_v = packed(lanes, &From::tau_v);
    made.relief = packed(lanes, &From::relief);
    made.tau_z = packed(lanes, &From::tau_z);
    made.incubation_norm = packed(lanes, &From::incubation_norm);
    made.ka = packed(lanes, &From::ka);
    made.out = packed(lanes, &From::out);
    made.back = packed(lanes, &From::back);
    made.to_peripheral = packed(lanes, &From::to_peripheral);
    made.per_volume = packed(lanes, &From::per_volume);
    return made;
}

}  // namespace

void lockstep_stretch(FullLanes& lanes, double from, double to, double tolerance) {
    static constexpr double kStage[7][6] = {
        {},
        {1.0 / 5},
        {3.0 / 40, 9.0 / 40},
        {44.0 / 45, -56.0 / 15, 32.0 / 9},
        {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
        {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
        {35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84}};
    static constexpr double kError[7] = {71.0 / 57600,      0,          -71.0 / 16695, 71.0 / 1920,
                                         -17253.0 / 339200, 22.0 / 525, -1.0 / 40};
    constexpr std::size_t kN = full_day::kStates;
    sinew::model::ParametersOf<Lane> p;
    for (std::size_t i = 0; i < sinew::model::kParameterNames.size(); ++i)
        p.*sinew::model::kParameterNamesOf<Lane>[i].member = Lane::load(lanes.parameter[i]);
    const LaneStretch stretch = packed(lanes);
    Values x, k[7];
    for (std::size_t i = 0; i < kN; ++i) x[i] = Lane::load(lanes.state[i]);
    full_day::slopes_at(x, stretch, p, k[0]);
    double now = from, step = std::min(to - from, 1e-3);
    while (now < to) {
        const bool last = now + step >= to;
        const double h = last ? to - now : step;
        Values next;
        for (std::size_t stage = 1; stage < 7; ++stage) {
            for (std::size_t i = 0; i < kN; ++i) {
                Lane sum = Lane(kStage[stage][0]) * k[0][i];
                for (std::size_t j = 1; j < stage; ++j)
                    sum = sum + Lane(kStage[stage][j]) * k[j][i];
                next[i] = x[i] + Lane(h) * sum;
            }
            full_day::slopes_at(next, stretch, p, k[stage]);
        }
        Lane worst(0);
        for (std::size_t i = 0; i < kN; ++i) {
            Lane error = Lane(kError[0]) * k[0][i];
            for (std::size_t j = 2; j < 7; ++j) error = error + Lane(kError[j]) * k[j][i];
            const Lane size = max(Lane(1), max(abs(x[i]), abs(next[i])));
            worst = max(worst, abs(Lane(h) * error) / (Lane(tolerance) * size));
        }
        alignas(64) double each[kFullLanes];
        worst.store(each);
        double largest = 0;
        for (const double one : each) largest = one > largest ? one : largest;
        const double change =
            largest > 0 ? std::min(5.0, std::max(0.2, 0.9 * std::pow(largest, -0.2))) : 5.0;
        step = h * change;
        if (largest > 1 && h > 1e-9) continue;
        now = last ? to : now + h;
        x = next;
        k[0] = k[6];
    }
    for (std::size_t i = 0; i < kN; ++i) x[i].store(lanes.state[i]);
}

}  // namespace bench
