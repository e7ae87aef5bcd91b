// The programme on paper: a sheet for the wall, the weeks, the forms in pictures, and pages for the clinician.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/domain/programme.hpp>
#include <sinew/knowledge/catalogue.hpp>
#include <sinew/render/sheet_origin.hpp>

#include <string>

namespace sinew::render {

enum class Print : std::uint8_t { normal, large };

/// Needs the catalogue's screening, prescription, forms, keyframes, exercises, text and citations.
/// The same programme gives the same bytes; the document's date is the programme's start. Names nobody.
/// @errors storage
[[nodiscard]] Result<std::string> programme_pdf(const domain::Programme& programme,
                                                const knowledge::Catalogue& catalogue,
                                                const knowledge::Words& words,
                                                Print print = Print::normal,
                                                const SheetOrigin& origin = {});

}  // namespace sinew::render
