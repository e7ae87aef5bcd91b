// What a sheet takes from the place that hands it out. Empty where there is none: at the terminal no centre stands behind it.
#pragma once

#include <string>
#include <vector>

namespace sinew::render {

struct SheetOrigin {
    /// "label number" of whom to call in an emergency, best first; a blank line is printed when there is none.
    std::vector<std::string> emergency_numbers;
    /// Who may read on, 42 CFR 2.32. It stands with the clinician's pages, never on the wall sheet: what hangs in a
    /// kitchen must not say of whom it speaks.
    std::string notice;
};

}  // namespace sinew::render
