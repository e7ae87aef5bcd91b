// The door to the knowledge packs for the edge of the program.
#pragma once

#include <sinew/knowledge/catalogue.hpp>
#include <sinew/knowledge/pack_check.hpp>
#include <sinew/knowledge/schema_check.hpp>

#include <memory>
#include <string>

namespace sinew::care {

using knowledge::Catalogue;
using knowledge::check_packs;
using knowledge::list_packs;
using knowledge::PackCheck;
using knowledge::PackSource;
using knowledge::Part;
using knowledge::Parts;
using knowledge::schemas_can_be_checked;
using knowledge::Words;

/// @param folder  empty = the packs built into the program
[[nodiscard]] PackSource packs_in(const std::string& folder);

/// @errors every fault of every pack asked for, each with file and place
[[nodiscard]] Checked<std::unique_ptr<const Catalogue>> open_catalogue(const PackSource& source,
                                                                       Parts parts);

}  // namespace sinew::care
