// How the minutes of a session become a timeline: seconds of sets, rests and ratings, teaching, what a class needs.
#pragma once

#include <sinew/domain/session_script.hpp>
#include <sinew/knowledge/exercise_pack.hpp>
#include <sinew/knowledge/forms_pack.hpp>
#include <sinew/knowledge/screening_pack.hpp>

namespace sinew::knowledge {

/// Something that holds unless a fact is known to be no: SES-17 unless `pregnant` is false.
struct UnlessFact {
    std::string id;
    domain::FactIndex fact = 0;
};

struct MeanwhilePlan {
    int minutes = 0;
    std::vector<domain::ExerciseIndex> exercises;
};

/// An emergency's text key stem and how many steps it has.
struct EmergencySteps {
    std::string id;
    int steps = 0;
};

/// @source knowledge/sessions/plan.json
struct SessionPlan {
    std::string version;
    int rate_s = 0;  ///< s, a rating with time to think
    double inside_share_max =
        0;  ///< most that warm-up or cool-down takes when it lies inside the work

    int filler_min_s = 0;  ///< s, shortest stretch of free breathing that fills a practice
    std::array<std::uint32_t, kForms>
        seated_skips{};  ///< by form: bit of each phase that a seated practice leaves out
    std::array<std::uint32_t, kForms>
        seated_quiet{};  ///< by form: phases whose attention is not said to the seated

    int teaching_forms_max = 0, teaching_form_min_s = 0;
    std::array<double, 4> teaching_share{};  ///< watch, parts, together, one thing; sums to 1

    int warm_up_entry_s = 0;
    int talk_test_every_s = 0, half_from_s = 0, last_minute_from_s = 0;
    std::vector<domain::ExerciseIndex> interval_exercises;
    int interval_work_s = 0, interval_easy_s = 0;

    double repetition_s = 0, repetition_low_s = 0, repetition_high_s = 0;
    int rest_s = 0, rest_low_s = 0, rest_high_s = 0;
    int position_change_s = 0;

    int on_demand_rate_s = 0;
    domain::Range on_demand_breath_s, on_demand_total_s;
    std::array<MeanwhilePlan, 4> meanwhile{};  ///< by domain::Activity
    std::vector<UnlessFact> not_applicable;    ///< session rules

    int people_per_assistant = 0;
    double space_m = 0;
    std::array<std::vector<std::string>, 2> duties;  ///< large, small: text keys
    std::vector<std::string> stop_signs;
    std::vector<EmergencySteps> emergencies;
    std::vector<UnlessFact> emergency_only_if;
};

/// @errors every fault of the pack at once, each with its JSON pointer.
void read_session_plan(const Json& json, const std::string& name, const FormsPack& forms,
                       const ExercisePack& exercises, const ScreeningPack& screening,
                       SessionPlan& plan, Faults& faults);

}  // namespace sinew::knowledge
