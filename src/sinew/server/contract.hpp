// The OpenAPI document as it stands in the tree, put into the program.
#pragma once

#include <string_view>

namespace sinew::server {

[[nodiscard]] std::string_view contract_text() noexcept;

}  // namespace sinew::server
