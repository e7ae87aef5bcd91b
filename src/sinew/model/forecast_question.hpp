// What a forecast is asked: a person, a plan, a seed, and how much of it to work out.
#pragma once

#include <sinew/model/link_share.hpp>
#include <sinew/model/person_course.hpp>
#include <sinew/model/planned_session.hpp>
#include <sinew/model/sampled_path.hpp>

#include <cstdint>
#include <optional>

namespace sinew::model {

inline constexpr std::size_t kLongestDays = 730;

/// Largest error of the stepper that a forecast may have (docs/methods/forecast.md, step error).
inline constexpr double kStepErrorAllowed = 1e-3;

/// The body as the view of one day needs it.
struct DayBody {
    double heart_rest = 70;  ///< /min, 20 to 150
    double heart_max = 180;  ///< /min, above heart_rest, at most 230
    double vo2max = 35;      ///< mL/kg/min, above 3.5, at most 100
};

struct ForecastQuestion {
    PersonCourse person;
    DayBody body;
    PlannedDays days;             ///< at most kLongestDays
    bool mind_body_used = false;  ///< then links that are hypotheses for it count as such
    std::uint64_t seed = 1;
    std::uint64_t person_number = 0;  ///< in the keys of the events
    int draws = 1000;                 ///< 20 to 100,000
    int contribution_draws = 128;     ///< of the first draws; 0 = no contributions
    int shapley_orders = 0;           ///< 0 to 64; 0 = no Shapley values
    Links off;            ///< switched off in every draw, with the programme and without
    bool sampled = true;  ///< the path with its luck beside the followed one
    SampleSettings sample;
    std::optional<std::size_t> view_day;  ///< from 0; the day to look into
    int steps_a_day = 0;   ///< 1 to 64; 0: as few as keep the step error under kStepErrorAllowed
    unsigned threads = 0;  ///< 0: as many as the machine has; the answer does not depend on it
};

/// @errors out_of_range: days, draws, doses or the person's numbers outside what the model can answer, not-a-number among them
[[nodiscard]] Result<void> check(const ForecastQuestion& question);

}  // namespace sinew::model
