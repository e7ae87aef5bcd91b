// A form as four to six pictures in a row: the postures a coach compares against, with the way into them.
#pragma once

#include <sinew/figure/scene.hpp>
#include <sinew/knowledge/keyframes_pack.hpp>
#include <sinew/knowledge/text_pack.hpp>
#include <sinew/render/body.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::render {

/// One picture of a strip.
struct Still {
    std::string_view
        phase;  ///< whose first, unmirrored playing holds it; empty = the start pose of the form
    std::string_view pose;  ///< key of that phase
    double azimuth;  ///< where the viewer stands, degrees: 0 in front, 90 at the person's left
};

/// The pictures chosen for a form, in playing order; empty for an unknown form.
[[nodiscard]] std::span<const Still> stills_of(std::string_view form) noexcept;

/// The same posture on a chair: legs and pelvis of someone seated, trunk and arms as they were, bows held small.
[[nodiscard]] knowledge::Pose seated(const knowledge::Skeleton& skeleton,
                                     knowledge::Pose pose) noexcept;

/// The strip as a scene, 100 units to a body height. Wording comes from `words`; numbers stand under the figures.
/// @param seat  chair = the seated variant
[[nodiscard]] figure::Scene form_strip(const knowledge::KeyframesPack& pack, std::string_view form,
                                       const knowledge::Words& words, Seat seat = Seat::none);

/// One line for each picture: what to do there, where the attention rests, how to breathe.
struct StillCue {
    std::string instruction, attention, breath;
};
[[nodiscard]] std::vector<StillCue> still_cues(const knowledge::KeyframesPack& pack,
                                               std::string_view form,
                                               const knowledge::Words& words);

}  // namespace sinew::render
