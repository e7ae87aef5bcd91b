// Forms fitted to their minutes: which rounds, at which tempo, phase by phase with both sides and all repetitions.
#pragma once

#include <sinew/knowledge/catalogue.hpp>
#include <sinew/session/breath_guide.hpp>
#include <sinew/session/timeline.hpp>

namespace sinew::session {

/// What practice needs to know besides the forms themselves.
struct PracticeContext {
    const knowledge::Catalogue* catalogue = nullptr;
    knowledge::FormLimits limits;
    BreathGuide guide;
    std::optional<double> tempo;  ///< asked for; clamped to the pack's range
};

struct FittedPractice {
    std::vector<domain::Segment> segments;  ///< sum is exactly what was asked for
    double tempo = 1;
    std::vector<domain::FormIndex> no_time;  ///< forms that did not fit
    std::vector<domain::FormIndex>
        left_out;  ///< forms that a ban leaves out, though they were asked for
};

/// Fits the forms to exactly `target_ms`, in standard order. Too long: fewer repetitions, then fewer forms, from the end;
/// the closing form stays. Too short even when unhurried: further rounds of the forms between preparation and closing,
/// and where none fits any more a stretch of free breathing. The tempo stays inside the pack's range, and each phase
/// inside its own.
/// @source knowledge/forms/dose.json tempo_range, docs/methods/session-script.md
[[nodiscard]] FittedPractice fit_practice(const PracticeContext& context,
                                          std::span<const domain::FormUse> forms,
                                          std::int32_t target_ms);

/// The use with the variant that today's limits allow; nothing when the form is left out.
[[nodiscard]] std::optional<domain::FormUse> permitted(const PracticeContext& context,
                                                       const domain::FormUse& use);

/// Seconds -> ms of one phase at a tempo, inside its range, shortened to one breath where the breath leads.
[[nodiscard]] std::int32_t phase_ms(const PracticeContext& context, domain::FormIndex form,
                                    const knowledge::FormPhase& phase, double tempo);

/// Texts of a form's adaptations: "adaptation.half_range".
[[nodiscard]] std::vector<std::string> adaptation_keys(const knowledge::FormLimit& limit);

/// A stretch of sitting and breathing: free, or with the pacer at the permitted level.
[[nodiscard]] domain::Segment breathing(const PracticeContext& context, std::int32_t duration_ms);

}  // namespace sinew::session
