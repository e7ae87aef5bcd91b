// Pictures of one outcome: our rows and published results side by side, and the prior for use as a distribution.
#pragma once

#include <sinew/base/json_text.hpp>
#include <sinew/figure/scene.hpp>
#include <sinew/knowledge/text_pack.hpp>
#include <sinew/render/synthesis_reading.hpp>

#include <optional>

namespace sinew::render {

/// Rows with a size on this scale (SMD, MD, HR), pooled ones as squares and the rest hollow; published results and the prior as
/// hollow diamonds below, never joined. Nothing where there is neither row nor published result.
[[nodiscard]] std::optional<figure::Scene> synthesis_forest(const OrderedJson& synthesis,
                                                            const SynthesisSection& section,
                                                            std::string_view measure,
                                                            const knowledge::Words& words);

/// Densities of the priors in this section: the mean effect, and the effect in a new setting. Nothing without a prior.
[[nodiscard]] std::optional<figure::Scene> synthesis_prior_chart(const OrderedJson& synthesis,
                                                                 const SynthesisSection& section,
                                                                 const knowledge::Words& words);

}  // namespace sinew::render
