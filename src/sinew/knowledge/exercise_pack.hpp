// The exercise library, typed: what can be prescribed beside the forms, and what each exercise asks of the body.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/base/result.hpp>
#include <sinew/domain/enum_set.hpp>
#include <sinew/domain/programme.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::knowledge {

/// Regions that carry load or are worked.
enum class Region : std::uint8_t {
    neck,
    shoulder,
    elbow,
    hand,
    chest,
    back,
    core,
    hip,
    knee,
    ankle
};

struct Exercise {
    std::string id;
    std::array<std::string, 2> name, cue;  ///< by domain::Language
    domain::Modality modality = domain::Modality::mobility;
    domain::Pattern pattern = domain::Pattern::mobility;
    domain::EnumSet<domain::SessionPart> parts;  ///< where in a session it may stand
    domain::Position position = domain::Position::seated;
    domain::EnumSet<domain::Equipment> equipment;  ///< any one of these is enough
    domain::EnumSet<Region> regions;
    domain::EnumSet<domain::Limb> limbs;  ///< limbs that carry load
    domain::Impact impact = domain::Impact::none;
    domain::EnumSet<domain::Avoid> breaks;      ///< bans it goes against
    domain::EnumSet<domain::Caution> cautions;  ///< codes for which an easier choice is taken
    domain::Intensity min_zone = domain::Intensity::very_light,
                      max_zone = domain::Intensity::very_light;
    std::optional<double> met;  ///< nothing = NA
    domain::Status met_status = domain::Status::NA;
    std::optional<domain::ExerciseIndex> easier, harder;
    domain::DoseUnit unit = domain::DoseUnit::s;
    domain::Status status = domain::Status::ours;
    std::vector<std::string> sources;

    [[nodiscard]] bool fits_zone(domain::Intensity zone) const noexcept {
        return min_zone <= zone && zone <= max_zone;
    }
};

/// @source knowledge/exercises/exercises.json
struct ExercisePack {
    std::string version;
    std::vector<Exercise> exercises;

    [[nodiscard]] const Exercise& operator[](domain::ExerciseIndex exercise) const {
        return exercises[exercise];
    }
    [[nodiscard]] std::size_t size() const noexcept { return exercises.size(); }
    [[nodiscard]] std::optional<domain::ExerciseIndex> find(std::string_view id) const noexcept;
};

/// @errors every fault of the pack at once, each with its JSON pointer.
void read_exercise_pack(const Json& json, const std::string& name, ExercisePack& pack,
                        Faults& faults);

}  // namespace sinew::knowledge

namespace sinew::domain {
template <>
struct Names<knowledge::Region> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"neck", "shoulder", "elbow", "hand", "chest", "back", "core", "hip", "knee", "ankle"});
};
}  // namespace sinew::domain
