// Twelve weeks of practice for one person: every number small and typed, every choice with its grounds.
//
// The value is compact (no text per day) so that thousands can be made in a second; words are put to it late, by
// document and render. Views point into the catalogue, which outlives every programme.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/domain/choice.hpp>
#include <sinew/domain/clearance.hpp>
#include <sinew/domain/enum_set.hpp>
#include <sinew/domain/names.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::domain {

inline constexpr int kWeeks = 12;
enum class SessionKind : std::uint8_t { mind_body, aerobic, resistance, combined, mobility };
enum class DayPart : std::uint8_t { morning, midday, afternoon, evening, before_group };
enum class Setting : std::uint8_t {
    self_practice,
    with_another,
    staff_onsite,
    class_lesson,
    bedside
};
enum class NoHeartRate : std::uint8_t {
    none,
    hr_invalid,
    rpe_talk,
    hrmax_not_above_rest,
    hr_unknown,
    not_aerobic
};
template <>
struct Names<SessionKind> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"mind_body", "aerobic", "resistance", "combined", "mobility"});
};
template <>
struct Names<DayPart> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"morning", "midday", "afternoon", "evening", "before_group"});
};
template <>
struct Names<Setting> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"self_practice", "with_another", "staff_onsite", "class_lesson", "bedside"});
};
template <>
struct Names<NoHeartRate> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"none", "hr_invalid", "rpe_talk", "hrmax_not_above_rest", "hr_unknown", "not_aerobic"});
};

/// How hard. Percentages are of heart-rate reserve; effort is 0 to 10; Borg 6 to 20.
struct Targets {
    Intensity zone_low = Intensity::very_light, zone_high = Intensity::very_light;
    Range pct_hrr{};
    std::optional<Range> hr_bpm;
    NoHeartRate no_heart_rate = NoHeartRate::not_aerobic;
    std::int16_t hr_alarm_bpm = 0;  ///< top of the target + margin for 2 min: SES-11
    Range effort{};
    Range borg{};
    friend bool operator==(const Targets&, const Targets&) = default;
};

struct StrengthDose {
    Range pct_1rm{}, sets{}, reps{};
    std::int16_t effort_max = 0;
    friend bool operator==(const StrengthDose&, const StrengthDose&) = default;
};

struct ExerciseUse {
    ExerciseIndex exercise = 0;
    SessionPart part = SessionPart::work;
    std::uint8_t sets = 1;
    std::int16_t amount = 0;  ///< s or repetitions, as the exercise's dose unit says
    friend bool operator==(const ExerciseUse&, const ExerciseUse&) = default;
};

struct FormUse {
    FormIndex form = 0;
    Variant variant = Variant::full;
    std::uint8_t repetitions = 1;
    bool is_new = false;  ///< first taught in this week
    friend bool operator==(const FormUse&, const FormUse&) = default;
};

struct Session {
    SessionKind kind = SessionKind::mind_body;
    DayPart when = DayPart::morning;
    Setting setting = Setting::self_practice;
    PracticeBlock block = PracticeBlock::settle;  ///< of the forms, when there are any
    std::int16_t start_minute = -1;               ///< from midnight; -1 = free within the day part
    std::int16_t warm_up_min = 0, aerobic_min = 0, strength_min = 0, practice_min = 0,
                 cool_down_min = 0;
    std::int16_t total_min =
        0;  ///< exercise time: the five above (inside each other at light or lower)
    Targets targets{};
    StrengthDose strength{};
    Range breath_level{};  ///< of knowledge/forms/breathing.json
    bool natural_breath_only = false;
    ShortList<ExerciseUse, 14> exercises;
    ShortList<FormUse, 14> forms;
    friend bool operator==(const Session&, const Session&) = default;
};

struct ProgrammeDay {
    Day date{};
    bool rest = false;  ///< holds nothing but on-demand practice
    std::uint16_t first_session = 0;
    std::uint8_t session_count = 0;
    std::int8_t main_session = -1;  ///< which of the day's sessions gives the day's targets
    friend bool operator==(const ProgrammeDay&, const ProgrammeDay&) = default;
};

/// What a week prescribes, before it is spread over days. Adaptation moves these.
struct WeekDose {
    std::int16_t aerobic_minutes = 0, aerobic_days = 0;
    Range pct_hrr{}, effort{};
    std::int16_t strength_minutes = 0, strength_days = 0;
    std::int16_t total_minutes = 0;  ///< whole exercise time of the week
    friend bool operator==(const WeekDose&, const WeekDose&) = default;
};

struct ProgrammeWeek {
    bool if_progress =
        false;  ///< binds only after `adapt` says so; until then last week's dose stands
    bool needs_new_screening = false;
    Stage stage = Stage::S0;  ///< provisional after the first week
    PracticeBlock block = PracticeBlock::settle;
    WeekDose dose{};
    std::array<ProgrammeDay, 7> days{};
    friend bool operator==(const ProgrammeWeek&, const ProgrammeWeek&) = default;
};

/// Three to five minutes when craving comes: rate, breathe, two forms, rate again.
struct OnDemand {
    std::array<FormUse, 2> forms{};
    std::uint8_t form_count = 0;
    ShortList<FormUse, 6> whole_sequence;
    std::int16_t breath_s = 0;
    std::uint8_t breath_level = 0;
    std::int16_t total_s = 0;  ///< at nominal tempo
    bool seated_breathing_only = false;
    friend bool operator==(const OnDemand&, const OnDemand&) = default;
};

struct Programme {
    Day start{};
    Clearance clearance;
    Stage stage = Stage::S0;
    Tier tier = Tier::F0;
    std::optional<SymptomGroup> leading_group;
    ShortList<FormIndex, 14> learning_order;
    ShortList<FormIndex, 14> left_out;  ///< forms a ban leaves out
    EnumSet<Caution> cautions;          ///< triggered
    std::array<ProgrammeWeek, kWeeks> weeks{};
    std::vector<Session> sessions;  ///< of all days, in order
    OnDemand on_demand;
    std::vector<Choice> choices;
    std::string catalogue_hash;
    friend bool operator==(const Programme&, const Programme&) = default;

    [[nodiscard]] const Session* main_session(const ProgrammeDay& day) const noexcept {
        return day.main_session < 0
                   ? nullptr
                   : &sessions[day.first_session + static_cast<std::size_t>(day.main_session)];
    }
};

}  // namespace sinew::domain
