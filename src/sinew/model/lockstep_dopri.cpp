#include <sinew/model/lockstep_dopri.hpp>

#include <algorithm>

namespace sinew::model {
namespace {

lockstep::Stretch stretch_for(numerics::Width width) noexcept {
    switch (width) {
        case numerics::Width::two: return &lockstep::stretch_two;
        case numerics::Width::four: return &lockstep::stretch_four;
        case numerics::Width::eight: return &lockstep::stretch_eight;
    }
    return &lockstep::stretch_two;
}

std::array<double, lockstep::kInputs> numbers_of(const DayInputs& day) noexcept {
    return {day.dose_A, day.dose_R, day.dose_M, day.B, day.E_x, day.E_m, day.A_v, day.stress};
}

}  // namespace

LockstepDopri::LockstepDopri(std::span<const Parameters, kDopriLanes> draws, double tolerance,
                             numerics::Width width)
    : parameters_(kParameterNames.size() * kDopriLanes), tolerance_{tolerance}, width_{width} {
    std::copy(draws.begin(), draws.end(), draws_.begin());
    for (std::size_t i = 0; i < kParameterNames.size(); ++i)
        for (std::size_t lane = 0; lane < kDopriLanes; ++lane)
            parameters_[i * kDopriLanes + lane] = draws[lane].*kParameterNames[i].member;
}

DopriCost LockstepDopri::day(DopriBlock& block,
                             std::span<const DayInputs, kDopriLanes> inputs) const {
    alignas(64) double numbers[lockstep::kInputs * kDopriLanes];
    std::vector<double> ends;
    for (std::size_t lane = 0; lane < kDopriLanes; ++lane) {
        const auto own = numbers_of(inputs[lane]);
        for (std::size_t i = 0; i < own.size(); ++i) numbers[i * kDopriLanes + lane] = own[i];
        const auto more = smooth_ends(state_in(block, lane), inputs[lane], draws_[lane]);
        ends.insert(ends.end(), more.begin(), more.end());
    }
    std::sort(ends.begin(), ends.end());
    const lockstep::Stretch stretch = stretch_for(width_);
    DopriCost cost;
    double now = 0;
    for (const double until : ends) {
        if (!(until > now)) continue;
        const DopriCost more = stretch(block, parameters_.data(), numbers, now, until, tolerance_);
        cost.steps += more.steps;
        cost.refused += more.refused;
        now = until;
    }
    return cost;
}

DopriBlock LockstepDopri::block_of(std::span<const SlowState, kDopriLanes> states) noexcept {
    DopriBlock block;
    for (std::size_t i = 0; i < kSlowStates; ++i)
        for (std::size_t lane = 0; lane < kDopriLanes; ++lane)
            block.state[i][lane] = states[lane].*kStateNames[i].member;
    return block;
}

SlowState LockstepDopri::state_in(const DopriBlock& block, std::size_t lane) noexcept {
    SlowState x;
    for (std::size_t i = 0; i < kSlowStates; ++i) x.*kStateNames[i].member = block.state[i][lane];
    return x;
}

}  // namespace sinew::model
