// The two reporting checklists, filled from the programme: what another centre needs to do the same again.
#pragma once

#include <sinew/render/view.hpp>

namespace sinew::render {

/// The 16 items of CERT, in order; what nobody can know yet says so. @source cert2016
[[nodiscard]] std::vector<Item> cert_items(const domain::Programme& programme,
                                           const knowledge::Catalogue& catalogue,
                                           const knowledge::Words& words);

/// The 12 items of TIDieR, in order. @source tidier2014
[[nodiscard]] std::vector<Item> tidier_items(const domain::Programme& programme,
                                             const knowledge::Catalogue& catalogue,
                                             const knowledge::Words& words);

}  // namespace sinew::render
