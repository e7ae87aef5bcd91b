// The slow layer from the start of one day to the start of the next, by three schemes.
#pragma once

#include <sinew/model/slow_pulls.hpp>

#include <cstdint>

namespace sinew::model {

/// `frozen` and `fine` are definitions for checks; `continuous` is what the model means.
enum class Scheme : std::uint8_t {
    frozen,      ///< targets of the start of the day, exact for those; one step a day
    fine,        ///< the same with (T, W) exact, in one or four steps a day
    continuous,  ///< the differential equations themselves, to about 1e-12
};

/// What becomes of a day on which drug was taken. The craving jump comes once an episode: on its first day.
struct UseDay {
    bool used = false, first_of_episode = false;
};

/// Part of a day with every target taken at its start and held; exact for those.
/// @param days              length, above 0 and at most 1
/// @param exact_withdrawal  T and W by their closed form
/// @source docs/methods/model.md (sections 2, 6.3)
[[nodiscard]] SlowState frozen_step(const SlowState& start, const DayInputs& day, double days,
                                    bool exact_withdrawal, const Parameters& parameters) noexcept;

/// What use does at the end of its day, to the state `end` that the day led to from `start`.
[[nodiscard]] SlowState after_use(const SlowState& start, const SlowState& end, const UseDay& use,
                                  const Parameters& parameters) noexcept;

/// One day further: states, hazards, the recovery clock, and the jumps of a use day at its end.
/// @param steps  of `fine` only: 1 or 4 a day
/// @source docs/methods/model.md (sections 2, 6.3)
[[nodiscard]] SlowState next_day(const SlowState& start, const DayInputs& day, const UseDay& use,
                                 Scheme scheme, int steps, const Parameters& parameters);

}  // namespace sinew::model
