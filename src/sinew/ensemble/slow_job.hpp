// What a kernel of the slow layer is given, and what it leaves: a block of draws of one person under one programme.
#pragma once

#include <sinew/ensemble/lane_block.hpp>
#include <sinew/ensemble/nodes.hpp>
#include <sinew/model/day_inputs.hpp>
#include <sinew/model/slow_state.hpp>

#include <array>
#include <span>
#include <vector>

namespace sinew::ensemble {

inline constexpr std::size_t kParameters = model::kParameterNames.size();
inline constexpr std::size_t kSlowStates = model::kStateNames.size();

/// Row of a parameter in a block. Does not compile for a symbol that is none.
consteval std::size_t row_of(std::string_view symbol) {
    for (std::size_t i = 0; i < kParameters; ++i)
        if (model::kParameterNames[i].symbol == symbol) return i;
    throw "no parameter of the model";
}
/// Row of a state in a block.
consteval std::size_t state_row(std::string_view symbol) {
    for (std::size_t i = 0; i < kSlowStates; ++i)
        if (model::kStateNames[i].symbol == symbol) return i;
    throw "no state of the model";
}

inline constexpr int kGrades = 2;

/// One day of a programme: which of its kinds of day, and what the place brings.
struct DayShape {
    std::size_t kind = 0;  ///< of SlowProgramme::kinds
    /// How often the first step of the day is halved towards midnight, 0 to kGrades: training that starts on little load drives hard at once.
    int grade = 0;
    double stress = 0.3, A_v = 1;
};

/// A programme as the kernel reads it: days that are alike are worked out once. kinds[0] is rest.
struct SlowProgramme {
    std::vector<std::vector<model::Segment>> kinds;
    std::vector<DayShape> days;
};

/// The parameters and the first day of a block of draws.
template <class Real>
struct DrawBlock {
    Lanes<Real> parameter[kParameters];
    Lanes<Real> start[kSlowStates];
};

/// e^{-c h / tau} and the weights of the targets at the nodes, at each node but the first.
template <class Real, int S>
struct Relaxation {
    Lanes<Real> e[S];
    Lanes<Real> b[S][S + 1];
};

/// All that follows from the draws and the step alone: worked out once, used by every programme.
template <class Real, int S>
struct SlowWeights {
    Lanes<Real> load[S], fatigue[S], T_on[S], T_off[S], W[S], gap[S], recovery[S], R[S], i1[S],
        i2[S];
    Relaxation<Real, S> V, L, N, Q, G, St, P, C;
    Lanes<Real> pair_e[S][4];         ///< sleep and affect together: a matrix of two by two
    Lanes<Real> pair_b[S][S + 1][4];  ///< row by row
    Lanes<Real> per_F_crit, fatigue_scale, cue_slope, hazard_slope, R_share;
};

/// What a kind of day brings to each draw.
template <class Real>
struct KindDoses {
    Lanes<Real> A, R, M, B;
};

/// Everything one run of one block touches; made once a thread, used again.
template <class Real>
struct SlowSpace {
    std::vector<KindDoses<Real>> kinds;
    std::vector<Lanes<Real>> course;  ///< (day 0 .. days) x states
};

template <class Real>
struct SlowJob {
    const DrawBlock<Real>* draws = nullptr;
    const SlowProgramme* programme = nullptr;
    const Lanes<Real>* medication = nullptr;  ///< E_m of each day; null: none
    int steps_per_day = 1;
};

/// Steps of a graded day, by their level: twice 2^-grade of a step, then each twice the one before.
constexpr int level_of(int grade, int part) noexcept {
    return part == 0 ? grade : grade + 1 - part;
}

/// One accuracy of the kernel for one kind of number, compiled for one instruction set.
template <class Real>
struct SlowKernel {
    std::size_t weights = 0;  ///< how many Lanes a SlowWeights takes
    /// @param weights  room for kGrades + 1 times `weights`
    void (*prepare)(const DrawBlock<Real>& draws, double step, Lanes<Real>* weights) = nullptr;
    void (*run)(const SlowJob<Real>& job, const Lanes<Real>* weights,
                SlowSpace<Real>& space) = nullptr;
};

inline constexpr int kFewestNodes = 2, kMostNodes = 4;  ///< S of the kernels there are
/// By S - kFewestNodes.
template <class Real>
using SlowKernels = std::array<SlowKernel<Real>, kMostNodes - kFewestNodes + 1>;

}  // namespace sinew::ensemble
