#include <sinew/model/day_step.hpp>
#include <sinew/model/runge_kutta_day.hpp>
#include <sinew/model/sampled_path.hpp>
#include <sinew/model/within_day.hpp>
#include <sinew/numerics/distributions.hpp>

#include <cmath>

namespace sinew::model {
namespace {

/// What was done of a day's plan.
using Done = std::vector<const PlannedSession*>;

class Walk {
public:
    Walk(const DrawnPerson& drawn, const Parameters& p, const EventDraws& draws,
         const SampleSettings& settings, SampledPath& path)
        : drawn_{drawn},
          p_{p},
          draws_{draws},
          settings_{settings},
          path_{path},
          frailty_{frailty_at(draws.frailty(), p.theta_f)},
          attendance_{settings.attendance.value_or(p.p_attend)} {
        inputs_.A_v = drawn.person->availability;
        inputs_.stress = drawn.person->stress;
    }

    void day(std::size_t day, const PlannedDays* planned) {
        const SlowState start = path_.course.back();
        const bool in_programme = planned != nullptr && !path_.dropout;
        take(day, in_programme && day < planned->size() ? &(*planned)[day] : nullptr);
        inputs_.E_m = drawn_.medication[day];
        inputs_.E_x = 0;
        SlowState next = runge_kutta_day(start, inputs_, drawn_.steps_a_day, p_);
        const bool second = second_pending_;
        second_pending_ = false;
        const bool used = lapses(start, next, day, second) || second;
        if (used) {
            inputs_.E_x = use_drive(drawn_.occupancy[day], p_);
            next = runge_kutta_day(start, inputs_, drawn_.steps_a_day, p_);
            next = after_use(start, next, {true, !used_yesterday_}, p_);
            ++path_.use_days;
        }
        used_yesterday_ = used;
        if (in_programme && draws_.dropout(day) < -std::expm1(-(next.D - start.D)))
            path_.dropout = day;
        path_.course.push_back(next);
    }

private:
    void take(std::size_t day, const std::vector<PlannedSession>* sessions) {
        done_.clear();
        segments_.clear();
        if (sessions != nullptr)
            for (std::size_t i = 0; i < sessions->size(); ++i) {
                ++path_.planned;
                if (draws_.attend(day, i) >= attendance_) continue;
                ++path_.attended;
                const PlannedSession& one = (*sessions)[i];
                done_.push_back(&one);
                segments_.insert(segments_.end(), one.segments.begin(), one.segments.end());
            }
        inputs_.dose_A = inputs_.dose_R = inputs_.dose_M = 0;  // B of the last mind-body day stays
        take_sessions(inputs_, segments_, p_);
    }

    /// Whether a lapse begins on this day, in the words of the path. On the second day of one nothing begins.
    bool lapses(const SlowState& start, const SlowState& next, std::size_t day, bool second) {
        const double hazard = next.H - start.H, u = draws_.lapse(day);
        std::optional<std::size_t> slot;
        bool lapsed = u < -std::expm1(-frailty_ * hazard);
        if (settings_.within_day) {
            const auto factors = slot_factors(start, next, done_, draws_, day, acute_, p_);
            double so_far = 0;
            for (std::size_t i = 0; i < kSlots && !slot; ++i) {
                so_far += hazard / kSlots * factors[i];
                if (u < -std::expm1(-frailty_ * so_far)) slot = i;
            }
            lapsed = slot.has_value();
        }
        if (!lapsed || second) return false;
        ++path_.lapses;
        second_pending_ = draws_.second_day(day) < p_.p_second;
        if (path_.first_lapse) return true;
        path_.first_lapse = day;
        path_.first_lapse_slot = slot;
        return true;
    }

    const DrawnPerson& drawn_;
    const Parameters& p_;
    const EventDraws& draws_;
    const SampleSettings& settings_;
    SampledPath& path_;
    double frailty_, attendance_;
    DayInputs inputs_;
    AcuteCraving acute_;
    Done done_;
    std::vector<Segment> segments_;
    bool second_pending_ = false, used_yesterday_ = false;
};

}  // namespace

double frailty_at(double u, double theta_f) {
    if (!(theta_f > 0)) return 1;
    return theta_f / 2 * numerics::chi_squared_quantile(u, 2 / theta_f);
}

void run_sampled(const DrawnPerson& drawn, const PlannedDays* planned, const Parameters& p,
                 const EventDraws& draws, const SampleSettings& settings, std::size_t days,
                 SampledPath& path) {
    Course course = std::move(path.course);  // keeps its memory
    path = {};
    path.course = std::move(course);
    path.course.clear();
    path.course.push_back(drawn.start);
    Walk walk{drawn, p, draws, settings, path};
    for (std::size_t day = 0; day < days; ++day) walk.day(day, planned);
}

}  // namespace sinew::model
