// The pictures of a forecast: small multiples of every outcome with bands, one panel alone, lapse and drop-out, what carries the difference.
#pragma once

#include <sinew/care/knowledge_use.hpp>
#include <sinew/figure/scene.hpp>

#include <sinew/base/json_text.hpp>

#include <string_view>
#include <vector>

namespace sinew::render {

/// All outcomes of the followed path and the lapse curve on one sheet.
/// @param forecast  one document as document::forecasts_json writes it, modelled
[[nodiscard]] figure::Scene forecast_picture(const OrderedJson& forecast, const care::Words& words);

/// One small panel per outcome of a path, for pages that arrange them. @param path  "followed" or "sampled"
[[nodiscard]] std::vector<figure::Scene> outcome_panels(const OrderedJson& forecast,
                                                        std::string_view path,
                                                        const care::Words& words);

/// Lapse, then drop-out: bands of the hazard, and the counted share where luck was drawn.
[[nodiscard]] std::vector<figure::Scene> event_panels(const OrderedJson& forecast,
                                                      const care::Words& words);

/// One small panel per latent state.
[[nodiscard]] std::vector<figure::Scene> latent_panels(const OrderedJson& forecast,
                                                       const care::Words& words);

/// How the difference in resting craving at the end changes when one mechanism is switched off: middle and 90 % of draws; Shapley's share
/// beside it where it was asked for; the interaction last.
[[nodiscard]] figure::Scene mechanisms_picture(const OrderedJson& forecast,
                                               const care::Words& words);

/// Per outcome, the share of the difference that rests on hypotheses.
[[nodiscard]] figure::Scene hypotheses_picture(const OrderedJson& forecast,
                                               const care::Words& words);

}  // namespace sinew::render
