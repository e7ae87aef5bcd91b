// The enumerations of the domain and the words that documents and packs use for them.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::domain {

/// From no movement at all to the hardest zone; the order is the order of permission.
enum class Intensity : std::uint8_t {
    breathing_only,
    very_light,
    light,
    moderate,
    vigorous,
    near_maximal
};

/// From least to most restrictive; the outcome of a screen is the greatest of its findings.
enum class Outcome : std::uint8_t { clear, modify, supervise, incomplete, refer_first, stop_now };

enum class Supervision : std::uint8_t { none, remote, onsite, clinical };

/// Strength of the ground under a statement, as the packs print it.
enum class Grade : std::uint8_t { A, B, C, D };

/// How a fact came to us. The order is from strong to weak.
enum class Status : std::uint8_t { read, recalled, ours, NA };

/// Which screening rules are asked.
enum class Mode : std::uint8_t { preparticipation, daily, both };

/// What must not be done. Meanings: knowledge/screening/limit_tags.csv.
enum class Avoid : std::uint8_t {
    rapid_posture_change,
    head_below_heart,
    valsalva,
    heavy_isometric,
    vigorous_interval,
    sudden_start,
    max_strength_test,
    high_impact,
    loaded_spinal_flexion,
    end_range_twist,
    fall_risk,
    load_painful_region,
    load_affected_limb,
    supine_after_first_trimester,
    prolonged_motionless_standing,
    prolonged_inward_attention,
    heat,
    outdoor_sun,
    dehydration,
    solo,
    water,
    height,
    contact,
    shared_mats,
};

/// Kinds of movement a rule may restrict a person to.
enum class Allow : std::uint8_t { mind_body, walking, easy_cycle };
enum class Prefer : std::uint8_t {
    mind_body,
    resistance_low_load,
    progressive_resistance,
    balance,
    external_focus
};
enum class Hide : std::uint8_t { calories, weight, streaks, leaderboard };

/// What stays allowed while questions are open or a referral stands.
enum class Activity : std::uint8_t {
    seated_breathing,
    gentle_mobility,
    escorted_walk,
    easy_walk_10min
};

enum class MissingReason : std::uint8_t { unknown, stale, invalid, voided };

enum class Stage : std::uint8_t { S0, S1, S2 };
enum class Tier : std::uint8_t { F0, F1, F2, F3 };
enum class Goal : std::uint8_t {
    craving,
    mood,
    sleep,
    fitness,
    strength,
    weight,
    pain,
    social,
    habit
};

/// What a person may like or dislike, and what an exercise is.
enum class Modality : std::uint8_t {
    mind_body,
    walking,
    cycling,
    running,
    aerobic,
    resistance,
    combined,
    mobility,
    balance
};
enum class Equipment : std::uint8_t { none, chair, band, dumbbell, cycle, treadmill };

/// 0 to 10 ratings that order the forms; three groups of three (psychological, somatic, autonomic).
enum class Symptom : std::uint8_t {
    anxiety,
    craving,
    insomnia,
    abdominal_pain,
    muscle_bone_pain,
    tremor,
    tearing_runny_nose,
    sweating_goose_bumps,
    racing_heart,
};
inline constexpr std::size_t kSymptoms = 9;
enum class SymptomGroup : std::uint8_t { psychological, somatic, autonomic };

/// Caution codes of the forms, and `seated`: nothing but seated variants.
enum class Caution : std::uint8_t {
    balance_fall,
    knee,
    hip,
    hypertension,
    glaucoma,
    orthostatic,
    shoulder,
    neck,
    low_back,
    osteoporosis,
    pregnancy,
    vertigo,
    hand_wrist,
    pelvic_floor,
    reflux,
    seated,
};

enum class Position : std::uint8_t { standing, seated, floor };
enum class Impact : std::uint8_t { none, low, high };
enum class Pattern : std::uint8_t {
    gait,
    cycle,
    march,
    squat,
    hinge,
    push,
    pull,
    core,
    calf,
    balance,
    mobility
};
enum class SessionPart : std::uint8_t { warm_up, work, cool_down };
enum class Limb : std::uint8_t { arm, leg };
enum class DoseUnit : std::uint8_t { s, repetitions };

/// Depth of a form, from least to most demanding.
enum class Variant : std::uint8_t { seated, easier, full };
enum class Breath : std::uint8_t { in, out, natural, out_hai };
/// The side a movement is done on; one without sides has none.
enum class Side : std::uint8_t { none, left, right };

/// Blocks of the YiJinJing plan, as knowledge/forms/dose.json names them.
enum class PracticeBlock : std::uint8_t { settle, learn, consolidate, own, maintain };

enum class Language : std::uint8_t { en, zh };
enum class Framing : std::uint8_t { secular, traditional };

/// The words of an enumeration in the order of its values.
template <class Enum>
struct Names;

#define SINEW_DECLARE_NAMES(Enum, ...)                                              \
    template <>                                                                     \
    struct Names<Enum> {                                                            \
        static constexpr auto all = std::to_array<std::string_view>({__VA_ARGS__}); \
    }
SINEW_DECLARE_NAMES(Intensity, "breathing_only", "very_light", "light", "moderate", "vigorous",
                    "near_maximal");
SINEW_DECLARE_NAMES(Outcome, "clear", "modify", "supervise", "incomplete", "refer_first",
                    "stop_now");
