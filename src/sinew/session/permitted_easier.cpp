#include <sinew/session/permitted_easier.hpp>

#include <algorithm>

namespace sinew::session {

using namespace domain;

void keep_permitted_easier(std::vector<Segment>& segments, EnumSet<Avoid> bans,
                           const knowledge::Catalogue& catalogue) {
    for (Segment& segment : segments) {
        if (segment.exercise && segment.exercise->easier &&
            catalogue.exercises[*segment.exercise->easier].breaks.meets(bans))
            segment.exercise->easier = std::nullopt;
        if (!segment.form || !segment.form->easier) continue;
        const auto& broken = catalogue.limit_effects.still_breaks;
        const bool forbidden =
            std::any_of(broken.begin(), broken.end(), [&](const knowledge::StillBreaks& line) {
                return bans.has(line.ban) && line.forms.has(segment.form->form) &&
                       *segment.form->easier <= line.variant;
            });
        if (forbidden) segment.form->easier = std::nullopt;
    }
}

}  // namespace sinew::session
