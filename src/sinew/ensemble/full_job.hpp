// What a kernel of the full day is given, and what it leaves: the slow layer's job, the minutes of each kind of day, and the events of each draw.
#pragma once

#include <sinew/ensemble/slow_job.hpp>
#include <sinew/model/full_day.hpp>

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace sinew::ensemble {

using model::full_day::kFastStates;
using model::full_day::kTicks;
inline constexpr int kTicksASlot = 3, kSlots = kTicks / kTicksASlot;  ///< of 15 minutes

/// Rows of a mark: the fast states as they are shown.
struct FastRow {
    enum : std::size_t { heart, drift, above, cortisol, endorphin, bdnf, vagal, relief, phasic };
};

/// A stretch of a day under one drive that ends at a mark or where the drive changes.
struct Piece {
    int from = 0, to = 0;  ///< ticks
    int segment = -1;      ///< of the kind's; -1: rest
};

/// A kind of day: what is done, and when. Segments on ticks, in the order of their start.
struct DayKind {
    std::vector<model::Segment> segments;
    std::vector<int> starts;  ///< of the segments, ticks
    std::vector<Piece> pieces;
    std::array<std::int16_t, kTicks> segment_of{};  ///< by tick; -1: rest
    std::array<bool, kSlots> work{};                ///< a slot that any segment touches
    std::array<std::int16_t, kTicks + 1>
        mark_of{};  ///< number of the mark at the end of a tick; -1: none
    std::size_t marks = 0;
    std::size_t first_drive = 0, first_piece = 0;  ///< of the kind among those of the programme
};

/// A programme to the minute. Its slow part has the same days and kinds.
struct FullProgramme {
    SlowProgramme slow;
    std::vector<DayKind> kinds;
    std::vector<std::size_t> first_mark;  ///< of each day; one more at the end: how many there are
};

/// What cues and stress add to phasic craving in a block, in K: ticks in their order, and at each the shares of its draws.
template <class Real>
struct BlockEvents {
    std::vector<int> ticks;
    std::vector<Lanes<Real>> shares;
    std::vector<std::size_t> first;  ///< of each day; one more at the end
};

/// What follows from the draws alone.
template <class Real>
struct MinuteWeights {
    Lanes<Real> phasic_tick, phasic_half_tick;
    Lanes<Real> rest_slot, rest_half_slot, rest_tick, rest_half_tick;
    Lanes<Real> rising_slot, rising_half_slot, rising_tick,
        rising_half_tick;  ///< of relief below what it tends to
    Lanes<Real> hazard_slope, hazard_shift;
};
/// What a segment drives in each draw.
template <class Real>
struct DriveLanes {
    Lanes<Real> heart, above, endorphin, bdnf, vagal, relief;
};
/// How far each fast state keeps its distance to its drive over a piece; `drift_gain`, `cortisol_gain`: what the stage before hands on.
template <class Real>
struct PieceLanes {
    Lanes<Real> heart, drift, drift_gain, above, cortisol, cortisol_gain, endorphin, bdnf, vagal;
};

/// Everything one run of one block touches beyond the slow layer's.
template <class Real>
struct FullSpace {
    SlowSpace<Real> slow;
    std::vector<DriveLanes<Real>> drives;  ///< kind after kind, segment after segment
    std::vector<PieceLanes<Real>> pieces;  ///< kind after kind
    std::vector<Lanes<Real>> marks;        ///< mark after mark, kFastStates rows each
};

template <class Real>
struct FullJob {
    const DrawBlock<Real>* draws = nullptr;
    const FullProgramme* programme = nullptr;
    const Lanes<Real>* medication = nullptr;    ///< E_m of each day; null: none
    const BlockEvents<Real>* events = nullptr;  ///< null: none
    double heart_reserve_bpm = 0, vo2max = 35;
    int steps_per_day = 1;  ///< a divisor of 24
    bool every_tick =
        false;  ///< the hazard on the grid of 5 minutes instead of 15: to see what the grid costs
};

/// One accuracy of the kernel for one kind of number, compiled for one instruction set.
template <class Real>
struct FullKernel {
    std::size_t weights = 0;  ///< how many Lanes a SlowWeights takes
    void (*prepare)(const DrawBlock<Real>& draws, double step, Lanes<Real>* weights,
                    MinuteWeights<Real>& minutes) = nullptr;
    /// E_m of each day: as many concentrations a day as shares, ng/mL, and the share of the day that each stands for.
    void (*medicate)(const DrawBlock<Real>& draws, std::span<const double> concentrations,
                     std::span<const double> shares, Lanes<Real>* E_m) = nullptr;
    void (*run)(const FullJob<Real>& job, const Lanes<Real>* weights,
                const MinuteWeights<Real>& minutes, FullSpace<Real>& space) = nullptr;
};

/// S of the kernels of the full day; both have a node in the middle of the step.
inline constexpr std::array<int, 2> kFullNodes{2, 4};
template <class Real>
using FullKernels = std::array<FullKernel<Real>, kFullNodes.size()>;

}  // namespace sinew::ensemble
