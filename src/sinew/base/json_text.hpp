// Reads JSON from outside: strict, all faults with their places, bounded in depth, no duplicate keys.
#pragma once

#include <sinew/base/result.hpp>

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace sinew {

using Json = nlohmann::json;  ///< what we read
using OrderedJson =
    nlohmann::ordered_json;  ///< what we write: keys stay in the order a reader wants

struct JsonReading {
    std::size_t deepest = 96;  ///< Levels of nesting; more is refused.
    /// Asked for every finished element of the array at the root's key `filtered_array`; false drops it at once,
    /// so that a bundle of megabytes is never held whole.
    std::string filtered_array;
    std::function<bool(const Json& element)> keep;
};

/// @param name  what the input is called in fault places, such as "record.json"
/// @errors bad_input: not JSON (with line and column), not UTF-8, too deep, duplicate keys (each with its pointer).
[[nodiscard]] Checked<Json> read_json(std::string_view bytes, const std::string& name,
                                      const JsonReading& how = {});

}  // namespace sinew
