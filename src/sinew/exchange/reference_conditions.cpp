#include <sinew/exchange/reference_conditions.hpp>

namespace sinew::exchange {
namespace {

using model::Modality;
using model::Segment;

/// What is done on which weekdays.
struct Plan {
    const char *id, *name;
    std::vector<int> weekdays;
    std::vector<Segment> segments;
    double E_m = 0;
};

}  // namespace

std::vector<WeekCondition> reference_conditions(const model::Parameters& parameters) {
    const Segment aerobic{Modality::A, 40, 0.65}, hard{Modality::A, 40, 0.90};
    const Segment short_aerobic{Modality::A, 30, 0.65};
    const Segment strength{Modality::R, 40, 0.65}, short_strength{Modality::R, 20, 0.65};
    const Segment forms{Modality::M, 45, 0.25, 1, 6.0};
    constexpr double kMedication = 0.465;  // of the specification's S6 and S7
    const std::vector<int> three{0, 2, 4};
    const std::vector<Plan> plans{
        {"S0", "no exercise", {}, {}},
        {"S1", "aerobic 40 min three times a week", three, {aerobic}},
        {"S2", "resistance 40 min three times a week", three, {strength}},
        {"S3", "aerobic 30 and resistance 20 min three times a week", three,
         {short_aerobic, short_strength}},
        {"S4", "mind-body 45 min five times a week", {0, 1, 2, 3, 4}, {forms}},
        {"S5", "hard aerobic 40 min six times a week", {0, 1, 2, 3, 4, 5}, {hard}},
        {"S6", "medication without exercise", {}, {}, kMedication},
        {"S7", "medication and aerobic 40 min three times a week", three, {aerobic}, kMedication},
    };
    std::vector<WeekCondition> conditions;
    for (const Plan& plan : plans) {
        WeekCondition& one = conditions.emplace_back();
        one.id = plan.id;
        one.name = plan.name;
        one.E_m = plan.E_m;
        model::DayInputs day;
        model::take_sessions(day, plan.segments, parameters);
        one.B = day.B;
        for (const int weekday : plan.weekdays) {
            const auto place = static_cast<std::size_t>(weekday);
            one.doses[0][place] = day.dose_A;
            one.doses[1][place] = day.dose_R;
            one.doses[2][place] = day.dose_M;
        }
    }
    return conditions;
}

}  // namespace sinew::exchange
