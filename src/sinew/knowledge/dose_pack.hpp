// How much YiJinJing, typed: the blocks from settling to keeping it up, sequences on demand, the plan of a class.
#pragma once

#include <sinew/knowledge/forms_pack.hpp>

namespace sinew::knowledge {

/// States that have a sequence of their own, in the order of the pack.
enum class OnDemandState : std::uint8_t {
    craving_anxiety,
    insomnia,
    somatic,
    autonomic,
    before_visit
};

/// One block of the plan. A range that the pack does not give is {0, 0}.
struct PracticeDose {
    int first_week = 0;
    std::optional<int> last_week;               ///< nothing = open end
    domain::Range classes_per_week, class_min;  ///< min
    domain::Range self_min;                     ///< min, practice on the other days
    domain::Range sets_per_week;                ///< high = 0: no upper bound
    int new_forms_per_week = 0;
    domain::Range breath_level;
    std::vector<domain::FormIndex> forms;    ///< empty = all that are permitted
    std::optional<domain::Variant> variant;  ///< the deepest the block allows
};

/// Minutes of a lesson of full length.
struct ClassPlan {
    int check = 0, warm_up = 0, teaching = 0, practice = 0, cool_down = 0, debrief = 0,
        total_max = 0;
};

/// @source knowledge/forms/dose.json
struct DosePack {
    std::string version;
    std::array<PracticeDose, 5> blocks;                       ///< by domain::PracticeBlock
    std::array<std::vector<domain::FormIndex>, 5> on_demand;  ///< by OnDemandState
    ClassPlan class_plan;
    double tempo_low = 1, tempo_high = 1;  ///< factors on the nominal seconds
    double set_tempo_high = 1;  ///< slowest the whole set is stretched before a round is added
    domain::Range set_min;      ///< min, the seed paper's set
    int large_class_max = 0;    ///< people
    domain::Range small_group;  ///< people
    int lesson_max_min = 0;     ///< min

    [[nodiscard]] const PracticeDose& operator[](domain::PracticeBlock block) const {
        return blocks[static_cast<std::size_t>(block)];
    }
    [[nodiscard]] const std::vector<domain::FormIndex>& sequence(OnDemandState state) const {
        return on_demand[static_cast<std::size_t>(state)];
    }
};

/// @param forms  read before: the sequences name forms
/// @errors every fault of the pack at once, each with its JSON pointer.
void read_dose_pack(const Json& json, const std::string& name, const FormsPack& forms,
                    DosePack& pack, Faults& faults);

}  // namespace sinew::knowledge

namespace sinew::domain {
template <>
struct Names<knowledge::OnDemandState> {
    static constexpr auto all = std::to_array<std::string_view>(
        {"craving_anxiety", "insomnia", "somatic", "autonomic", "before_visit"});
};
template <>
struct Names<knowledge::SymptomReading> {
    static constexpr auto all = std::to_array<std::string_view>({"A", "B", "C"});
};
}  // namespace sinew::domain
