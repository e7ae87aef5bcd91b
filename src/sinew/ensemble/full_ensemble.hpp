// The full day for many parameter draws of one person under one programme: slow layer, minutes round the sessions, cues, daily buprenorphine and
// the hazard of lapse inside the day, in lockstep lanes. What the rest of the house calls.
#pragma once

#include <sinew/ensemble/full_kernels.hpp>
#include <sinew/ensemble/slow_ensemble.hpp>
#include <sinew/model/event_draws.hpp>

#include <span>
#include <vector>

namespace sinew::ensemble {

/// Concentrations of daily buprenorphine, ng/mL: the same for every draw of a person. A tablet at each midnight.
struct MedicationCourse {
    std::vector<double> shares;          ///< of the day, one for each look at it
    std::vector<double> concentrations;  ///< day after day, one for each share
    std::vector<double> at_end;          ///< of each day, before the next tablet
};
/// Exactly, by matrix exponentials, at the points of Gauss's rule on panels that are short while the tablet is taken up.
/// @source docs/methods/ensemble.md
[[nodiscard]] MedicationCourse medication_course(const model::BuprenorphineKinetics& kinetics,
                                                 double mg, std::size_t days);

/// What happens to one draw: day after day, in the order of their ticks.
using DrawEvents = std::vector<std::vector<model::full_day::Event>>;
/// Cues and stress of one draw on ticks, by the streams model.cue and model.stress: the quarter of an hour is that of the stream, the tick within
/// it is where its number falls below the chance of the quarter.
[[nodiscard]] DrawEvents drawn_events(const model::EventDraws& draws,
                                      const model::Parameters& parameters, std::size_t days);

/// One programme and place. Days are followed: no use, every session attended.
struct FullDays {
    std::span<const std::vector<model::PlannedSession>> sessions;  ///< of each day; fewer: rest
    std::size_t days = 0;                                          ///< 1 to 730
    double availability = 1, stress = 0.3;
    /// Fast states are kept at the end of each segment and day; with this at the end of each quarter of an hour, too.
    bool every_quarter = false;
};
/// @errors out_of_range: no length of a programme; a session that does not lie on ticks of 5 minutes within its day, in order
[[nodiscard]] Result<FullProgramme> full_programme(const FullDays& days);

/// What the person brings, the same in every draw.
struct PersonDay {
    double heart_reserve_bpm = 120, vo2max = 35;
    const MedicationCourse* medication = nullptr;  ///< null: none
    std::span<const DrawEvents> events;            ///< of each draw; empty: none
};

/// For jobs that try many programmes on the same draws: blocks are made once, a run takes no memory.
template <class Real>
class FullEnsemble {
public:
    /// @param stepper  nodes 2 or 4; steps a day a divisor of 24
    /// @errors as SlowEnsemble; out_of_range: a body the fast layer cannot take, events or medication of another length
    [[nodiscard]] static Result<FullEnsemble> make(const PersonDraws& person, const PersonDay& day,
                                                   std::size_t days, Stepper stepper,
                                                   Target target);

    struct BlockView {
        std::size_t first = 0, count = 0;  ///< draws in it
        const Lanes<Real>* course = nullptr;
        const Lanes<Real>* marks = nullptr;
        [[nodiscard]] const Real* of(std::size_t day, std::size_t state) const noexcept {
            return course[day * kSlowStates + state].at;
        }
        /// The lanes of one fast state at one mark of the programme. @param state  a FastRow
        [[nodiscard]] const Real* fast(std::size_t mark, std::size_t state) const noexcept {
            return marks[mark * kFastStates + state].at;
        }
    };
    /// What one thread needs for this programme or one that asks for no more.
    [[nodiscard]] FullSpace<Real> space(const FullProgramme& programme) const;
    [[nodiscard]] std::size_t blocks() const noexcept { return blocks_.size(); }
    /// E_m of a block, day after day; null without medication.
    [[nodiscard]] const Lanes<Real>* medication(std::size_t block) const noexcept;
    /// @param every_tick  look at the hazard each 5 minutes instead of each 15
    /// @pre block < blocks(), the space is large enough, the programme is no longer than the events and the medication
    BlockView run(const FullProgramme& programme, std::size_t block, FullSpace<Real>& space,
                  bool every_tick = false) const noexcept;

private:
    std::vector<DrawBlock<Real>> blocks_;
    std::vector<std::vector<Lanes<Real>>> weights_, medication_;
    std::vector<MinuteWeights<Real>> minutes_;
    std::vector<BlockEvents<Real>> events_;
    FullKernel<Real> kernel_;
    PersonDay day_;
    int steps_per_day_ = 1;
    std::size_t draws_ = 0;
};

/// The answer of a full-day job: slow states by day, the fast ones by mark, and how far the steps are off.
struct FullCourses {
    DrawCourses slow;
    std::vector<double> fast;  ///< mark, state, draw
    std::size_t marks = 0;
    /// From the next more accurate stepper with the hazard on every tick, over the first block of draws: slow states and the hazard.
    StepError error;
};
/// @param settings  accuracy `tight` counts as three steps a day
/// @errors as FullEnsemble::make and full_programme
[[nodiscard]] Result<FullCourses> run_full_days(const PersonDraws& person, const PersonDay& day,
                                                const FullDays& programme,
                                                const RunSettings& settings);

}  // namespace sinew::ensemble
