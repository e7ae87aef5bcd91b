// The slow layer for many parameter draws of one person under one programme, in lockstep lanes: what the rest of the house calls.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/ensemble/slow_kernels.hpp>

#include <functional>
#include <span>
#include <vector>

namespace sinew::ensemble {

/// How near to the continuous system. Errors as docs/methods/ensemble.md measures them: largest over draws, days and states of
/// |x - exact| / max(1, largest |exact|).
enum class Accuracy : std::uint8_t {
    forecast,  ///< 1e-3: a forecast, and to rank programmes (1e-2 would do, but costs as much)
    close,     ///< 1e-4
    tight,     ///< 2e-5: what a kink of the drives within a step lets through
};

/// One kernel and step, where an accuracy will not do: for the table of docs/methods/ensemble.md.
struct Stepper {
    int nodes = kFewestNodes;  ///< to kMostNodes
    int steps_per_day = 1;     ///< 1 to 24
};

/// One person: what does not change from programme to programme.
struct PersonDraws {
    std::span<const model::Parameters> parameters;  ///< of each draw, class and sex chosen
    std::span<const model::SlowState> start;        ///< of each draw, or one for all
};

/// One programme and place. Days are followed: no use, every session attended.
struct FollowedDays {
    std::span<const std::vector<model::Segment>> sessions;  ///< of each day; fewer than days: rest
    std::size_t days = 0;                                   ///< 1 to 730
    double availability = 1, stress = 0.3;
    /// E_m, by day and then by draw (days x draws), or empty: no medication.
    std::span<const double> medication;
};

struct RunSettings {
    Accuracy accuracy = Accuracy::forecast;
    unsigned threads = 1;           ///< 0: as many as the machine has
    Target target = best_target();  ///< tests choose another
    bool estimate_error = true;
};

/// Largest difference from the next more accurate kernel over the first block of draws, states 1-21.
struct StepError {
    double states = 0;      ///< |difference| / max(1, largest |x|)
    double vas_points = 0;  ///< of the expected craving
};

/// The states of every draw at the start of each day and after the last.
class DrawCourses {
public:
    DrawCourses(std::size_t days, std::size_t draws)
        : draws_{draws}, values_((days + 1) * kSlowStates * draws), days_{days} {}
    [[nodiscard]] std::size_t days() const noexcept { return days_; }
    [[nodiscard]] std::size_t draws() const noexcept { return draws_; }
    /// One state of one day, draw after draw. @param state  place in kStateNames @pre day <= days()
    [[nodiscard]] std::span<const double> of(std::size_t day, std::size_t state) const noexcept {
        return {values_.data() + (day * kSlowStates + state) * draws_, draws_};
    }
    [[nodiscard]] std::span<double> of(std::size_t day, std::size_t state) noexcept {
        return {values_.data() + (day * kSlowStates + state) * draws_, draws_};
    }
    [[nodiscard]] model::SlowState at(std::size_t day, std::size_t draw) const noexcept;

    StepError error;

private:
    std::size_t draws_;
    std::vector<double> values_;
    std::size_t days_;
};

/// @errors out_of_range: no draws or days, more days than 730, lists of other lengths, parameters the model refuses, a time constant
///         shorter than a third of a day (the lanes' series would not converge; model::runge_kutta_day takes those)
/// @source docs/methods/ensemble.md
[[nodiscard]] Result<DrawCourses> run_draws(const PersonDraws& person,
                                            const FollowedDays& programme,
                                            const RunSettings& settings);

/// For jobs that try many programmes on the same draws: blocks are made once, a run takes no memory, and what it leaves is read on the spot.
template <class Real>
class SlowEnsemble {
public:
    /// @errors as run_draws
    [[nodiscard]] static Result<SlowEnsemble> make(const PersonDraws& person, Stepper stepper,
                                                   Target target);
    [[nodiscard]] static Result<SlowEnsemble> make(const PersonDraws& person, Accuracy accuracy,
                                                   Target target);

    /// A block of draws after a run. Lanes past the last draw hold copies of it: leave them out.
    struct BlockView {
        std::size_t first = 0, count = 0;  ///< draws in it
        const Lanes<Real>* course = nullptr;
        /// The lanes of one state of one day.
        [[nodiscard]] const Real* of(std::size_t day, std::size_t state) const noexcept {
            return course[day * kSlowStates + state].at;
        }
    };
    /// What one thread needs; made once, used for run after run.
    [[nodiscard]] SlowSpace<Real> space(std::size_t kinds, std::size_t days) const;
    [[nodiscard]] std::size_t blocks() const noexcept { return blocks_.size(); }
    /// @pre block < blocks(), the space is large enough, medication is null or holds the days
    BlockView run(const SlowProgramme& programme, std::size_t block, const Lanes<Real>* medication,
                  SlowSpace<Real>& space) const noexcept;

private:
    std::vector<DrawBlock<Real>> blocks_;
    std::vector<std::vector<Lanes<Real>>> weights_;
    SlowKernel<Real> kernel_;
    int steps_per_day_ = 1;
    std::size_t draws_ = 0;
};

/// What run_draws refuses of a programme, for others that run the lanes. @errors out_of_range: days, or a list of other length
[[nodiscard]] Result<void> check_days(const FollowedDays& programme, std::size_t draws);

/// The medication of a block as kernels read it: lanes past the last draw repeat it; empty without medication.
template <class Real>
[[nodiscard]] std::vector<Lanes<Real>> medication_of(const FollowedDays& programme,
                                                     std::size_t block, std::size_t draws);

/// The programme as kernels read it: like days once, and the days graded on which training starts on little load.
[[nodiscard]] SlowProgramme slow_programme(const FollowedDays& days);

inline constexpr std::size_t kLongestProgramme_d = 730;
/// Whether two days hold the same segments in the same order.
[[nodiscard]] bool same_segments(std::span<const model::Segment> a,
                                 std::span<const model::Segment> b);
/// What run_draws says of the draws.
[[nodiscard]] Result<void> check_draws(const PersonDraws& person);
/// The block that begins with draw `first`; lanes past the last draw hold copies of it.
template <class Real>
void fill_block(const PersonDraws& person, std::size_t first, DrawBlock<Real>& to);

}  // namespace sinew::ensemble
