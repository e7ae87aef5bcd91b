// The pictures of a forecast: small multiples of every outcome with bands, and what the mechanisms contribute.
#pragma once

#include <sinew/care/knowledge_use.hpp>
#include <sinew/figure/scene.hpp>

#include <sinew/base/json_text.hpp>

namespace sinew::render {

/// @param forecast  as document::forecast_json writes it, modelled
[[nodiscard]] figure::Scene forecast_picture(const OrderedJson& forecast, const care::Words& words);

/// How the difference in resting craving at the end changes when one mechanism is switched off: middle and 90 % of draws.
[[nodiscard]] figure::Scene mechanisms_picture(const OrderedJson& forecast,
                                               const care::Words& words);

}  // namespace sinew::render
