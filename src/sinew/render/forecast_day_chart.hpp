// The pictures of one session day, minute by minute.
#pragma once

#include <sinew/care/knowledge_use.hpp>
#include <sinew/figure/scene.hpp>

#include <sinew/base/json_text.hpp>

#include <vector>

namespace sinew::render {

/// Craving with and without the bout and the example cue, heart rate, RMSSD, and what is latent, under one clock.
/// @pre forecast["session_day"] is not null
[[nodiscard]] figure::Scene session_day_picture(const OrderedJson& forecast,
                                                const care::Words& words);

/// The same as panels alone: craving, craving with the example cue, heart rate, RMSSD, cortisol, beta-endorphin.
[[nodiscard]] std::vector<figure::Scene> session_day_panels(const OrderedJson& forecast,
                                                            const care::Words& words);

}  // namespace sinew::render
