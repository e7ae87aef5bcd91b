// Everything that can be wrong with a folder of packs, in one round.
#pragma once

#include <sinew/knowledge/catalogue.hpp>

#include <optional>
#include <string>
#include <vector>

namespace sinew::knowledge {

/// One file of the knowledge folder, as `sinew knowledge list` shows it.
struct PackFile {
    std::string path, title, version, hash;
    std::size_t bytes = 0;
    std::string schema;  ///< the schema that describes it; empty when there is none
};

/// Every file but the schemas, with what it says of itself. A file that cannot be read shows without title.
[[nodiscard]] std::vector<PackFile> list_packs(const PackSource& source);

struct PackCheck {
    Faults faults;
    std::size_t files = 0;            ///< packs that were read
    std::size_t against_schemas = 0;  ///< of them held against a schema
};

/// Reads every pack with its own reader, holds it against its schema, and follows every source key to its citation.
[[nodiscard]] PackCheck check_packs(const PackSource& source);

}  // namespace sinew::knowledge
