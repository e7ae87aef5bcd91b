// Several texts in one, to be sealed together: each with its length before it.
#pragma once

#include <sinew/base/result.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace sinew::store {

[[nodiscard]] std::string pack(std::initializer_list<std::string_view> fields);

/// @errors storage unless there are exactly `count` fields and nothing after them
[[nodiscard]] Result<std::vector<std::string>> unpack(std::string_view packed, std::size_t count);

}  // namespace sinew::store
