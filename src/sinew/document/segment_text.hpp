// The words of one segment: in a language and framing, for its side, and for the version that is shown.
#pragma once

#include <sinew/domain/session_script.hpp>
#include <sinew/knowledge/catalogue.hpp>

namespace sinew::document {

struct SegmentText {
    std::string title, instruction, attention;
    std::string version;  ///< "easier: ...", empty for the full form
    std::vector<std::string> adaptations;
};

/// @param variant   of the form as it is shown; the segment's own when nothing is given
/// @param exercise  as it is shown; the segment's own when nothing is given
[[nodiscard]] SegmentText segment_text(const domain::Segment& segment,
                                       const knowledge::Catalogue& catalogue,
                                       const knowledge::Words& words,
                                       std::optional<domain::Variant> variant = {},
                                       std::optional<domain::ExerciseIndex> exercise = {});

/// "Set 2 of 3", "12 repetitions", "left side": what counts in this segment; empty when nothing does.
[[nodiscard]] std::string segment_count(const domain::Segment& segment,
                                        const knowledge::Words& words);

/// Left for right and right for left, as whole words: texts are written for the first side.
[[nodiscard]] std::string mirrored_text(std::string_view text, domain::Language language);

}  // namespace sinew::document
