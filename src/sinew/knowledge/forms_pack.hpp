// The forms, typed: phases with their seconds and breath, sides, repetitions, cautions, symptom groups, sequence.
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

inline constexpr std::size_t kForms = 14;  ///< preparatory stance, the twelve forms, closing form

/// Which contiguous rows of the seed paper's table belong together; A is the default (docs/methods/yijinjing-forms.md).
enum class SymptomReading : std::uint8_t { A, B, C };

/// One movement with one breath. Seconds at nominal tempo and the bounds that tempo may reach.
struct FormPhase {
    std::string id;
    double nominal_s = 0, shortest_s = 0, longest_s = 0;
    domain::Breath breath = domain::Breath::natural;
    bool still =
        false;  ///< settle, stand, gaze: the only phases that a variant may hold longer than their range
};

/// A place in the order of a form: one phase, or a group that is mirrored or repeated.
/// @source knowledge/forms/keyframes.json, forms.<id>.sequence
struct SequenceNode {
    std::optional<std::uint8_t> phase;
    bool mirrored = false;
    bool counted = false;  ///< `repeat` follows the form's repetitions
    int repeat = 1;        ///< at the default repetitions
    std::vector<SequenceNode> steps;
};

struct Form {
    std::string id, kind, name_zh, pinyin;
    int seed_row = 0;  ///< row of the seed paper's table; 0 = not in it
    std::array<domain::EnumSet<domain::SymptomGroup>, 3> groups{};  ///< by SymptomReading
    domain::Side first_side = domain::Side::none;
    int repetitions_default = 1, repetitions_min = 1, repetitions_max = 1;
    int load = 1;  ///< our rank inside the set, 1 lightest to 5
    domain::EnumSet<domain::Caution> cautions;
    std::vector<FormPhase> phases;
    std::vector<SequenceNode> sequence;
    double nominal_total_s = 0;  ///< default repetitions, both sides
    /// Seconds at nominal tempo from `repetitions_min` to `repetitions_max`: planning asks for them many times a week.
    std::vector<double> seconds;
    int common_errors = 0;  ///< how many text keys form.<id>.error.<n> there are

    [[nodiscard]] bool in_group(domain::SymptomGroup group,
                                SymptomReading reading = SymptomReading::A) const noexcept {
        return groups[static_cast<std::size_t>(reading)].has(group);
    }
};

/// One step of a form as it is done: which phase, on which side, in which repetition.
struct FormStep {
    std::uint8_t phase = 0;
    bool mirrored = false;
    std::uint8_t repetition = 1;  ///< 1 .. of
    std::uint8_t of = 1;
    bool sided = false;  ///< stands on one side; what comes before the sides does not
    friend bool operator==(const FormStep&, const FormStep&) = default;
};

struct FormsPack {
    std::string version;
    std::array<Form, kForms> forms;  ///< standard order: 0 = yu_bei, 13 = shou_shi
    double set_nominal_s = 0;        ///< whole set at default repetitions

    [[nodiscard]] const Form& operator[](domain::FormIndex form) const { return forms[form]; }
    [[nodiscard]] std::optional<domain::FormIndex> find(std::string_view id) const noexcept;
};

/// The steps of a form in order. Fewer repetitions keep the first depths of a form that deepens (Three Plates, Bowing),
/// the repeat count of one that repeats a part, else whole rounds of both sides.
/// @param repetitions  clamped to the form's own range
/// @source docs/methods/yijinjing-forms.md, "Reading the forms in code"
[[nodiscard]] std::vector<FormStep> form_steps(const Form& form, int repetitions);

/// Seconds at nominal tempo.
/// @param repetitions  clamped to the form's own range
[[nodiscard]] double form_seconds(const Form& form, int repetitions) noexcept;

/// @param forms      knowledge/forms/forms.json
/// @param keyframes  knowledge/forms/keyframes.json, of which only the sequences are read
/// @errors every fault of both packs at once, each with its JSON pointer.
void read_forms_pack(const Json& forms, const std::string& forms_name, const Json& keyframes,
                     const std::string& keyframes_name, FormsPack& pack, Faults& faults);

}  // namespace sinew::knowledge
