// All packs the work at hand needs, read once, checked, immutable, named by their content.
#pragma once

#include <sinew/domain/enum_set.hpp>
#include <sinew/knowledge/breathing_pack.hpp>
#include <sinew/knowledge/citations.hpp>
#include <sinew/knowledge/dose_pack.hpp>
#include <sinew/knowledge/exercise_pack.hpp>
#include <sinew/knowledge/fhir_map.hpp>
#include <sinew/knowledge/form_limits.hpp>
#include <sinew/knowledge/forms_pack.hpp>
#include <sinew/knowledge/instrument_pack.hpp>
#include <sinew/knowledge/keyframes_pack.hpp>
#include <sinew/knowledge/load_pack.hpp>
#include <sinew/knowledge/outcomes_pack.hpp>
#include <sinew/knowledge/pack_source.hpp>
#include <sinew/knowledge/planning_pack.hpp>
#include <sinew/knowledge/prescription_pack.hpp>
#include <sinew/knowledge/question_order.hpp>
#include <sinew/knowledge/screening_pack.hpp>
#include <sinew/knowledge/session_plan.hpp>
#include <sinew/knowledge/text_pack.hpp>

#include <memory>
#include <string>

namespace sinew::knowledge {

enum class Part : std::uint8_t {
    screening,
    prescription,
    forms,
    keyframes,
    exercises,
    text,
    citations,
    fhir,
    sessions,
    questions,
    instruments,
    load,
    outcomes,
};
using Parts = domain::EnumSet<Part>;

struct Catalogue {
    ScreeningPack screening;
    FormsPack forms;  ///< Part::forms, with the next three
    BreathingPack breathing;
    DosePack dose;
    LimitEffects limit_effects;
    ExercisePack exercises;
    SessionPlan sessions;           ///< Part::sessions: brings all of the above along
    PrescriptionPack prescription;  ///< needs screening: asking for it brings screening with it
    PlanningPack planning;          ///< comes with prescription
    FhirMap fhir;                   ///< needs screening, likewise
    QuestionOrder questions;        ///< needs screening, likewise
    LoadPack load;                  ///< Part::load: what recorded bouts amount to; decides no dose
    InstrumentPack instruments;     ///< instruments/ and fitness/
    OutcomesPack outcomes;          ///< Part::outcomes
    TextPack text;
    KeyframesPack keyframes;
    Citations citations;
    /// SHA-256 over the packs that decide (screening, prescription, forms, exercises); every answer stores it.
    std::string hash;

    [[nodiscard]] Words words(domain::Language language, domain::Framing framing) const {
        return Words{text, language, framing};
    }
};

/// @errors every fault of every pack asked for, each with file and place.
[[nodiscard]] Checked<std::unique_ptr<const Catalogue>> load_catalogue(const PackSource& source,
                                                                       Parts parts);

}  // namespace sinew::knowledge
