#include <sinew/care/forecast_use.hpp>

#include <algorithm>

namespace sinew::care {
namespace {

constexpr double kFormsIntensity = 0.25;    // ours: the specification's default for the forms
constexpr double kAlone = 0.7, kLed = 1.0;  // ours: practice quality
constexpr double kPercent = 100;

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

void add_session(std::vector<model::Segment>& segments, const domain::Session& session,
                 const knowledge::Catalogue& catalogue) {
    using model::Modality;
    const double light =
        middle(catalogue.prescription.zone(domain::Intensity::light).pct_hrr) / kPercent;
    add(segments, Modality::A, session.warm_up_min, light);
    add(segments, Modality::A, session.aerobic_min, middle(session.targets.pct_hrr) / kPercent);
    add(segments, Modality::R, session.strength_min, middle(session.strength.pct_1rm) / kPercent);
    if (session.practice_min > 0)
        segments.push_back({Modality::M, static_cast<double>(session.practice_min), kFormsIntensity,
                            led(session.setting) ? kLed : kAlone,
                            breaths_of(session, catalogue.breathing)});
    add(segments, Modality::A, session.cool_down_min, light);
}

}  // namespace

std::vector<std::vector<model::Segment>> segments_of(const domain::Programme& programme,
                                                     const knowledge::Catalogue& catalogue) {
    std::vector<std::vector<model::Segment>> days;
    for (const domain::ProgrammeWeek& week : programme.weeks)
        for (const domain::ProgrammeDay& day : week.days) {
            std::vector<model::Segment> segments;
            for (std::size_t i = 0; i < day.session_count; ++i)
                add_session(segments, programme.sessions[day.first_session + i], catalogue);
            days.push_back(std::move(segments));
        }
    return days;
}

}  // namespace sinew::care
