// The citation table: every source key of packs and code, with where to find it and how it was read.
#pragma once

#include <sinew/base/result.hpp>
#include <sinew/domain/names.hpp>

#include <map>
#include <string>
#include <string_view>

namespace sinew::knowledge {

struct Citation {
    std::string citation, locator, note;
    domain::Status status = domain::Status::NA;
};
using Citations = std::map<std::string, Citation, std::less<>>;

/// @errors missing columns, a doubled key, an unknown status: each with its line.
void read_citations(std::string_view text, const std::string& name, Citations& citations,
                    Faults& faults);

}  // namespace sinew::knowledge
