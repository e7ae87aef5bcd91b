// One sitting as a timeline: segments without a gap, in whole milliseconds, with breath that fills each of them.
//
// The value carries ids and text keys, no sentences: words are put to it late, in the language and framing asked for.
#pragma once

#include <sinew/domain/programme.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::domain {

enum class SegmentKind : std::uint8_t {
    arrive,
    rate,
    warm_up,
    form,
    teach,
    breathe,
    exercise,
    interval_work,
    interval_easy,
    rest,
    cool_down,
    debrief,
};
template <>
struct Names<SegmentKind> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"arrive", "rate", "warm_up", "form", "teach", "breathe", "exercise", "interval_work",
         "interval_easy", "rest", "cool_down", "debrief"});
};

/// What the script was made for.
enum class ScriptKind : std::uint8_t { session, on_demand, meanwhile };
template <>
struct Names<ScriptKind> {
    static constexpr auto all =
        std::to_array<std::string_view>({"session", "on_demand", "meanwhile"});
};

/// How many stand in the room: alone or one to one, a class (large), a group for corrections (small).
enum class GroupSize : std::uint8_t { none, large, small };
template <>
struct Names<GroupSize> {
    static constexpr auto all = std::to_array<std::string_view>({"none", "large", "small"});
};

/// A stretch of one breath cue. Cues tile their segment: the first starts at 0, the last ends with it.
struct BreathCue {
    std::int32_t start_ms = 0;     ///< from the start of the segment
    std::int32_t duration_ms = 0;  ///< > 0
    Breath breath = Breath::natural;
    friend bool operator==(const BreathCue&, const BreathCue&) = default;
};

/// Something said at a moment of a segment.
struct Prompt {
    std::int32_t at_ms = 0;  ///< from the start of the segment
    std::string text;        ///< text key
    friend bool operator==(const Prompt&, const Prompt&) = default;
};

/// A place in a form: also the reference into the keyframes (form, phase, mirrored).
struct FormPlace {
    FormIndex form = 0;
    std::optional<std::uint8_t>
        phase;  ///< place in the form's phases; nothing = the whole form (teaching)
    Variant variant = Variant::full;
    std::optional<Variant> easier;  ///< what the player may switch to
    Side side = Side::none;
    bool mirrored = false;
    std::uint8_t repetition = 1, of = 1;
    std::uint8_t round = 1;                ///< time through the set
    std::vector<std::string> adaptations;  ///< text keys: adaptation.half_range
    friend bool operator==(const FormPlace&, const FormPlace&) = default;
};

struct ExercisePlace {
    ExerciseIndex exercise = 0;
    SessionPart part = SessionPart::work;
    std::uint8_t set = 1, of = 1;
    std::int16_t amount = 0;  ///< s or repetitions, as `unit` says
    DoseUnit unit = DoseUnit::s;
    std::optional<ExerciseIndex> easier;  ///< what the player may switch to
    friend bool operator==(const ExercisePlace&, const ExercisePlace&) = default;
};

struct Segment {
    SegmentKind kind = SegmentKind::arrive;
    std::int32_t start_ms = 0;     ///< from the start of the script
    std::int32_t duration_ms = 0;  ///< > 0
    std::string title;             ///< text key; empty where a form or exercise names itself
    std::string instruction;       ///< text key; empty where a form or exercise gives it
    std::string attention;         ///< text key; empty = none
    std::optional<FormPlace> form;
    std::optional<ExercisePlace> exercise;
    std::optional<Targets> targets;
    std::vector<BreathCue> breath;
    std::vector<Prompt> prompts;  ///< ascending in time
    friend bool operator==(const Segment&, const Segment&) = default;

    [[nodiscard]] std::int32_t end_ms() const noexcept { return start_ms + duration_ms; }
};

struct SessionScript {
    ScriptKind kind = ScriptKind::session;
    int day = 0;      ///< 1 to 84; 0 outside the programme's days
    int session = 0;  ///< which of the day's sessions, from 0
    std::optional<Day> date;
    SessionKind session_kind = SessionKind::mind_body;
    Setting setting = Setting::self_practice;
    GroupSize group = GroupSize::none;
    std::optional<Activity> activity;  ///< of a meanwhile script
    std::int32_t total_ms = 0;
    std::int32_t exercise_ms = 0;  ///< without arrival, ratings and debrief
    double tempo = 1;              ///< factor on the nominal seconds of the forms
    int breath_level = 0;
    bool natural_breath_only = false;
    bool if_progress = false;  ///< binds only after `adapt` says so
    bool needs_new_screening = false;
    std::optional<Targets> targets;  ///< of the session; its heart-rate alarm is SES-11
    std::vector<Segment> segments;
    std::vector<std::string> stop_rules;  ///< SES ids that can apply to this person, in order
    std::vector<FormIndex> left_out;      ///< forms that a ban leaves out
    std::vector<FormIndex> no_time;       ///< prescribed forms that do not fit the minutes
    std::vector<ExerciseIndex> no_time_exercises;
    std::string catalogue_hash;
    friend bool operator==(const SessionScript&, const SessionScript&) = default;
};

/// What an instructor holds in the hand: the plan of the lesson, duties, room, stop signs, emergencies.
struct ClassSheet {
    struct Part {
        std::string id;  ///< check, warm_up, teaching, practice, cool_down, debrief
        std::int32_t start_ms = 0, duration_ms = 0;
        friend bool operator==(const Part&, const Part&) = default;
    };
    GroupSize size = GroupSize::large;
    Range people{};
    int people_per_assistant = 0;  ///< with frail people or early withdrawal
    double space_m = 0;            ///< side of the square each person needs, m
    std::vector<Part> parts;
    std::vector<FormUse> forms;  ///< with the variant of this programme
    std::vector<FormIndex> left_out;
    std::vector<std::string> duties;      ///< text keys
    std::vector<std::string> monitor;     ///< text keys of what to measure
    std::vector<std::string> stop_signs;  ///< text keys
    std::vector<std::string> stop_rules;  ///< SES ids
    std::vector<std::string>
        emergencies;  ///< text key stems: emergency.overdose -> .title, .1, .2 ...
    friend bool operator==(const ClassSheet&, const ClassSheet&) = default;
};

}  // namespace sinew::domain
