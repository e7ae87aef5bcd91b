#include <sinew/model/craving_level.hpp>
#include <sinew/model/step_distance.hpp>

#include <algorithm>
#include <cmath>

namespace sinew::model {
namespace {

void take(Gap& gap, double difference, std::size_t day) noexcept {
    // Written so that a difference that is no number counts as the largest.
    if (!(std::abs(difference) <= gap.largest)) gap = {std::abs(difference), static_cast<int>(day)};
}

}  // namespace

StepDistance distance_between(std::span<const SlowState> states,
                              std::span<const SlowState> reference) noexcept {
    StepDistance distance;
    for (std::size_t i = 0; i < kStateNames.size(); ++i) {
        const auto member = kStateNames[i].member;
        double size = 1;
        for (std::size_t day = 0; day < reference.size(); ++day) {
            size = std::max(size, std::abs(reference[day].*member));
            take(distance.states[i], states[day].*member - reference[day].*member, day);
        }
        if (member == &SlowState::t_rec) continue;  // a clock, no state
        if (const double share = distance.states[i].largest / size; !(share <= distance.relative)) {
            distance.relative = share;
            distance.worst = i;
        }
    }
    for (std::size_t day = 0; day < reference.size(); ++day)
        take(distance.vas, vas_of(states[day].C) - vas_of(reference[day].C), day);
    return distance;
}

void fold(StepDistance& into, const StepDistance& more) noexcept {
    for (std::size_t i = 0; i < into.states.size(); ++i)
        if (!(more.states[i].largest <= into.states[i].largest)) into.states[i] = more.states[i];
    if (!(more.vas.largest <= into.vas.largest)) into.vas = more.vas;
    if (!(more.relative <= into.relative)) {
        into.relative = more.relative;
        into.worst = more.worst;
    }
}

}  // namespace sinew::model
