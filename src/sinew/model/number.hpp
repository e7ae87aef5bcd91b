// What the equations of the model ask of a number, so that one source serves double, float, a forward dual, a counter of operations,
// a recorder of symbols and lanes of a vector register.
//
// A number N can be made from a double, `N(0.5)`; has + - * / and unary minus among N; has < > <= >= ==, whose answer only
// `select` looks at; and has, in its own namespace (found by argument-dependent lookup),
//     select(answer, N a, N b)   a where the answer holds, else b; both are worked out
//     min(N, N), max(N, N), exp(N), log(N), pow(N, N)
// Nothing in the equations branches on a value of N. To run the slow layer in another number:
//     const auto p = parameters_in<N>(parameters);     // then seed duals, name symbols ... in p, x, day
//     const auto drives = drives_of(x, p);
//     const PullOf<N> pull = pull_of_C(MomentOf<N>{x, drives, day, p});
// With double every function gives the bits it gave before it was a template.
#pragma once

#include <cmath>

namespace sinew::model {

[[nodiscard]] constexpr double select(bool answer, double a, double b) noexcept {
    return answer ? a : b;
}
[[nodiscard]] constexpr float select(bool answer, float a, float b) noexcept {
    return answer ? a : b;
}
[[nodiscard]] constexpr double min(double a, double b) noexcept { return b < a ? b : a; }
[[nodiscard]] constexpr float min(float a, float b) noexcept { return b < a ? b : a; }
[[nodiscard]] constexpr double max(double a, double b) noexcept { return a < b ? b : a; }
[[nodiscard]] constexpr float max(float a, float b) noexcept { return a < b ? b : a; }

}  // namespace sinew::model