SINEW_DECLARE_NAMES(Supervision, "none", "remote", "onsite", "clinical");
SINEW_DECLARE_NAMES(Grade, "A", "B", "C", "D");
SINEW_DECLARE_NAMES(Status, "read", "recalled", "ours", "NA");
SINEW_DECLARE_NAMES(Mode, "preparticipation", "daily", "both");
SINEW_DECLARE_NAMES(Avoid, "rapid_posture_change", "head_below_heart", "valsalva",
                    "heavy_isometric", "vigorous_interval", "sudden_start", "max_strength_test",
                    "high_impact", "loaded_spinal_flexion", "end_range_twist", "fall_risk",
                    "load_painful_region", "load_affected_limb", "supine_after_first_trimester",
                    "prolonged_motionless_standing", "prolonged_inward_attention", "heat",
                    "outdoor_sun", "dehydration", "solo", "water", "height", "contact",
                    "shared_mats");
SINEW_DECLARE_NAMES(Allow, "mind_body", "walking", "easy_cycle");
SINEW_DECLARE_NAMES(Prefer, "mind_body", "resistance_low_load", "progressive_resistance", "balance",
                    "external_focus");
SINEW_DECLARE_NAMES(Hide, "calories", "weight", "streaks", "leaderboard");
SINEW_DECLARE_NAMES(Activity, "seated_breathing", "gentle_mobility", "escorted_walk",
                    "easy_walk_10min");
SINEW_DECLARE_NAMES(MissingReason, "unknown", "stale", "invalid", "voided");
SINEW_DECLARE_NAMES(Stage, "S0", "S1", "S2");
SINEW_DECLARE_NAMES(Tier, "F0", "F1", "F2", "F3");
SINEW_DECLARE_NAMES(Goal, "craving", "mood", "sleep", "fitness", "strength", "weight", "pain",
                    "social", "habit");
SINEW_DECLARE_NAMES(Modality, "mind_body", "walking", "cycling", "running", "aerobic", "resistance",
                    "combined", "mobility", "balance");
SINEW_DECLARE_NAMES(Equipment, "none", "chair", "band", "dumbbell", "cycle", "treadmill");
SINEW_DECLARE_NAMES(Symptom, "anxiety", "craving", "insomnia", "abdominal_pain", "muscle_bone_pain",
                    "tremor", "tearing_runny_nose", "sweating_goose_bumps", "racing_heart");
SINEW_DECLARE_NAMES(SymptomGroup, "psychological", "somatic", "autonomic");
SINEW_DECLARE_NAMES(Caution, "balance_fall", "knee", "hip", "hypertension", "glaucoma",
                    "orthostatic", "shoulder", "neck", "low_back", "osteoporosis", "pregnancy",
                    "vertigo", "hand_wrist", "pelvic_floor", "reflux", "seated");
SINEW_DECLARE_NAMES(Position, "standing", "seated", "floor");
SINEW_DECLARE_NAMES(Impact, "none", "low", "high");
SINEW_DECLARE_NAMES(Pattern, "gait", "cycle", "march", "squat", "hinge", "push", "pull", "core",
                    "calf", "balance", "mobility");
SINEW_DECLARE_NAMES(SessionPart, "warm_up", "work", "cool_down");
SINEW_DECLARE_NAMES(Limb, "arm", "leg");
SINEW_DECLARE_NAMES(DoseUnit, "s", "repetitions");
SINEW_DECLARE_NAMES(Variant, "seated", "easier", "full");
SINEW_DECLARE_NAMES(Breath, "in", "out", "natural", "out_hai");
SINEW_DECLARE_NAMES(Side, "none", "left", "right");
SINEW_DECLARE_NAMES(PracticeBlock, "settle", "learn", "consolidate", "own", "maintain");
SINEW_DECLARE_NAMES(Language, "en", "zh");
SINEW_DECLARE_NAMES(Framing, "secular", "traditional");
#undef SINEW_DECLARE_NAMES

template <class Enum>
[[nodiscard]] constexpr std::string_view name_of(Enum value) noexcept {
    return Names<Enum>::all[static_cast<std::size_t>(value)];
}

/// The value with this name; nothing when there is none.
template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> named(std::string_view name) noexcept {
    for (std::size_t i = 0; i < Names<Enum>::all.size(); ++i)
        if (Names<Enum>::all[i] == name) return static_cast<Enum>(i);
    return std::nullopt;
}

/// Every value, in order.
template <class Enum>
[[nodiscard]] constexpr auto values_of() noexcept {
    std::array<Enum, Names<Enum>::all.size()> values{};
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<Enum>(i);
    return values;
}

/// "light, moderate, vigorous": for hints.
template <class Enum>
[[nodiscard]] std::string all_names() {
    std::string text;
    for (const std::string_view name : Names<Enum>::all)
        text += (text.empty() ? "" : ", ") + std::string{name};
    return text;
}

/// The symptom's group: three each, in the order of the enumeration.
[[nodiscard]] constexpr SymptomGroup group_of(Symptom symptom) noexcept {
    return static_cast<SymptomGroup>(static_cast<unsigned>(symptom) / 3U);
}

/// The weakest word of a longer status text ("read (bands); cap ours" -> ours); NA when none of them stands there.
[[nodiscard]] Status weakest_status(std::string_view text) noexcept;

}  // namespace sinew::domain
