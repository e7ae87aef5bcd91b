#include <sinew/model/reference_weeks.hpp>

namespace sinew::model {

std::vector<ReferenceWeek> reference_weeks() {
    const auto aerobic = [](double minutes, double intensity) {
        return Segment{Modality::A, minutes, intensity, 1, {}};
    };
    const auto strength = [](double minutes) { return Segment{Modality::R, minutes, 0.65, 1, {}}; };
    const Segment forms{Modality::M, 45, 0.25, 1, 6.0};
    constexpr double kMedication = 0.465;  // of the specification's S6 and S7
    const std::vector<int> three{0, 2, 4};
    return {
        {"S0", "no exercise", {}, {}, 0},
        {"S1", "aerobic 40 min three times a week", three, {aerobic(40, 0.65)}, 0},
        {"S2", "resistance 40 min three times a week", three, {strength(40)}, 0},
        {"S3",
         "aerobic 30 and resistance 20 min three times a week",
         three,
         {aerobic(30, 0.65), strength(20)},
         0},
        {"S4", "mind-body 45 min five times a week", {0, 1, 2, 3, 4}, {forms}, 0},
        {"S5", "hard aerobic 40 min six times a week", {0, 1, 2, 3, 4, 5}, {aerobic(40, 0.90)}, 0},
        {"S6", "medication without exercise", {}, {}, kMedication},
        {"S7",
         "medication and aerobic 40 min three times a week",
         three,
         {aerobic(40, 0.65)},
         kMedication},
    };
}

std::vector<std::vector<Segment>> days_of(const ReferenceWeek& week, std::size_t days) {
    std::vector<std::vector<Segment>> sessions(days);
    for (const int weekday : week.weekdays)
        for (auto day = static_cast<std::size_t>(weekday); day < days; day += 7)
            sessions[day] = week.segments;
    return sessions;
}

}  // namespace sinew::model
