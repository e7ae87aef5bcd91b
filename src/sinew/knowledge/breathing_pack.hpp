// How the breath is guided: levels with their rates, hard limits, and what to do when a movement outlasts a breath.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/base/result.hpp>

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace sinew::knowledge {

inline constexpr int kBreathLevels = 5;

enum class BreathRate : std::uint8_t {
    natural,  ///< left alone, no cue
    own,      ///< the person's own rate, cues follow the movement
    paced,    ///< a pacer between `slowest_per_min` and `fastest_per_min`
};

struct BreathLevel {
    std::string name;
    BreathRate rate = BreathRate::natural;
    double fastest_per_min = 0, slowest_per_min = 0;  ///< /min; 0 unless paced
    double nominal_per_min = 0;                       ///< /min; where the level begins
    double out_per_in_low = 1, out_per_in_high = 1;   ///< exhale : inhale
};

/// @source knowledge/forms/breathing.json
struct BreathingPack {
    std::string version;
    std::array<BreathLevel, kBreathLevels> levels;
    double comfortable_in_s = 0, comfortable_out_s = 0;
    double one_breath_factor = 0;  ///< one breath if phase <= factor * comfortable
    std::string hai_form;
    std::vector<std::string> hai_phases;
    // Hard limits: they beat every other number.
    double first_slow_min_rate = 0;  ///< /min
    int first_slow_max_min = 0;      ///< min
    int hypertension_or_withdrawal_max_level = 0;
    double cautious_out_per_in_max = 0;  ///< exhale : inhale with hypertension or withdrawal
    int pregnancy_max_level = 0;
};

/// @errors every fault of the pack at once, each with its JSON pointer.
void read_breathing_pack(const Json& json, const std::string& name, BreathingPack& pack,
                         Faults& faults);

/// One cycle of a pacer: cycle = 60 / rate, inhale = cycle / (1 + k), exhale = the rest.
struct BreathCycle {
    int in_ms = 0, out_ms = 0;
};
/// @param per_min  breaths a minute; @param out_per_in  k. Both parts are whole milliseconds and sum to the cycle.
[[nodiscard]] BreathCycle breath_cycle(double per_min, double out_per_in) noexcept;

}  // namespace sinew::knowledge
