// How many operations a second this machine's lanes do when they do nothing else, and how many the kernel of the slow layer needs.
#pragma once

namespace bench {

/// Fused multiply-adds in independent chains, two operations each, 1e9 a second; the widest registers there are.
[[nodiscard]] double fused_peak_double();
[[nodiscard]] double fused_peak_float();

/// Operations of a person-day, counted by a number that counts: + - * / one, fused two; comparisons and choices none; exp as what it is made of.
/// A week of scenario S1 without its first day, preparation of the draws left out. @param nodes 2 to 4
template <class Real>
[[nodiscard]] double slow_flops(int nodes);

/// The same for the full day: medication, a session every other day, cues on the others. @param nodes 2 or 4
template <class Real>
[[nodiscard]] double full_flops(int nodes);

}  // namespace bench
