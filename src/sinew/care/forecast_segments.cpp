#include <sinew/care/forecast_use.hpp>

#include <algorithm>

namespace sinew::care {
namespace {

constexpr double kAlone = 0.7, kLed = 1.0;  // ours: practice quality
constexpr double kPercent = 100, kHour = 60;

double middle(domain::Range range) noexcept { return (range.low + range.high) / 2.0; }

bool led(domain::Setting setting) noexcept {
    return setting == domain::Setting::staff_onsite || setting == domain::Setting::class_lesson;
}

/// The rate of the highest level the session allows; nothing while the breath is left alone.
std::optional<double> breaths_of(const domain::Session& session,
                                 const knowledge::BreathingPack& breathing) {
    if (session.natural_breath_only) return std::nullopt;
    const auto level = static_cast<std::size_t>(
        std::clamp<int>(session.breath_level.high, 0, knowledge::kBreathLevels - 1));
    const knowledge::BreathLevel& spec = breathing.levels[level];
    if (spec.rate != knowledge::BreathRate::paced) return std::nullopt;
    return spec.nominal_per_min;
}

void add(std::vector<model::Segment>& segments, model::Modality modality, double minutes,
         double intensity) {
    if (minutes > 0) segments.push_back({modality, minutes, intensity, 1, std::nullopt});
}

model::PlannedSession planned(const domain::Session& session,
                              const knowledge::Catalogue& catalogue) {
    using model::Modality;
    const double light =
        middle(catalogue.prescription.zone(domain::Intensity::light).pct_hrr) / kPercent;
    model::PlannedSession made;
    auto& segments = made.segments;
    add(segments, Modality::A, session.warm_up_min, light);
    add(segments, Modality::A, session.aerobic_min, middle(session.targets.pct_hrr) / kPercent);
    add(segments, Modality::R, session.strength_min, middle(session.strength.pct_1rm) / kPercent);
    if (session.practice_min > 0) {
        segments.push_back({Modality::M, static_cast<double>(session.practice_min),
                            model::kFormsIntensity, led(session.setting) ? kLed : kAlone,
                            breaths_of(session, catalogue.breathing)});
        made.mind_body = true;
    }
    add(segments, Modality::A, session.cool_down_min, light);
    return made;
}

/// The programme's own time; else the hour of the part of the day, and 10:00 for a morning (ours).
double start_of(const domain::Session& session) noexcept {
    if (session.start_minute >= 0) return session.start_minute;
    switch (session.when) {
        case domain::DayPart::morning:
        case domain::DayPart::before_group: return 10 * kHour;
        case domain::DayPart::midday: return 12.5 * kHour;
        case domain::DayPart::afternoon: return 15 * kHour;
        case domain::DayPart::evening: return 18 * kHour;
    }
    return 10 * kHour;
}

}  // namespace

model::PlannedDays planned_days(const domain::Programme& programme,
                                const knowledge::Catalogue& catalogue) {
    model::PlannedDays days;
    for (const domain::ProgrammeWeek& week : programme.weeks)
        for (const domain::ProgrammeDay& day : week.days) {
            auto& sessions = days.emplace_back();
            for (std::size_t i = 0; i < day.session_count; ++i) {
                const domain::Session& session = programme.sessions[day.first_session + i];
                sessions.push_back(planned(session, catalogue));
                sessions.back().start_min = start_of(session);
            }
            std::erase_if(sessions, [](const auto& one) { return one.segments.empty(); });
            std::stable_sort(sessions.begin(), sessions.end(), [](const auto& a, const auto& b) {
                return a.start_min < b.start_min;
            });
            double free_from = 0;  // one after the other
            for (model::PlannedSession& session : sessions) {
                session.start_min = std::max(session.start_min, free_from);
                free_from = session.start_min + model::minutes_of(session);
            }
        }
    return days;
}

}  // namespace sinew::care
