// Rounding as the pack words it: compute exactly, round once at the end, half away from zero; minutes in steps of 5.
#pragma once

namespace sinew::prescribe {

/// Takes the noise of binary arithmetic out of a value that has a short decimal form: 1.2 * 35 is 42, not 41.999....
/// Comparisons with thresholds and steps are made on settled values. Leaves nine decimals.
[[nodiscard]] double settled(double value) noexcept;

/// To `decimals` places, half away from zero; never -0.
[[nodiscard]] double rounded(double value, int decimals);

/// The multiple of `step` nearest to the value, halves down: 22.5 -> 20.
[[nodiscard]] double nearest_step(double value, double step) noexcept;
/// The largest multiple of `step` that is not above the value.
[[nodiscard]] double floor_step(double value, double step) noexcept;

}  // namespace sinew::prescribe
