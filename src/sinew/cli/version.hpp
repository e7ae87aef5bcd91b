// The program's version, as CMakeLists.txt of the project says it.
#pragma once

#include <string_view>

namespace sinew::cli {

inline constexpr std::string_view kVersion = SINEW_VERSION;

}  // namespace sinew::cli
