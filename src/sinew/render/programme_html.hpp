// The programme as one file for browser and printer: no request leaves the page, every decision unfolds its why.
#pragma once

#include <sinew/domain/programme.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/render/sheet_origin.hpp>

#include <string>

namespace sinew::render {

/// Needs the catalogue's screening, prescription, forms, keyframes, exercises, text and citations. Names nobody.
[[nodiscard]] std::string programme_html(const domain::Programme& programme,
                                         const knowledge::Catalogue& catalogue,
                                         const knowledge::Words& words,
                                         const SheetOrigin& origin = {});

}  // namespace sinew::render
