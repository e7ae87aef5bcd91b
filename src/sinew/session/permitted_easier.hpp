// Which easier variant the player may switch to: none that a ban forbids all the same.
#pragma once

#include <sinew/knowledge/catalogue.hpp>

namespace sinew::session {

/// Takes away every easier form or exercise that goes against a ban.
void keep_permitted_easier(std::vector<domain::Segment>& segments,
                           domain::EnumSet<domain::Avoid> bans,
                           const knowledge::Catalogue& catalogue);

}  // namespace sinew::session
