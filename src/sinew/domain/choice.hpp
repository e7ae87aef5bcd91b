// A decision with everything needed to review it independently: answer, grounds, doubts, losers, what would change it.
//
// No sentence is kept, only keys of the text pack and typed values, so that words are put to it late and in any language.
#pragma once

#include <sinew/base/calendar.hpp>
#include <sinew/domain/enum_set.hpp>
#include <sinew/domain/names.hpp>
#include <sinew/domain/reading.hpp>

#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sinew::domain {

using ExerciseIndex = std::uint8_t;  ///< place in the exercise pack
using FormIndex =
    std::uint8_t;  ///< place in the forms pack, standard order (0 = yu_bei .. 13 = shou_shi)

/// The decisions a reader can ask about. The ids stand in documents, text keys (`choice.<id>.*`) and `explain`.
enum class ChoiceId : std::uint8_t {
    stage,
    tier,
    modality_mix,
    aerobic_days,
    aerobic_minutes,
    aerobic_zone,
    heart_rate_target,
    effort,
    resistance_days,
    resistance_load,
    combined,
    exercise_selection,
    forms_order,
    forms_variants,
    forms_left_out,
    forms_dose,
    breath_level,
    on_demand,
    supervision,
    setting,
    warm_up,
    cool_down,
    rest_days,
    weekly_minutes,
    progression,
    treatment_timing,
    review,
};
template <>
struct Names<ChoiceId> {
    static constexpr auto all = std::to_array<std::string_view>({"stage",
                                                                 "tier",
                                                                 "modality_mix",
                                                                 "aerobic_days",
                                                                 "aerobic_minutes",
                                                                 "aerobic_zone",
                                                                 "heart_rate_target",
                                                                 "effort",
                                                                 "resistance_days",
                                                                 "resistance_load",
                                                                 "combined",
                                                                 "exercise_selection",
                                                                 "forms_order",
                                                                 "forms_variants",
                                                                 "forms_left_out",
                                                                 "forms_dose",
                                                                 "breath_level",
                                                                 "on_demand",
                                                                 "supervision",
                                                                 "setting",
                                                                 "warm_up",
                                                                 "cool_down",
                                                                 "rest_days",
                                                                 "weekly_minutes",
                                                                 "progression",
                                                                 "treatment_timing",
                                                                 "review"});
};

/// Keys of the text pack, shown one after the other as a list.
using TextKeys = std::vector<std::string>;
struct FormList {
    ShortList<FormIndex, 14> items;
    friend bool operator==(const FormList&, const FormList&) = default;
};
struct ExerciseList {
    ShortList<ExerciseIndex, 14> items;
    friend bool operator==(const ExerciseList&, const ExerciseList&) = default;
};
using DayList = EnumSet<Weekday>;
/// A fact with a value in its own coding, shown as "COWS 4".
struct FactValue {
    FactIndex fact = 0;
    double value = 0;
    friend bool operator==(FactValue, FactValue) noexcept = default;
};

/// One "{name}" of a phrase.
struct PhraseValue {
    std::string_view name;
    std::variant<int, double, std::vector<int>, TextKeys, FormList, ExerciseList, DayList,
                 FactValue>
        value;
    friend bool operator==(const PhraseValue&, const PhraseValue&) = default;
};

/// A sentence to be: a key of the text pack and what stands in its braces. Keys are literals or owned by a pack.
struct Phrase {
    std::string_view key;
    std::vector<PhraseValue> values;
    friend bool operator==(const Phrase&, const Phrase&) = default;
};

/// What speaks against the choice, or lost to it, and the rule behind it.
struct Contender {
    Phrase phrase;
    std::string_view rule;  ///< "SUB-01", "SCR-024", "" when no single rule
    friend bool operator==(const Contender&, const Contender&) = default;
};

struct Choice {
    ChoiceId id{};
    Phrase answer;
    std::vector<std::string_view> rules;    ///< "SCR-024", "PRG-03", "SUB-04"
    std::vector<FactIndex> facts;           ///< screening facts that were read
    std::vector<std::string_view> sources;  ///< citation keys
    Grade grade = Grade::D;
    Status status = Status::ours;
    std::vector<Contender> against;    ///< counter-evidence
    std::vector<Contender> lost;       ///< what else was asked for and did not prevail
    std::vector<Phrase> would_change;  ///< counterfactuals
    friend bool operator==(const Choice&, const Choice&) = default;
};

}  // namespace sinew::domain
